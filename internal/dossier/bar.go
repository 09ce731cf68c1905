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

	lateFrom decision.Day // where the period starts for Latest
	moved    bool         // an event had an effect on it
}

// Hold says why the last day to sue does not count.
type Hold int

// What holds a limitation period.
const (
	Free    Hold = iota
	AtCourt      // a suit brought in time, or a claim declared in insolvency proceedings: it does not run
	ByTitle      // a judge's title: Earliest is the last day to enforce it
)

// BarMove says what an event of the journal did to the limitation period.
type BarMove struct {
	Event   *Event       // as every reckoning reads it: an outcome under the kind of its act
	Effect  BarEffect    // [NoEffect] too when it came too early or too late to have another
	Perhaps bool         // it may have that effect: it moves Latest alone
	Ends    decision.Day // Earliest after the event
	Basis   string       // id of the legal basis
}

// BarEffect is what an event does to a limitation period.
type BarEffect uint8

// The effects of an event. Most have none: the list of those that have is
// closed.
const (
	NoEffect   BarEffect = iota
	Interrupts           // a new period of the same length starts
	Suspends             // time stops running, then at least six months are left
	Erases               // an interruption is deemed never to have happened
	Renews               // the client gives up a period that had run out: a new one starts
)

// Bar returns the bar that decides for the whole case: of those that run and
// are not passed, the nearest; else one that is held; else the last that passed.
func (c Case) Bar(g *decision.Guide, on decision.Day) (Bar, bool) {
	return c.seenOn(g, on).decides(true)
}

// BarOf returns when the claim of answers becomes time-barred, counted from the day
// that was typed. False without that day, or when it does not count.
func BarOf(g *decision.Guide, a decision.Answers) (Bar, bool) {
	if len(a.Said()) == 0 {
		return Bar{}, false
	}
	for _, r := range g.Walk(a).Path {
		said, _ := a.Get(r.Question.Fact)
		if r.Question.Kind == decision.Date && !decision.Day(said).Time().IsZero() {
			b, known := Case{Said: a.Said()}.Bar(g, decision.DayOf(a.Today()))
			return b, known && b.Hold == Free
		}
	}
	return Bar{}, false
}

// Bars returns when each unpaid instalment becomes time-barred, as seen on a
// day: later events do not count. None when the client or the start of a period
// is not known, or when nothing is owed any more.
//
// A period starts at the end of the work or the delivery, never on the day of
// the invoice, or on the day agreed for payment (C. civ., 2224 and 2233). A
// single due date may be agreed or merely printed: Earliest counts from the
// first of the two days, Latest from the due date; carriage counts from the
// delivery alone (C. com., L. 133-6). Without an invoice, the date that was
// typed is the start.
//
// Whether a part payment acknowledges the debt depends on the case (C. civ.,
// 2240), and whether a letter to a public client asks for payment is not known:
// they move Latest, not Earliest. Nothing moves the end more than twenty years
// away from the start (C. civ., 2232). A judge's title is enforced for ten years
// (CPCE, L. 111-4): the period of the contract counts no more.
func (c Case) Bars(g *decision.Guide, on decision.Day) []Bar {
	v := c.seenOn(g, on)
	all := slices.Clone(v.bars())
	for i := range all {
		v.tell(&all[i])
	}
	return all
}

// decides returns the bar that decides, with its moves when they are wanted.
func (v *view) decides(told bool) (Bar, bool) {
	all := v.bars()
	if len(all) == 0 {
		return Bar{}, false
	}
	rank := func(b Bar) int {
		switch {
		case b.Hold == Free && b.State != decision.Barred:
			return 0
		case b.Hold != Free:
			return 1
		}
		return 2
	}
	best := all[0]
	for _, b := range all[1:] {
		was, is := rank(best), rank(b)
		if is < was || is == was && (is == 2) == (b.Earliest > best.Earliest) && b.Earliest != best.Earliest {
			best = b
		}
	}
	if told {
		v.tell(&best)
	}
	return best, true
}

