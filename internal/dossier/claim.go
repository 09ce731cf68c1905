package dossier

import (
	"cmp"
	"compromis/decision"
	"fmt"
	"slices"
)

// MissingRateError says that no rate is known for some days: the figure is
// refused, never extrapolated.
type MissingRateError struct {
	Kind     decision.RateKind
	From, To decision.Day
}

func (e *MissingRateError) Error() string {
	return fmt.Sprintf("no rate %s from %s to %s", e.Kind, e.From, e.To)
}

// Claim is what a business may ask for on a day, with the working out.
type Claim struct {
	On        decision.Day
	Principal int64 // cents due and not paid, whether late or not
	Late      int64 // of which late
	Interest  int64
	Flat      int64 // the flat indemnities
	Total     int64 // Principal + Interest + Flat
	Invoices  []ClaimedInvoice
	Bases     []string // ids of the legal bases behind the figures
}

// ClaimedInvoice is the part of one invoice in a [Claim]. What is still owed is
// Principal + Interest + Flat; with Paid, it is what the invoice ever cost: its
// instalments, the interest of its Spans and its flat indemnity.
type ClaimedInvoice struct {
	Number    string
	Principal int64
	Paid      int64 // what payments covered, interest and flat indemnity included
	Interest  int64 // still owed
	Flat      int64 // still owed
	Spans     []InterestSpan
}

// InterestSpan is a time during which neither the sum nor the rate changed:
// Interest = Cents × Points / 10 000 × Days / 365, rounded to the cent.
type InterestSpan struct {
	From, To decision.Day // both included
	Days     int
	Cents    int64             // the sum that bears interest
	Points   int               // hundredths of a percent
	Kind     decision.RateKind // the series; for the rate of a contract, that of its floor
	Agreed   bool              // the rate is that of the contract
	Floor    bool              // the contract's rate was below the legal floor, which replaces it
	Interest int64
}

// Claim works out what may be asked for on a day, included. Payments, formal
// notices and insolvency come from the journal. What paying late costs depends
// on the client: see termsOf. The error is a [*MissingRateError]; the claim then
// holds the principal alone, as if payments had gone to nothing else.
func (c Case) Claim(g *decision.Guide, on decision.Day) (Claim, error) {
	v := c.seenOn(g, on)
	l, err := v.settle(termsOf(c.ClientKind()))
	if err != nil {
		l = v.ledger()
	}
	return l.claim(), err
}

// claim adds up what the ledger holds.
func (l *ledger) claim() Claim {
	c := Claim{On: l.on, Invoices: l.invoices, Bases: l.bases()}
	for _, d := range l.debts {
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

// bases returns the texts behind the interest and the flat indemnities.
func (l *ledger) bases() []string {
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
	if l.opened != "" && len(l.debts) > 0 {
		cite("c-com-l622-21")
	}
	return all
}
