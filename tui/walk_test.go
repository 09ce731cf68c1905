package tui_test

import (
	"strconv"
	"strings"

	"compromis/decision"
)

// This file drives a whole case: what the driver expects, and what it answers.

// wantQuestion fails unless that question is asked.
func (d *driver) wantQuestion(f decision.Fact) *driver {
	d.t.Helper()
	return d.want("Question ").want(d.guide.Question(f).Title)
}

// wantStep fails unless that step is recommended.
func (d *driver) wantStep(s *decision.Step) *driver {
	d.t.Helper()
	return d.want("Votre étape").want(s.Title)
}

// wantNext fails unless the screen is where the answers lead.
func (d *driver) wantNext(a decision.Answers) *driver {
	d.t.Helper()
	if next := d.guide.Walk(a).Next; next != nil {
		return d.wantQuestion(next.Fact)
	}
	if v := d.guide.Verdict(a); v.Step != nil {
		return d.wantStep(v.Step)
	}
	return d.want("Il manque une réponse")
}

// digit is the key that answers a question with a value.
func (d *driver) digit(f decision.Fact, v decision.Value) string {
	d.t.Helper()
	if v == decision.Unknown {
		return "0"
	}
	for i, o := range d.guide.Question(f).Options {
		if o.Value == v {
			return strconv.Itoa(i + 1)
		}
	}
	d.t.Fatalf("%s has no value %q", f, v)
	return ""
}

// reply answers the question on the screen from its list, and goes on when the
// answer is not known.
func (d *driver) reply(f decision.Fact, v decision.Value) *driver {
	d.t.Helper()
	d.wantQuestion(f)
	d.toList(f).press(d.digit(f, v))
	if v == decision.Unknown {
		d.press("enter")
	}
	return d
}

// toList shows the options of a question one types the answer of.
func (d *driver) toList(f decision.Fact) *driver {
	if d.guide.Question(f).Kind != decision.Choice && strings.Contains(d.screen(), "choisir dans la liste, ou") {
		d.press("tab")
	}
	return d
}

// said are answers by fact.
type said map[decision.Fact]decision.Value

// play begins a case and answers as said, the first option elsewhere, until
// the question of that fact, or the end of the questions. It returns the
// answers given.
func (d *driver) play(s said, until decision.Fact) decision.Answers {
	d.t.Helper()
	d.press("n")
	a := decision.NewAnswers(today)
	for {
		next := d.guide.Walk(a).Next
		if next == nil || next.Fact == until {
			return a
		}
		v, ok := s[next.Fact]
		if !ok {
			v = next.Options[0].Value
		}
		d.reply(next.Fact, v)
		a = d.answered(a, next.Fact, string(v))
	}
}

// ask begins a case and goes to the question of that fact, by the first path
// that asks it. It returns the answers given.
func (d *driver) ask(f decision.Fact) decision.Answers {
	d.t.Helper()
	for path := range d.guide.Paths() {
		s := said{}
		for _, set := range path.Settings {
			if set.Fact == f {
				return d.play(s, f)
			}
			s[set.Fact] = set.Value
		}
	}
	d.t.Fatalf("%s is never asked", f)
	return decision.Answers{}
}

// answered returns the answers with one more.
func (d *driver) answered(a decision.Answers, f decision.Fact, v string) decision.Answers {
	d.t.Helper()
	a, err := d.guide.Answer(a, f, v)
	if err != nil {
		d.t.Fatal(err)
	}
	return a
}
