package dossier_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
)

// This file is a second reading of the limitation period, written from the law
// files and not from the program: a clock that is watched day after day. It
// knows no end of a period but the one it sees come.

// tick is a day as a number, so that the clock can count.
type tick int

func tickOf(d decision.Day) tick { return tick(d.Time().Unix() / 86400) }

func (k tick) day() decision.Day {
	return decision.Day(time.Unix(int64(k)*86400, 0).UTC().Format(time.DateOnly))
}

// months is the same number of the month, or the last of a shorter month,
// found by walking back from a day that does not exist.
func (k tick) months(n int) tick {
	y, m, d := time.Unix(int64(k)*86400, 0).UTC().Date()
	m += time.Month(n)
	for want := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC).Month(); ; d-- {
		if at := time.Date(y, m, d, 0, 0, 0, 0, time.UTC); at.Month() == want {
			return tick(at.Unix() / 86400)
		}
	}
}

// refPeriod is a line of the table of the model, § 2.1, copied by hand.
type refPeriod struct {
	client, contract string
	short, long      int // years; two figures abroad only
	january          bool
}

var refPeriods = []refPeriod{
	{"consommateur", "", 2, 2, false}, {"consommateur", "bail", 3, 3, false},
	{"commercant", "", 5, 5, false}, {"commercant", "bail", 5, 5, false},
	{"autre-professionnel", "", 5, 5, false}, {"autre-professionnel", "bail", 5, 5, false},
	{"public", "", 4, 4, true},
	{"etranger", "", 2, 5, false}, {"etranger", "bail", 5, 5, false},
	{"consommateur", "transport", 1, 1, false}, {"commercant", "transport", 1, 1, false},
	{"autre-professionnel", "transport", 1, 1, false}, {"etranger", "transport", 1, 1, false},
	{"consommateur", "telecom", 1, 1, false}, {"commercant", "telecom", 1, 1, false},
	{"autre-professionnel", "telecom", 1, 1, false}, {"etranger", "telecom", 1, 1, false},
}

func refPeriodOf(client, contract string) (p refPeriod) {
	for _, row := range refPeriods {
		if row.client == client && (row.contract == contract || row.contract == "") && (p.client == "" || row.contract != "") {
			p = row
		}
	}
	return p
}

// refWatch is the clock of one period.
type refWatch struct {
	refPeriod
	years int
	start tick
	cap   tick // twenty years: C. civ. 2232

	end    tick // as it would be if nothing more happened
	runs   tick // the day the period in hand begins to run
	base   tick // its end without the pause under way
	paused int  // the days of that pause so far
	talk   bool
	court  int
	dead   bool
}

// whole is the end of a whole period that an act of a day starts.
func (w *refWatch) whole(from tick) {
	w.end, w.runs = from.months(12*w.years), from
	if w.january { // four years from the 1st of January that follows
		y := time.Unix(int64(from)*86400, 0).UTC().Year()
		w.runs = tick(time.Date(y+1, 1, 1, 0, 0, 0, 0, time.UTC).Unix() / 86400)
		w.end = tick(time.Date(y+1+w.years, 1, 1, 0, 0, 0, 0, time.UTC).Unix()/86400) - 1
	}
	w.end = min(w.end, w.cap)
	w.base, w.paused = w.end, 0
}

// begins the period.
func (w *refWatch) begin() {
	w.cap = w.start.months(240)
	w.whole(w.start)
}

// floor ends, or looks through, a pause: at least six months are left (2238).
func (w *refWatch) floor(today tick) tick {
	if today < w.runs {
		return w.end
	}
	return min(max(w.base+tick(w.paused), today.months(6)), w.cap)
}

// night is the passage to a new day.
func (w *refWatch) night(today tick) {
	switch {
	case w.court > 0:
		w.whole(today)
	case w.talk && today > w.runs:
		w.paused++
	}
	if today > w.cap || w.court == 0 && !w.talk && today > w.end {
		w.dead = true
	}
}

// refEvent is an event as the reference reads it.
type refEvent struct {
	dossier.Event
	kind dossier.EventKind
	at   tick
	void bool // an action, or a judgment, that a lost suit undid

	doubtful bool // it lapsed: it interrupts perhaps
}

