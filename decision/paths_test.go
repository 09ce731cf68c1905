package decision_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/decision/decisiontest"
)

func keyOf(parts ...any) string { return fmt.Sprint(parts...) }

// measured is what lies ahead of a node, by going through the nodes below it.
type measured struct {
	paths        int
	fewest, most int
	mean         float64
}

// measure returns the measures of every node of the diagram, by its ID.
func measure(g *decision.Guide) map[int]measured {
	root, all := rootOf(g), map[int]measured{}
	var visit func(n decision.Node) measured
	visit = func(n decision.Node) measured {
		if m, ok := all[n.ID]; ok {
			return m
		}
		m := measured{paths: 1}
		if len(n.Kids) > 0 {
			m = measured{fewest: math.MaxInt}
		}
		for _, k := range n.Kids {
			kid := visit(root.nodes[k])
			m.paths += kid.paths
			m.fewest, m.most = min(m.fewest, kid.fewest+1), max(m.most, kid.most+1)
			m.mean += (kid.mean + 1) / float64(len(n.Kids))
		}
		all[n.ID] = m
		return m
	}
	visit(root.Node)
	return all
}

// TestEveryPathForwardAndBack answers every path question by question, then
// takes the answers back one by one.
func TestEveryPathForwardAndBack(t *testing.T) {
	g := guide(t)
	table, seen := measure(g), map[string]bool{}
	for p := range paths(g) {
		a, at := said(), rootOf(g)
		trail := []decision.Answers{a}
		for i, s := range p.Settings {
			if key := keyOf(p.Settings[:i]); !seen[key] {
				seen[key] = true
				sameAhead(t, g, a, s.Fact, table[at.ID])
			}
			a, at = answer(t, g, a, s.Fact, string(s.Value)), at.down(s)
			trail = append(trail, a)
		}
		ends(t, g, a, p)
		for i := len(p.Settings) - 1; i >= 0; i-- {
			a = a.Without(p.Settings[i].Fact)
			if w := g.Walk(a); w.Next == nil || w.Next.Fact != p.Settings[i].Fact {
				t.Fatalf("%v: taking %s back does not ask it again", p.Settings, p.Settings[i].Fact)
			}
			if forth, back := g.Walk(trail[i]), g.Walk(a); forth.Min != back.Min || forth.Max != back.Max {
				t.Fatalf("%v: the count differs on the way back", p.Settings[:i])
			}
		}
	}
}

// sameAhead compares the walk at a prefix with the nodes below.
func sameAhead(t *testing.T, g *decision.Guide, a decision.Answers, next decision.Fact, want measured) {
	t.Helper()
	w := g.Walk(a)
	if w.Next == nil || w.Next.Fact != next || w.Min != want.fewest || w.Max != want.most {
		t.Fatalf("%v: walk %+v, nodes %+v", a.Said(), w, want)
	}
	if v := g.Verdict(a); v.Step != nil || v.Depends != nil {
		t.Fatalf("%v: a verdict before the last question", a.Said())
	}
}

// ends checks that the path is complete and its verdict the one announced.
func ends(t *testing.T, g *decision.Guide, a decision.Answers, p decisiontest.Path) {
	t.Helper()
	w := g.Walk(a)
	if w.Next != nil || w.Min != 0 || w.Max != 0 {
		t.Fatalf("%v: questions are left: %+v", p.Settings, w)
	}
	asked := slices.DeleteFunc(slices.Clone(w.Path), func(r decision.Reply) bool { return r.Deduced })
	if len(asked) != len(p.Settings) || len(a.Said()) != len(p.Settings) {
		t.Fatalf("%v: %d asked, %d kept", p.Settings, len(asked), len(a.Said()))
	}
	if v := g.Verdict(a); v.Step != p.Step || v.Depends != nil {
		t.Fatalf("%v: verdict %v, want %s", p.Settings, v.Step, p.Step.ID)
	}
}

// TestSize holds the measures the model announces.
func TestSize(t *testing.T) {
	g := guide(t)
	size := g.Size()
	if size.Nodes != 1251 || size.Paths != 349_030 || size.Shortest != 3 || size.Longest != 15 || size.Mean > 5.8 {
		t.Errorf("size %+v", size)
	}
	m := measure(g)[rootOf(g).ID]
	if want := (decision.Size{Nodes: size.Nodes, Paths: m.paths, Longest: m.most, Shortest: m.fewest, Mean: size.Mean}); want != size {
		t.Errorf("size %+v, by its nodes %+v", size, want)
	}
	if math.Abs(m.mean-size.Mean) > 1e-9 {
		t.Errorf("mean %v, by its nodes %v", size.Mean, m.mean)
	}
}

func TestSizeOfAnyGuide(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) { sized(rt, randomGuide(rt)) })
}

func sized(t interface{ Errorf(string, ...any) }, g *decision.Guide) {
	want := decision.Size{Shortest: math.MaxInt}
	for _, n := range g.Nodes(said()) {
		if n.Question != nil {
			want.Nodes++
		}
	}
	for p := range paths(g) {
		want.Paths++
		want.Longest, want.Shortest = max(want.Longest, len(p.Settings)), min(want.Shortest, len(p.Settings))
		chance := 1.0
		for _, s := range p.Settings {
			chance /= float64(len(g.Question(s.Fact).Options))
		}
		want.Mean += chance * float64(len(p.Settings))
	}
	got := g.Size()
	if math.Abs(got.Mean-want.Mean) > 1e-9 {
		t.Errorf("mean %v, want %v", got.Mean, want.Mean)
	}
	got.Mean = want.Mean
	if got != want {
		t.Errorf("size %+v, want %+v", got, want)
	}
}
