package dossier

import "compromis/decision"

// view is a case as it is seen on a day. What every reckoning reads is worked
// out once: the acts that are known, what is left to pay, the last days to sue.
type view struct {
	kase     Case
	guide    *decision.Guide
	on       decision.Day
	timeline []Event // see [Case.Timeline]
	events   []Event // see chronicle

	settled  *ledger // without interest; nil until it is asked for
	period   decision.Limitation
	allBars  []Bar
	reckoned bool // allBars are
	traced   []trace
	named    map[string]bool // the invoices that events name
	ofOne    map[string]*acts
	fresh    map[number]fresh
	past     [2][]applied // room that clocks use one after the other
}

func (c Case) seenOn(g *decision.Guide, on decision.Day) *view {
	timeline, undated := c.inOrder()
	return &view{kase: c, guide: g, on: on, timeline: timeline, events: chronicle(timeline[undated:], on)}
}

// without returns the same day of the case without its invoices.
func (v *view) without() *view {
	c := v.kase
	c.Invoices = nil
	return &view{kase: c, guide: v.guide, on: v.on, timeline: v.timeline, events: v.events}
}

// ledger returns what is left to pay, interest apart.
func (v *view) ledger() *ledger {
	if v.settled == nil {
		v.settled = v.settle(true)
	}
	return v.settled
}

// left returns the sum that is left to pay, interest apart.
func (v *view) left() (cents int64) {
	for _, d := range v.ledger().debts {
		cents += d.left
	}
	return cents
}
