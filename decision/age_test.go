package decision_test

import (
	"testing"
	"time"

	"compromis/decision"
)

// The reading of a text is good for a year, and no longer than the version that was
// read; that of a court decision for ever.
func TestAge(t *testing.T) {
	day := func(d decision.Day) time.Time { return d.Time() }
	text := decision.LegalBasis{ID: "c-civ-1103", ReadOn: day("2026-11-27")}
	ending := decision.LegalBasis{ID: "c-com-l441-10", ReadOn: day("2026-11-27"), Until: day("2026-12-31")}
	for _, test := range []struct {
		basis decision.LegalBasis
		on    time.Time
		want  decision.Age
	}{
		{text, day("2026-11-28"), decision.Fresh},
		{text, day("2027-11-27").Add(23 * time.Hour), decision.Fresh},
		{text, day("2027-11-28"), decision.Old},
		{ending, day("2026-12-31").Add(23 * time.Hour), decision.Fresh},
		{ending, day("2027-01-01"), decision.Ended},
		{ending, day("2028-06-01"), decision.Ended},
		{decision.LegalBasis{ID: "cass-com-2022-05-18", ReadOn: day("2022-05-18")}, day("2060-01-01"), decision.Fresh},
		{decision.LegalBasis{ID: "c-civ-1104"}, day("2060-01-01"), decision.Fresh},
	} {
		if got := test.basis.AgeOn(test.on); got != test.want {
			t.Errorf("%s on %s: %d, not %d", test.basis.ID, test.on, got, test.want)
		}
	}
	g := &decision.Guide{Bases: []decision.LegalBasis{text}}
	if old := g.AsOf(day("2028-06-01")); old.Bases[0].Age != decision.Old || g.Bases[0].Age != decision.Fresh {
		t.Error("a guide of another day changes the one it comes from, or says nothing")
	}
}
