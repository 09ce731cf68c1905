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
	r := &reading{Page: draw.NewPage(true), verb: keyCompare, about: say.ChangesTitle}
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
			said := "Si" + french.NBSP + ": " + say.Value(c.Question, string(c.Value))
			blocks = append(blocks, draw.Choice(said, "→ "+say.Steps(c.Steps), w.try(decision.Setting{Fact: c.Question.Fact, Value: c.Value}), f.Frame))
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

// newAim chooses a step one would like, to see what would lead to it.
func (w *whatIf) newAim() *finder {
	return newStepFinder(wordAim, wordAimHelp, func(s *decision.Step) action {
		return turning(func(frame) { w.push(w.newRoutes(s)) })
	})
}

// newRoutes lists the smallest changes that lead to a step.
func (w *whatIf) newRoutes(s *decision.Step) *reading {
	r := &reading{Page: draw.NewPage(true), verb: keyCompare, about: wordRoutes}
	r.blocks = func(f frame) []draw.Block {
		routes := f.guide.Toward(f.answers, s.ID)
		blocks := []draw.Block{{Lines: draw.Wrap(s.Title, f.TextWidth(), f.Styles.Title)}}
		if len(routes) == 0 {
			return append(blocks, draw.Plain(say.AlreadyThere, f.Frame))
		}
		blocks = append(blocks, draw.Note(wordRoutesHelp, f.Frame))
		for _, route := range routes {
			blocks = append(blocks, draw.Gap(), w.routeBlock(route, f))
		}
		return blocks
	}
	return r
}

// routeBlock is a route: what would be otherwise, what there would still be to
// say, and why that leads there. Choosing it compares.
func (w *whatIf) routeBlock(r decision.Route, f frame) draw.Block {
	after := say.Taking(f.guide, f.answers, r)
	b := draw.Block{Lead: turning(func(frame) { w.compare(after) })}
	for _, part := range say.RouteParts(f.guide, f.answers, r) {
		b.Lines = append(b.Lines, draw.Wrap(part.Title, f.TextWidth(), f.Styles.Heading)...)
		for _, row := range part.Rows {
			b.Lines = append(b.Lines, draw.Hang(row.String(), f.TextWidth(), f.Styles.Accent.Render("•")+" ", f.Styles.Text)...)
		}
	}
	for _, why := range say.Swing(f.guide, f.answers, after, say.Endings(f.guide, f.answers, after)[1].Said) {
		if why.Text != "" {
			b.Lines = append(b.Lines, draw.Hang(french.Capital(why.Text)+".", f.TextWidth(), "→ ", f.Styles.Dim)...)
		}
	}
	return b
}

// whyBlocks tell, for each variant, the condition that makes its difference.
func whyBlocks(endings []ending, f frame) []draw.Block {
	var blocks []draw.Block
	now := endings[0]
	for _, e := range endings[1:] {
		if len(endings) > 2 {
			blocks = append(blocks, draw.Note(e.name, f.Frame))
		}
		if slices.Equal(e.Steps, now.Steps) {
			blocks = append(blocks, draw.Plain(say.SameStep, f.Frame))
			continue
		}
		why := say.Makes(f.guide, now.Ending, e.Ending)
		blocks = append(blocks, draw.Reasons(say.Reasons(f.guide, f.asked, why), f.Frame)...)
	}
	return blocks
}
