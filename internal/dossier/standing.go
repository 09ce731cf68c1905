package dossier

import (
	"compromis/decision"
	"slices"
)

// Standing is where a case is on a day: what to do, or what to wait for.
type Standing struct {
	Step    *decision.Step // the recommended step; nil when answers are missing
	Awaited *Deadline      // the time the client was given, when that step was begun; it may have passed
	Then    *decision.Step // the step that follows when the client stays silent; nil when not known
	Settled bool           // nothing is left to pay of the invoices
}

// Waiting says whether there is nothing to do but wait.
func (s Standing) Waiting() bool { return s.Awaited != nil && !s.Awaited.Passed }

// Standing returns where the case is on a day. A letter that left, a notice, a
// certificate that was served give the client a time to answer: until its end
// the step is not to be done again, and then one says what came of it.
func (c Case) Standing(g *decision.Guide, on decision.Day) Standing {
	a := c.Answers(g, on.Time())
	s := Standing{Step: g.Verdict(a).Step, Settled: c.Settled(g, on)}
	if s.Step == nil || c.Closed != "" {
		return s
	}
	for _, d := range c.Deadlines(g, on) {
		if !d.Yours() && d.On != "" && d.Kind != InvoiceDue && d.Step == s.Step.ID {
			s.Awaited = &d // the last one counts
		}
	}
	if s.Awaited != nil {
		s.Then = silent(g, a, s.Step)
	}
	return s
}

// silent returns the step that follows when the client does not answer.
func silent(g *decision.Guide, a decision.Answers, s *decision.Step) *decision.Step {
	i := slices.IndexFunc(s.Outcomes, func(o decision.Outcome) bool {
		return slices.Contains(o.Effects, decision.Setting{Fact: decision.FactReply, Value: silence})
	})
	if i < 0 {
		return nil
	}
	return g.Verdict(g.Apply(a, s.Outcomes[i])).Step
}

// Owing says whether the client owes something, from the answers.
func (c Case) Owing(g *decision.Guide, on decision.Day) bool {
	path := g.Walk(c.Answers(g, on.Time())).Path
	return slices.ContainsFunc(path, func(r decision.Reply) bool { return r.Question.Fact == decision.FactDebt && r.Value != decision.Denied })
}

// Settled says whether the case has invoices and nothing is left to pay of them,
// interest apart.
func (c Case) Settled(g *decision.Guide, on decision.Day) bool {
	return len(c.dated()) > 0 && c.left(g, on) == 0
}
