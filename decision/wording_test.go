package decision_test

import (
	"slices"
	"testing"

	"compromis/decision"
	"compromis/decision/decisiontest"
)

// worded returns a small guide whose question of the contact has other words
// for a client who owes nothing.
func worded(t *testing.T) *decision.Guide {
	t.Helper()
	g := draft()
	g.Questions[4].Title = "Did you call?"
	g.Questions[4].Options[0].Label, g.Questions[4].Options[1].Label = "No", "In writing"
	g.Questions[4].Wording = []decision.Wording{{
		Fact: "dette", Values: []decision.Value{"non"}, Title: "Did you answer?",
		Options: []decision.Option{{Value: "aucun", Label: "Not yet"}},
	}}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	return g
}

// TestWording: the words follow the answer they depend on, given, deduced,
// unknown or changed; what a variant leaves out stays as it is.
func TestWording(t *testing.T) {
	g := worded(t)
	for _, test := range []struct {
		cause, debt string
		want        string
	}{
		{"reclamation", "non", "Did you answer?"}, {"reclamation", "oui", "Did you call?"},
		{"reclamation", "?", "Did you call?"}, {"impaye", "", "Did you call?"},
	} {
		a := said().With("cause", test.cause)
		if test.debt != "" {
			a = a.With("dette", test.debt)
		}
		a = a.With("client", "public").With("echeance", "lointaine")
		q := g.Walk(a).Next
		if q == nil || q.Fact != "contact" || q.Title != test.want {
			t.Errorf("%+v: %+v", test, q)
			continue
		}
		if test.debt == "non" && (q.Options[0].Label != "Not yet" || q.Options[1].Label != "In writing") {
			t.Errorf("answers %+v", q.Options)
		}
		after := a.With("contact", "aucun")
		if r := g.Walk(after).Path; r[len(r)-1].Question.Title != test.want || g.AskedOn(g.Walk(after), "contact").Title != test.want {
			t.Errorf("%+v: told otherwise once answered", test)
		}
	}
}

// TestNodesAreWorded: a node drawn in other words is asked in these by every way
// to it.
func TestNodesAreWorded(t *testing.T) {
	g := guide(t)
	words := map[int]map[string]bool{}
	for p := range decisiontest.Cover(g, 2000, 8) {
		at := rootOf(g)
		for i, s := range p.Settings {
			if words[at.ID] == nil {
				words[at.ID] = map[string]bool{}
			}
			words[at.ID][g.AskedOn(g.Walk(said(p.Settings[:i]...)), s.Fact).Title] = true
			at = at.down(s)
		}
	}
	others := 0
	for _, n := range g.Nodes(said()) {
		if n.Question == nil || n.Question.Title == g.Question(n.Question.Fact).Title {
			continue
		}
		others++
		if titles := words[n.ID]; len(titles) != 1 || !titles[n.Question.Title] {
			t.Errorf("node %d is asked as %v, and drawn as %q", n.ID, titles, n.Question.Title)
		}
	}
	if others == 0 {
		t.Error("no node has other words")
	}
}

// TestIdleAnswers: an answer shown as idle leads where the usual one leads, from
// every node, and the date means the same; one that is not does not.
func TestIdleAnswers(t *testing.T) {
	g := guide(t)
	idle := 0
	for p := range paths(g) {
		for i, s := range p.Settings {
			a := said(p.Settings[:i]...)
			q, at := g.Walk(a).Next, rootOf(g)
			if q.Usual == "" {
				continue
			}
			for _, before := range p.Settings[:i] {
				at = at.down(before)
			}
			seen := false
			for j, o := range q.Options {
				same := at.down(decision.Setting{Fact: s.Fact, Value: o.Value}).ID == at.down(decision.Setting{Fact: s.Fact, Value: q.Usual}).ID
				same = same && (!datesFrom(g, at) || samePeriod(g, a, s.Fact, o.Value, q.Usual))
				if o.Idle != (same && o.Value != q.Usual) {
					t.Fatalf("%v: %s=%s idle %v, the same %v", p.Settings[:i], s.Fact, o.Value, o.Idle, same)
				}
				if seen && !o.Idle || j == 0 && o.Value != q.Usual {
					t.Fatalf("%v: idle answers are not last, or the usual one not first", q.Options)
				}
				seen = seen || o.Idle
			}
			if seen {
				idle++
			}
		}
	}
	if idle == 0 {
		t.Error("no answer is ever idle")
	}
}

// datesFrom says whether a date may be asked from a place on.
func datesFrom(g *decision.Guide, at place) bool {
	if at.Question == nil {
		return false
	}
	return g.Question(at.Question.Fact).Kind == decision.Date ||
		slices.ContainsFunc(at.Kids, func(k int) bool { return datesFrom(g, place{at.nodes[k], at.nodes}) })
}

// samePeriod says whether a date means the same with either answer.
func samePeriod(g *decision.Guide, a decision.Answers, f decision.Fact, one, other decision.Value) bool {
	l, _ := g.LimitationFor(a.With(f, string(one)))
	m, _ := g.LimitationFor(a.With(f, string(other)))
	return f != decision.FactContract || l.Earliest == m.Earliest && l.Latest == m.Latest && l.NextJanuary == m.NextJanuary
}

// TestEveryDateKnowsItsPeriod: the client and the contract are asked, or
// settled, before any date.
func TestEveryDateKnowsItsPeriod(t *testing.T) {
	g := guide(t)
	dates := 0
	for p := range paths(g) {
		at := slices.IndexFunc(p.Settings, func(s decision.Setting) bool { return s.Fact == "echeance" })
		if at < 0 {
			continue
		}
		dates++
		known := settled(g.Walk(said(p.Settings[:at]...)))
		if known[decision.FactClient] == "" || known[decision.FactContract] == "" {
			t.Fatalf("%v: the date is asked with %v", p.Settings, known)
		}
	}
	if dates == 0 {
		t.Error("no date is asked")
	}
}
