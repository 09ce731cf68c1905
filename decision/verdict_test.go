package decision_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/decision/decisiontest"
)

// TestReasonsHold: each reason of a verdict is a condition of the step, met by
// the value it shows, and no reason is missing that a question established.
func TestReasonsHold(t *testing.T) {
	g := guide(t)
	for p := range paths(g) {
		a := said(p.Settings...)
		v, known := g.Verdict(a), settled(g.Walk(a))
		explained := slices.ContainsFunc(v.Step.When, func(alternative decision.Alternative) bool {
			var want []decision.Reason
			for _, c := range alternative.Conditions {
				value, ok := known[c.Fact]
				if ok && !slices.Contains(c.Values, value) {
					return false
				}
				if ok {
					want = append(want, decision.Reason{Fact: c.Fact, Value: value, Text: c.Reason, Basis: c.Basis})
				}
			}
			return slices.Equal(v.Reasons, want)
		})
		if !explained {
			t.Fatalf("%v: no alternative of %s gives the reasons %+v", p.Settings, v.Step.ID, v.Reasons)
		}
	}
}

// settled returns the values a walk established.
func settled(w decision.Walk) map[decision.Fact]decision.Value {
	known := map[decision.Fact]decision.Value{}
	for _, r := range w.Path {
		if r.Value != decision.Unknown {
			known[r.Question.Fact] = r.Value
		}
	}
	return known
}

// TestPlacesOnEveryPath: at the end of every path, one step is recommended, a
// closed step cannot hold, for the reasons given, and any other could.
func TestPlacesOnEveryPath(t *testing.T) {
	g := guide(t)
	for p := range paths(g) {
		a := said(p.Settings...)
		known := settled(g.Walk(a))
		places := g.Places(a)
		if len(places) != len(g.Steps) {
			t.Fatalf("%d places for %d steps", len(places), len(g.Steps))
		}
		for _, place := range places {
			checkPlace(t, g, p, place, known)
		}
	}
}

func checkPlace(t *testing.T, g *decision.Guide, p decisiontest.Path, place decision.Place, known map[decision.Fact]decision.Value) {
	t.Helper()
	closed := !slices.ContainsFunc(place.Step.When, func(a decision.Alternative) bool { return len(failures(a, known)) == 0 })
	want := decision.Later
	switch {
	case place.Step == p.Step:
		want = decision.Recommended
	case closed || place.Before != nil:
		want = decision.Closed
	}
	if place.Standing != want {
		t.Fatalf("%v: %s stands at %d, want %d", p.Settings, place.Step.ID, place.Standing, want)
	}
	if place.Before != nil {
		checkOutranked(t, g, place, known)
	} else if want == decision.Closed {
		checkBlocks(t, g, place, known)
	} else if place.Blocks != nil || place.Lasting {
		t.Fatalf("%v: %s is not closed, yet %+v", p.Settings, place.Step.ID, place.Blocks)
	}
}

// failures returns the facts whose known value the alternative refuses.
func failures(a decision.Alternative, known map[decision.Fact]decision.Value) []decision.Fact {
	var facts []decision.Fact
	for _, c := range a.Conditions {
		if v, ok := known[c.Fact]; ok && !slices.Contains(c.Values, v) {
			facts = append(facts, c.Fact)
		}
	}
	return facts
}

// checkBlocks: the blocks close every alternative, none is superfluous, and
// they last when no outcome of any step can change one of them.
func checkBlocks(t *testing.T, g *decision.Guide, place decision.Place, known map[decision.Fact]decision.Value) {
	t.Helper()
	var facts []decision.Fact
	lasting := true
	for _, b := range place.Blocks {
		facts = append(facts, b.Fact)
		lasting = lasting && !changes(g, b.Fact)
		if known[b.Fact] != b.Value || !refused(place.Step, b) {
			t.Fatalf("%s is not closed by %+v", place.Step.ID, b)
		}
	}
	if lasting != place.Lasting {
		t.Fatalf("%s closed by %v: lasting is %v", place.Step.ID, facts, place.Lasting)
	}
	closes := func(facts []decision.Fact) bool {
		return !slices.ContainsFunc(place.Step.When, func(a decision.Alternative) bool {
			return !slices.ContainsFunc(failures(a, known), func(f decision.Fact) bool { return slices.Contains(facts, f) })
		})
	}
	if !closes(facts) {
		t.Fatalf("%v do not close %s", facts, place.Step.ID)
	}
	for i := range facts {
		if closes(slices.Delete(slices.Clone(facts), i, i+1)) {
			t.Fatalf("%s closes %s without %s", facts, place.Step.ID, facts[i])
		}
	}
}

// checkOutranked: the step before holds on facts no outcome changes, and stands
// higher on the ladder.
func checkOutranked(t *testing.T, g *decision.Guide, place decision.Place, known map[decision.Fact]decision.Value) {
	t.Helper()
	for _, b := range place.Blocks {
		if changes(g, b.Fact) || known[b.Fact] != b.Value {
			t.Fatalf("%s: %+v does not last", place.Step.ID, b)
		}
	}
	higher := slices.IndexFunc(g.Ladder, func(r decision.Rung) bool { return r.Step == place.Before.ID })
	lower := -1 // the lowest of its rungs: those above may be closed
	for i, r := range g.Ladder {
		if r.Step == place.Step.ID {
			lower = i
		}
	}
	if !place.Lasting || higher >= lower {
		t.Fatalf("%s does not come before %s", place.Before.ID, place.Step.ID)
	}
}

