package dossier

import (
	"cmp"
	"compromis/decision"
	"slices"
)

// ledger follows what a client owes, payment after payment, up to a day.
type ledger struct {
	ruling
	guide    *decision.Guide
	on       decision.Day
	plain    bool         // payments go to the invoices alone
	opened   decision.Day // insolvency proceedings; "" when none
	found    bool         // the day is that of their publication: the judgment came before
	notices  []Event      // the formal notices, the oldest first
	debts    []debt       // the oldest due first
	invoices []ClaimedInvoice
	missing  []MissingRate
	over     int64 // what payments left when nothing more was owed
}

// debt is an instalment, as time and payments leave it.
type debt struct {
	terms
	invoice  int          // its place among the invoices
	due      decision.Day // "" when it is not a day: it then never falls due
	billed   int64
	left     int64
	interest int64
	yearly   int64        // of the interest, what bears interest itself
	fresh    int64        // of the interest, what came since the last whole year
	counted  decision.Day // the last day whose interest is counted
}

// settle applies the payments of the journal up to a day, included; plain, to
// the invoices alone. The terms of a contract replace the business rate.
func (v *view) settle(plain bool) *ledger {
	c, on := v.kase, v.on
	l := &ledger{guide: v.guide, on: on, plain: plain, invoices: make([]ClaimedInvoice, len(c.Invoices))}
	l.read(v.events)
	for i, invoice := range c.Invoices {
		l.invoices[i].Number = invoice.Number
		l.add(i, invoice, termsOf(c.ClientKind()))
	}
	slices.SortStableFunc(l.debts, func(a, b debt) int {
		if (a.due == "") != (b.due == "") {
			return -cmp.Compare(a.due, b.due)
		}
		return cmp.Compare(a.due, b.due)
	})
	for i := range v.timeline {
		if p := &v.timeline[i]; p.Kind == Paid && p.counts(on) {
			l.pay(p)
		}
	}
	for i := range l.debts {
		if !plain {
			l.accrue(&l.debts[i], on)
		}
	}
	return l
}

// counts says whether a payment is one on a day. One without a day came before
// all the others.
func (e *Event) counts(on decision.Day) bool { return e.Cents > 0 && decision.DayOf(e.On.Time()) <= on }

// read takes from the journal what weighs on interest.
func (l *ledger) read(events []Event) {
	sent := false // a notice, and nothing yet says that it was received
	for i := range events {
		e := &events[i]
		switch {
		case e.Kind == Insolvent && (l.opened == "" || l.found):
			l.opened, l.found = e.On, false
		case e.Kind == Published && l.opened == "":
			l.opened, l.found = e.On, true
		case e.Kind == GaveNotice, e.Kind == NoticeReceived && !sent:
			l.notices = append(l.notices, *e)
		}
		sent = e.Kind == GaveNotice || sent && e.Kind != NoticeReceived
		l.ruling.read(*e)
	}
}

func (l *ledger) add(i int, invoice Invoice, t terms) {
	if t.kind == decision.RateBusiness {
		t.agreed = invoice.Rate
	}
	for _, d := range invoice.Dues {
		if d.Cents > 0 {
			l.debts = append(l.debts, debt{terms: t, invoice: i, due: decision.DayOf(d.On.Time()), billed: d.Cents, left: d.Cents})
		}
	}
}

// pay spreads a payment over the debts in their order; on each, the interest
// before the principal (C. civ., 1343-1: a reading, for penalties). What is left
// pays the flat indemnities: their rank is not settled, and last is the cautious
// one.
func (l *ledger) pay(p *Event) {
	day, left := decision.DayOf(p.On.Time()), p.Cents
	for _, d := range l.inOrder(p.Invoice, day) {
		if left == 0 {
			return
		}
		in := &l.invoices[d.invoice]
		if !l.plain {
			l.accrue(d, day)
			paid := in.take(&d.interest, left)
			in.PaidInterest += paid
			left -= paid
			d.fresh = min(d.fresh, d.interest)
			d.yearly = min(d.yearly, d.interest-d.fresh)
		}
		left -= in.take(&d.left, left)
	}
	for i := range l.invoices {
		if in := &l.invoices[i]; !l.plain {
			paid := in.take(&in.Flat, left)
			in.PaidFlat += paid
			left -= paid
		}
	}
	l.over += left
}

