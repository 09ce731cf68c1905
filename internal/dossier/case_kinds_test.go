package dossier_test

import (
	"slices"
	"testing"

	"compromis/internal/dossier"
)

// TestEventKindsFor: at each step, all that may happen is there once; first what may
// come of the step, then stage by stage.
func TestEventKindsFor(t *testing.T) {
	g := guide(t)
	all := dossier.EventKinds(g)
	for i := range g.Steps {
		at := dossier.EventKindsFor(g, &g.Steps[i])
		if a, b := slices.Sorted(slices.Values(all)), slices.Sorted(slices.Values(at)); !slices.Equal(a, b) {
			t.Errorf("%s: %v instead of %v", g.Steps[i].ID, b, a)
		}
		for _, o := range g.Steps[i].Outcomes {
			if k := dossier.EventKind(o.Act); o.Act != "" && slices.Contains(all, k) && slices.Index(at, k) > slices.Index(at, dossier.Compounded) {
				t.Errorf("%s: %s is far", g.Steps[i].ID, o.Act)
			}
		}
	}
	order := g.Step("injonction-de-payer")
	if at := dossier.EventKindsFor(g, order); slices.Index(at, dossier.OrderMade) > 8 || slices.Index(at, dossier.Paid) > slices.Index(at, dossier.Insolvent) {
		t.Errorf("for an order: %v", at)
	}
	if !slices.Equal(dossier.EventKindsFor(g, nil), all) {
		t.Error("without a step, the order is another")
	}
	for _, pair := range [][2]dossier.EventKind{{dossier.GaveNotice, dossier.AgreedToTalk}, {dossier.AgreedToTalk, dossier.AskedOrder}, {dossier.Judged, dossier.Seized}, {dossier.Seized, dossier.Insolvent}} {
		if slices.Index(all, pair[0]) > slices.Index(all, pair[1]) {
			t.Errorf("%s comes after %s", pair[0], pair[1])
		}
	}
}
