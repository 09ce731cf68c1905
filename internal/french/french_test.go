package french_test

import (
	"strings"
	"testing"
	"time"

	"compromis/internal/french"
)

// plain turns non-breaking spaces into ordinary ones, to compare with what one
// types.
func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestLists(t *testing.T) {
	for _, c := range []struct {
		list    []string
		or, and string
	}{
		{nil, "", ""},
		{[]string{"a"}, "a", "a"},
		{[]string{"a", "b"}, "a ou b", "a et b"},
		{[]string{"a", "b", "c"}, "a, b ou c", "a, b et c"},
	} {
		if got := french.Or(c.list); got != c.or {
			t.Errorf("Or(%q) = %q, want %q", c.list, got, c.or)
		}
		if got := french.And(c.list); got != c.and {
			t.Errorf("And(%q) = %q, want %q", c.list, got, c.and)
		}
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1 000", 19449: "19 449", -1234567: "-1 234 567"} {
		if got := plain(french.Number(n)); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "0 étape", 1: "1 étape", 2: "2 étapes", 1200: "1 200 étapes"} {
		if got := plain(french.Plural(n, "étape", "étapes")); got != want {
			t.Errorf("Plural(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestPercent(t *testing.T) {
	for points, want := range map[int]string{0: "0,00 %", 5: "0,05 %", 275: "2,75 %", 1240: "12,40 %", 10_000: "100,00 %"} {
		if got := plain(french.Percent(points)); got != want {
			t.Errorf("%d: got %q, want %q", points, got, want)
		}
	}
}

func TestRemaining(t *testing.T) {
	for _, c := range []struct {
		least, most int
		want        string
	}{
		{0, 0, "plus de question"},
		{1, 1, "dernière question"},
		{2, 2, "encore 2 questions"},
		{2, 5, "encore 2 à 5 questions"},
		{1, 3, "encore 1 à 3 questions"},
	} {
		if got := plain(french.Remaining(c.least, c.most)); got != c.want {
			t.Errorf("Remaining(%d, %d) = %q, want %q", c.least, c.most, got, c.want)
		}
	}
}

func TestShown(t *testing.T) {
	if got := french.Shown("a\x1b[31m\nb"); got != "a [31m b" {
		t.Errorf("Shown = %q", got)
	}
	if got := french.Shown(strings.Repeat("é", 100)); got != strings.Repeat("é", 60)+"…" {
		t.Errorf("Shown = %q", got)
	}
}

func TestDates(t *testing.T) {
	if got := french.Date(time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)); got != "31/12/2026" {
		t.Errorf("Date = %q", got)
	}
	if got := french.Day("2026-02-01"); got != "01/02/2026" {
		t.Errorf("Day = %q", got)
	}
	if got := french.Day("proche"); got != "proche" {
		t.Errorf("Day = %q", got)
	}
}

func TestSince(t *testing.T) {
	for in, want := range map[string]string{"2025-09-01": "01/09/2025", "2025-09": "septembre 2025", "2016": "2016", "": "date non vérifiée"} {
		if got := plain(french.Since(in)); got != want {
			t.Errorf("Since(%q) = %q, want %q", in, got, want)
		}
	}
}
