package decision_test

import (
	"slices"
	"testing"

	"compromis/decision"
)

// TestNarrowed: at every question of a sample of paths, the last answer closed or put
// off exactly the ways that were left before it and no longer are, and what is likely
// is what is left, once there are few.
func TestNarrowed(t *testing.T) {
	g := guide(t)
	i, named := 0, 0
	for p := range paths(g) {
		if i++; i%211 != 0 {
			continue
		}
		all := said(p.Settings...)
		for n, s := range p.Settings[1:] {
			now := g.Narrowed(all, s.Fact)
			left, before := reached(g, p.Settings[:n+1]), reached(g, p.Settings[:n])
			if now.Open != len(left) || now.Last == nil || now.Last.Question.Fact != p.Settings[n].Fact {
				t.Fatalf("%v at %s: %d left, want %v, after %v", p.Settings, s.Fact, now.Open, left, now.Last)
			}
			gone := slices.Concat(now.Closed, now.Later)
			if len(gone) != len(before)-len(left) {
				t.Fatalf("%v at %s: %d gone, want %d", p.Settings, s.Fact, len(gone), len(before)-len(left))
			}
			for _, place := range gone {
				if left[place.Step.ID] || !before[place.Step.ID] {
					t.Fatalf("%v at %s: %s is told gone", p.Settings, s.Fact, place.Step.ID)
				}
			}
			named += len(now.Likely)
			if few := len(left) <= 5; few != (len(now.Likely) > 0) || few && len(now.Likely) != len(left) {
				t.Fatalf("%v at %s: %d named of %d", p.Settings, s.Fact, len(now.Likely), len(left))
			}
			for _, step := range now.Likely {
				if !left[step.ID] {
					t.Fatalf("%v at %s: %s is likely, and closed", p.Settings, s.Fact, step.ID)
				}
			}
		}
	}
	if named == 0 {
		t.Error("nothing was ever likely")
	}
}

// reached returns the steps the answers may lead to.
func reached(g *decision.Guide, settings []decision.Setting) map[string]bool {
	steps := map[string]bool{}
	for _, n := range g.Nodes(said(settings...)) {
		if n.Step != nil {
			steps[n.Step.ID] = true
		}
	}
	return steps
}

// TestLikely: of the ways left, the likely one is where most ways of answering lead.
// A usual answer weighs as much as the others together.
func TestLikely(t *testing.T) {
	for _, c := range []struct {
		usual decision.Value
		want  string
	}{{"", "appeler"}, {"ecrit", "relancer"}} {
		contact := question("contact", "ecrit", "oral", "aucun")
		contact.Usual = c.usual
		g := &decision.Guide{
			Questions: []decision.Question{contact},
			Steps:     []decision.Step{step("relancer", end(), when(on("contact", "ecrit"))), step("appeler", end(), when())},
			Bases:     []decision.LegalBasis{{ID: "texte"}},
			Ladder:    []decision.Rung{{Step: "relancer", Alternatives: []int{0}}, {Step: "appeler", Alternatives: []int{0}}},
			Phases:    []decision.Phase{{Name: "tout", Steps: []string{"relancer", "appeler"}}},
		}
		if err := g.Compile(); err != nil {
			t.Fatal(err)
		}
		if n := g.Narrowed(said(), "contact"); len(n.Likely) != 2 || n.Likely[0].ID != c.want {
			t.Errorf("usual answer %q: %v are likely, want %s first", c.usual, n.Likely, c.want)
		}
	}
}
