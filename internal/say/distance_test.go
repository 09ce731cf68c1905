package say_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// TestDistance tells days as one counts them, in months from two on.
func TestDistance(t *testing.T) {
	const today = decision.Day("2026-11-27")
	for on, want := range map[decision.Day]string{
		"2026-11-27": "aujourd’hui", "2026-11-28": "demain", "2026-11-30": "dans 3 j", "2026-11-25": "retard 2 j",
		"2027-01-26": "dans 60 j", "2027-01-27": "dans 2 mois", "2027-11-27": "dans 1 an", "2031-07-01": "dans 4 ans et 7 mois",
		"2025-10-27": "retard 1 an et 1 mois", "2028-11-26": "dans 1 an et 11 mois",
	} {
		if told := strings.ReplaceAll(say.Distance(on, today), "\u00a0", " "); told != want {
			t.Errorf("%s: %q, want %q", on, told, want)
		}
	}
	for on, want := range map[decision.Day]string{
		today: "aujourd’hui", "2026-11-28": "demain", "2026-11-30": "dans 3 jours", "2026-11-26": "en retard de 1 jour",
		"2026-11-25": "en retard de 2 jours", "2025-10-27": "en retard de 1 an et 1 mois", "2027-01-27": "dans 2 mois",
	} {
		if told := strings.ReplaceAll(say.InDays(on, today), "\u00a0", " "); told != want {
			t.Errorf("in a sentence, %s: %q, want %q", on, told, want)
		}
	}
}

// TestAway: only one's own delay is one; a day nobody knows is to be asked.
func TestAway(t *testing.T) {
	const today = decision.Day("2026-11-27")
	for want, d := range map[string]dossier.Deadline{
		"retard 2 j":      {On: "2026-11-25"},
		"fini depuis 2 j": {On: "2026-11-25", Whose: decision.Clients},
		"fini hier":       {On: "2026-11-26", Whose: decision.Clients},
		"dans 3 j":        {On: "2026-11-30", Whose: decision.Clients},
		"peut-être passé": {On: "2026-11-20", Latest: "2026-12-20"},
		"date à demander": {},
	} {
		if told := strings.ReplaceAll(say.Away(d, today), "\u00a0", " "); told != want {
			t.Errorf("%+v: %q, want %q", d, told, want)
		}
	}
}

// TestUrgentIsNear: what is urgent is told with its sign, and comes first.
func TestUrgentIsNear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const today = decision.Day("2026-11-27")
		d := dossier.Deadline{On: today.Add(rapid.IntRange(-30, 400).Draw(t, "days")), Whose: rapid.SampledFrom([]decision.TimeOwner{"", decision.Yours, decision.Clients}).Draw(t, "whose")}
		d.Passed = d.On < today
		if say.Urgent(d, today) && !say.Near(d, today) {
			t.Fatalf("%+v is urgent, and not near", d)
		}
		if late := d.On < today && d.Yours(); late != strings.HasPrefix(say.Away(d, today), "retard") {
			t.Fatalf("%+v: %q", d, say.Away(d, today))
		}
	})
}
