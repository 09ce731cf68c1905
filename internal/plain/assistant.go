package plain

import (
	"io"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// What an assistant is told in words, which speaks to a person in its turn: the same as
// on lines, without what one would type here.

// Asking writes the question to put next, or what decides when it is not known, or that
// all is answered; nothing of where the answers lead.
func Asking(out io.Writer, g *decision.Guide, a decision.Answers) error {
	p := NewPage(out)
	walk := g.Walk(a)
	switch depends := g.Verdict(a).Depends; {
	case walk.Next != nil:
		p.asked(walk)
		p.section("Pourquoi cette question", walk.Next.Why)
		p.section("Pour le savoir", walk.Next.Unsure)
	case len(depends) > 0:
		p.Say(say.MissingWhy)
		p.dependences(depends)
	default:
		p.Say("Tout est répondu" + french.NBSP + ": demandez l’étape.")
	}
	p.disclaimer(g)
	return p.Flush()
}

// Concluded writes the page of the recommended step, of which there is one, and the ways
// that are closed with why.
func Concluded(out io.Writer, g *decision.Guide, a decision.Answers) error {
	p, v := NewPage(out), g.Verdict(a)
	step := g.Told(v.Step, a)
	p.head(step)
	p.brief(step.Brief)
	p.reasons(g, a, v.Reasons)
	p.parts(say.Body(g, step, say.Owed(g, a), decision.DayOf(a.Today())))
	p.bases(g, step.Bases)
	p.places(g, a)
	p.outcomes(step)
	p.changes(g.Changes(a))
	p.disclaimer(g)
	return p.Flush()
}

// LawText writes a legal text, in plain words.
func LawText(out io.Writer, g *decision.Guide, b *decision.LegalBasis) error {
	p := NewPage(out)
	p.Say(b.Title)
	p.text("", b.Summary)
	p.Blank()
	p.Say(b.Reference + ". " + say.Provenance(b))
	if b.Link != "" {
		p.Say(b.Link)
	}
	p.parts(say.Basis(b))
	p.disclaimer(g)
	return p.Flush()
}

// Questions writes all that may be asked, with the values one may answer.
func Questions(out io.Writer, g *decision.Guide) error {
	p := NewPage(out)
	p.Say("Les questions qui peuvent être posées. Peu le sont" + french.NBSP + ": prochaine_question dit laquelle.")
	for _, q := range g.Questions {
		p.Heading(q.Title + " (" + string(q.Fact) + ")")
		p.options(&q)
	}
	p.disclaimer(g)
	return p.Flush()
}
