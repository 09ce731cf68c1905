package decision

import "time"

// Threshold is the highest amount that falls under an option, for a time.
type Threshold struct {
	Value     Value // the option of the amount question
	Period    Period
	Cents     int64
	Source    string
	CheckedOn time.Time
	Grade     Confidence
	Pos       string
}

// Limitation is the time a business has to sue a kind of client for money.
// Where the applicable law is not certain, Latest is longer than Earliest:
// between the two the claim may or may not be time-barred, so one must act.
type Limitation struct {
	Client      Value
	Period      Period
	Earliest    int  // years
	Latest      int  // years
	NextJanuary bool // counted from the 1st of January that follows
	Source      string
	CheckedOn   time.Time
	Grade       Confidence
	Pos         string
}

// Period is a span of days, both included. A zero To means until further notice.
type Period struct{ From, To time.Time }

// Holds says whether the day is in the period.
func (p Period) Holds(day time.Time) bool {
	return !day.Before(p.From) && (p.To.IsZero() || !day.After(p.To))
}

// The values of a date question: the state of the limitation period.
const (
	Far    Value = "lointaine"
	Near   Value = "proche"
	Barred Value = "acquise"
)

// nearMonths is how long before the end of the period one must act at once.
const nearMonths = 6

// band returns the first option, in the order of the question, whose threshold
// covers the amount. An option that never had a threshold covers the rest.
// False when a threshold is not known for today: it is never guessed.
func (g *Guide) band(q *Question, cents int64, today time.Time) (Value, bool) {
	for _, o := range q.Options {
		limit, known, any := g.threshold(o.Value, today)
		if any && !known {
			return "", false
		}
		if !any || cents <= limit {
			return o.Value, true
		}
	}
	return "", false
}

func (g *Guide) threshold(v Value, today time.Time) (cents int64, known, any bool) {
	for _, t := range g.Thresholds {
		if t.Value == v {
			any = true
			if t.Period.Holds(today) {
				return t.Cents, true, true
			}
		}
	}
	return 0, false, any
}

// Limitation returns the limitation period in force today for a kind of client.
func (g *Guide) Limitation(client Value, today time.Time) (Limitation, bool) {
	for _, l := range g.Limitations {
		if l.Client == client && l.Period.Holds(today) {
			return l, true
		}
	}
	return Limitation{}, false
}

// periodsKnown says whether a period is in force for every kind of client.
func (g *Guide) periodsKnown(today time.Time) bool {
	if g.index.client == none {
		return false
	}
	for _, o := range g.Questions[g.index.client].Options {
		if _, ok := g.Limitation(o.Value, today); !ok {
			return false
		}
	}
	return true
}

// Ends returns the last days on which one may still sue, at the earliest and
// at the latest, for a debt due on that day.
func (l Limitation) Ends(due time.Time) (earliest, latest time.Time) {
	if l.NextJanuary {
		// Four full years from the 1st of January that follows: the last day
		// is a 31st of December.
		return time.Date(due.Year()+l.Earliest, time.December, 31, 0, 0, 0, 0, time.UTC),
			time.Date(due.Year()+l.Latest, time.December, 31, 0, 0, 0, 0, time.UTC)
	}
	return due.AddDate(l.Earliest, 0, 0), due.AddDate(l.Latest, 0, 0)
}

// State returns the state of the limitation period on a day, for a debt due on
// another: [Far], [Near] (less than six months left) or [Barred].
func (l Limitation) State(due, today time.Time) Value {
	earliest, latest := l.Ends(due)
	switch {
	case today.After(latest):
		return Barred
	case today.AddDate(0, nearMonths, 0).After(earliest):
		return Near
	default:
		return Far
	}
}

func (g *Guide) limitationState(client Value, due, today time.Time) (Value, bool) {
	l, ok := g.Limitation(client, today)
	if !ok {
		return "", false
	}
	return l.State(due, today), true
}