// refTold returns what a day knows of an invoice, in the order of its days.
func refTold(c dossier.Case, invoice string, on decision.Day) (all []refEvent) {
	for _, e := range c.Journal {
		if e.On > on {
			continue
		}
		kind := e.Kind
		if kind == dossier.StepDone && e.Act != "" {
			kind = e.Act
		}
		at := len(all)
		for at > 0 && all[at-1].On > e.On {
			at--
		}
		all = slices.Insert(all, at, refEvent{Event: e, kind: kind, at: tickOf(e.On)})
	}
	// A decision that comes after a request for an order is that order; one that
	// names no invoice answers whatever was asked last.
	asked := map[string]bool{}
	for i := range all {
		switch e := &all[i]; e.kind {
		case dossier.Judged:
			if asked[e.Invoice] {
				e.kind = dossier.OrderMade
				refAsk(asked, e.Invoice, false)
			}
		case dossier.AskedOrder:
			refAsk(asked, e.Invoice, true)
		case dossier.OrderMade, dossier.Opposed, dossier.Sued, dossier.ServedOrder, dossier.ServedAtHome:
			refAsk(asked, e.Invoice, false)
		}
	}
	all = slices.DeleteFunc(all, func(e refEvent) bool { return e.Invoice != "" && invoice != "" && e.Invoice != invoice })
	for i := range all {
		if all[i].kind == dossier.LostSuit {
			refLose(all[:i])
		}
	}
	return all
}

// refAsk notes whether an order was asked for, about an invoice, or about all.
func refAsk(asked map[string]bool, invoice string, is bool) {
	asked[""] = is
	for _, in := range []string{"F0", "F1", "F2"} {
		if invoice == "" || invoice == in {
			asked[in] = is
		}
	}
}

// refLose undoes the latest action that still stands, with its judgment: C. civ.
// 2243. An order that was served is an action; when its suit is extinguished,
// nothing is left of it either (2e civ., 19/11/2020).
func refLose(before []refEvent) {
	for i := len(before) - 1; i >= 0; i-- {
		switch before[i].kind {
		case dossier.Sued, dossier.ServedOrder, dossier.ServedAtHome:
			if before[i].void {
				continue
			}
			before[i].void = true
			return
		case dossier.Judged:
			before[i].void = true
		}
	}
}

// apply is what an event of a day does to the clock.
func (w *refWatch) apply(e refEvent, sure bool) {
	public := w.client == "public"
	started := e.at >= w.start
	switch e.kind {
	case dossier.Acknowledged, dossier.Seized:
	case dossier.Protected:
		if sure && e.doubtful {
			return
		}
	case dossier.ServedOrder, dossier.ServedAtHome:
		if e.void {
			return
		}
	case dossier.Sued, dossier.Declared:
		if !e.void && (!started || !w.dead) {
			w.court++
		}
	case dossier.Reminded, dossier.GaveNotice:
		if !public {
			return
		}
	case dossier.Wrote: // a letter is perhaps a demand; what came of the step that asks for one is
		if !public || sure && e.Outcome == "" {
			return
		}
	case dossier.Paid:
		if sure {
			return
		}
	case dossier.Renounced:
		if started && w.dead && !public {
			w.dead, w.cap = false, e.at.months(240)
			w.whole(e.at)
		}
		return
	case dossier.AgreedToTalk:
		w.talk = w.talk || !w.dead
		return
	case dossier.StoppedTalk:
		if w.talk && started {
			w.end = w.floor(e.at)
			w.base, w.paused = w.end, 0
		}
		w.talk = false
		return
	default:
		return
	}
	if started && !w.dead && !e.void {
		w.whole(e.at)
	}
}

// watch lets the clock run, to a day.
func (w *refWatch) watch(events []refEvent, on tick, sure bool) decision.Day {
	first := w.start
	if len(events) > 0 {
		first = min(first, events[0].at)
	}
	for today := first; today <= max(on, w.start); today++ {
		if today == w.start {
			w.begin()
		}
		if today > w.start {
			w.night(today)
		}
		if today == w.start && w.court > 0 {
			w.whole(today)
		}
		for len(events) > 0 && events[0].at == today {
			w.apply(events[0], sure)
			events = events[1:]
		}
	}
	if w.talk && w.court == 0 && on >= w.start {
		w.end = w.floor(on)
	}
	return w.end.day()
}

// refTitle is the last day to enforce a judge's title, or "": ten years from the
// judgment, or from its service; of an order that is told to be final, from the
// service of the order; from each enforcement act that comes in time.
func refTitle(events []refEvent) decision.Day {
	var ten []refEvent // what starts the ten years, and what may start them again
	var order *refEvent
	for i, e := range events {
		switch e.kind {
		case dossier.ServedOrder, dossier.ServedAtHome:
			if !e.void {
				order = &events[i]
			}
		case dossier.Judged:
			if !e.void {
				ten = events[i:]
			}
		case dossier.Titled:
			ten = events[i:]
			for j := range events[:i] {
				if &events[j] == order {
					ten = events[j:]
				}
			}
		case dossier.ServedJudgment:
			if ten != nil {
				ten = events[i:]
			}
		}
	}
	if ten == nil {
		return ""
	}
	until := ten[0].at.months(120)
	for _, e := range ten[1:] {
		if e.at <= until && (e.kind == dossier.Seized || e.kind == dossier.Protected) {
			until = e.at.months(120)
		}
	}
	return until.day()
}