// barState returns how near the last day to sue is for the whole case: an old
// invoice never hides another. Nothing runs against a debt that is paid, or that
// a judge holds.
func (v *view) barState() (decision.Value, bool) {
	b, known := v.decides(false)
	if b.Hold != Free || !known && v.paid() {
		return decision.Far, true
	}
	return b.State, known
}

// bars returns the bars without their moves, reckoned once.
func (v *view) bars() []Bar {
	if v.reckoned {
		return v.allBars
	}
	v.reckoned = true
	period, known := v.guide.Limitation(v.kase.ClientKind(), v.kase.contract(), v.on.Time())
	if !known {
		return nil
	}
	v.period = period
	source := decision.Sourced{Text: period.Source, Grade: period.Grade, On: decision.DayOf(period.CheckedOn), Pos: period.Pos}
	basis := barBasis(v.kase.ClientKind(), v.kase.contract())
	for _, b := range v.barStarts() {
		b.Source, b.Basis = source, basis
		acts := v.acts(b.Invoice)
		early, late := v.clocks(&b)
		moved, atCourt := early.run()
		movedLate, atCourtLate := late.run()
		b.moved = moved || movedLate
		b.Earliest = early.ends.day()
		b.Latest = max(late.ends.day(), b.Earliest)
		b.State = stateOf(b.Earliest, b.Latest, period.NearMonths(), v.on)
		switch {
		case acts.title != "":
			b.Hold, b.Earliest, b.Latest, b.Basis = ByTitle, acts.title, acts.title, enforcement
			b.State = stateOf(b.Earliest, b.Latest, enforcementNear, v.on)
		case atCourt || atCourtLate:
			b.Hold = AtCourt
		}
		v.allBars = append(v.allBars, b)
	}
	return v.allBars
}

// clocks returns the clock that counts as the safe side does, and the one that
// counts as the other may.
func (v *view) clocks(b *Bar) (early, late *clock) {
	acts := v.acts(b.Invoice).all
	return newClock(v, acts, b.From, false), newClock(v, acts, b.lateFrom, true)
}

// tell adds to a bar what each event did to it, as it was known after that
// event.
func (v *view) tell(b *Bar) {
	acts := v.acts(b.Invoice).all
	early, late := v.clocks(b)
	early.past, late.past = v.past[0][:0], v.past[1][:0]
	b.Moves = make([]BarMove, 0, len(acts))
	ends, written := early.ends, early.ends.day()
	for i := range acts {
		moved, movedLate := early.apply(i), late.apply(i)
		if early.ends != ends {
			ends, written = early.ends, early.ends.day()
		}
		e := &v.traced[acts[i].trace]
		m := BarMove{Event: e.Event, Effect: e.effect, Perhaps: !moved && movedLate, Ends: written, Basis: e.basis}
		if !moved && !movedLate {
			m.Effect = NoEffect
		}
		b.Moves = append(b.Moves, m)
	}
	v.past = [2][]applied{early.past, late.past}
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
func (v *view) barStarts() (all []Bar) {
	debts := v.ledger().debts
	for _, d := range debts {
		invoice := v.kase.Invoices[d.invoice]
		b := Bar{Invoice: invoice.Number, Due: d.due, From: d.due, lateFrom: d.due}
		switch done := decision.DayOf(invoice.Done.Time()); {
		case done == "":
		case v.period.Contract == carriage:
			b.From, b.lateFrom = done, done
		case len(invoice.Dues) == 1 && (b.From == "" || done < b.From):
			b.From, b.lateFrom = done, max(done, d.due)
		}
		if d.left > 0 && b.From != "" {
			all = append(all, b)
		}
	}
	if typed := v.kase.typed(v.guide); len(debts) == 0 && typed != "" {
		all = append(all, Bar{From: typed, lateFrom: typed})
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