// TestLaterIsReachable: a step that may come later is the end of some path that
// shares the facts no outcome changes; one that is closed for good is not.
func TestLaterIsReachable(t *testing.T) {
	g := guide(t)
	ends := map[string]map[string]bool{} // by lasting facts, the steps of the paths that share them
	for p := range paths(g) {
		a := said(p.Settings...)
		known := lastingOnly(g, settled(g.Walk(a)))
		key := fmt.Sprint(known)
		if ends[key] == nil {
			ends[key] = stepsSharing(g, known)
		}
		for _, place := range g.Places(a) {
			gone := place.Standing == decision.Closed && place.Lasting
			if place.Standing == decision.Later && !ends[key][place.Step.ID] || gone && ends[key][place.Step.ID] {
				t.Fatalf("%v: %s stands at %d, reachable %v", p.Settings, place.Step.ID, place.Standing, ends[key][place.Step.ID])
			}
		}
	}
}

func lastingOnly(g *decision.Guide, known map[decision.Fact]decision.Value) map[decision.Fact]decision.Value {
	lasting := map[decision.Fact]decision.Value{}
	for f, v := range known {
		if !changes(g, f) {
			lasting[f] = v
		}
	}
	return lasting
}

// stepsSharing returns the steps of the paths that do not contradict the facts.
func stepsSharing(g *decision.Guide, known map[decision.Fact]decision.Value) map[string]bool {
	steps, seen := map[string]bool{}, map[int]bool{}
	var visit func(at place)
	visit = func(at place) {
		if seen[at.ID] {
			return
		}
		if seen[at.ID] = true; at.Step != nil {
			steps[at.Step.ID] = true
			return
		}
		for _, o := range at.Question.Options {
			if v, ok := known[at.Question.Fact]; !ok || v == o.Value {
				visit(at.down(decision.Setting{Fact: at.Question.Fact, Value: o.Value}))
			}
		}
	}
	visit(rootOf(g))
	return steps
}

// refused says whether the block is a condition of the step that its value
// does not meet.
func refused(s *decision.Step, b decision.Reason) bool {
	return slices.ContainsFunc(s.When, func(a decision.Alternative) bool {
		return slices.ContainsFunc(a.Conditions, func(c decision.Condition) bool {
			return c.Fact == b.Fact && c.Reason == b.Text && c.Basis == b.Basis && !slices.Contains(c.Values, b.Value)
		})
	})
}

// changes says whether some outcome changes the fact.
func changes(g *decision.Guide, f decision.Fact) bool {
	return slices.ContainsFunc(g.Steps, func(s decision.Step) bool {
		return slices.ContainsFunc(s.Outcomes, func(o decision.Outcome) bool {
			return slices.ContainsFunc(o.Effects, func(e decision.Setting) bool { return e.Fact == f })
		})
	})
}

// TestOpenOnTheWay: before the end, the open steps are those some way of
// answering the rest recommends.
func TestOpenOnTheWay(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		g := randomGuide(rt)
		a := randomWalk(rt, g, randomTotal(rt, g), false)
		var open []*decision.Step
		for _, place := range g.Places(a) {
			if place.Standing == decision.Open || place.Standing == decision.Recommended {
				open = append(open, place.Step)
			}
		}
		n := newNaive(g)
		if got, want := idsOf(open), n.steps(n.established(g.Walk(a))); !slices.Equal(got, want) {
			rt.Fatalf("open %v, want %v", got, want)
		}
	})
}

// TestRuledOutAreTheClosed: the list of closed steps, in the same order.
func TestRuledOutAreTheClosed(t *testing.T) {
	g := guide(t)
	a := said(decision.Setting{Fact: "cause", Value: "impaye"}, decision.Setting{Fact: "client", Value: "public"})
	var want []string
	for _, p := range g.Places(a) {
		if p.Standing == decision.Closed {
			want = append(want, p.Step.ID)
		}
	}
	var got []string
	for _, p := range g.RuledOut(a) {
		got = append(got, p.Step.ID)
	}
	if len(got) == 0 || !slices.Equal(got, want) {
		t.Errorf("ruled out %v, want %v", got, want)
	}
}

// TestBlockIsTheConditionThatFails, where two conditions are on the same fact.
func TestBlockIsTheConditionThatFails(t *testing.T) {
	g := draft()
	wide, narrow := on("contact", "aucun", "ecrit"), on("contact", "aucun")
	narrow.Reason = "the narrow one"
	g.Steps[2].When[0].Conditions = []decision.Condition{wide, narrow}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	for _, p := range g.RuledOut(said().With("cause", "reclamation").With("dette", "non").With("client", "public").With("contact", "ecrit")) {
		if p.Step.ID == "appeler" && p.Blocks[0].Text != narrow.Reason {
			t.Errorf("closed by %q", p.Blocks[0].Text)
		}
	}
}
