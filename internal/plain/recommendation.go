package plain

import (
	"strconv"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// head writes the answer: the step, in a word and in a sentence.
func (p *Page) head(s *decision.Step) {
	p.Say(say.StepTitle + french.NBSP + ": " + s.Title)
	p.Say(s.Summary)
}

// parts writes passages, each under its title.
func (p *Page) parts(all []say.Part) {
	for _, part := range all {
		p.section(part.Title, part.Text)
	}
}

// brief writes the lines one must see at once.
func (p *Page) brief(b decision.Brief) {
	p.Heading("En bref")
	for _, row := range say.Brief(b) {
		p.Item("  - ", row.String())
	}
}

func (p *Page) reasons(g *decision.Guide, a decision.Answers, reasons []decision.Reason) {
	p.Heading(say.ReasonsTitle)
	if len(reasons) == 0 {
		p.Item("  ", say.NoReason)
	}
	for _, why := range say.Reasons(g, say.Asked(g, a), reasons) {
		p.Item("  - ", why.String())
	}
}

// bases writes legal texts: what each brings, its reference, link and dates.
func (p *Page) bases(g *decision.Guide, all []decision.Citation) {
	cited := say.Cited(g, all)
	if len(cited) > 0 {
		p.Heading(say.TextsTitle)
	}
	for i, c := range cited {
		p.Item("  "+strconv.Itoa(i+1)+". ", c.Name())
		p.Item("     ", c.Source)
		if c.Basis.Link != "" {
			p.Item("     ", c.Basis.Link)
		}
		p.text("     ", c.Doubts)
	}
}

// places writes the ways that are closed, with why, then those that come later.
func (p *Page) places(g *decision.Guide, a decision.Answers) {
	ask := say.Asked(g, a)
	var closed, later []string
	for _, place := range g.Places(a) {
		switch place.Standing {
		case decision.Closed:
			told := place.Step.Title + "."
			for _, why := range say.Closed(g, ask, place) {
				told += " " + why.String()
			}
			closed = append(closed, told)
		case decision.Later:
			later = append(later, place.Step.Title)
		}
	}
	p.list(say.ClosedTitle, closed)
	p.list(say.LaterTitle, later)
}

// list writes points under a title; without a point, nothing.
func (p *Page) list(title string, points []string) {
	if len(points) == 0 {
		return
	}
	p.Heading(title)
	for _, point := range points {
		p.Item("  - ", point)
	}
}

func (p *Page) changes(changes []decision.Change) {
	var told []string
	for _, c := range changes {
		row := say.Change(c)
		told = append(told, row.Label+" → "+row.Text)
	}
	p.list(say.ChangesTitle, told)
}

func (p *Page) outcomes(s *decision.Step) {
	var told []string
	for _, o := range s.Outcomes {
		told = append(told, say.Outcome(o))
	}
	p.list(say.OutcomesTitle, told)
}

func (p *Page) neighbours(s *decision.Step) {
	var told []string
	for _, n := range s.Neighbours {
		told = append(told, words(n))
	}
	p.list(say.NeighboursTitle, told)
}

// cause writes what the client may claim, for this cause and kind of client.
func (p *Page) cause(g *decision.Guide, a decision.Answers) {
	var cause *decision.Cause
	var client decision.Value
	for _, r := range g.Walk(a).Path {
		switch r.Question.Fact {
		case decision.FactCause:
			cause = g.Cause(r.Value)
		case decision.FactClient:
			client = r.Value
		}
	}
	if cause == nil {
		return
	}
	p.Heading("Votre cause" + french.NBSP + ": " + cause.Title)
	p.Say(cause.Summary)
	for _, s := range cause.For(client) {
		p.sheet(g, s)
	}
}

func (p *Page) sheet(g *decision.Guide, s decision.CauseSheet) {
	p.Heading("Fiche" + french.NBSP + ": " + s.Title)
	p.text("  ", s.Intro)
	p.parts(say.Sheet(s))
	p.bases(g, s.Bases)
}

// disclaimer says what the tool is not, and how old its content is.
func (p *Page) disclaimer(g *decision.Guide) {
	p.Blank()
	p.Say(say.Caution(g))
}
