package dossier_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/internal/dossier"
)

func numbered(numbers ...string) (c dossier.Case) {
	for _, n := range numbers {
		c.Complaints = append(c.Complaints, dossier.Complaint{Number: n})
	}
	return c
}

func TestNextComplaint(t *testing.T) {
	for want, numbers := range map[string][]string{
		"R-2026-001":  {"", "R-2025-004", "12", "R-2026-", "R-2026-x", "R-2026-99999999999999999999"},
		"R-2026-003":  {"R-2026-002", "R-2026-001"},
		"R-2026-1000": {"R-2026-999"},
	} {
		if got := numbered(numbers...).NextComplaint("2026-11-23"); got != want {
			t.Errorf("after %q: %s, want %s", numbers, got, want)
		}
	}
}

// A number that is proposed is never taken, and once taken the next differs.
func TestNextComplaintIsFree(t *testing.T) {
	number := rapid.OneOf(
		rapid.Map(rapid.IntRange(0, 1_000_000), func(n int) string { return fmt.Sprintf("R-2026-%03d", n) }),
		rapid.StringMatching(`R-202[56]-[0-9]{0,12}`), rapid.String(),
	)
	rapid.Check(t, func(t *rapid.T) {
		numbers := rapid.SliceOf(number).Draw(t, "numbers")
		for range 3 {
			next := numbered(numbers...).NextComplaint("2026-11-23")
			if slices.Contains(numbers, next) {
				t.Fatalf("%s is taken in %q", next, numbers)
			}
			numbers = append(numbers, next)
		}
	})
}
