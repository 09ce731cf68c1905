package decision_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/decision/decisiontest"
)

// TestUnknownAtEveryNode answers "I don't know" at each node of the diagram,
// then everything else, and compares with what each value would have given.
func TestUnknownAtEveryNode(t *testing.T) {
	g := guide(t)
	visited, every := map[int]bool{}, 1
	if decisiontest.Race {
		every = 17
	}
	for p := range decisiontest.Cover(g, 0, 0) {
		at := rootOf(g)
		for i, s := range p.Settings {
			if !visited[at.ID] {
				visited[at.ID] = true
				if len(visited)%every == 0 {
					a := answer(t, g, said(p.Settings[:i]...), s.Fact, string(decision.Unknown))
					undecided(t, g, finish(t, g, a, len(visited)%3))
				}
			}
			at = at.down(s)
		}
	}
	if len(visited) != g.Size().Nodes {
		t.Errorf("%d nodes visited, want %d", len(visited), g.Size().Nodes)
	}
}

// place is a node of the diagram, with the way down.
type place struct {
	decision.Node
	nodes map[int]decision.Node
}

// rootOf returns the first question. The diagram of a guide is drawn once.
func rootOf(g *decision.Guide) place {
	if p, ok := roots.Load(g); ok {
		return p.(place)
	}
	all := g.Nodes(said())
	p := place{all[0], map[int]decision.Node{}}
	for _, n := range all {
		p.nodes[n.ID] = n
	}
	roots.Store(g, p)
	return p
}

var roots sync.Map

// down returns the place an answer leads to.
func (p place) down(s decision.Setting) place {
	v := slices.IndexFunc(p.Question.Options, func(o decision.Option) bool { return o.Value == s.Value })
	return place{p.nodes[p.Kids[v]], p.nodes}
}

// finish answers what is left, always by the same option, or the last.
func finish(t *testing.T, g *decision.Guide, a decision.Answers, pick int) decision.Answers {
	t.Helper()
	for w := g.Walk(a); w.Next != nil; w = g.Walk(a) {
		o := w.Next.Options[min(pick, len(w.Next.Options)-1)]
		a = answer(t, g, a, w.Next.Fact, string(o.Value))
	}
	return a
}

type failer interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

// undecided compares the verdict of complete answers, some unknown, with the
// ladder read on every completion.
func undecided(t failer, g *decision.Guide, a decision.Answers) {
	t.Helper()
	n, w, v := newNaive(g), g.Walk(a), g.Verdict(a)
	known := n.established(w)
	want := n.steps(known)
	if len(want) == 1 {
		if v.Step == nil || v.Step.ID != want[0] || v.Depends != nil {
			t.Fatalf("%v: verdict %+v, want %v", w.Path, v, want)
		}
		return
	}
	if v.Step != nil || len(v.Depends) == 0 {
		t.Fatalf("%v: verdict %+v, but it may be any of %v", w.Path, v, want)
	}
	for _, d := range v.Depends {
		f := n.fact(d.Question.Fact)
		for _, o := range d.Question.Options {
			known[f] = n.value(f, o.Value)
			at := slices.IndexFunc(d.Cases, func(c decision.Lead) bool { return c.Value == o.Value })
			switch steps := n.steps(known); {
			case len(steps) == 0 && at >= 0:
				t.Fatalf("%s=%s contradicts the answers %v", d.Question.Fact, o.Value, w.Path)
			case len(steps) > 0 && (at < 0 || !slices.Equal(idsOf(d.Cases[at].Steps), steps)):
				t.Fatalf("%s=%s: %+v, want %v", d.Question.Fact, o.Value, d.Cases, steps)
			}
		}
		known[f] = free
	}
}

func TestUnknownsInAnyGuide(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := randomGuide(rt)
		undecided(rt, g, randomWalk(rt, g, randomTotal(rt, g), true))
	})
}

func TestUnknownsInTheGuide(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		all := randomTotal(rt, g)
		a := said()
		for w, left := g.Walk(a), 2; w.Next != nil; w = g.Walk(a) {
			f := newNaive(g).fact(w.Next.Fact)
			value := string(newNaive(g).setting(f, all[f]).Value)
			if left > 0 && rapid.IntRange(0, 2).Draw(rt, "unknown") == 0 {
				value, left = string(decision.Unknown), left-1
			}
			a = answer(rt, g, a, w.Next.Fact, value)
		}
		undecided(rt, g, a)
	})
}

// TestCountsAreExact compares Min and Max, at any moment and with unknowns,
// with the questions really asked along every way of answering the rest.
func TestCountsAreExact(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := randomGuide(rt)
		a := randomWalk(rt, g, randomTotal(rt, g), false)
		w := g.Walk(a)
		least, most := explore(g, a)
		if w.Min != least || w.Max != most {
			rt.Fatalf("%v: %d to %d, really %d to %d", w.Path, w.Min, w.Max, least, most)
		}
	})
}

