package dossier

import (
	"cmp"
	"compromis/decision"
	"slices"
)

// ledger follows what a client owes, payment after payment, up to a day.
type ledger struct {
	guide    *decision.Guide
	on       decision.Day
	opened   decision.Day   // insolvency proceedings; "" when none
	notices  []decision.Day // the formal notices, the oldest first
	debts    []debt         // the oldest due first
	invoices []ClaimedInvoice
}

// debt is an instalment, as time and payments leave it.
type debt struct {
	terms
	invoice  int          // its place among the invoices
	due      decision.Day // "" when it is not a day: it then never falls due
	left     int64
	interest int64
	counted  decision.Day // the last day whose interest is counted
}

// settle applies the payments of the journal up to a day, included. The terms
// of a contract replace the business rate. The error is a [*MissingRateError];
// without interest there is none.
func (v *view) settle(t terms) (*ledger, error) {
	l := &ledger{guide: v.guide, on: v.on, invoices: make([]ClaimedInvoice, len(v.kase.Invoices))}
	l.read(v.events)
	for i, invoice := range v.kase.Invoices {
		l.invoices[i].Number = invoice.Number
		l.add(i, invoice, t)
	}
	slices.SortStableFunc(l.debts, func(a, b debt) int {
		if (a.due == "") != (b.due == "") {
			return -cmp.Compare(a.due, b.due)
		}
		return cmp.Compare(a.due, b.due)
	})
	for i := range v.timeline {
		p := &v.timeline[i]
		if p.Kind != Paid || p.On > v.on || p.Cents <= 0 {
			continue
		}
		if err := l.pay(p); err != nil {
			return nil, err
		}
	}
	for i := range l.debts {
		if err := l.accrue(&l.debts[i], v.on); err != nil {
			return nil, err
		}
	}
	return l, nil
}

// read takes from the journal what weighs on interest.
func (l *ledger) read(events []Event) {
	for i := range events {
		switch e := &events[i]; {
		case e.Kind == Insolvent && l.opened == "":
			l.opened = e.On
		case e.Kind == GaveNotice:
			l.notices = append(l.notices, e.On)
		}
	}
}

func (l *ledger) add(i int, invoice Invoice, t terms) {
	if t.kind == decision.RateBusiness {
		t.agreed = invoice.Rate
	}
	for _, d := range invoice.Dues {
		if d.Cents > 0 {
			l.debts = append(l.debts, debt{terms: t, invoice: i, due: decision.DayOf(d.On.Time()), left: d.Cents})
		}
	}
}

// pay spreads a payment: over the invoice it names, then over the debts the
// oldest due first (C. civ., 1342-10); on each, the interest before the
// principal (C. civ., 1343-1: a reading, for penalties). What is left pays the
// flat indemnities: their rank is not settled, and last is the cautious one.
func (l *ledger) pay(p *Event) error {
	named := func(d *debt) bool { return p.Invoice != "" && l.invoices[d.invoice].Number == p.Invoice }
	left := p.Cents
	for _, first := range []bool{true, false} {
		for i := range l.debts {
			d := &l.debts[i]
			if left == 0 || named(d) != first {
				continue
			}
			if err := l.accrue(d, p.On); err != nil {
				return err
			}
			left -= l.take(d.invoice, &d.interest, left)
			left -= l.take(d.invoice, &d.left, left)
		}
	}
	for i := range l.invoices {
		left -= l.take(i, &l.invoices[i].Flat, left)
	}
	return nil
}

// take pays what it can of a sum, for an invoice, and returns how much.
func (l *ledger) take(invoice int, owed *int64, cents int64) int64 {
	paid := min(*owed, cents)
	*owed -= paid
	l.invoices[invoice].Paid += paid
	return paid
}

// accrue counts the interest of a debt up to a day, included: the day of a
// payment bears interest on what was owed until then.
func (l *ledger) accrue(d *debt, to decision.Day) error {
	if d.due == "" || d.left == 0 || to <= d.due {
		return nil
	}
	l.indemnify(d)
	first := l.bearsFrom(d)
	if first == "" {
		return nil
	}
	from := first
	if d.counted != "" {
		from = d.counted.Add(1)
	}
	if l.opened != "" {
		to = min(to, l.opened) // C. com., L. 622-21: interest stops with the judgment
	}
	spans, err := spans(l.guide, d.terms, first, from, to, d.left)
	if err != nil {
		return err
	}
	for _, s := range spans {
		d.interest += s.Interest
		d.counted = s.To
	}
	in := &l.invoices[d.invoice]
	in.Spans = append(in.Spans, spans...)
	return nil
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
// when a formal notice is needed, after the first one given once it was late.
func (l *ledger) bearsFrom(d *debt) decision.Day {
	switch {
	case d.kind == "":
		return ""
	case !d.notice:
		return d.due.Add(1)
	}
	for _, n := range l.notices {
		if n > d.due {
			return n.Add(1)
		}
	}
	return ""
}
