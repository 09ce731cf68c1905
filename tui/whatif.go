package tui

import (
	"slices"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// whatIf compares where the case ends with where it would end, had some answers
// been otherwise. The case changes only when one takes a variant.
type whatIf struct {
	nest
	variants []variant // beside the case: two at most
	at       int       // the variant the keys are about
	full     bool      // there was no room for one more
}

// variant is other answers for the case. One that is not kept gives way to the
// next.
type variant struct {
	answers decision.Answers
	kept    bool
}

// mostVariants stand beside the case: more columns would be too narrow to read.
const mostVariants = 2

func newWhatIf() *whatIf {
	w := &whatIf{}
	w.stack = []screen{w.newChanges()}
	return w
}

// newChanges lists the answers that, given otherwise, would change the step.
func (w *whatIf) newChanges() *reading {
	r := &reading{Page: draw.NewPage(true), verb: keyCompare, about: wordChanges}
	r.extra = w.ways()
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{draw.Note(wordChangesHelp, f.Frame)}
		var last decision.Fact
		changes := f.guide.Changes(f.answers)
		for _, c := range changes {
			if c.Question.Fact != last {
				last = c.Question.Fact
				blocks = append(blocks, draw.Gap(), draw.Heading(c.Question.Title, f.Frame))
			}
			said := "Si" + nbsp + ": " + say.Value(c.Question, string(c.Value))
			blocks = append(blocks, draw.Choice(said, "→ "+stepNames(c.Steps), w.try(decision.Setting{Fact: c.Question.Fact, Value: c.Value}), f.Frame))
		}
		if len(changes) == 0 {
			blocks = []draw.Block{draw.Plain(wordNoChange, f.Frame)}
		}
		return append(blocks, draw.Section(wordMore, w.wayBlocks(f), f.Frame)...)
	}
	return r
}

// ways are the keys of the other ways to make a variant.
func (w *whatIf) ways() []shortcut {
	return []shortcut{
		{key: keyAlter, do: doing(w.alter)},
		{key: keyAim, do: doing(func(frame) { w.push(w.newAim()) })},
	}
}

// wayBlocks are the same, as lines.
func (w *whatIf) wayBlocks(f frame) []draw.Block {
	var blocks []draw.Block
	for _, s := range w.ways() {
		blocks = append(blocks, draw.Choice(s.key.Help().Key+"  "+french.Capital(s.key.Help().Desc), "", s.do(), f.Frame))
	}
	return blocks
}

// try compares the case with what it would be with an answer given otherwise.
func (w *whatIf) try(s decision.Setting) turn {
	return func(f frame) action {
		if a, err := f.guide.Answer(f.answers, s.Fact, string(s.Value)); err == nil {
			w.compare(a)
		}
		return nil
	}
}

// compare shows the case beside its variants, these answers among them. A
// variant that was not kept gives way; two that were leave no room.
func (w *whatIf) compare(a decision.Answers) {
	w.variants = slices.DeleteFunc(w.variants, func(v variant) bool { return !v.kept })
	if w.full = len(w.variants) == mostVariants; !w.full {
		w.variants = append(w.variants, variant{answers: a})
	}
	w.at = len(w.variants) - 1
	w.after(w.newComparison())
}

// alter lists the answers of the variant the keys are about, or of the case
// while there is none on the screen, to change any of them.
func (w *whatIf) alter(f frame) {
	if len(w.stack) == 1 {
		w.push(newAlter(f.answers, w.compare))
		return
	}
	at := w.at
	w.push(newAlter(w.variants[at].answers, func(a decision.Answers) {
		w.variants[at].answers = a
		w.after(w.newComparison())
	}))
}

// newAlter lists the answers on a path, and the next question: each may be
// given another value.
func newAlter(base decision.Answers, then func(decision.Answers)) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: wordAlter}
	r.blocks = func(f frame) []draw.Block {
		walk := f.guide.Walk(base)
		var blocks []draw.Block
		if walk.Next != nil {
			blocks = append(blocks, valueBlocks(decision.Reply{Question: walk.Next}, base, then, f)...)
		}
		for _, reply := range walk.Path {
			if !reply.Deduced {
				blocks = append(blocks, valueBlocks(reply, base, then, f)...)
			}
		}
		return append([]draw.Block{draw.Note(wordAlterHelp, f.Frame)}, blocks...)
	}
	return r
}

// valueBlocks are a question, what was said, and what else may be.
func valueBlocks(r decision.Reply, base decision.Answers, then func(decision.Answers), f frame) []draw.Block {
	blocks := []draw.Block{draw.Gap(), draw.Heading(r.Question.Title, f.Frame)}
	if r.Value != "" {
		blocks = append(blocks, draw.Fact(wordSaidNow, say.Reply(r), f.Styles.Text, f.Frame))
	}
	for _, o := range r.Question.Options {
		if o.Value == r.Value {
			continue
		}
		if changed, err := f.guide.Answer(base, r.Question.Fact, string(o.Value)); err == nil {
			blocks = append(blocks, draw.Choice(o.Label, "", turning(func(frame) { then(changed) }), f.Frame))
		}
	}
	return blocks
}
