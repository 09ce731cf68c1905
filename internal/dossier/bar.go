package dossier

import (
	"compromis/decision"
	"slices"
)

// Bar is the day a claim becomes time-barred, and how the journal moved it.
type Bar struct {
	From     decision.Day   // where the period starts
	Earliest decision.Day   // the last day one may surely sue
	Latest   decision.Day   // the same, where the applicable law is not certain; else equal to Earliest
	State    decision.Value // [decision.Far], [decision.Near] or [decision.Barred] on the day asked
	Moves    []BarMove
	Source   decision.Sourced // of the period
}

// BarMove says what an event of the journal did to the limitation period.
type BarMove struct {
	Event  Event
	Effect BarEffect    // [NoEffect] too when it came too early or too late to have another
	Ends   decision.Day // Earliest after the event
	Basis  string       // id of the legal basis
}

// BarEffect is what an event does to a limitation period.
type BarEffect int

// The effects of an event. Most have none: the list of those that have is
// closed.
const (
	NoEffect   BarEffect = iota
	Interrupts           // a new period of the same length starts
	Suspends             // time stops running, then at least six months are left
	Erases               // an interruption is deemed never to have happened
)

// Bar returns when the claim of a case becomes time-barred, as seen on a day:
// later events do not count. False when the client or the start of the period
// is not known, or when nothing is owed any more.
//
// The oldest unpaid instalment decides. Its period starts at the end of the
// work or the delivery, never on the day of the invoice, or on the day agreed
// for payment (C. civ., 2224 and 2233). A single due date may be agreed or
// merely printed: Earliest counts from the first of the two days, Latest from
// the due date. Without an invoice, the date that was typed is the start.
//
// A part payment has no effect here: whether it acknowledges the debt depends
// on the case (C. civ., 2240), so it is not counted on. Nothing moves the end
// more than twenty years away from the start (C. civ., 2232).
func (c Case) Bar(g *decision.Guide, on decision.Day) (Bar, bool) {
	period, known := g.Limitation(c.ClientKind(), c.contract(), on.Time())
	from, agreed := c.barStarts(g, on)
	if !known || from == "" {
		return Bar{}, false
	}
	acts := actsOf(chronicle(c, on), period.Client, on)
	early := clock{limitation: period, from: from}
	late := clock{limitation: period, from: agreed, latest: true}
	b := Bar{From: from, Source: decision.Sourced{Text: period.Source, Grade: period.Grade, On: decision.DayOf(period.CheckedOn), Pos: period.Pos}}
	b.Earliest, _ = early.after(acts)
	b.Latest, _ = late.after(acts)
	for i, a := range acts {
		ends, moved := early.after(acts[:i+1])
		_, movedLate := late.after(acts[:i+1])
		if !moved && !movedLate {
			a.effect = NoEffect
		}
		b.Moves = append(b.Moves, BarMove{Event: a.event, Effect: a.effect, Ends: ends, Basis: a.basis})
	}
	switch {
	case on > b.Latest:
		b.State = decision.Barred
	case monthsLater(on, period.NearMonths()) > b.Earliest:
		b.State = decision.Near
	default:
		b.State = decision.Far
	}
	return b, true
}

// barStarts returns the first day the period may start, and the last, for the
// oldest unpaid instalment; else the date that was typed. Payments go to the
// principal here: interest left over has no period of its own.
func (c Case) barStarts(g *decision.Guide, on decision.Day) (earliest, latest decision.Day) {
	l, _ := c.settle(g, on, terms{})
	for _, d := range l.debts {
		from, invoice := d.due, c.Invoices[d.invoice]
		if done := decision.DayOf(invoice.Done.Time()); done != "" && len(invoice.Dues) == 1 && (from == "" || done < from) {
			from = done
		}
		if d.left > 0 && from != "" && (earliest == "" || from < earliest) {
			earliest, latest = from, max(from, d.due)
		}
	}
	if len(l.debts) > 0 {
		return earliest, latest
	}
	for _, q := range g.Questions {
		if typed := decision.DayOf(decision.Day(c.Said[q.Fact]).Time()); q.Kind == decision.Date && typed != "" {
			return typed, typed
		}
	}
	return "", ""
}

// act is an event that moves a limitation period, or is believed to.
type act struct {
	event  Event
	effect BarEffect
	until  decision.Day // until when it stops the period; the day of the event when at once
	basis  string
}

// barRules say what each kind of event does; those left out do nothing and
// nobody thinks they do. Source: C. civ., 2238 to 2244, and the texts named.
var barRules = map[EventKind]act{
	Reminded:     {effect: NoEffect, basis: "cass-com-2022-05-18"},
	Wrote:        {effect: NoEffect, basis: "cass-com-2022-05-18"},
	GaveNotice:   {effect: NoEffect, basis: "cass-com-2022-05-18"},
	AskedOrder:   {effect: NoEffect, basis: "cass-civ1-2020-09-09"},
	Paid:         {effect: NoEffect, basis: "c-civ-2240"},
	Acknowledged: {effect: Interrupts, basis: "c-civ-2240"},
	ServedOrder:  {effect: Interrupts, basis: "cass-civ1-2020-09-09"},
	Sued:         {effect: Interrupts, basis: "c-civ-2241"},
	Seized:       {effect: Interrupts, basis: "c-civ-2244"},
	Declared:     {effect: Interrupts, basis: "c-com-l622-24"},
	AgreedToTalk: {effect: Suspends, basis: "c-civ-2238"},
	LostSuit:     {effect: Erases, basis: "c-civ-2241"},
}

// publicRules replace them for a public client: a written demand is enough.
var publicRules = map[EventKind]act{
	Reminded:   {effect: Interrupts, basis: "loi-68-1250"},
	Wrote:      {effect: Interrupts, basis: "loi-68-1250"},
	GaveNotice: {effect: Interrupts, basis: "loi-68-1250"},
}

// closedBy are the events until which another stops the period; without one
// yet, it is stopped to this day. Nothing in a journal closes a declaration.
var closedBy = map[EventKind][]EventKind{
	Sued:         {Judged, LostSuit},
	AgreedToTalk: {StoppedTalk},
	Declared:     {},
}

// actsOf returns the acts among events in order.
func actsOf(events []Event, client decision.Value, on decision.Day) []act {
	var acts []act
	for i, e := range events {
		a, ok := barRules[e.Kind]
		if special, differs := publicRules[e.Kind]; differs && client == public {
			a = special
		}
		if !ok {
			continue
		}
		a.event, a.until = e, e.On
		if closers, lasts := closedBy[e.Kind]; lasts {
			a.until = on
			later := events[i+1:]
			if end := slices.IndexFunc(later, func(e Event) bool { return slices.Contains(closers, e.Kind) }); end >= 0 {
				a.until = later[end].On
			}
		}
		acts = append(acts, a)
	}
	return acts
}
