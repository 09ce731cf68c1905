package plain

import (
	"fmt"
	"io"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// Advise writes where the answers lead: the recommended step, or the next
// question, or the unknown facts that decide. As JSON it is one object whose
// keys are those of [advice], always all of them. The only errors are those of
// writing.
func Advise(out io.Writer, g *decision.Guide, a decision.Answers, asJSON bool) error {
	if asJSON {
		return writeJSON(out, newAdvice(g, a))
	}
	p := newPage(out, lineWidth)
	p.advice(g, a)
	if err := p.flush(); err != nil {
		return fmt.Errorf("write advice: %w", err)
	}
	return nil
}

// advice writes the advice as a short text. The first line is the answer.
func (p *page) advice(g *decision.Guide, a decision.Answers) {
	walk, v := g.Walk(a), verdict(g, a)
	switch {
	case walk.Next != nil:
		p.nextQuestion(walk)
	case v.Step != nil:
		p.shortStep(g, a, v)
	default:
		p.say("La suite dépend de ce que vous ne savez pas encore.")
		p.dependences(v.Depends)
	}
	p.disclaimer(g)
}

func (p *page) nextQuestion(walk decision.Walk) {
	q := walk.Next
	p.say("Prochaine question" + nbsp + ": " + q.Title + " (" + french.Remaining(walk.Min, walk.Max) + ")")
	p.text("", q.Help)
	for _, o := range q.Options {
		told := string(o.Value) + nbsp + ": " + o.Label
		if o.Idle {
			told += " (" + say.Idle + ")"
		}
		p.item("  - ", told)
	}
	switch q.Kind {
	case decision.Amount:
		p.item("  - ", "ou un montant, comme 1234,56")
	case decision.Date:
		p.item("  - ", "ou une date, comme 31/12/2026")
	}
	p.blank()
	p.say("Ajoutez votre réponse" + nbsp + ": -r " + string(q.Fact) + "=" + string(q.Options[0].Value) +
		", ou -r " + string(q.Fact) + "=" + unknown[0] + " si vous ne savez pas.")
}

func (p *page) shortStep(g *decision.Guide, a decision.Answers, v decision.Verdict) {
	p.say("Étape recommandée" + nbsp + ": " + v.Step.Title)
	p.say(v.Step.Summary)
	p.section("Pourquoi maintenant", v.Step.WhyNow)
	p.brief(v.Step.Brief)
	p.reasons(g, a, v.Reasons)
	p.duties(g, a, v.Step)
	p.section("Comment faire", v.Step.HowTo)
	p.bases(g, "Fondement principal", v.Step.Bases[:min(1, len(v.Step.Bases))])
	p.changes(g.Changes(a))
}
