package dossier

import "compromis/decision"

// How long a judge's title is enforced, and how many months before its end are
// near. Source: CPCE, L. 111-4.
const (
	enforcement      = "cpce-l111-4"
	enforcementYears = 10
	enforcementNear  = 6
)

// title returns the last day to enforce a judge's title, or "" without one.
//
// The ten years run once the decision can be enforced and was notified: counted
// from the service when it is known, else from the decision, which is never too
// late; for an order that became final, from its service. That nobody opposed an
// order to pay is told, never supposed: it is then a title. Each act of
// enforcement, in time, starts the ten years again (C. civ., 2244).
func (v *view) title(mine []int, void []bool) decision.Day {
	from, order := -1, -1
	for i, at := range mine {
		if void[i] {
			continue
		}
		switch v.traced[at].Kind {
		case ServedOrder, ServedAtHome:
			order = i
		case Judged:
			from = i
		case Titled:
			if from = i; order >= 0 {
				from = order
			}
		case ServedJudgment:
			if from >= 0 {
				from = i
			}
		}
	}
	if from < 0 {
		return ""
	}
	until := monthsLater(v.traced[mine[from]].On, 12*enforcementYears)
	for _, at := range mine[from+1:] {
		if e := &v.traced[at]; (e.Kind == Seized || e.Kind == Protected) && e.On <= until {
			until = monthsLater(e.On, 12*enforcementYears)
		}
	}
	return until
}