// refLapsed says whether a protective attachment has lapsed (complements.md
// § 10): it was to be notified within eight days, and nothing says it was; or
// nothing was brought to a judge within a month.
func refLapsed(c dossier.Case, on tick) bool {
	events, at := refTold(c, "", on.day()), tick(0)
	sued := false
	for _, e := range events {
		switch e.kind {
		case dossier.Protected:
			at, sued = e.at, false
		case dossier.Sued, dossier.AskedOrder, dossier.Titled, dossier.Judged:
			sued = true
		}
	}
	return at > 0 && (on > at+8 || !sued && on > at.months(1))
}

// refCarried carries a procedural day past days off: CPC, 642.
func refCarried(k tick) tick {
	for refOff(k.day()) {
		k++
	}
	return k
}

// refBar is what the reference finds for an instalment.
type refBar struct {
	invoice          string
	earliest, latest decision.Day
	state            decision.Value
	hold             dossier.Hold
}

// refBars is the whole reading.
func refBars(c dossier.Case, on decision.Day) (all []refBar) {
	p := refPeriodOf(c.Said["client"], c.Said["contrat"])
	for _, d := range refUnpaid(c, on) {
		near := 6
		if p.short == 1 {
			near = 3
		}
		early, late := d.due, d.due
		if done := d.invoice.Done; done != "" && p.contract == "transport" {
			early, late = done, done
		} else if done != "" && len(d.invoice.Dues) == 1 && done < d.due {
			early = done
		}
		events := refTold(c, d.invoice.Number, on)
		lapsed := refLapsed(c, tickOf(on))
		for i := range events {
			events[i].doubtful = lapsed && events[i].kind == dossier.Protected
		}
		b := refBar{invoice: d.invoice.Number}
		soon := &refWatch{refPeriod: p, years: p.short, start: tickOf(early)}
		far := &refWatch{refPeriod: p, years: p.long, start: tickOf(late)}
		b.earliest = soon.watch(events, tickOf(on), true)
		b.latest = max(far.watch(events, tickOf(on), false), b.earliest)
		if until := refTitle(events); until != "" {
			b.hold, b.earliest, b.latest, near = dossier.ByTitle, until, until, 6
		} else if soon.court > 0 || far.court > 0 {
			b.hold = dossier.AtCourt
		}
		switch {
		case on > b.latest:
			b.state = decision.Barred
		case tickOf(on).months(near) > tickOf(b.earliest):
			b.state = decision.Near
		default:
			b.state = decision.Far
		}
		all = append(all, b)
	}
	return all
}

type refInstalment struct {
	invoice dossier.Invoice
	due     decision.Day
	left    int64
}

// refUnpaid is what is left to pay: a payment goes to the invoice it names, then
// to the oldest due.
func refUnpaid(c dossier.Case, on decision.Day) (left []refInstalment) {
	var all []refInstalment
	for _, in := range c.Invoices {
		for _, d := range in.Dues {
			all = append(all, refInstalment{in, d.On, d.Cents})
		}
	}
	slices.SortStableFunc(all, func(a, b refInstalment) int { return int(tickOf(a.due) - tickOf(b.due)) })
	for _, e := range refTold(c, "", on) {
		if e.kind != dossier.Paid {
			continue
		}
		rest := e.Cents
		for _, named := range []bool{true, false} {
			for i := range all {
				if (all[i].invoice.Number == e.Invoice) == named {
					take := min(rest, all[i].left)
					all[i].left, rest = all[i].left-take, rest-take
				}
			}
		}
	}
	for _, d := range all {
		if d.left > 0 {
			left = append(left, d)
		}
	}
	return left
}

