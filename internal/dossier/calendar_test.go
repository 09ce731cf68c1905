package dossier_test

import (
	"slices"
	"testing"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/fr"
	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
)

// TestHolidays compares a century and a half with an independent calendar.
func TestHolidays(t *testing.T) {
	for year := 1950; year <= 2100; year++ {
		var want []decision.Day
		for _, h := range fr.Holidays {
			actual, _ := h.Calc(year)
			want = append(want, decision.DayOf(actual))
		}
		slices.Sort(want)
		want = slices.Compact(want)
		if got := dossier.Holidays(year); !slices.Equal(got, want) {
			t.Errorf("%d: %v, want %v", year, got, want)
		}
	}
}

// TestWorkdays walks from any day, and compares with the same calendar.
func TestWorkdays(t *testing.T) {
	calendar := cal.NewBusinessCalendar()
	calendar.AddHoliday(fr.Holidays...)
	rapid.Check(t, func(rt *rapid.T) {
		d := decision.Day("2020-01-01").Add(rapid.IntRange(0, 4000).Draw(rt, "day"))
		n := rapid.IntRange(0, 40).Draw(rt, "days")
		if got, want := dossier.Workday(d), calendar.IsWorkday(d.Time()); got != want {
			rt.Fatalf("%s: %v", d, got)
		}
		got, want := d, d
		for left := n; left > 0; {
			want = want.Add(1)
			if calendar.IsWorkday(want.Time()) {
				left--
			}
		}
		if got = dossier.AddWorkdays(d, n); got != want {
			rt.Fatalf("%s + %d: %s, want %s", d, n, got, want)
		}
	})
	if dossier.Workday("demain") || dossier.AddWorkdays("demain", 2) != "" {
		t.Error("what is not a day was counted")
	}
}