// explore answers in every way and counts the questions.
func explore(g *decision.Guide, a decision.Answers) (least, most int) {
	w := g.Walk(a)
	if w.Next == nil {
		return 0, 0
	}
	least = len(g.Questions) + 1
	for _, o := range w.Next.Options {
		l, m := explore(g, a.With(w.Next.Fact, string(o.Value)))
		least, most = min(least, l+1), max(most, m+1)
	}
	return least, most
}

// TestUnknownCauseWithoutDebt: a client who owes nothing is no unpaid invoice.
func TestUnknownCauseWithoutDebt(t *testing.T) {
	g := guide(t)
	a := answer(t, g, said(), "cause", "?")
	a = answer(t, g, a, "dette", "non")
	for _, d := range g.Verdict(finish(t, g, a, 0)).Depends {
		for _, c := range d.Cases {
			if c.Value == "impaye" {
				t.Error("an unpaid invoice is still proposed")
			}
		}
	}
	w := g.Walk(a)
	if least, most := explore(g, a); w.Min != least || w.Max != most {
		t.Errorf("%d to %d questions left, really %d to %d", w.Min, w.Max, least, most)
	}
}

// TestUnknownClientWithDate types a date when the client is not known: two
// years and a month ago, the claim is lost against a consumer, doubtful abroad
// and alive against the others.
func TestUnknownClientWithDate(t *testing.T) {
	g := guide(t)
	due := today.AddDate(-2, -1, 0)
	a := said(decision.Setting{Fact: "cause", Value: "impaye"}, decision.Setting{Fact: "client", Value: "?"},
		decision.Setting{Fact: "difficulte", Value: "non"})
	a = answer(t, g, a, "echeance", due.Format(time.DateOnly))
	a = finish(t, g, a, 0)
	v := g.Verdict(a)
	if v.Step != nil || len(v.Depends) != 1 || v.Depends[0].Question.Fact != "client" {
		t.Fatalf("verdict %+v, want one that depends on the client alone", v)
	}
	want := map[decision.Value]string{
		"consommateur": "creance-prescrite", "etranger": "interrompre-prescription",
		"commercant": "appeler-client", "autre-professionnel": "appeler-client", "public": "appeler-client",
	}
	for _, c := range v.Depends[0].Cases {
		if got := idsOf(c.Steps); !slices.Equal(got, []string{want[c.Value]}) {
			t.Errorf("%s leads to %v, want %s", c.Value, got, want[c.Value])
		}
	}
	for _, r := range g.Walk(a).Path {
		if r.Question.Fact == "echeance" && (r.Value != decision.Unknown || r.Said == "") {
			t.Errorf("the date stands for %q, though it depends on the client", r.Value)
		}
	}
	for _, p := range g.RuledOut(a) {
		for _, b := range p.Blocks {
			if b.Fact == "echeance" {
				t.Errorf("%s is closed by a limitation nobody knows", p.Step.ID)
			}
		}
	}
}

// TestDateOutOfFigures: where no period is known for one of the clients there
// may be, the date is asked again rather than guessed.
func TestDateOutOfFigures(t *testing.T) {
	g, err := sound()
	if err != nil {
		t.Fatal(err)
	}
	g.Limitations = g.Limitations[:1]
	a := said(decision.Setting{Fact: "cause", Value: "impaye"}, decision.Setting{Fact: "client", Value: "?"})
	a = a.With("echeance", "2026-01-01")
	if w := g.Walk(a); w.Next == nil || w.Next.Fact != "echeance" {
		t.Errorf("next %+v, want the date again", w.Next)
	}
	if _, err := g.Answer(a.Without("echeance"), "echeance", "2026-01-01"); err == nil {
		t.Error("a date is accepted without its figure")
	}
}

// TestUnknownsThatDecideTogether: neither alone tells anything, and both are
// told all the same.
func TestUnknownsThatDecideTogether(t *testing.T) {
	g := &decision.Guide{
		Questions: []decision.Question{question("a", "oui", "non"), question("b", "oui", "non")},
		Steps: []decision.Step{
			step("same", end(), when(on("a", "oui"), on("b", "oui")), when(on("a", "non"), on("b", "non"))),
			step("other", end(), when()),
		},
		Bases:  []decision.LegalBasis{{ID: "texte"}},
		Ladder: []decision.Rung{{Step: "same", Alternatives: []int{0, 1}}, {Step: "other", Alternatives: []int{0}}},
	}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	a := said().With("a", "?").With("b", "?")
	undecided(t, g, a)
	if v := g.Verdict(a); len(v.Depends) != 2 {
		t.Errorf("the verdict depends on %+v, want both facts", v.Depends)
	}
}
