package dossier

import (
	"compromis/decision"
	"slices"
)

// act is a trace as the clock of an invoice reads it. It holds figures alone: a
// long case has tens of thousands.
type act struct {
	trace  int32 // its place in [view.traces]
	on     number
	until  number // until when it stops the period; its own day when at once
	place  int32  // among those of the invoice
	undoes int32  // the place of the action that it erases, or -1
	effect BarEffect

	perhaps bool // it may have that effect, or none
	opens   bool // nothing has ended it yet
	void    bool // a suit that was lost undid it
}

// rule is what a kind of event does to a limitation period.
type rule struct {
	effect  BarEffect
	basis   string
	perhaps bool // it may have that effect, or none
}

// barRules say what each kind of event does; those left out do nothing and
// nobody thinks they do. Source: C. civ., 2238 to 2244, and the texts named.
var barRules = map[EventKind]rule{
	Reminded:     {effect: NoEffect, basis: "cass-com-2022-05-18"},
	Wrote:        {effect: NoEffect, basis: "cass-com-2022-05-18"},
	GaveNotice:   {effect: NoEffect, basis: "cass-com-2022-05-18"},
	AskedOrder:   {effect: NoEffect, basis: "cass-civ1-2020-09-09"},
	Paid:         {effect: Interrupts, basis: "c-civ-2240", perhaps: true},
	Acknowledged: {effect: Interrupts, basis: "c-civ-2240"},
	ServedOrder:  {effect: Interrupts, basis: "cass-civ1-2020-09-09"},
	Sued:         {effect: Interrupts, basis: "c-civ-2241"},
	Seized:       {effect: Interrupts, basis: "c-civ-2244"},
	ServedAtHome: {effect: Interrupts, basis: "cass-civ1-2020-09-09"},
	Protected:    {effect: Interrupts, basis: "c-civ-2244"},
	Renounced:    {effect: Renews, basis: "c-civ-2250"},
	Declared:     {effect: Interrupts, basis: "c-com-l622-24"},
	AgreedToTalk: {effect: Suspends, basis: "c-civ-2238"},
	LostSuit:     {effect: Erases, basis: "c-civ-2241"},
}

// publicRules replace them for a public client: a written demand is enough, and
// it cannot renounce. Source: loi n° 68-1250, art. 2 and 6.
var publicRules = map[EventKind]rule{
	Reminded:   {effect: Interrupts, basis: "loi-68-1250"},
	Wrote:      {effect: Interrupts, basis: "loi-68-1250"},
	GaveNotice: {effect: Interrupts, basis: "loi-68-1250"},
	Renounced:  {effect: NoEffect, basis: "loi-68-1250-art-6"},
}

// ruleOf returns what an event does. A letter to a public client is a demand
// when it came of the step that asks for one; else only perhaps.
func ruleOf(e *Event, client decision.Value) (rule, bool) {
	r, known := barRules[e.Kind]
	if special, differs := publicRules[e.Kind]; differs && client == public {
		r = special
		r.perhaps = e.Kind == Wrote && !e.came()
	}
	return r, known
}

// closedBy are the events until which another stops the period; without one
// yet, it is stopped to this day. Nothing in a journal closes a declaration.
var closedBy = map[EventKind][]EventKind{
	Sued:         {Judged, Titled},
	AgreedToTalk: {StoppedTalk},
	Declared:     {},
}

// trace is an event that weighs on the limitation period: by what it does, or
// because it ends another, or makes a title.
type trace struct {
	*Event
	rule
	on     number
	moves  bool        // it has a rule
	weighs bool        // it may end another, or make a title
	lasts  bool        // it holds the period until it is closed
	closed []EventKind // by these
}

// weighs are the events that have no rule of their own and still weigh.
var weighs = map[EventKind]bool{Judged: true, Titled: true, ServedJudgment: true, Opposed: true, StoppedTalk: true}

// traces returns the events that weigh on the limitation period.
func (v *view) traces() []trace {
	if v.traced == nil {
		v.traced, v.named = make([]trace, 0, len(v.events)), map[string]bool{}
		lapsed := v.lapsed()
		for i := range v.events {
			e := &v.events[i]
			v.named[e.Invoice] = true
			r, moves := ruleOf(e, v.kase.ClientKind())
			t := trace{Event: e, rule: r, moves: moves, weighs: weighs[e.Kind]}
			if !t.moves && !t.weighs {
				continue
			}
			t.on = numberOf(e.On)
			t.perhaps = t.perhaps || lapsed && e.Kind == Protected
			t.closed, t.lasts = closedBy[e.Kind]
			v.traced = append(v.traced, t)
		}
	}
	return v.traced
}

