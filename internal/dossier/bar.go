package dossier

import (
	"compromis/decision"
	"slices"
)

// Bar is the day a claim becomes time-barred, and how the journal moved it: one
// for each invoice, or for each of its instalments that is not paid.
type Bar struct {
	Invoice  string         // its number; "" for the day that was typed
	Due      decision.Day   // of the instalment
	From     decision.Day   // where the period starts
	Earliest decision.Day   // the last day one may surely sue
	Latest   decision.Day   // the same, where the law or an act is not certain; else equal to Earliest
	State    decision.Value // [decision.Far], [decision.Near] or [decision.Barred] on the day asked
	Hold     Hold           // why the day does not count now
	Moves    []BarMove
	Source   decision.Sourced // of the period
	Basis    string           // id of the text that sets it; "" when the law that applies is not known
}

// Hold says why the last day to sue does not count.
type Hold int

// What holds a limitation period.
const (
	Free    Hold = iota
	AtCourt      // a suit, or a claim declared in insolvency proceedings: it does not run
	ByTitle      // a judge's title: Earliest is the last day to enforce it
)

// BarMove says what an event of the journal did to the limitation period.
type BarMove struct {
	Event   Event
	Effect  BarEffect    // [NoEffect] too when it came too early or too late to have another
	Perhaps bool         // it may have that effect: it moves Latest alone
	Ends    decision.Day // Earliest after the event
	Basis   string       // id of the legal basis
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
	Renews               // the client gives up a period that had run out: a new one starts
)

// Bar returns the bar that decides for the whole case: of those that are not
// passed, the nearest; else the last one that passed.
func (c Case) Bar(g *decision.Guide, on decision.Day) (Bar, bool) {
	all := c.Bars(g, on)
	if len(all) == 0 {
		return Bar{}, false
	}
	decides := all[0]
	for _, b := range all[1:] {
		passed, better := decides.State == decision.Barred, b.Earliest < decides.Earliest
		if b.State != decision.Barred && (passed || better) || b.State == decision.Barred && passed && !better {
			decides = b
		}
	}
	return decides, true
}

// barState returns how near the last day to sue is for the whole case: an old
// invoice never hides another. Nothing runs against a debt that is paid, or that
// a judge holds.
func (c Case) barState(g *decision.Guide, on decision.Day) (decision.Value, bool) {
	b, known := c.Bar(g, on)
	if b.Hold != Free || !known && c.Settled(g, on) {
		return decision.Far, true
	}
	return b.State, known
}

// Bars returns when each unpaid instalment becomes time-barred, as seen on a
// day: later events do not count. None when the client or the start of a period
// is not known, or when nothing is owed any more.
//
// A period starts at the end of the work or the delivery, never on the day of
// the invoice, or on the day agreed for payment (C. civ., 2224 and 2233). A
// single due date may be agreed or merely printed: Earliest counts from the
// first of the two days, Latest from the due date. Without an invoice, the date
// that was typed is the start.
//
// Whether a part payment acknowledges the debt depends on the case (C. civ.,
// 2240): it moves Latest, not Earliest. Nothing moves the end more than twenty
// years away from the start (C. civ., 2232). A judge's title is enforced for ten
// years (CPCE, L. 111-4): the period of the contract counts no more.
func (c Case) Bars(g *decision.Guide, on decision.Day) (all []Bar) {
	period, known := g.Limitation(c.ClientKind(), c.contract(), on.Time())
	if !known {
		return nil
	}
	events := chronicle(c, on)
	hold, to := c.held(events, on)
	lost := lapsed(g, events, on)
	for _, start := range c.barStarts(g, on) {
		acts := actsOf(events, start.Invoice, period.Client, on)
		for i := range acts {
			acts[i].perhaps = acts[i].perhaps || lost && acts[i].event.Kind == Protected
		}
		b := start.run(period, acts, on)
		b.Source = decision.Sourced{Text: period.Source, Grade: period.Grade, On: decision.DayOf(period.CheckedOn), Pos: period.Pos}
		b.Basis = barBasis(c.ClientKind(), c.contract())
		if b.Hold = hold; hold == ByTitle {
			b.Earliest, b.Latest, b.Basis = to, to, enforcement
			b.State = stateOf(to, to, enforcementNear, on)
		}
		all = append(all, b)
	}
	return all
}

// lapsed says whether a protective attachment lapsed, for want of what had to
// follow it in time: whether it still interrupts is then not certain.
func lapsed(g *decision.Guide, events []Event, on decision.Day) bool {
	return slices.ContainsFunc(g.TimeLimits, func(l decision.TimeLimit) bool {
		d, open := openLimit(l, events)
		return open && slices.Contains(l.Acts, string(Protected)) && d.On < on
	})
}

