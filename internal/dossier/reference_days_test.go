package dossier_test

import (
	"slices"
	"testing"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/fr"

	"compromis/decision"
	"compromis/internal/dossier"
)

// refCalendar is the French calendar of another.
var refCalendar = func() *cal.BusinessCalendar {
	c := cal.NewBusinessCalendar()
	c.AddHoliday(fr.Holidays...)
	return c
}()

// refOff says whether nobody works that day: a Saturday, a Sunday, a holiday.
func refOff(d decision.Day) bool { return !refCalendar.IsWorkday(d.Time()) }

// refHoliday says whether a day is a holiday.
func refHoliday(d decision.Day) bool {
	actual, _, _ := refCalendar.IsHoliday(d.Time())
	return actual
}

// everyDay calls with each day of some years.
func everyDay(from, to int, call func(decision.Day)) {
	for d := decision.Day(time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)); d.Time().Year() <= to; d = d.Add(1) {
		call(d)
	}
}

// TestReferenceHolidays: each day of eleven years, with another's calendar.
func TestReferenceHolidays(t *testing.T) {
	everyDay(2025, 2035, func(d decision.Day) {
		if got, want := slices.Contains(dossier.Holidays(d.Time().Year()), d), refHoliday(d); got != want {
			t.Errorf("%s: a holiday: %v, want %v", d, got, want)
		}
		if got := dossier.Workday(d); got == refOff(d) {
			t.Errorf("%s: a working day: %v", d, got)
		}
	})
}

// refLast is the last day of a time limit, from CPC 640 to 643 and C. civ. 2228
// and 2229, by hand: the day of the act does not count; months go from number to
// number; the client's procedural time, or a custom, is carried past days off.
func refLast(l decision.TimeLimit, act decision.Day) decision.Day {
	k := tickOf(act)
	skip := func(n int, off func(decision.Day) bool) {
		for n > 0 {
			if k++; !off(k.day()) {
				n--
			}
		}
	}
	switch l.Unit {
	case decision.Months:
		if l.ID == "saisir-juge-commissaire" { // a month of silence, then a month
			return k.months(1).months(1).day()
		}
		k = k.months(l.Length)
	case decision.Days:
		k += tick(l.Length)
	case decision.WorkingDays:
		skip(l.Length, func(d decision.Day) bool { return refHoliday(d) || d.Time().Weekday() == time.Sunday })
	case decision.OfficeDays:
		skip(l.Length, refOff)
	}
	if refCarriedRows[l.ID] {
		k = refCarried(k)
	}
	return k.day()
}

// refCarriedRows are the limits that are carried: the client's procedural ones,
// and the two customs. One's own never is.
var refCarriedRows = map[string]bool{
	"fin-relance": true, "fin-mise-en-demeure": true, "fin-opposition": true, "certificat-non-paiement": true, "titre-cheque": true,
	"action-directe": true, "arreter-chantier": true, "clause-resolutoire": true,
}

// TestReferenceLastDays: each limit of the guide, from each day of eleven years.
func TestReferenceLastDays(t *testing.T) {
	g := guide(t)
	for _, l := range g.TimeLimits {
		everyDay(2025, 2035, func(d decision.Day) {
			if l.Length == 0 {
				if got := dossier.LastDay(l, d); got != "" {
					t.Fatalf("%s: %s is supposed", l.ID, got)
				}
				return
			}
			if got, want := dossier.LastDay(l, d), refLast(l, d); got != want {
				t.Errorf("%s from %s: %s, want %s", l.ID, d, got, want)
			}
		})
	}
}

// TestReferenceOpposition: the days of complements.md § 22, in the agenda; not
// served in person, no day is said before a seizure, and the first one counts.
func TestReferenceOpposition(t *testing.T) {
	g := guide(t)
	order := func(events ...dossier.Event) dossier.Case {
		return done("commercant", "2025-01-10", "2025-02-10", append([]dossier.Event{happened(dossier.AskedOrder, "2026-01-05"), happened(dossier.OrderMade, "2026-01-20")}, events...)...)
	}
	for _, test := range []struct {
		name   string
		events []dossier.Event
		want   decision.Day
	}{
		{"in person", []dossier.Event{happened(dossier.ServedOrder, "2026-03-04")}, "2026-04-07"},
		{"in person, in October", []dossier.Event{happened(dossier.ServedOrder, "2026-10-01")}, "2026-11-02"},
		{"in person, in July", []dossier.Event{happened(dossier.ServedOrder, "2026-07-15")}, "2026-08-17"},
		{"at home", []dossier.Event{happened(dossier.ServedAtHome, "2026-03-04")}, ""},
		{"at home, then a seizure", []dossier.Event{happened(dossier.ServedAtHome, "2026-02-04"), happened(dossier.Seized, "2026-03-04")}, "2026-04-07"},
		{"at home, then two seizures", []dossier.Event{happened(dossier.ServedAtHome, "2026-02-04"), happened(dossier.Seized, "2026-03-04"), happened(dossier.Seized, "2026-03-20")}, "2026-04-07"},
		{"a seizure, then at home", []dossier.Event{happened(dossier.Seized, "2026-02-01"), happened(dossier.ServedAtHome, "2026-02-04")}, ""},
	} {
		c := order(test.events...)
		last := test.events[len(test.events)-1].On
		var got decision.Day
		for _, d := range c.Deadlines(g, last) {
			if d.Kind == dossier.OppositionEnds {
				got = d.On
			}
		}
		if got != test.want {
			t.Errorf("%s: until %q, want %q", test.name, got, test.want)
		}
	}
}
