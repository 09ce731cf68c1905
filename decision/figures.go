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

// Limitation is the time a business has to sue a kind of client for money,
// under a kind of contract; one without a contract is for all those that have
// no period of their own.
// Where the applicable law is not certain, Latest is longer than Earliest:
// between the two the claim may or may not be time-barred, so one must act.
type Limitation struct {
	Client      Value
	Contract    Value // empty for every contract
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

// How long before the end of the period one must act at once: six months, or
// three when the period lasts a year.
const (
	nearMonths      = 6
	nearMonthsShort = 3
)

// NearMonths returns how many months before its end a period calls for action.
func (l Limitation) NearMonths() int {
	if l.Earliest == 1 {
		return nearMonthsShort
	}
	return nearMonths
}

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

// Limitation returns the limitation period in force today for a kind of client
// and of contract. A period that names the contract wins over a general one;
// without a contract, the general one.
func (g *Guide) Limitation(client, contract Value, today time.Time) (Limitation, bool) {
	var general Limitation
	found := false
	for _, l := range g.Limitations {
		switch {
		case l.Client != client || !l.Period.Holds(today):
		case l.Contract == "":
			general, found = l, true
		case l.Contract == contract:
			return l, true
		}
	}
	return general, found
}

// LimitationFor returns the limitation period that the client and the contract
// answered so far set, or that other answers settle.
func (g *Guide) LimitationFor(a Answers) (Limitation, bool) {
	said := g.established(a)
	return g.Limitation(said[FactClient], said[FactContract], a.today)
}

// periodsKnown says whether a period is in force for every kind of client.
func (g *Guide) periodsKnown(today time.Time) bool {
	if g.index.client == none {
		return false
	}
	for _, o := range g.Questions[g.index.client].Options {
		if _, ok := g.Limitation(o.Value, "", today); !ok {
			return false
		}
	}
	return true
}

// unfigured finds what can be typed and not be turned into a value, on the day
// of the content: an option below the last without its threshold, a client
// without a limitation period, a date that lacks one of its three states.
func (g *Guide) unfigured() (p Problems) {
	for _, q := range g.Questions {
		switch q.Kind {
		case Amount:
			for _, o := range q.Options[:max(0, len(q.Options)-1)] {
				if _, known, _ := g.threshold(o.Value, g.Version); !known {
					p = append(p, Problem{Code: noFigureToday, Pos: q.Pos, Name: string(q.Fact) + "=" + string(o.Value)})
				}
			}
		case Date:
			p = append(p, g.unlimited(&q)...)
		}
	}
	return p
}

func (g *Guide) unlimited(q *Question) (p Problems) {
	for _, v := range []Value{Far, Near, Barred} {
		if q.Option(v) == nil {
			p = append(p, Problem{Code: valueUnknown, Pos: q.Pos, Name: string(q.Fact) + "=" + string(v)})
		}
	}
	clients := g.Question(FactClient)
	if clients == nil {
		return append(p, Problem{Code: factUnknown, Pos: q.Pos, Name: string(FactClient)})
	}
	for _, o := range clients.Options {
		if _, ok := g.Limitation(o.Value, "", g.Version); !ok {
			p = append(p, Problem{Code: noFigureToday, Pos: q.Pos, Name: string(FactClient) + "=" + string(o.Value)})
		}
	}
	return p
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
	return AddMonths(due, 12*l.Earliest), AddMonths(due, 12*l.Latest)
}

// AddMonths returns the same day some months later or, in a month that has no
// such day, its last one: a year after a 29 February is a 28 February.
func AddMonths(day time.Time, months int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1)
}

// State returns the state of the limitation period on a day, for a debt due on
// another: [Far], [Near] (less than six months left, or three when the period
// lasts a year) or [Barred].
func (l Limitation) State(due, today time.Time) Value {
	earliest, latest := l.Ends(due)
	switch {
	case today.After(latest):
		return Barred
	case AddMonths(today, l.NearMonths()).After(earliest):
		return Near
	default:
		return Far
	}
}

func (g *Guide) limitationState(client, contract Value, due, today time.Time) (Value, bool) {
	l, ok := g.Limitation(client, contract, today)
	if !ok {
		return "", false
	}
	return l.State(due, today), true
}
