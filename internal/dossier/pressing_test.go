package dossier_test

import (
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
)

// TestPressing: one's own delay comes before what is ahead, while it is fresh; the time
// of a client that is over does too, unless he was given another.
func TestPressing(t *testing.T) {
	const on = decision.Day("2026-11-27")
	mine := func(d decision.Day) dossier.Deadline { return dossier.Deadline{On: d, Passed: d < on} }
	his := func(d decision.Day) dossier.Deadline {
		return dossier.Deadline{On: d, Passed: d < on, Whose: decision.Clients}
	}
	for name, c := range map[string]struct {
		all  []dossier.Deadline
		want decision.Day
	}{
		"nothing":            {nil, ""},
		"the nearest":        {[]dossier.Deadline{mine("2026-11-30"), mine("2031-07-01")}, "2026-11-30"},
		"late":               {[]dossier.Deadline{mine("2026-11-20"), mine("2026-11-25"), mine("2026-11-30")}, "2026-11-20"},
		"late for long":      {[]dossier.Deadline{mine("2026-05-20"), mine("2026-11-30")}, "2026-11-30"},
		"only late for long": {[]dossier.Deadline{mine("2026-05-20")}, "2026-05-20"},
		"his time is over":   {[]dossier.Deadline{his("2026-11-25"), mine("2031-07-01")}, "2026-11-25"},
		"he has another":     {[]dossier.Deadline{his("2026-11-25"), his("2026-12-02"), mine("2031-07-01")}, "2026-12-02"},
		"mine before his":    {[]dossier.Deadline{his("2026-11-20"), mine("2026-11-25")}, "2026-11-25"},
	} {
		d, some := dossier.Pressing(c.all, on)
		if d.On != c.want || some != (len(c.all) > 0) {
			t.Errorf("%s: %+v, want %s", name, d, c.want)
		}
	}
}

// TestOwed: what is left of the invoices counts, else what was answered.
func TestOwed(t *testing.T) {
	g := guide(t)
	c := owed("commercant", 1000_00, "2026-06-15").With(dossier.Event{On: "2026-07-01", Kind: dossier.Paid, Cents: 400_00})
	if o := c.Outlook(g, "2026-11-27"); o.Owed != 600_00 {
		t.Errorf("left of an invoice: %d", o.Owed)
	}
	c = dossier.Case{Said: map[decision.Fact]string{"cause": "impaye", "montant": "1234.5"}}
	if o := c.Outlook(g, "2026-11-27"); o.Owed != 1234_50 {
		t.Errorf("as it was said: %d", o.Owed)
	}
	c.Said["montant"] = string(decision.Unknown)
	if o := c.Outlook(g, "2026-11-27"); o.Owed != 0 {
		t.Errorf("not known: %d", o.Owed)
	}
}
