package dossier

import (
	"testing"

	"pgregory.net/rapid"
)

// TestApartIsWhatDiffers: two states that say the same have nothing apart, any
// others have; and each field told is one of which they say two things.
func TestApartIsWhatDiffers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Make[Case]().Draw(t, "a")
		b := a
		if rapid.Bool().Draw(t, "another") {
			b = rapid.Make[Case]().Draw(t, "b")
		}
		all := Apart(a, b)
		if a.Same(b) != (len(all) == 0) {
			t.Fatalf("the same: %v, apart: %+v", a.Same(b), all)
		}
		if back := Apart(b, a); len(back) != len(all) {
			t.Fatalf("%d differences, %d the other way", len(all), len(back))
		}
	})
}

// TestApartTellsEachField: of a change to one thing, that thing.
func TestApartTellsEachField(t *testing.T) {
	was := Case{Client: Party{Name: "a"}, Invoices: []Invoice{{Number: "F-1"}, {Number: "F-2", Rate: 3}}, Drafts: map[string]string{"x": "y"}}
	now := Case{Client: Party{Name: "b"}, Invoices: []Invoice{{Number: "F-2", Rate: 4}, {Number: "F-3", Rate: 1}}, Archived: true}
	now = now.With(Event{On: "2026-03-03", Kind: Called})
	var got []string
	for _, d := range Apart(was, now) {
		told := ""
		for _, p := range d.Path {
			told += "/" + p
		}
		got = append(got, told)
	}
	want := []string{"/client/nom", "/journal", "/factures/F-1", "/factures/F-2/taux_contractuel", "/factures/F-3", "/brouillons/x", "/archive"}
	if len(got) != len(want) {
		t.Fatalf("told %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("told %q, not %q", got[i], want[i])
		}
	}
}
