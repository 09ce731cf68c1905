package tui

import (
	"fmt"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newRecap lists the answers; choosing one goes back to its question.
func newRecap() *reading {
	r := &reading{Page: draw.NewPage(true), verb: keyEdit, about: wordRecap}
	r.blocks = func(f frame) []draw.Block {
		path := f.guide.Walk(f.answers).Path
		if len(path) == 0 {
			return []draw.Block{draw.Plain(wordRecapEmpty, f.Frame)}
		}
		blocks := []draw.Block{draw.Note(wordRecapHelp, f.Frame), draw.Gap()}
		held := f.kase.Derived(f.guide, f.answers.Today())
		for _, reply := range path {
			said := say.Reply(reply)
			if reply.Deduced {
				blocks = append(blocks, draw.Said(reply, said+" ("+wordDeduced+")", nil, f.Frame))
				continue
			}
			blocks = append(blocks, draw.Said(reply, said+say.FromCase(held, reply.Question.Fact), edit{reply.Question.Fact}, f.Frame))
		}
		return blocks
	}
	return r
}

// newClosed lists the other ways: those that are left while questions are, those
// that stay possible later, those that depend on what happens next, and those the situation closed for good.
func newClosed() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyOpen, about: wordClosedTitle}
	r.blocks = func(f frame) []draw.Block {
		var left, later, passing, lasting []draw.Block
		for _, p := range f.guide.Places(f.answers) {
			switch {
			case p.Standing == decision.Open:
				left = append(left, wayBlock(draw.OpenMark, p.Step, []string{say.Row{Label: say.CostLabel, Text: p.Step.Brief.Cost}.String()}, f.Frame))
			case p.Standing == decision.Later:
				later = append(later, wayBlock(draw.LaterMark, p.Step, []string{say.Row{Label: say.CostLabel, Text: p.Step.Brief.Cost}.String()}, f.Frame))
			case p.Standing == decision.Closed && p.Lasting:
				lasting = append(lasting, closedBlock(p, f))
			case p.Standing == decision.Closed:
				passing = append(passing, closedBlock(p, f))
			}
		}
		var blocks []draw.Block
		for _, group := range []struct {
			title, help string
			ways        []draw.Block
		}{
			{wordLeft, wordLeftHelp, left},
			{say.LaterTitle, wordLaterHelp, later},
			{wordLasting, wordLastingHelp, lasting},
			{wordPassing, wordPassingHelp, passing},
		} {
			if len(group.ways) > 0 {
				blocks = append(blocks, draw.Heading(fmt.Sprintf("%s (%d)", group.title, len(group.ways)), f.Frame), draw.Note(group.help, f.Frame))
				blocks = append(append(blocks, group.ways...), draw.Gap())
			}
		}
		return blocks
	}
	return r
}

// wayBlock is a step one may open, with dim lines under it.
func wayBlock(mark string, s *decision.Step, details []string, f draw.Frame) draw.Block {
	b := draw.Block{Lines: draw.Hang(s.Title, f.TextWidth(), mark+" ", f.Styles.Text), Lead: decision.Link{Kind: decision.ToStep, ID: s.ID}}
	for _, d := range details {
		b.Lines = append(b.Lines, draw.Hang(d, f.TextWidth(), "  ", f.Styles.Dim)...)
	}
	return b
}

// closedBlock says which answers closed a way, and by which rule.
func closedBlock(p decision.Place, f frame) draw.Block {
	var details []string
	for _, why := range say.Closed(f.guide, f.asked, p) {
		details = append(details, why.String())
	}
	return wayBlock(draw.ClosedMark, p.Step, details, f.Frame)
}

// newBases lists every text the recommendation rests on.
func newBases() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyOpen, about: say.TextsTitle, live: true}
	r.blocks = func(f frame) []draw.Block {
		v := f.guide.Verdict(f.answers)
		if v.Step == nil {
			return nil
		}
		blocks := append([]draw.Block{draw.Heading(v.Step.Title, f.Frame)}, draw.Citations(f.guide, f.guide.Told(v.Step, f.answers).Bases, f.Frame)...)
		for i, s := range causeSheets(f) {
			if i == 0 {
				blocks = append(blocks, draw.Gap(), draw.Heading(wordCauseOf, f.Frame))
			}
			blocks = append(blocks, draw.Citations(f.guide, s.Bases, f.Frame)...)
		}
		return blocks
	}
	return r
}

// newOutcomes asks what came of the step, and shows the way ahead.
func newOutcomes() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: wordNext}
	r.blocks = func(f frame) []draw.Block {
		v := f.guide.Verdict(f.answers)
		if v.Step == nil {
			return nil
		}
		blocks := []draw.Block{draw.Heading(v.Step.Title, f.Frame), draw.Note(wordNextHelp, f.Frame), draw.Gap()}
		for _, o := range v.Step.Outcomes {
			blocks = append(blocks, draw.Choice(o.Label, outcomeHelp(o, f), whatHappened(o, f), f.Frame))
		}
		if left := leaving(v.Step, f); left != nil {
			blocks = append(blocks, draw.Choice(left.label, "→ la même étape"+french.NBSP+": vous attendez sa réponse", left.do, f.Frame))
		}
		if f.kase.Owing(f.guide, f.today()) {
			blocks = append(blocks, draw.Choice(say.PartlyPaid, "→ la même étape, pour le reste", open{newEvent(dossier.Event{Kind: dossier.Paid})}, f.Frame))
		}
		return append(blocks, draw.Section(wordIfNothing, escalation(f), f.Frame)...)
	}
	return r
}

// whatHappened writes an outcome in the journal: of a case that is kept, it asks
// when it came; of an example, it is today.
func whatHappened(o decision.Outcome, f frame) action {
	if f.filing != notKept {
		return open{newHappened(o)}
	}
	return happened{outcome: o, on: decision.DayOf(f.answers.Today())}
}

// outcomeHelp says what an outcome leads to.
func outcomeHelp(o decision.Outcome, f frame) string {
	if o.End {
		if o.EndNote != "" {
			return "→ " + wordEnd + french.NBSP + ": " + o.EndNote
		}
		return "→ " + wordEnd
	}
	after := f.guide.Apply(f.answers, o)
	if v := f.guide.Verdict(after); v.Step != nil {
		return "→ " + v.Step.Title
	}
	if w := f.guide.Walk(after); w.Next != nil {
		return "→ une question" + french.NBSP + ": " + french.Small(w.Next.Title)
	}
	return ""
}

// escalation is the way ahead if nothing works, to its end.
func escalation(f frame) []draw.Block {
	var blocks []draw.Block
	for i, s := range f.guide.Escalation(f.answers) {
		mark := f.Styles.Accent.Render(fmt.Sprintf("%d.", i+1)) + " "
		b := draw.Block{Lines: draw.Hang(s.Step.Title, f.TextWidth(), mark, f.Styles.Text)}
		details := []string{s.Step.Brief.Cost + " · " + s.Step.Brief.Time}
		if len(s.Others) > 0 {
			details = append(details, wordOr+say.Steps(s.Others))
		}
		for _, d := range details {
			b.Lines = append(b.Lines, draw.Hang(d, f.TextWidth(), "   ", f.Styles.Dim)...)
		}
		b.Lead = decision.Link{Kind: decision.ToStep, ID: s.Step.ID}
		blocks = append(blocks, b)
	}
	return blocks
}
