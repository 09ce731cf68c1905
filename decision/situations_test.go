package decision_test

import (
	"math/rand/v2"
	"testing"

	"compromis/decision/decisiontest"
)

// TestSituations plays every real situation, the facts its story does not tell
// being drawn again and again: they must change nothing.
func TestSituations(t *testing.T) {
	g := guide(t)
	all := decisiontest.Situations()
	if len(all) < 89 {
		t.Fatalf("only %d situations read", len(all))
	}
	steps := map[string]bool{}
	for _, s := range all {
		dice := rand.New(rand.NewPCG(1, 1))
		for range 40 {
			a, err := s.Answer(g, today, dice)
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
