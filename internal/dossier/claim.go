package dossier

import (
	"cmp"
	"compromis/decision"
	"slices"
)

// Claim is what a business may ask for on a day, with the working out.
type Claim struct {
	On        decision.Day
	Opened    decision.Day // insolvency proceedings against the client; "" when none
	Billed    int64        // cents of the invoices, paid or not
	Principal int64        // cents due and not paid, whether late or not
	Late      int64        // of which late
	Interest  int64
	Flat      int64 // the flat indemnities
	Total     int64 // Principal + Interest + Flat
	Balance   int64 // the plain balance: the invoices less the payments, whatever these paid first
	Over      int64 // what was paid beyond all that was owed
	Invoices  []ClaimedInvoice
	Missing   []MissingRate // the days whose interest is not counted, the first ones first
	Remarks   []Remark      // what one would not guess from the figures
	Bases     []string      // ids of the legal bases behind the figures
}

// Invoiced is a case of one invoice, for its sums alone: the answers tell the client;
// rate is that of the contract, 0 when there is none; notified the day of the formal
// notice, if any.
func Invoiced(a decision.Answers, owed Due, rate int, notified decision.Day, paid []Due) Case {
	c := Case{Invoices: []Invoice{{Dues: []Due{owed}, Rate: rate}}}.WithAnswers(a)
	if notified != "" {
		c = c.With(Event{On: notified, Kind: GaveNotice})
	}
	for _, d := range paid {
		c = c.With(Event{On: d.On, Kind: Paid, Cents: d.Cents})
	}
	return c
}

// ClaimedInvoice is the part of one invoice in a [Claim]. What is still owed is
// Principal + Interest + Flat; with Paid, it is what the invoice ever cost: its
// instalments, the interest of its Spans and its flat indemnity.
type ClaimedInvoice struct {
	Number       string
	Principal    int64
	Balance      int64 // of the plain balance
	Paid         int64 // what payments covered, interest and flat indemnity included
	PaidInterest int64 // of which interest
	PaidFlat     int64 // of which the flat indemnity
	Interest     int64 // still owed
	Flat         int64 // still owed
	Spans        []InterestSpan
}

// InterestSpan is a time during which neither the sum nor the rate changed:
// Interest = Cents × Points / 10 000 × Days / 365, rounded to the cent.
type InterestSpan struct {
	From, To  decision.Day // both included
	Days      int
	Cents     int64             // the sum that bears interest
	Yearly    int64             // of which interest of whole years
	Points    int               // hundredths of a percent
	Kind      decision.RateKind // the series; for the rate of a contract, that of its floor
	Agreed    bool              // the rate is that of the contract
	Floor     bool              // the contract's rate was below the legal floor, which replaces it
	Unchecked bool              // the contract's rate, when its floor is not known
	Raised    bool              // the rate is raised after a judgment
	Interest  int64
}

// MissingRate says that the interest of some days is not counted, because a
// rate is not known: it is never extrapolated.
type MissingRate struct {
	Kind     decision.RateKind
	From, To decision.Day // both included
}

// KnownTo returns the last day up to which the interest is whole: the day of the
// claim, or the eve of the first whose rate is not known.
func (c Claim) KnownTo() decision.Day {
	if len(c.Missing) == 0 {
		return c.On
	}
	return c.Missing[0].From.Add(-1)
}

// Settled says that something was billed and that nothing is left of it, not
// even a cent of interest.
func (c Claim) Settled() bool { return c.Billed > 0 && c.Total == 0 && len(c.Missing) == 0 }

// Claim works out what may be asked for on a day, included. Payments, formal
// notices, judgments and insolvency come from the journal. What paying late
// costs depends on the client: see termsOf.
func (c Case) Claim(g *decision.Guide, on decision.Day) Claim {
	v := c.seenOn(g, on)
	l := v.settle(false)
	claim := l.claim()
	for _, d := range v.ledger().debts {
		claim.Balance += d.left
		claim.Invoices[d.invoice].Balance += d.left
	}
	claim.Remarks = c.remarks(l, claim)
	claim.Bases = l.bases(claim)
	return claim
}

// claim adds up what the ledger holds.
func (l *ledger) claim() Claim {
	c := Claim{On: l.on, Opened: l.opened, Over: l.over, Invoices: l.invoices, Missing: l.uncounted()}
	for _, d := range l.debts {
		c.Billed += d.billed
		c.Principal += d.left
		if d.due != "" && d.due < l.on {
			c.Late += d.left
		}
		c.Interest += d.interest
		c.Invoices[d.invoice].Principal += d.left
		c.Invoices[d.invoice].Interest += d.interest
	}
	for i := range c.Invoices {
		c.Flat += c.Invoices[i].Flat
		slices.SortStableFunc(c.Invoices[i].Spans, func(a, b InterestSpan) int { return cmp.Compare(a.From, b.From) })
	}
	c.Total = c.Principal + c.Interest + c.Flat
	return c
}

// uncounted joins the days without a rate.
func (l *ledger) uncounted() (all []MissingRate) {
	slices.SortStableFunc(l.missing, func(a, b MissingRate) int { return cmp.Compare(a.From, b.From) })
	for _, m := range l.missing {
		same := slices.IndexFunc(all, func(o MissingRate) bool { return o.Kind == m.Kind && m.From <= o.To.Add(1) })
		if same < 0 {
			all = append(all, m)
			continue
		}
		all[same].To = max(all[same].To, m.To)
	}
	return all
}

// remarkBases are the texts that remarks rest on: a claim of nothing owes its reader the
// text that says so, as much as a sum does.
var remarkBases = map[RemarkKind][]string{
	NoNotice:      {"c-civ-1231-6", "c-civ-1344"},
	PaidAny:       {"c-civ-1343-1"},
	InterestFirst: {"c-civ-1343-1"},
	Raised:        {"cmf-l313-3"},
	RaiseUnknown:  {"cmf-l313-3"},
	NotRaised:     {"cmf-l313-3"},
}

// bases returns the texts behind the figures of a claim and what is said of them.
func (l *ledger) bases(of Claim) []string {
	var all []string
	cite := func(ids ...string) {
		for _, id := range ids {
			if !slices.Contains(all, id) {
				all = append(all, id)
			}
		}
	}
	for _, d := range l.debts {
		switch in := l.invoices[d.invoice]; {
		case len(in.Spans) == 0 && in.Flat == 0:
			continue
		case d.kind == decision.RatePublic:
			cite("ccp-l2192-10")
		case d.kind == decision.RateBusiness:
			cite("c-com-l441-10", "c-com-d441-5")
		case d.kind == decision.RateLegal:
			cite("c-civ-1231-6", "c-civ-1344", "cmf-l313-2")
		}
		if d.agreed > 0 {
			cite("cmf-l313-2")
		}
		if l.invoices[d.invoice].Paid > 0 {
			cite("c-civ-1343-1")
		}
	}
	for _, r := range of.Remarks {
		cite(remarkBases[r.Kind]...)
	}
	if l.opened != "" && len(l.debts) > 0 {
		cite("c-com-l622-21", "c-com-l622-28")
	}
	return all
}
