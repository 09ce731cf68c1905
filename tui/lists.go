package tui

import (
	"fmt"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newRecap lists the answers; choosing one goes back to its question.
func newRecap() *reading {
	r := &reading{page: newPage(true), verb: keyEdit, about: wordRecap}
	r.blocks = func(f frame) []block {
		path := f.guide.Walk(f.answers).Path
		if len(path) == 0 {
			return []block{plainText(wordRecapEmpty, f.canvas)}
		}
		blocks := []block{note(wordRecapHelp, f.canvas), gap()}
		for _, reply := range path {
			said := say.Reply(reply)
			if reply.Deduced {
				blocks = append(blocks, replyBlock(reply, said+" ("+wordDeduced+")", nil, f.canvas))
				continue
			}
			blocks = append(blocks, replyBlock(reply, said, edit{reply.Question.Fact}, f.canvas))
		}
		return blocks
	}
	return r
}

// replyBlock is a question in a word and its answer.
func replyBlock(r decision.Reply, said string, do any, f canvas) block {
	return block{lines: hangText(said, f.textWidth(), label(r.Question.Name, nameWidth, f), f.styles.strong), do: do}
}

// newClosed lists the other ways: those that stay possible later, those that
// depend on what happens next, and those the situation closed for good.
func newClosed() *reading {
	r := &reading{page: newPage(true), verb: keyOpen, about: wordClosedTitle}
	r.blocks = func(f frame) []block {
		var later, passing, lasting []block
		for _, p := range f.guide.Places(f.answers) {
			switch {
			case p.Standing == decision.Later:
				later = append(later, wayBlock(laterMark, p.Step, []string{say.CostLabel + nbsp + ": " + p.Step.Brief.Cost}, f.canvas))
			case p.Standing == decision.Closed && p.Lasting:
				lasting = append(lasting, closedBlock(p, f))
			case p.Standing == decision.Closed:
				passing = append(passing, closedBlock(p, f))
			}
		}
		var blocks []block
		for _, group := range []struct {
			title, help string
			ways        []block
		}{
			{wordLaterTitle, wordLaterHelp, later},
			{wordLasting, wordLastingHelp, lasting},
			{wordPassing, wordPassingHelp, passing},
		} {
			if len(group.ways) > 0 {
				blocks = append(blocks, heading(fmt.Sprintf("%s (%d)", group.title, len(group.ways)), f.canvas), note(group.help, f.canvas))
				blocks = append(append(blocks, group.ways...), gap())
			}
		}
		return blocks
	}
	return r
}

// wayBlock is a step one may open, with dim lines under it.
func wayBlock(mark string, s *decision.Step, details []string, f canvas) block {
	b := block{lines: hangText(s.Title, f.textWidth(), mark+" ", f.styles.text), do: decision.Link{Kind: decision.ToStep, ID: s.ID}}
	for _, d := range details {
		b.lines = append(b.lines, hangText(d, f.textWidth(), "  ", f.styles.dim)...)
	}
	return b
}

// closedBlock says which answers closed a way, and by which rule.
func closedBlock(p decision.Place, f frame) block {
	var details []string
	if p.Before != nil {
		details = append(details, wordBefore+p.Before.Title+".")
	}
	for _, why := range p.Blocks {
		q := f.asked(why.Fact)
		text := q.Name + nbsp + ": " + say.Value(q, string(why.Value)) + "."
		if why.Text != "" {
			text += " " + french.Capital(why.Text) + "."
		}
		details = append(details, text)
	}
	return wayBlock(closedMark, p.Step, details, f.canvas)
}

// few is how many steps are told by name.
const few = 3

// stepNames tells steps: a few by name, many by number.
func stepNames(steps []*decision.Step) string {
	if len(steps) > few {
		return fmt.Sprintf("%d voies possibles, selon les réponses suivantes", len(steps))
	}
	names := make([]string, len(steps))
	for i, s := range steps {
		names[i] = s.Title
	}
	return strings.Join(names, nbsp+"; ")
}

// newBases lists every text the recommendation rests on.
func newBases() *reading {
	r := &reading{page: newPage(true), verb: keyOpen, about: say.TextsTitle}
	r.blocks = func(f frame) []block {
		v := f.guide.Verdict(f.answers)
		if v.Step == nil {
			return nil
		}
		blocks := append([]block{heading(v.Step.Title, f.canvas)}, citationBlocks(f.guide, v.Step.Bases, f.canvas)...)
		for i, s := range causeSheets(f) {
			if i == 0 {
				blocks = append(blocks, gap(), heading(wordCauseOf, f.canvas))
			}
			blocks = append(blocks, citationBlocks(f.guide, s.Bases, f.canvas)...)
		}
		return blocks
	}
	return r
}

// newOutcomes asks what came of the step, and shows the way ahead.
func newOutcomes() *reading {
	r := &reading{page: newPage(true), verb: keyChoose, about: wordNext}
	r.blocks = func(f frame) []block {
		v := f.guide.Verdict(f.answers)
		if v.Step == nil {
			return nil
		}
		blocks := []block{heading(v.Step.Title, f.canvas), note(wordNextHelp, f.canvas), gap()}
		for _, o := range v.Step.Outcomes {
			blocks = append(blocks, choice(o.Label, outcomeHelp(o, f), whatHappened(o, f), f.canvas))
		}
		return append(blocks, section(wordIfNothing, escalation(f), f.canvas)...)
	}
	return r
}

// whatHappened writes an outcome in the journal: of a case that is kept, it asks
// when it came; of an example, it is today.
func whatHappened(o decision.Outcome, f frame) action {
	if f.filing == kept {
		return open{newHappened(o)}
	}
	return happened{outcome: o, on: decision.DayOf(f.answers.Today())}
}

// outcomeHelp says what an outcome leads to.
func outcomeHelp(o decision.Outcome, f frame) string {
	if o.End {
		if o.EndNote != "" {
			return "→ " + wordEnd + nbsp + ": " + o.EndNote
		}
		return "→ " + wordEnd
	}
	after := f.guide.Apply(f.answers, o)
	if v := f.guide.Verdict(after); v.Step != nil {
		return "→ " + v.Step.Title
	}
	if w := f.guide.Walk(after); w.Next != nil {
		return "→ une question" + nbsp + ": " + french.Small(w.Next.Title)
	}
	return ""
}

// escalation is the way ahead if nothing works, to its end.
func escalation(f frame) []block {
	var blocks []block
	for i, s := range f.guide.Escalation(f.answers) {
		mark := f.styles.accent.Render(fmt.Sprintf("%d.", i+1)) + " "
		b := block{lines: hangText(s.Step.Title, f.textWidth(), mark, f.styles.text)}
		details := []string{s.Step.Brief.Cost + " · " + s.Step.Brief.Time}
		if len(s.Others) > 0 {
			details = append(details, wordOr+stepNames(s.Others))
		}
		for _, d := range details {
			b.lines = append(b.lines, hangText(d, f.textWidth(), "   ", f.styles.dim)...)
		}
		b.do = decision.Link{Kind: decision.ToStep, ID: s.Step.ID}
		blocks = append(blocks, b)
	}
	return blocks
}
