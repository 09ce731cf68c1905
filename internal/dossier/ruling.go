package dossier

import (
	"cmp"
	"compromis/decision"
)

// ruling is what a judge's decision, and a request about whole years, change in
// the interest.
type ruling struct {
	judged   decision.Day // the last decision that orders to pay; "" when none
	order    bool         // it is an order to pay, not a judgment
	enforced decision.Day // since when it may be enforced
	asked    decision.Day // since when interest of whole years bears interest: asked for, or agreed
}

// raise is what the legal rate gains two months after a decision may be
// enforced, in hundredths of a percent. Source: CMF, L. 313-3.
const (
	raise       = 5_00
	raiseMonths = 2
)

// read takes in an event. When a judgment may be enforced is read on the
// cautious side: not before it was served; an order to pay, not before it is a
// title. A title from an agreement orders nothing.
func (r *ruling) read(e Event) {
	switch e.Kind {
	case Judged, OrderMade:
		r.judged, r.order, r.enforced = e.On, e.Kind == OrderMade, ""
	case ServedJudgment:
		if !r.order && r.enforced == "" {
			r.judged, r.enforced = cmp.Or(r.judged, e.On), e.On // served, it was made
		}
	case Titled:
		if r.order && r.enforced == "" {
			r.enforced = e.On
		}
	case Opposed, LostSuit:
		r.judged, r.order, r.enforced = "", false, ""
	case Compounded:
		if r.asked == "" {
			r.asked = e.On
		}
	}
}

// raised returns the first day of the raised legal rate, or "".
func (r *ruling) raised() decision.Day {
	if r.enforced == "" {
		return ""
	}
	return monthsLater(r.enforced, raiseMonths).Add(1)
}

// yearsFrom returns the day on which the whole years of a debt begin, that bears
// interest from another; "" when they do not count (C. civ., 1343-2).
func (r *ruling) yearsFrom(first decision.Day) decision.Day {
	if r.asked == "" {
		return ""
	}
	return max(r.asked, first)
}

// begins says whether a day begins another whole year: that of the first day is
// over.
func begins(years, on decision.Day) bool {
	n := on.Time().Year() - years.Time().Year()
	return years != "" && n > 0 && monthsLater(years, 12*n) == on
}

// cut returns the last day, from one on, before a series of rates is raised or a
// whole year begins.
func (r *ruling) cut(kind decision.RateKind, years, from decision.Day) decision.Day {
	end := decision.Day("9999-12-31")
	before := func(day decision.Day) {
		if day > from {
			end = min(end, day.Add(-1))
		}
	}
	if kind == decision.RateLegal {
		before(r.raised())
	}
	if years != "" {
		before(years)
		n := max(from.Time().Year()-years.Time().Year(), 0)
		before(monthsLater(years, 12*n))
		before(monthsLater(years, 12*(n+1)))
	}
	return end
}
