package dossier

import (
	"compromis/decision"
	"fmt"
	"time"
)

// Derived is an answer that the case holds in figures and days: the question is
// not asked, and what was typed does not count.
type Derived struct {
	Fact        decision.Fact
	Value       string // as an answer
	Said        string // what was typed, or "" when nothing was
	Contradicts bool   // what was typed says otherwise
}

// Answers returns the answers of the case on a day: what was said, and what its
// invoices and its journal say.
func (c Case) Answers(g *decision.Guide, today time.Time) decision.Answers {
	return c.seenOn(g, decision.DayOf(today)).answers()
}

func (v *view) answers() decision.Answers {
	a := decision.AnswersOf(v.on.Time(), v.kase.Said)
	for _, d := range v.derived() {
		a = a.With(d.Fact, d.Value)
	}
	return a
}

// Derived returns the answers that the case holds: how near the last day to sue
// is, from the invoices, or from the day typed as the journal moved it; and,
// when nobody said it, the sum that is left to pay.
func (c Case) Derived(g *decision.Guide, today time.Time) []Derived {
	return c.seenOn(g, decision.DayOf(today)).derived()
}

func (v *view) derived() (all []Derived) {
	for i := range v.guide.Questions {
		q := &v.guide.Questions[i]
		said := v.kase.Said[q.Fact]
		switch q.Kind {
		case decision.Date:
			state, known := v.barState()
			if !known || q.Option(state) == nil || len(v.kase.dated()) == 0 && !v.moved() {
				continue
			}
			all = append(all, Derived{Fact: q.Fact, Value: string(state), Said: said, Contradicts: v.contradicts(said, state)})
		case decision.Amount:
			if left := v.left(); said == "" && left > 0 {
				all = append(all, Derived{Fact: q.Fact, Value: fmt.Sprintf("%d.%02d", left/100, left%100)})
			}
		}
	}
	return all
}

// moved says whether the journal moved the last day to sue.
func (v *view) moved() bool {
	b, _ := v.decides(false)
	return b.Hold != Free || b.moved
}

// contradicts says whether what was typed about the last day to sue is not what
// the invoices say.
func (v *view) contradicts(said string, state decision.Value) bool {
	switch {
	case said == "" || said == string(decision.Unknown) || len(v.kase.dated()) == 0:
		return false
	case decision.Day(said).Time().IsZero():
		return said != string(state)
	}
	typed, known := v.without().barState()
	return known && typed != state
}

// dated returns the places of the invoices with a day to pay.
func (c Case) dated() (all []int) {
	for i, invoice := range c.Invoices {
		for _, d := range invoice.Dues {
			if !d.On.Time().IsZero() && d.Cents > 0 {
				all = append(all, i)
				break
			}
		}
	}
	return all
}

// HeldError is an answer that the invoices and the journal give otherwise.
type HeldError struct {
	Derived
	Typed string // the answer that is refused
}

func (e *HeldError) Error() string {
	return "answer " + string(e.Fact) + "=" + e.Typed + " not accepted: the case holds " + e.Value
}

// Answer returns the case with one more answer, or one changed, once it has been
// checked: see [decision.Guide.Answer]. What follows an answer that the case
// holds is kept, whatever that answer becomes with time. An answer that it holds
// otherwise is refused, with a [*HeldError].
func (c Case) Answer(g *decision.Guide, today time.Time, f decision.Fact, said string) (Case, error) {
	v := c.seenOn(g, decision.DayOf(today))
	for _, d := range v.derived() {
		if d.Fact == f && v.contradicts(said, decision.Value(d.Value)) {
			return c, &HeldError{d, said}
		}
	}
	var err error
	c = c.reply(g, today, func(a decision.Answers) decision.Answers {
		var after decision.Answers
		after, err = g.Answer(a, f, said)
		return after
	})
	return c, err
}

// WithAnswers returns the case with these answers, as they are.
func (c Case) WithAnswers(a decision.Answers) Case {
	c.Said = a.Said()
	return c
}

// Adopt returns the case with answers that were made of its own, less those it
// holds itself.
func (c Case) Adopt(g *decision.Guide, a decision.Answers) Case {
	said := a.Said()
	for _, d := range c.Derived(g, a.Today()) {
		switch {
		case said[d.Fact] != d.Value:
		case d.Said == "":
			delete(said, d.Fact)
		default:
			said[d.Fact] = d.Said
		}
	}
	c.Said = said
	return c
}

// reply changes what was said. The answers that the case holds are open
// meanwhile: none of those that follow one is dropped because of it.
func (c Case) reply(g *decision.Guide, today time.Time, change func(decision.Answers) decision.Answers) Case {
	held := c.Derived(g, today)
	a := decision.AnswersOf(today, c.Said)
	for _, d := range held {
		a = a.With(d.Fact, string(decision.Unknown))
	}
	said := change(a).Said()
	for _, d := range held {
		switch now, still := said[d.Fact]; {
		case still && now != string(decision.Unknown):
		case d.Said == "":
			delete(said, d.Fact)
		default:
			said[d.Fact] = d.Said
		}
	}
	c.Said = said
	return c.agreed(g, today)
}

// agreed drops what was typed of an answer that the case holds, once both say
// the same in the same words.
func (c Case) agreed(g *decision.Guide, today time.Time) Case {
	for _, d := range c.Derived(g, today) {
		if d.Said == d.Value && len(c.dated()) > 0 {
			delete(c.Said, d.Fact)
		}
	}
	return c
}
