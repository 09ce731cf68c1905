package decision_test

import (
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
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

// TestDiagramIsLadderEverywhere compares the diagram with the ladder on every
// situation there is. The causes that lead to the same node are tried once.
// With the race detector, one situation in seventeen: a prime, so that no fact
// stands still.
func TestDiagramIsLadderEverywhere(t *testing.T) {
	g := guide(t)
	n, d := newNaive(g), draw(g)
	nodes := d.flat()
	cause := n.fact(decision.FactCause)
	if nodes[d.root].fact != cause {
		t.Fatal("the first question is not the cause")
	}
	every := 1
	if raceEnabled {
		every = 17
	}
	tried, done := 0, map[int]bool{}
	for v, kid := range nodes[d.root].kids {
		if done[kid] {
			continue
		}
		done[kid] = true
		all := make(total, len(g.Questions))
		all[cause] = v
		for i := 0; next(g, all, cause); i++ {
			if i%every != 0 || !n.consistent(all) {
				continue
			}
			tried++
			if got, want := lead(nodes, d.root, all), n.step(all); got != want {
				t.Fatalf("%v: diagram %s, ladder %s", all, g.Steps[got].ID, g.Steps[want].ID)
			}
		}
	}
	if want := 9_000_000 / every; tried < want {
		t.Errorf("only %d situations tried, want %d", tried, want)
	}
}

// next goes to the next total, but for one fact. False after the last.
func next(g *decision.Guide, all total, but int) bool {
	for f := range all {
		if f == but {
			continue
		}
		if all[f]++; all[f] < len(g.Questions[f].Options) {
			return true
		}
		all[f] = 0
	}
	return false
}

// TestPathLeavesNothingToAsk tries, at the end of each path, every value of
// the facts it did not ask, where they are not too many.
func TestPathLeavesNothingToAsk(t *testing.T) {
	g := guide(t)
	n, tried := newNaive(g), 0
	for p := range paths(g) {
		partial := n.partial(p.Settings...)
		combinations := 1
		for f, v := range partial {
			if v == free {
				combinations *= len(g.Questions[f].Options)
			}
		}
		if combinations > 500 {
			continue
		}
		for all := range n.completions(partial) {
			tried++
			if got := n.step(all); &g.Steps[got] != p.Step {
				t.Fatalf("%v ends on %s, but %v on %s", p.Settings, p.Step.ID, all, g.Steps[got].ID)
			}
		}
	}
	if tried < 100_000 {
		t.Errorf("only %d combinations tried", tried)
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
