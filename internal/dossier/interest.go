package dossier

import (
	"compromis/decision"
	"math"
	"math/bits"
)

// flatIndemnity is what a late invoice costs, in cents, for recovery.
// Source: C. com., L. 441-10, II and D. 441-5; for a public buyer, CCP,
// L. 2192-10 and following.
const flatIndemnity = 40_00

// terms are what paying late costs.
type terms struct {
	kind   decision.RateKind // the series of rates; "" when no interest is due
	agreed int               // the rate of the contract, in hundredths of a percent; 0 when none
	frozen bool              // the rate is that of the first day, throughout
	notice bool              // interest starts with a formal notice, not with the due date
	flat   int64             // the flat indemnity of each late invoice
}

// termsOf returns what paying late costs a kind of client.
//
// A professional owes the business rate without reminder and 40 € (C. com.,
// L. 441-10, II); so do the bodies answered as "autre-professionnel". A public
// buyer owes the public rate, frozen (CCP, R. 2192-31 and following), and
// 40 €. A consumer owes legal interest from a formal notice (C. civ., 1231-6),
// whatever the contract says. For a client abroad, or not known, the law that
// applies is not known either: nothing but the principal.
func termsOf(client decision.Value) terms {
	switch client {
	case trader, professional:
		return terms{kind: decision.RateBusiness, flat: flatIndemnity}
	case public:
		return terms{kind: decision.RatePublic, frozen: true, flat: flatIndemnity}
	case consumer:
		return terms{kind: decision.RateLegal, notice: true}
	}
	return terms{}
}

// TakesRate says whether the rate of a contract may count: the law sets that of a
// consumer and of a public buyer.
func (c Case) TakesRate() bool {
	kind := termsOf(c.ClientKind()).kind
	return kind == "" || kind == decision.RateBusiness
}

// legalFloor is how many times the legal rate the rate of a contract between
// professionals reaches at least. Source: C. com., L. 441-10, II.
const legalFloor = 3

// count cuts the days from one to another, both included, where the rate
// changes, and counts the interest of a debt over each. The first day of all is
// that on which the debt began to bear interest. Days whose rate is not known
// are left out, and returned; the rate of a contract does without its floor.
func (l *ledger) count(d *debt, first, from, to decision.Day) (all []InterestSpan, without []MissingRate) {
	kind := d.kind
	if d.agreed > 0 {
		kind = decision.RateLegal // of which the floor is a multiple
	}
	for from <= to {
		r, end := rate(l.guide, kind, from), to
		if d.frozen {
			r = rate(l.guide, kind, first)
		}
		switch {
		case r == nil && !d.frozen:
			end = unknownTo(l.guide, kind, from, to)
		case r != nil && !d.frozen && !r.Period.To.IsZero():
			end = min(to, decision.DayOf(r.Period.To))
		}
		if r == nil && d.agreed == 0 {
			without = append(without, MissingRate{kind, from, end})
		} else {
			all = append(all, l.span(d, r, kind, from, end))
		}
		from = end.Add(1)
	}
	return all, without
}

// span counts the interest of a debt over days of one rate; without it, at the
// rate of the contract.
func (l *ledger) span(d *debt, r *decision.Rate, kind decision.RateKind, from, to decision.Day) InterestSpan {
	s := InterestSpan{From: from, To: to, Days: daysBetween(from, to), Cents: d.left + d.yearly, Yearly: d.yearly, Kind: kind}
	switch {
	case r == nil:
		s.Points, s.Agreed, s.Unchecked = d.agreed, true, true
	case d.agreed > 0:
		s.Agreed = d.agreed >= legalFloor*r.Points
		s.Floor = !s.Agreed
		s.Points = max(d.agreed, legalFloor*r.Points)
	default:
		s.Points = r.Points
		if day := l.raised(); kind == decision.RateLegal && day != "" && from >= day {
			s.Points, s.Raised = s.Points+raise, true
		}
	}
	s.Interest = interest(s.Cents, s.Points, s.Days)
	return s
}

// rate returns the rate of a series in force on a day, or nil.
func rate(g *decision.Guide, kind decision.RateKind, on decision.Day) *decision.Rate {
	for i := range g.Rates {
		if r := &g.Rates[i]; r.Kind == kind && r.Period.Holds(on.Time()) {
			return r
		}
	}
	return nil
}

// unknownTo returns the last day without a rate, from one of them up to another.
func unknownTo(g *decision.Guide, kind decision.RateKind, from, last decision.Day) decision.Day {
	for _, r := range g.Rates {
		if start := decision.DayOf(r.Period.From); r.Kind == kind && start > from {
			last = min(last, start.Add(-1))
		}
	}
	return last
}

// interest returns cents × points / 10 000 × days / 365, rounded to the nearest
// cent. A year of 365 days and a principal with taxes are usages, not law. What
// is too large to be counted, which no invoice is, is the largest number.
func interest(cents int64, points, days int) int64 {
	const year = 365 * 10_000
	high, low := bits.Mul64(uint64(cents), uint64(points)*uint64(days))
	low, carry := bits.Add64(low, year/2, 0)
	if high+carry >= year/2 {
		return math.MaxInt64
	}
	quotient, _ := bits.Div64(high+carry, low, year)
	return int64(quotient)
}
