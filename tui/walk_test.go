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
	return d.wantAsked(d.guide.Question(f))
}

// wantAsked fails unless a question is asked in those words. In a narrow window, the
// mark of a law to be read again may take the place of the number of the question.
func (d *driver) wantAsked(q *decision.Question) *driver {
	d.t.Helper()
	if d.width >= 60 || !d.shows(outdated) {
		d.want("question ")
	}
	return d.want(q.Title)
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
		return d.wantAsked(next)
	}
	if v := d.guide.Verdict(a); v.Step != nil {
		return d.wantStep(v.Step)
	}
	return d.want("Il manque une réponse")
}

// choose answers a question from its list: by the digit of the option, or by
// the arrows when it is beyond the ninth.
func (d *driver) choose(q *decision.Question, v decision.Value) *driver {
	d.t.Helper()
	i := optionOf(q, v)
	switch {
	case v == decision.Unknown:
		return d.press("0")
	case i < 0:
		d.t.Fatalf("%s has no value %q", q.Fact, v)
	case i < 9:
		return d.press(strconv.Itoa(i + 1))
	}
	d.press("home")
	for range i {
		d.press("down")
	}
	return d.press("enter")
}

// reply answers the question on the screen from its list, and goes on when the
// answer is not known.
func (d *driver) reply(q *decision.Question, v decision.Value) *driver {
	d.t.Helper()
	d.wantAsked(q)
	d.toList(q.Fact).choose(q, v)
	if v == decision.Unknown {
		d.press("enter")
	}
	return d
}

// toList shows the options of a question one types the answer of.
func (d *driver) toList(f decision.Fact) *driver {
	if d.guide.Question(f).Kind != decision.Choice && strings.Contains(d.screen(), "une liste de réponses") {
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
		d.reply(next, v)
		a = d.answered(a, next.Fact, string(v))
	}
}

// ask begins a case and goes to the question of that fact, by the first path
// that asks it. It returns the answers given.
func (d *driver) ask(f decision.Fact) decision.Answers {
	d.t.Helper()
	way, found := treeOf(d.guide).firstTo(func(n decision.Node) bool { return n.Question != nil && n.Question.Fact == f })
	if !found {
		d.t.Fatalf("%s is never asked", f)
	}
	s := said{}
	for _, set := range way {
		s[set.Fact] = set.Value
	}
	return d.play(s, f)
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