// sharp draws a day where reckonings go wrong: ends of months, leap days,
// holidays, the turn of a year, or any.
func sharp(t *rapid.T, name string) decision.Day {
	year := rapid.OneOf(rapid.IntRange(2019, 2028), rapid.IntRange(2022, 2027), rapid.IntRange(2000, 2040)).Draw(t, name+" year")
	if rapid.Bool().Draw(t, name+" sharp") {
		end := rapid.SampledFrom([]string{"01-01", "01-31", "02-28", "03-01", "04-30", "05-01", "07-14", "08-31", "11-01", "11-11", "12-25", "12-31", "leap"}).Draw(t, name+" day")
		if end == "leap" {
			return decision.Day(fmt.Sprintf("%d-02-29", year/4*4))
		}
		return decision.Day(fmt.Sprintf("%d-%s", year, end))
	}
	return decision.Day(fmt.Sprintf("%d-01-01", year)).Add(rapid.IntRange(0, 364).Draw(t, name+" in the year"))
}

// refKinds are the events that move a limitation period, or that people believe
// to.
var refKinds = []dossier.EventKind{
	dossier.Acknowledged, dossier.Acknowledged, dossier.Sued, dossier.Sued, dossier.LostSuit, dossier.LostSuit, dossier.Judged, dossier.Titled,
	dossier.Seized, dossier.Protected, dossier.AskedOrder, dossier.OrderMade, dossier.ServedOrder, dossier.ServedAtHome, dossier.Opposed,
	dossier.ServedJudgment, dossier.Declared, dossier.AgreedToTalk, dossier.AgreedToTalk, dossier.StoppedTalk, dossier.StoppedTalk,
	dossier.Renounced, dossier.Renounced, dossier.Reminded, dossier.GaveNotice, dossier.Wrote, dossier.Paid, dossier.Called, dossier.Noted,
}

// sharpCase draws a case whose days are sharp, whose acts are of any kind and
// about one invoice or all.
func sharpCase(t *rapid.T) dossier.Case {
	c := dossier.Case{Said: map[decision.Fact]string{
		decision.FactClient:   rapid.SampledFrom([]string{"consommateur", "commercant", "autre-professionnel", "public", "etranger"}).Draw(t, "client"),
		decision.FactContract: rapid.SampledFrom([]string{"ordinaire", "ordinaire", "transport", "telecom", "travaux", "bail"}).Draw(t, "contract"),
	}}
	for i := range rapid.IntRange(1, 3).Draw(t, "invoices") {
		in := dossier.Invoice{Number: fmt.Sprint("F", i)}
		if rapid.Bool().Draw(t, "done") {
			in.Done = sharp(t, "done on")
		}
		for range rapid.IntRange(1, 3).Draw(t, "instalments") {
			in.Dues = append(in.Dues, dossier.Due{On: sharp(t, "due"), Cents: rapid.Int64Range(1, 100).Draw(t, "cents")})
		}
		c.Invoices = append(c.Invoices, in)
	}
	for range rapid.IntRange(0, 9).Draw(t, "events") {
		c = c.With(sharpEvent(t))
	}
	return c
}

func sharpEvent(t *rapid.T) dossier.Event {
	e := happened(rapid.SampledFrom(refKinds).Draw(t, "kind"), sharp(t, "on"))
	e.Invoice = rapid.SampledFrom([]string{"", "", "", "F0", "F1"}).Draw(t, "about")
	if e.Kind == dossier.Paid {
		e.Cents = rapid.Int64Range(1, 150).Draw(t, "paid")
	}
	if rapid.IntRange(0, 3).Draw(t, "told as an outcome") == 0 && e.Kind != dossier.Paid {
		e.Act, e.Kind, e.Outcome = e.Kind, dossier.StepDone, "fait"
	}
	return e
}

// TestReferenceClock holds the program against the clock watched day by day.
func TestReferenceClock(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := sharpCase(rt)
		on := max(sharp(rt, "asked"), "2025-08-01") // the telecom line is known since
		want := refBars(c, on)
		got := c.Bars(g, on)
		if len(got) != len(want) {
			rt.Fatalf("%d bars, want %d", len(got), len(want))
		}
		for i, w := range want {
			b := got[i]
			if b.Invoice != w.invoice || b.Earliest != w.earliest || b.Latest != w.latest || b.State != w.state || b.Hold != w.hold {
				rt.Fatalf("on %s, %s from %s due %s: ends %s to %s, %s, hold %d; want %s to %s, %s, hold %d\n%s", on, b.Invoice, b.From, b.Due,
					b.Earliest, b.Latest, b.State, b.Hold, w.earliest, w.latest, w.state, w.hold, journalOf(c, on))
			}
		}
	})
}

// journalOf tells a journal in short.
func journalOf(c dossier.Case, on decision.Day) (told string) {
	for _, e := range c.Timeline() {
		told += fmt.Sprintln(e.On, e.Kind, e.Act, e.Invoice, e.Cents, e.On > on)
	}
	return told + fmt.Sprint(c.Said)
}
