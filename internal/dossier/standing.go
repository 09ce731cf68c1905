package dossier

import (
	"compromis/decision"
	"slices"
	"strconv"
	"strings"
)

// Standing is where a case is on a day: what to do, or what to wait for.
type Standing struct {
	Step    *decision.Step // the recommended step; nil when answers are missing
	Awaited *Deadline      // the time the client was given, when that step was begun; it may have passed
	Then    *decision.Step // the step that follows when the client stays silent; nil when not known
	Settled bool           // nothing is left to pay of the invoices, and the client was the one to pay
}

// Waiting says whether there is nothing to do but wait.
func (s Standing) Waiting() bool { return s.Awaited != nil && !s.Awaited.Passed }

// Standing returns where the case is on a day. A letter that left, a notice, a
// certificate that was served give the client a time to answer: until its end
// the step is not to be done again, and then one says what came of it.
func (c Case) Standing(g *decision.Guide, on decision.Day) Standing {
	v := c.seenOn(g, on)
	return v.standing(v.deadlines())
}

func (v *view) standing(all []Deadline) Standing {
	g, a := v.guide, v.answers()
	s := Standing{Step: g.Verdict(a).Step, Settled: v.paid() && !v.kase.Denied()}
	if s.Step == nil || v.kase.Closed != "" {
		return s
	}
	for _, d := range all {
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

// Denied says whether it was answered that the client owes nothing: then it is the
// business that may owe.
func (c Case) Denied() bool { return c.Said[decision.FactDebt] == string(decision.Denied) }

// Settled says whether the case has invoices and nothing is left to pay of them,
// interest apart.
func (c Case) Settled(g *decision.Guide, on decision.Day) bool { return c.seenOn(g, on).paid() }

func (v *view) paid() bool { return len(v.kase.dated()) > 0 && v.left() == 0 }

// Outlook is where a case is on a day, in a few words for a list, and how long
// that stays true.
type Outlook struct {
	Step    string       `json:"etape,omitempty"`         // id of the recommended step; "" while answers are missing
	Until   decision.Day `json:"attendre,omitempty"`      // the last day of the time the client was given, if any
	Over    bool         `json:"attente_finie,omitempty"` // that day has passed: one says what came of it
	Settled bool         `json:"solde,omitempty"`         // nothing is left to pay of the invoices, and the client was the one to pay
	Next    Deadline     `json:"echeance,omitzero"`       // the deadline to see to first
	Owed    int64        `json:"reste_du,omitempty"`      // cents left to pay of the invoices, interest apart; without any, as it was said
	Holds   decision.Day `json:"valable,omitempty"`       // the last day on which all this is so, if the case does not change
}

// Outlook returns where a case is on a day.
func (c Case) Outlook(g *decision.Guide, on decision.Day) Outlook {
	v := c.seenOn(g, on)
	all := v.deadlines()
	s := v.standing(all)
	o := Outlook{Settled: s.Settled, Holds: on}
	if s.Step != nil {
		o.Step = s.Step.ID
	}
	if s.Awaited != nil {
		o.Until, o.Over = s.Awaited.On, s.Awaited.Passed
	}
	o.Next, _ = Pressing(all, on)
	o.Owed = v.owed()
	o.Holds = v.holds(all)
	return o
}

// owed is what the client is said to owe: what is left of the invoices, interest
// apart, or the sum that was answered when there is none and something is owed.
func (v *view) owed() int64 {
	if len(v.kase.Invoices) > 0 {
		return v.left()
	}
	return v.kase.SaidOwed(v.guide)
}

// SaidOwed is the sum that was answered, in cents: what is known of what is owed
// where there is no invoice. 0 when nothing is, or none was said.
func (c Case) SaidOwed(g *decision.Guide) int64 {
	for i := range g.Questions {
		if q := &g.Questions[i]; q.Kind == decision.Amount && !c.Denied() {
			return centsOf(c.Said[q.Fact])
		}
	}
	return 0
}

// centsOf reads an amount in canonical form, "1234.56"; 0 when it is none.
func centsOf(canonical string) int64 {
	euros, rest, _ := strings.Cut(canonical, ".")
	cents, err := strconv.ParseInt(euros+(rest + "00")[:2], 10, 64)
	if err != nil {
		return 0
	}
	return cents
}

// holds returns a day until which nothing that depends on today's date changes:
// no deadline passes, no event to come happens, no last day to sue gets near. An
// act that stops the period to this day, such as a talk going on, moves it every
// day.
func (v *view) holds(all []Deadline) decision.Day {
	on, end := v.on, v.on.Add(365)
	for _, d := range all {
		switch {
		case !d.Passed && d.On != "":
			end = min(end, d.On)
		case d.Late(on):
			end = min(end, d.lapses().Add(lateFor))
		}
	}
	for _, day := range v.lapses() { // even of one too old to be told
		if day >= on {
			end = min(end, day)
		}
	}
	for _, e := range v.timeline {
		if e.On > on {
			end = min(end, e.On.Add(-1))
		}
	}
	for _, l := range v.guide.Limitations { // the law may change
		for _, day := range []decision.Day{decision.DayOf(l.Period.From), decision.DayOf(l.Period.To)} {
			if day > on {
				end = min(end, day.Add(-1))
			}
		}
	}
	const slack = 7 // months have not the same length
	for _, b := range v.bars() {
		if slices.ContainsFunc(v.acts(b.Invoice).all, func(a act) bool { return a.opens }) {
			return on
		}
		for _, day := range []decision.Day{b.Earliest, b.Latest} {
			for months := range enforcementNear + 1 {
				if change := decision.DayOf(decision.AddMonths(day.Time(), -months)).Add(-slack); change.Add(2*slack) >= on {
					end = min(end, change)
				}
			}
		}
	}
	return max(end, on)
}