// lapsed says whether a protective attachment lapsed, for want of what had to
// follow it in time: whether it still interrupts is then not certain. One older
// than the text that was read is counted as today's: to doubt is safe.
func (v *view) lapsed() bool {
	return slices.ContainsFunc(v.lapses(), func(d decision.Day) bool { return d < v.on })
}

// lapses are the last days on which what must follow a protective attachment may be
// done, while it is not.
func (v *view) lapses() (days []decision.Day) {
	for _, l := range v.guide.TimeLimits {
		if !slices.Contains(l.Acts, string(Protected)) {
			continue
		}
		l.Period = decision.Period{}
		if d, open := openLimit(l, v.events); open {
			days = append(days, d.On)
		}
	}
	return days
}

// acts are those of one invoice, as a day knows them.
type acts struct {
	all   []act
	title decision.Day // the last day to enforce a judge's title, or ""
}

// unnamed stands for an invoice that no event names: those have the same acts.
const unnamed = "\x00"

// acts returns the acts among the events, less those about another invoice.
func (v *view) acts(invoice string) *acts {
	all := v.traces()
	if invoice != "" && !v.named[invoice] {
		invoice = unnamed
	}
	if known := v.ofOne[invoice]; known != nil {
		return known
	}
	of := &acts{}
	if v.ofOne == nil {
		v.ofOne = map[string]*acts{}
	}
	v.ofOne[invoice] = of
	mine := make([]int, 0, len(all))
	for i := range all {
		if all[i].concerns(invoice) {
			mine = append(mine, i)
		}
	}
	void, undoes := v.voided(mine)
	of.title = v.title(mine, void)
	of.all = make([]act, 0, len(mine))
	ends := map[EventKind]int{} // the next event of each kind that closes another
	for i := len(mine) - 1; i >= 0; i-- {
		n := &all[mine[i]]
		if n.moves {
			a := act{
				trace: int32(mine[i]), on: n.on, until: n.on, place: int32(i), undoes: undoes[i],
				effect: n.effect, perhaps: n.perhaps, void: void[i],
			}
			if n.lasts {
				end := nearest(ends, n.closed, len(mine))
				if a.opens = end == len(mine); a.opens {
					a.until = numberOf(v.on)
				} else {
					a.until = all[mine[end]].on
				}
			}
			of.all = append(of.all, a)
		}
		if n.weighs && !void[i] {
			ends[n.Kind] = i
		}
	}
	slices.Reverse(of.all)
	return of
}

// nearest returns the first place of these kinds, or none.
func nearest(places map[EventKind]int, kinds []EventKind, none int) int {
	for _, kind := range kinds {
		if at, known := places[kind]; known {
			none = min(none, at)
		}
	}
	return none
}

// concerns says whether an event is about an invoice, or about all.
func (e *Event) concerns(invoice string) bool {
	return e.Invoice == "" || invoice == "" || e.Invoice == invoice
}

// voided says which events a lost suit undid, and for each lost suit the place of
// the action it undid, or -1. A suit that is lost undoes the latest action that
// stands, with its judgment: a suit, or an order that was served, as its suit was
// lost too (C. civ., 2243; Cass. 2e civ., 19 November 2020, n° 19-20.238).
func (v *view) voided(mine []int) (void []bool, undoes []int32) {
	void, undoes = make([]bool, len(mine)), make([]int32, len(mine))
	var actions []int
	for i, at := range mine {
		undoes[i] = -1
		switch v.traced[at].Kind {
		case Sued, ServedOrder, ServedAtHome:
			actions = append(actions, i)
		case LostSuit:
			from := 0
			if n := len(actions); n > 0 {
				from, actions = actions[n-1], actions[:n-1]
				void[from], undoes[i] = true, int32(from)
			}
			for j := from; j < i; j++ {
				void[j] = void[j] || v.traced[mine[j]].Kind == Judged
			}
		}
	}
	return void, undoes
}
