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

// legalFloor is how many times the legal rate the rate of a contract between
// professionals reaches at least. Source: C. com., L. 441-10, II.
const legalFloor = 3

// spans cuts the days from one to another, both included, where the rate
// changes, and counts the interest of a sum over each. The first day of all is
// that on which the sum began to bear interest. The error is a
// [*MissingRateError].
func spans(g *decision.Guide, t terms, first, from, to decision.Day, cents int64) ([]InterestSpan, error) {
	kind := t.kind
	if t.agreed > 0 {
		kind = decision.RateLegal // of which the floor is a multiple
	}
	var all []InterestSpan
	for from <= to {
		r, end := rate(g, kind, from), to
		if t.frozen {
			r = rate(g, kind, first)
		}
		if r == nil {
			return nil, missing(g, kind, from, to)
		}
		if last := decision.DayOf(r.Period.To); !t.frozen && last != "" {
			end = min(to, last)
		}
		s := InterestSpan{From: from, To: end, Cents: cents, Points: r.Points, Kind: kind}
		if t.agreed > 0 {
			s.Agreed = t.agreed >= legalFloor*r.Points
			s.Floor = !s.Agreed
			s.Points = max(t.agreed, legalFloor*r.Points)
		}
		s.Days = daysBetween(s.From, s.To)
		s.Interest = interest(s.Cents, s.Points, s.Days)
		all = append(all, s)
		from = s.To.Add(1)
	}
	return all, nil
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

// missing names the days without a rate, from the first of them.
func missing(g *decision.Guide, kind decision.RateKind, from, last decision.Day) *MissingRateError {
	for _, r := range g.Rates {
		if start := decision.DayOf(r.Period.From); r.Kind == kind && start > from {
			last = min(last, start.Add(-1))
		}
	}
	return &MissingRateError{kind, from, last}
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
