package decision_test

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/decision/decisiontest"
)

// drawing is the diagram as its public nodes tell it, in numbers.
type drawing struct {
	nodes map[int]drawn
	root  int
}

type drawn struct {
	fact, step int // -1 when none
	kids       []int
}

func draw(g *decision.Guide) drawing {
	n := newNaive(g)
	d := drawing{nodes: map[int]drawn{}}
	for i, node := range g.Nodes(said()) {
		if i == 0 {
			d.root = node.ID
		}
		out := drawn{fact: -1, step: -1, kids: node.Kids}
		if node.Question != nil {
			out.fact = n.fact(node.Question.Fact)
		}
		for s := range g.Steps {
			if node.Step == &g.Steps[s] {
				out.step = s
			}
		}
		d.nodes[node.ID] = out
	}
	return d
}

// flat returns the diagram below a node as arrays, for speed.
func (d drawing) flat() []drawn {
	last := 0
	for id := range d.nodes {
		last = max(last, id)
	}
	nodes := make([]drawn, last+1)
	for id, n := range d.nodes {
		nodes[id] = n
	}
	return nodes
}

func lead(nodes []drawn, at int, all total) int {
	for nodes[at].step < 0 {
		at = nodes[at].kids[all[nodes[at].fact]]
	}
	return nodes[at].step
}

// TestDiagramIsTheModel compares the diagram with the model read literally: on
// every answer of every question of the diagram, the facts not asked yet drawn
// at random several times, and on 100,000 situations drawn whole.
func TestDiagramIsTheModel(t *testing.T) {
	g, m, dice := guide(t), readModel(t), rand.New(rand.NewPCG(2, 3))
	nodes, situations := newNaive(g), 100_000
	flat, root := draw(g).flat(), draw(g).root
	agree := func(told map[decision.Fact]decision.Value) {
		at := m.complete(told, dice.IntN)
		all := make(total, len(g.Questions))
		for f := range all {
			all[f] = nodes.value(f, at[g.Questions[f].Fact])
		}
		if got, want := g.Steps[lead(flat, root, all)].ID, m.step(at); got != want {
			t.Fatalf("%v: diagram %s, model %s", at, got, want)
		}
	}
	edges := 0
	for p := range decisiontest.Cover(g, 0, 0) {
		told := map[decision.Fact]decision.Value{}
		for _, s := range p.Settings {
			told[s.Fact] = s.Value
			edges++
			for range 3 {
				agree(told)
			}
		}
	}
	if decisiontest.Race {
		situations /= 10
	}
	for range situations {
		agree(nil)
	}
	if edges < 5*g.Size().Nodes {
		t.Errorf("only %d answers tried", edges)
	}
}

// TestPathLeavesNothingToAsk draws, at the end of each path, the facts it did
// not ask: they must change nothing.
func TestPathLeavesNothingToAsk(t *testing.T) {
	g, m, dice := guide(t), readModel(t), rand.New(rand.NewPCG(6, 7))
	for p := range paths(g) {
		told := map[decision.Fact]decision.Value{}
		for _, s := range p.Settings {
			told[s.Fact] = s.Value
		}
		for range 10 {
			if got := m.step(m.complete(told, dice.IntN)); got != p.Step.ID {
				t.Fatalf("%v ends on %s, the model says %s", p.Settings, p.Step.ID, got)
			}
		}
	}
}

// TestVerdictIsFirstOnLadder tries totals through Answers and Verdict.
func TestVerdictIsFirstOnLadder(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) { firstOnLadder(rt, g) })
}

func TestVerdictIsFirstOnAnyLadder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) { firstOnLadder(rt, randomGuide(rt)) })
}

func firstOnLadder(t *rapid.T, g *decision.Guide) {
	n, all := newNaive(g), randomTotal(t, g)
	a := said()
	for f, v := range all {
		s := n.setting(f, v)
		a = a.With(s.Fact, string(s.Value))
	}
	want := g.Steps[n.step(all)].ID
	if v := g.Verdict(a); v.Step == nil || v.Step.ID != want {
		t.Fatalf("%v: verdict %v, want %s", all, v.Step, want)
	}
	if errs := g.Valid(a); len(errs) > 0 {
		t.Fatal(errs)
	}
}

// TestNoUselessQuestion proves the diagram reduced: two answers at least of
// every question lead to different places, no two places are equal, and
// questions come in order. Equal places being one, different nodes are
// different functions of the answers.
func TestNoUselessQuestion(t *testing.T) {
	reduced(t, guide(t))
}

func TestNoUselessQuestionInAnyGuide(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) { reduced(rt, randomGuide(rt)) })
}

// periodFact says whether the limitation period depends on the fact: it is asked
// as long as a date is, even when the step does not depend on it.
func periodFact(g *decision.Guide, fact int) bool {
	f := g.Questions[fact].Fact
	return f == decision.FactClient || f == decision.FactContract
}

func datesBelow(g *decision.Guide, d drawing, id int) bool {
	for _, k := range d.nodes[id].kids {
		if kid := d.nodes[k]; kid.fact >= 0 && (g.Questions[kid.fact].Kind == decision.Date || datesBelow(g, d, k)) {
			return true
		}
	}
	return false
}

func reduced(t interface{ Errorf(string, ...any) }, g *decision.Guide) {
	d := draw(g)
	seen := map[string]int{}
	for id, n := range d.nodes {
		key := keyOf(n.fact, n.step, n.kids)
		if twin, ok := seen[key]; ok {
			t.Errorf("nodes %d and %d are equal", id, twin)
		}
		seen[key] = id
		useful := n.fact < 0 || g.Questions[n.fact].Always
		useful = useful || n.fact >= 0 && periodFact(g, n.fact) && datesBelow(g, d, id)
		for _, k := range n.kids {
			useful = useful || k != n.kids[0]
			if kid := d.nodes[k]; kid.fact >= 0 && kid.fact <= n.fact {
				t.Errorf("%s is asked after %s", g.Questions[kid.fact].Fact, g.Questions[n.fact].Fact)
			}
		}
		if !useful {
			t.Errorf("node %d asks %s for nothing", id, g.Questions[n.fact].Fact)
		}
	}
}