// take pays what it can of a sum, and returns how much.
func (in *ClaimedInvoice) take(owed *int64, cents int64) int64 {
	paid := min(*owed, cents)
	*owed -= paid
	in.Paid += paid
	return paid
}

// inOrder returns the debts in the order a payment of that day covers them: those
// of the invoice it names, the choice of who pays; then what is due, the dearest
// rate first, which one has the most interest to pay, then the oldest; then what
// is not due yet (C. civ., 1342-10). Where a rate is not known, nothing says which
// is the dearest: the oldest comes first.
func (l *ledger) inOrder(invoice string, on decision.Day) []*debt {
	type ranked struct {
		*debt
		rank, points int
	}
	alike := l.alike()
	all := make([]ranked, len(l.debts))
	for i := range l.debts {
		d := &l.debts[i]
		r := ranked{debt: d, rank: 2}
		switch {
		case invoice != "" && l.invoices[d.invoice].Number == invoice:
			r.rank = 0
		case d.due != "" && d.due <= on:
			r.rank = 1
			if !alike {
				known := false
				r.points, known = l.pointsOn(d, on)
				alike = !known
			}
		}
		all[i] = r
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		if alike {
			return cmp.Compare(a.rank, b.rank)
		}
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.points, a.points))
	})
	debts := make([]*debt, len(all))
	for i, r := range all {
		debts[i] = r.debt
	}
	return debts
}

// alike says whether all that is due bears the same rate on any day: the oldest
// due first is then the dearest first.
func (l *ledger) alike() bool {
	return !slices.ContainsFunc(l.debts, func(d debt) bool { return d.frozen || d.notice || d.terms != l.debts[0].terms })
}

// pointsOn returns the rate that a debt bears on a day, 0 when it bears none, and
// whether it is known.
func (l *ledger) pointsOn(d *debt, on decision.Day) (points int, known bool) {
	first := l.bearsFrom(d)
	if first == "" || first > on {
		return 0, true
	}
	spans, missing := l.count(d, first, on, on)
	if len(spans) == 0 {
		return 0, len(missing) == 0
	}
	return spans[0].Points, true
}

// accrue counts the interest of a debt up to a day, included: the day of a
// payment bears interest on what was owed until then. The judgment that opens
// insolvency proceedings counts from midnight, and its eve is the last day
// (C. com., L. 622-28 and R. 621-4).
func (l *ledger) accrue(d *debt, to decision.Day) {
	if d.due == "" || d.left == 0 || to <= d.due {
		return
	}
	l.indemnify(d)
	first := l.bearsFrom(d)
	if first == "" {
		return
	}
	from := first
	if d.counted != "" {
		from = d.counted.Add(1)
	}
	if l.opened != "" {
		to = min(to, l.opened.Add(-1))
	}
	in := &l.invoices[d.invoice]
	for from <= to {
		years := l.yearsFrom(first)
		if begins(years, from) {
			d.yearly, d.fresh = d.yearly+d.fresh, 0
		}
		end := min(to, l.cut(d.kind, years, from))
		spans, missing := l.count(d, first, from, end)
		for _, s := range spans {
			d.interest += s.Interest
			if years != "" && from >= years {
				d.fresh += s.Interest
			}
		}
		in.Spans, l.missing = append(in.Spans, spans...), append(l.missing, missing...)
		d.counted, from = end, end.Add(1)
	}
}

// indemnify sets the flat indemnity of an invoice, one for all its instalments,
// when one is late and insolvency did not forbid to pay it. It is only paid
// once no instalment is left, and so never comes back.
func (l *ledger) indemnify(d *debt) {
	if l.opened == "" || d.due < l.opened {
		l.invoices[d.invoice].Flat = d.flat
	}
}

// bearsFrom returns the first day of interest: the day after the due date or,
// when a formal notice is needed, after the first one given once it was late,
// of that invoice or of all.
func (l *ledger) bearsFrom(d *debt) decision.Day {
	switch {
	case d.kind == "" || d.due == "":
		return ""
	case !d.notice:
		return d.due.Add(1)
	}
	for _, n := range l.notices {
		if n.On > d.due && (n.Invoice == "" || n.Invoice == l.invoices[d.invoice].Number) {
			return n.On.Add(1)
		}
	}
	return ""
}
