package decision_test

import (
	"slices"
	"testing"

	"compromis/decision"
)

// stepAt is where answers lead in a guide, by asking it.
func stepAt(g *decision.Guide, all []decision.Setting) string {
	if v := g.Verdict(said(all...)); v.Step != nil {
		return v.Step.ID
	}
	return ""
}

// TestCompareCountsWhatPathsDo: on the small guide, the walk of both diagrams counts
// what asking each path of one in the other does.
func TestCompareCountsWhatPathsDo(t *testing.T) {
	before, after := draft(), draft()
	after.Steps[2].When[0].Conditions = after.Steps[2].When[0].Conditions[:0] // a step that is always possible
	for _, g := range []*decision.Guide{before, after} {
		if err := g.Compile(); err != nil {
			t.Fatal(err)
		}
	}
	told, err := decision.Compare(before, after)
	if err != nil {
		t.Fatal(err)
	}
	want := map[[2]string]int{}
	all := 0
	for p := range paths(before) {
		all++
		if from, to := p.Step.ID, stepAt(after, p.Settings); from != to {
			want[[2]string{from, to}]++
		}
	}
	if len(want) == 0 || told.Paths < all {
		t.Fatalf("nothing moves: %d of %d paths", told.Paths, all)
	}
	if len(told.Moves) != len(want) {
		t.Errorf("moves %+v, want %v", told.Moves, want)
	}
	for _, m := range told.Moves {
		if got := m.Paths; got != want[[2]string{m.From, m.To}] {
			t.Errorf("%s to %s: %d paths, want %d", m.From, m.To, got, want[[2]string{m.From, m.To}])
		}
		if stepAt(before, m.Example) != m.From || stepAt(after, m.Example) != m.To {
			t.Errorf("%s to %s: not so for %v", m.From, m.To, m.Example)
		}
	}
}

// TestCompareWithItself: a guide leads where it leads, on all its paths; another order
// of its questions changes nothing to that.
func TestCompareWithItself(t *testing.T) {
	g := guide(t)
	told, err := decision.Compare(g, g)
	if err != nil || len(told.Moves) > 0 || told.Paths != g.Size().Paths {
		t.Errorf("%+v, %v, want %d paths", told, err, g.Size().Paths)
	}
	swapped := draft()
	swapped.Questions[3], swapped.Questions[4] = swapped.Questions[4], swapped.Questions[3]
	plain := draft()
	for _, g := range []*decision.Guide{swapped, plain} {
		if err := g.Compile(); err != nil {
			t.Fatal(err)
		}
	}
	if told, err := decision.Compare(plain, swapped); err != nil || len(told.Moves) > 0 {
		t.Errorf("in another order: %+v, %v", told, err)
	}
}

// TestCompareNewAnswer: an answer that only one guide has leads from nowhere.
func TestCompareNewAnswer(t *testing.T) {
	before, after := draft(), draft()
	after.Questions[2].Options = append(after.Questions[2].Options, decision.Option{Value: "voisin", Label: "Un voisin"})
	for _, g := range []*decision.Guide{before, after} {
		if err := g.Compile(); err != nil {
			t.Fatal(err)
		}
	}
	told, err := decision.Compare(before, after)
	if err != nil || len(told.Moves) == 0 {
		t.Fatalf("%+v, %v", told, err)
	}
	for _, m := range told.Moves {
		if m.From != "" || !slices.ContainsFunc(m.Example, func(s decision.Setting) bool { return s.Value == "voisin" }) {
			t.Errorf("%+v", m)
		}
	}
}

// TestThrough: the paths that end on each step are all the paths, and no more ask a
// question than there are.
func TestThrough(t *testing.T) {
	g := guide(t)
	sum := 0
	for _, s := range g.Steps {
		sum += g.Through([]string{s.ID}, nil, nil)
	}
	if all := g.Size().Paths; sum != all || g.Through(nil, nil, nil) != all {
		t.Errorf("%d, want %d", sum, all)
	}
	sum = 0
	for _, o := range g.Question(decision.FactCause).Options {
		sum += g.Through(nil, nil, []decision.Setting{{Fact: decision.FactCause, Value: o.Value}})
	}
	if asked := g.Through(nil, []decision.Fact{decision.FactCause}, nil); asked != sum {
		t.Errorf("%d ask the cause, %d answer it", asked, sum)
	}
}

func BenchmarkCompare(b *testing.B) {
	g := guide(b)
	for b.Loop() {
		if _, err := decision.Compare(g, g); err != nil {
			b.Fatal(err)
		}
	}
}
