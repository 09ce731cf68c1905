package content

import (
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
)

// TestRunnable: each thing the program knows by name is missed in turn, and the
// page to restore is told.
func TestRunnable(t *testing.T) {
	if err := Runnable(embeddedGuide(t)); err != nil {
		t.Fatal(err)
	}
	missed := func(file, name string, change func(g *decision.Guide)) {
		t.Helper()
		g := *embeddedGuide(t)
		change(&g)
		err := Runnable(&g)
		if err == nil || !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
	for _, id := range dossier.Names.Bases {
		missed("fondements/"+id+".md", id, func(g *decision.Guide) {
			g.Bases = without(g.Bases, func(b decision.LegalBasis) bool { return b.ID == id })
		})
	}
	for _, id := range dossier.Names.Steps {
		missed("etapes/"+id+".md", id, func(g *decision.Guide) {
			g.Steps = without(g.Steps, func(s decision.Step) bool { return s.ID == id })
		})
	}
	for _, s := range embeddedGuide(t).Steps {
		missed("baremes/etapes.csv", s.ID, func(g *decision.Guide) {
			g.Costs = without(g.Costs, func(f decision.StepFigures) bool { return f.Step == s.ID })
		})
	}
	for _, id := range dossier.Names.TimeLimits {
		missed("baremes/delais.csv", id, func(g *decision.Guide) {
			g.TimeLimits = without(g.TimeLimits, func(l decision.TimeLimit) bool { return l.ID == id })
		})
	}
}

func without[T any](all []T, drop func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), drop)
}