// run runs the limitation period through the acts, as the safe side counts and
// as the other may.
func (b Bar) run(period decision.Limitation, acts []act, on decision.Day) Bar {
	early := clock{limitation: period, from: b.From}
	late := clock{limitation: period, from: max(b.From, b.Due), latest: true}
	b.Earliest, _ = early.after(sure(acts))
	b.Latest, _ = late.after(acts)
	b.Latest = max(b.Latest, b.Earliest)
	for i, a := range acts {
		ends, moved := early.after(sure(acts[:i+1]))
		moved = moved && !a.perhaps
		_, movedLate := late.after(acts[:i+1])
		if !moved && !movedLate {
			a.effect = NoEffect
		}
		b.Moves = append(b.Moves, BarMove{Event: a.event, Effect: a.effect, Perhaps: !moved && movedLate, Ends: ends, Basis: a.basis})
	}
	b.State = stateOf(b.Earliest, b.Latest, period.NearMonths(), on)
	return b
}

// stateOf says how near a last day is: it is close once the earliest is, and
// passed once the latest is.
func stateOf(earliest, latest decision.Day, near int, on decision.Day) decision.Value {
	switch {
	case on > latest:
		return decision.Barred
	case monthsLater(on, near) > earliest:
		return decision.Near
	}
	return decision.Far
}

// barStarts returns the bars as they start: one for each unpaid instalment, the
// oldest due first; else one for the date that was typed. Payments go to the
// principal here: interest left over has no period of its own.
func (c Case) barStarts(g *decision.Guide, on decision.Day) (all []Bar) {
	l, _ := c.settle(g, on, terms{})
	for _, d := range l.debts {
		from, invoice := d.due, c.Invoices[d.invoice]
		if done := decision.DayOf(invoice.Done.Time()); done != "" && len(invoice.Dues) == 1 && (from == "" || done < from) {
			from = done
		}
		if d.left > 0 && from != "" {
			all = append(all, Bar{Invoice: invoice.Number, Due: d.due, From: from})
		}
	}
	if typed := c.typed(g); len(l.debts) == 0 && typed != "" {
		all = append(all, Bar{From: typed})
	}
	return all
}

// typed returns the day that was typed about the last day to sue, or "".
func (c Case) typed(g *decision.Guide) decision.Day {
	for _, q := range g.Questions {
		if q.Kind == decision.Date {
			return decision.DayOf(decision.Day(c.Said[q.Fact]).Time())
		}
	}
	return ""
}

// How long a judge's title is enforced, and how many months before its end are
// near. Source: CPCE, L. 111-4.
const (
	enforcement      = "cpce-l111-4"
	enforcementYears = 10
	enforcementNear  = 6
)

// held says what holds the limitation period: a title, with the last day to
// enforce it; a suit under way, or a declared claim.
//
// The ten years run once the decision can be enforced and was notified: counted
// from the service when it is known, else from the decision, which is never too
// late; for an order that became final, from its service. That nobody opposed an order to pay is told, never supposed: it is then a
// title.
func (c Case) held(events []Event, on decision.Day) (Hold, decision.Day) {
	years := func(i int) decision.Day { return monthsLater(events[i].On, 12*enforcementYears) }
	title := last(events, Judged, Titled)
	if served := last(events, ServedJudgment); title >= 0 && served > title {
		title = served
	}
	if title >= 0 && events[title].Kind == Titled {
		if i := last(events[:title], ServedOrder, ServedAtHome); i >= 0 {
			title = i
		}
	}
	if i := last(events, Seized); title >= 0 && i > title {
		title = i // each act of enforcement starts the ten years again (C. civ., 2244)
	}
	if title >= 0 {
		return ByTitle, years(title)
	}
	acts := actsOf(events, "", c.ClientKind(), on)
	for i, a := range acts {
		if a.event.Kind == Declared || a.event.Kind == Sued && !lost(acts[i+1:], a) {
			return AtCourt, ""
		}
	}
	return Free, ""
}

// act is an event that moves a limitation period, or is believed to.
type act struct {
	event   Event
	effect  BarEffect
	until   decision.Day // until when it stops the period; the day of the event when at once
	basis   string
	perhaps bool // it may have that effect, or none
}

// sure returns the acts whose effect is not doubtful.
func sure(acts []act) []act {
	return slices.DeleteFunc(slices.Clone(acts), func(a act) bool { return a.perhaps })
}

// barRules say what each kind of event does; those left out do nothing and
// nobody thinks they do. Source: C. civ., 2238 to 2244, and the texts named.
var barRules = map[EventKind]act{
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

// publicRules replace them for a public client: a written demand is enough.
var publicRules = map[EventKind]act{
	Reminded:   {effect: Interrupts, basis: "loi-68-1250"},
	Wrote:      {effect: Interrupts, basis: "loi-68-1250"},
	GaveNotice: {effect: Interrupts, basis: "loi-68-1250"},
}

// closedBy are the events until which another stops the period; without one
// yet, it is stopped to this day. Nothing in a journal closes a declaration.
var closedBy = map[EventKind][]EventKind{
	Sued:         {Judged, Titled, LostSuit},
	AgreedToTalk: {StoppedTalk},
	Declared:     {},
}

// actsOf returns the acts among events in order, less those that are about
// another invoice.
func actsOf(events []Event, invoice string, client decision.Value, on decision.Day) []act {
	var acts []act
	for i, e := range events {
		if e.Invoice != "" && invoice != "" && e.Invoice != invoice {
			continue
		}
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
