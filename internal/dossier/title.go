package dossier

import (
	"compromis/decision"
)

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
// order is told, never supposed. Each act of enforcement, in time, starts the ten years again (C. civ.,
// 2244).
func (v *view) title(mine []int, void []bool) decision.Day {
	var from, served decision.Day
	begun := len(mine)
	for i, at := range mine {
		switch e := &v.traced[at]; {
		case void[i]:
		case e.Kind == ServedOrder, e.Kind == ServedAtHome:
			served = e.On
		case e.Kind == Titled && served != "":
			from, begun = served, i
		case e.Kind == Judged, e.Kind == Titled, e.Kind == ServedJudgment && from != "":
			from, begun = e.On, i
		}
	}
	if from == "" {
		return ""
	}
	until := monthsLater(from, 12*enforcementYears)
	for _, at := range mine[begun+1:] {
		if e := &v.traced[at]; (e.Kind == Seized || e.Kind == Protected) && e.On <= until {
			until = monthsLater(e.On, 12*enforcementYears)
		}
	}
	return until
}
