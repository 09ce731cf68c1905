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

// ahead is what the paths that share a prefix have in common.
type ahead struct {
	fewest, most int
	next         decision.Fact
}

// prefixes aggregates every path by each of its prefixes.
func prefixes(g *decision.Guide) map[string]ahead {
	all := map[string]ahead{}
	for p := range paths(g) {
		for i := range len(p.Settings) + 1 {
			left := len(p.Settings) - i
			at, ok := all[keyOf(p.Settings[:i])]
			if !ok {
				at = ahead{fewest: left, most: left}
			}
			at.fewest, at.most = min(at.fewest, left), max(at.most, left)
			if left > 0 {
				at.next = p.Settings[i].Fact
			}
			all[keyOf(p.Settings[:i])] = at
		}
	}
	return all
}

// TestEveryPathForwardAndBack answers every path question by question, then
// takes the answers back one by one.
func TestEveryPathForwardAndBack(t *testing.T) {
	g := guide(t)
	table, seen := prefixes(g), map[string]bool{}
	for p := range paths(g) {
		a := said()
		trail := []decision.Answers{a}
		for i, s := range p.Settings {
			if key := keyOf(p.Settings[:i]); !seen[key] {
				seen[key] = true
				sameAhead(t, g, a, table[key])
			}
			a = answer(t, g, a, s.Fact, string(s.Value))
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

// sameAhead compares the walk at a prefix with the paths that share it.
func sameAhead(t *testing.T, g *decision.Guide, a decision.Answers, want ahead) {
	t.Helper()
	w := g.Walk(a)
	if w.Next == nil || w.Next.Fact != want.next || w.Min != want.fewest || w.Max != want.most {
		t.Fatalf("%v: walk %+v, paths %+v", a.Facts(), w, want)
	}
	if v := g.Verdict(a); v.Step != nil || v.Depends != nil {
		t.Fatalf("%v: a verdict before the last question", a.Facts())
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
	if len(asked) != len(p.Settings) || a.Len() != len(p.Settings) {
		t.Fatalf("%v: %d asked, %d kept", p.Settings, len(asked), a.Len())
	}
	if v := g.Verdict(a); v.Step != p.Step || v.Depends != nil {
		t.Fatalf("%v: verdict %v, want %s", p.Settings, v.Step, p.Step.ID)
	}
}

// TestSize measures the diagram by its paths. The model forbids to do worse
// than its prototype, thirteen questions at most, and aims at twelve, and five
// and a half on average.
func TestSize(t *testing.T) {
	g := guide(t)
	sized(t, g)
	size := g.Size()
	if size.Longest > 13 || size.Mean > 5.5 {
		t.Errorf("too many questions: %+v", size)
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

// TestPathsStop proves that the walk over the paths can be left early.
func TestPathsStop(t *testing.T) {
	seen := 0
	for range paths(guide(t)) {
		if seen++; seen == 3 {
			break
		}
	}
	if seen != 3 {
		t.Errorf("%d paths seen", seen)
	}
}
