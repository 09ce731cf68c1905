package dossier_test

import (
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
)

// TestTimeLimits: real acts, with the last day the law gives. The client's own
// limit is carried past days off, one's own is not.
func TestTimeLimits(t *testing.T) {
	g := guide(t)
	for _, test := range []struct {
		id        string
		act, want decision.Day
	}{
		{"fin-opposition", "2026-03-04", "2026-04-07"}, // a Saturday, then Easter Monday
		{"fin-opposition", "2026-10-01", "2026-11-02"},
		{"fin-opposition", "2026-07-15", "2026-08-17"}, // a Saturday, the 15th of August
		{"signifier-injonction", "2026-08-31", "2027-02-28"},
		{"signifier-injonction", "2026-09-01", "2026-12-01"},
		{"consigner-opposition", "2026-11-02", "2026-11-17"},
		{"declarer-creance", "2026-09-05", "2026-11-05"},
		{"declarer-creance-hors-metropole", "2026-09-05", "2027-01-05"},
		{"memoire-en-reclamation", "2026-12-31", "2027-02-28"},
		{"memoire-decompte", "2026-11-02", "2026-12-02"},
		{"memoire-decompte", "2013-11-04", "2013-12-19"},
		{"denoncer-saisie", "2026-11-20", "2026-11-28"},
		{"protet", "2026-11-13", "2026-11-16"}, // a Friday: Saturday and Monday are working days
		{"protet", "2026-12-24", "2026-12-28"}, // Christmas, then a Sunday
	} {
		l, known := g.TimeLimit(test.id, test.act)
		if got := dossier.LastDay(l, test.act); !known || got != test.want {
			t.Errorf("%s from %s: %s, want %s", test.id, test.act, got, test.want)
		}
	}
}

// TestContractTimeLimit: what a contract sets is never supposed.
func TestContractTimeLimit(t *testing.T) {
	g := guide(t)
	if l, known := g.TimeLimit("delai-police", "2026-11-01"); !known || dossier.LastDay(l, "2026-11-01") != "" {
		t.Errorf("a length is supposed: %+v", l)
	}
	found := false
	for _, l := range g.TimeLimitsOf("declarer-sinistre", decision.Answers{}, "2026-11-01") {
		found = found || l.Length == 0 && dossier.LastDay(l, "2026-11-01") == ""
	}
	if !found {
		t.Error("the step does not speak of the limit of the contract")
	}
}

// TestEveryTimeLimitIsTold: each is of a step, and each step tells its own.
func TestEveryTimeLimitIsTold(t *testing.T) {
	g := guide(t)
	for _, l := range g.TimeLimits {
		on := decision.DayOf(l.Period.From)
		told := false
		for _, other := range g.TimeLimitsOf(l.Step, decision.Answers{}, on) {
			told = told || other.ID == l.ID
		}
		if !told || g.Step(l.Step) == nil {
			t.Errorf("%s is told on no step", l.ID)
		}
	}
}
