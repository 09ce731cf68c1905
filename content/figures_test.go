package content

import (
	"testing"
	"time"

	"compromis/decision"
)

// TestRatesOfEverySemester reads the rates as the law files give them (T1 and complements, § 21): the
// central bank's plus 10 points, plus 8 points, and the legal rate of a
// creditor who is not a private person.
func TestRatesOfEverySemester(t *testing.T) {
	g := embeddedGuide(t)
	want := map[decision.RateKind]map[string]int{
		decision.RateBusiness: {
			"2021-01-01": 1000, "2021-07-01": 1000, "2022-01-01": 1000, "2022-07-01": 1000,
			"2023-01-01": 1250, "2023-07-01": 1400, "2024-01-01": 1450, "2024-07-01": 1425,
			"2025-01-01": 1315, "2025-07-01": 1215, "2026-01-01": 1215, "2026-07-01": 1240,
		},
		decision.RatePublic: {
			"2021-01-01": 800, "2021-07-01": 800, "2022-01-01": 800, "2022-07-01": 800,
			"2023-01-01": 1050, "2023-07-01": 1200, "2024-01-01": 1250, "2024-07-01": 1225,
			"2025-01-01": 1115, "2025-07-01": 1015, "2026-01-01": 1015, "2026-07-01": 1040,
		},
		decision.RateLegal: {
			"2021-01-01": 79, "2021-07-01": 76, "2022-01-01": 76, "2022-07-01": 77, "2023-01-01": 206, "2023-07-01": 422,
			"2024-01-01": 507, "2024-07-01": 492, "2025-01-01": 371, "2025-07-01": 276, "2026-01-01": 262, "2026-07-01": 275,
		},
	}
	seen := 0
	for _, r := range g.Rates {
		if points, ok := want[r.Kind][r.Period.From.Format(time.DateOnly)]; !ok || points != r.Points {
			t.Errorf("%s: %s is %d, want %d", r.Source.Pos, r.Kind, r.Points, points)
		}
		if end := r.Period.From.AddDate(0, 6, -1); !r.Period.To.Equal(end) {
			t.Errorf("%s: the semester ends on %v", r.Source.Pos, r.Period.To)
		}
		seen++
	}
	if all := len(want[decision.RateBusiness]) + len(want[decision.RatePublic]) + len(want[decision.RateLegal]); seen != all {
		t.Errorf("%d rates, want %d", seen, all)
	}
}

// TestStepFigures: an empty cell is not zero. That each step has a line is for
// [Runnable] to say.
func TestStepFigures(t *testing.T) {
	g := embeddedGuide(t)
	lines := map[string]decision.StepFigures{}
	for _, f := range g.Costs {
		lines[f.Step] = f
	}
	// An empty cell is not zero: nobody knows what a court costs in all.
	if f := lines["tribunal-judiciaire"]; f.CostMin != 50_00 || f.CostMax != -1 || f.DaysMin != -1 || !f.Recovers {
		t.Errorf("tribunal-judiciaire: %+v", f)
	}
	if f := lines["conciliation"]; f.CostMin != 0 || f.CostMax != 0 || f.DaysMax != -1 || f.Recovers {
		t.Errorf("conciliation: %+v", f)
	}
}
