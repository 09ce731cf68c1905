package decision_test

import (
	"testing"

	"compromis/decision"
)

// marks of the passages, as short as they can be told.
var passages = map[decision.Passage]string{decision.Ahead: "o", decision.Here: "!", decision.Behind: "v", decision.Skipped: "-"}

// TestStops: the phases before that of the step are behind when an answer tells so,
// and a phase apart is shown for its own steps only.
func TestStops(t *testing.T) {
	g := tiny()
	g.Phases = []decision.Phase{
		{Name: "urgent", Steps: []string{"ecouter"}, Apart: true},
		{Name: "parler", Steps: []string{"appeler"}, Done: []decision.Condition{{Fact: "contact", Values: []decision.Value{"ecrit"}}}},
		{Name: "ecrire", Steps: []string{"relancer"}},
	}
	for _, c := range []struct{ contact, step, want string }{
		{"", "", "oo"},
		{"aucun", "appeler", "!o"},
		{"aucun", "relancer", "-!"},
		{"ecrit", "relancer", "v!"},
		{"?", "relancer", "-!"},
		{"ecrit", "ecouter", "!oo"},
	} {
		a := said()
		if c.contact != "" {
			a = a.With("contact", c.contact)
		}
		got := ""
		for _, s := range g.Stops(g.Walk(a), c.step) {
			got += passages[s.Standing]
		}
		if got != c.want {
			t.Errorf("contact %q, step %q: %s, want %s", c.contact, c.step, got, c.want)
		}
	}
}

// TestEveryStepIsOnTheRoad: wherever the answers lead, one is somewhere on the way.
func TestEveryStepIsOnTheRoad(t *testing.T) {
	g := guide(t)
	i := 0
	for p := range paths(g) {
		if i++; i%101 != 0 || p.Step == nil {
			continue
		}
		here := 0
		for _, s := range g.Stops(g.Walk(said(p.Settings...)), p.Step.ID) {
			if s.Standing == decision.Here {
				here++
			}
		}
		if here != 1 {
			t.Fatalf("%v: %d places to be at", p.Settings, here)
		}
	}
}
