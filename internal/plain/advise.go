package plain

import (
	"io"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// Advise writes where the answers lead: the recommended step, or the next
// question, or the unknown facts that decide. The only errors are those of
// writing.
func Advise(out io.Writer, g *decision.Guide, a decision.Answers) error {
	p := NewPage(out)
	p.advice(g, a)
	return p.Flush()
}

// AdviseCase writes where a case stands: what to wait for or to mend, then where
// its answers lead.
func AdviseCase(out io.Writer, g *decision.Guide, kase dossier.Case, on decision.Day) error {
	p := NewPage(out)
	p.standing(g, kase, on)
	return p.Flush()
}

// advice writes the advice as a short text. The first line is the answer.
func (p *Page) advice(g *decision.Guide, a decision.Answers) {
	walk, v := g.Walk(a), g.Verdict(a)
	switch {
	case walk.Next != nil:
		p.nextQuestion(walk)
	case v.Step != nil:
		p.shortStep(g, a, v)
	default:
		p.Say(say.MissingWhy)
		p.dependences(v.Depends)
	}
	p.disclaimer(g)
}

func (p *Page) nextQuestion(walk decision.Walk) {
	p.asked(walk)
	q := walk.Next
	p.Blank()
	p.Say("Ajoutez votre réponse" + french.NBSP + ": -r " + string(q.Fact) + "=" + string(q.Options[0].Value) +
		", ou -r " + string(q.Fact) + "=" + Unknown + " si vous ne savez pas.")
}

// asked writes the next question, with the values one may answer.
func (p *Page) asked(walk decision.Walk) {
	q := walk.Next
	p.Say("Prochaine question" + french.NBSP + ": " + q.Title + " (" + french.Remaining(walk.Min, walk.Max) + ")")
	p.text("", q.Help)
	p.options(q)
}

func (p *Page) options(q *decision.Question) {
	for _, o := range q.Options {
		told := string(o.Value) + french.NBSP + ": " + o.Label
		if o.Idle {
			told += " (" + say.Idle + ")"
		}
		p.Item("  - ", told)
	}
	switch q.Kind {
	case decision.Amount:
		p.Item("  - ", "ou un montant, comme 1234,56")
	case decision.Date:
		p.Item("  - ", "ou une date, comme 31/12/2026")
	}
}

func (p *Page) shortStep(g *decision.Guide, a decision.Answers, v decision.Verdict) {
	p.head(v.Step)
	p.brief(v.Step.Brief)
	p.reasons(g, a, v.Reasons)
	short := *g.Told(v.Step, a)
	short.Documents, short.Pitfalls = nil, nil
	p.parts(say.Body(g, &short, say.Owed(g, a), decision.DayOf(a.Today())))
	p.bases(g, short.Bases[:min(1, len(short.Bases))])
	p.changes(g.Changes(a))
}
