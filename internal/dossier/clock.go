package dossier

import (
	"compromis/decision"
	"time"
)

// clock runs a limitation period through the acts of a case.
type clock struct {
	limitation decision.Limitation
	from       decision.Day // where it starts
	latest     bool         // counts the longest period, where the law is not certain

	runs  decision.Day // the day it last began to run
	held  decision.Day // until when an act holds it
	ends  decision.Day
	moved bool // the last act had its effect
}

// longStop is how many years from its start a period ends at the latest,
// whatever moved it. Source: C. civ., 2232.
const longStop = 20

// talkMonths are left at least after a pause. Source: C. civ., 2238.
const talkMonths = 6

// after returns the last day of the period once the acts, in order, moved it,
// and whether the last of them had its effect.
func (k clock) after(acts []act) (ends decision.Day, moved bool) {
	k.restart(k.from)
	for i, a := range acts {
		k.moved = false
		switch a.effect {
		case Interrupts:
			k.interrupt(a, lost(acts[i+1:], a))
		case Suspends:
			k.suspend(a)
		case Renews:
			if a.event.On > k.ends {
				k.moved = true
				k.restart(a.event.On)
			}
		case Erases:
			for j, earlier := range acts[:i] {
				k.moved = k.moved || lost(acts[j+1:i+1], earlier)
			}
		}
	}
	return k.ends, k.moved
}

// restart starts a whole period on a day; some only run from the 1st of January
// that follows.
func (k *clock) restart(day decision.Day) {
	earliest, latest := k.limitation.Ends(day.Time())
	k.runs, k.ends = day, decision.DayOf(earliest)
	if k.latest {
		k.ends = decision.DayOf(latest)
	}
	if k.limitation.NextJanuary {
		k.runs = decision.DayOf(time.Date(day.Time().Year()+1, time.January, 1, 0, 0, 0, 0, time.UTC))
	}
	k.stop()
}

func (k *clock) stop() { k.ends = min(k.ends, monthsLater(k.from, 12*longStop)) }

// interrupt starts a new period when the act ends, or the pause it falls in. An
// act after the end is too late, and one over before the start stops nothing.
func (k *clock) interrupt(a act, lost bool) {
	if !lost && a.event.On <= k.ends && a.until >= k.from {
		k.held, k.moved = max(a.until, k.held), true
		k.restart(k.held)
	}
}

// suspend adds the days of a pause, at the end of which six months are left at
// least.
func (k *clock) suspend(a act) {
	begins := max(a.event.On, k.runs)
	if begins > k.ends || begins > a.until {
		return
	}
	k.runs, k.held, k.moved = a.until, a.until, true
	k.ends = max(k.ends.Add(daysBetween(begins, a.until)-1), monthsLater(a.until, talkMonths))
	k.stop()
}

// lost says whether an action failed: an act that erases follows it, with no
// other action in between.
func lost(later []act, a act) bool {
	for _, next := range later {
		if next.effect == Erases || next.event.Kind == Sued {
			return a.event.Kind == Sued && next.effect == Erases
		}
	}
	return false
}
