package decision_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"compromis/decision"
	"compromis/decision/decisiontest"
)

// TestSituations plays every real situation, the facts its story does not tell
// being drawn again and again: they must change nothing.
func TestSituations(t *testing.T) {
	g := guide(t)
	all := g.Situations()
	if len(all) < 98 {
		t.Fatalf("only %d situations read", len(all))
	}
	steps := map[string]bool{}
	for _, s := range all {
		dice := rand.New(rand.NewPCG(1, 1))
		for range 40 {
			a, err := decisiontest.Answer(g, s, today, dice)
			if err != nil {
				t.Fatal(err)
			}
			if got := g.Verdict(a).Step.ID; got != s.Step {
				t.Errorf("%s: %s, want %s (%s)", s.Story, got, s.Step, s.Why)
				break
			}
		}
		steps[s.Step] = true
	}
	for _, s := range g.Steps {
		if !steps[s.ID] {
			t.Logf("no situation expects %s", s.ID)
		}
	}
}

// TestSituationMisled: a situation that leads elsewhere is found, with where, and
// with what it does not tell when that decides.
func TestSituationMisled(t *testing.T) {
	g := *guide(t)
	first := g.Situations()[0]
	told := func(s decision.Situation) decision.Problems {
		g.SetSituations(func() []decision.Situation { return []decision.Situation{s} })
		return g.Check().Problems
	}
	if p := told(first); len(p) > 0 {
		t.Fatalf("%+v", p)
	}
	wrong := first
	wrong.Step = "appeler-client"
	if p := told(wrong); len(p) != 1 || p[0].Near != first.Step || p[0].Name != wrong.Step || len(p[0].Facts) == 0 {
		t.Errorf("another step: %+v", p)
	}
	short := first
	short.Told = slices.DeleteFunc(slices.Clone(first.Told), func(s decision.Setting) bool { return s.Fact == "contact" })
	if p := told(short); len(p) != 1 || p[0].Near == first.Step || !slices.ContainsFunc(p[0].Over, func(s decision.Setting) bool { return s.Fact == "contact" }) {
		t.Errorf("a fact untold: %+v", p)
	}
	strange := first
	strange.Step, strange.Told = "negocier", []decision.Setting{{Fact: "humeur", Value: "oui"}, {Fact: "contact", Value: "pigeon"}}
	if p := told(strange); len(p) != 3 {
		t.Errorf("names that mean nothing: %+v", p)
	}
}
