package decision

import "slices"

// TimeLimit is the time one has, or the client has, after an act: to serve an
// order, to oppose it, to declare a claim. One line a period, as rates have.
type TimeLimit struct {
	ID   string   // what must be done: "signifier-injonction"
	Acts []string // what starts it: "ordonnance-rendue"; the first that is known counts
	If   string   // an act that must have come before; may be empty

	Clients   []Value   // the kinds of client it holds for; all when empty
	When      Condition // the answers it holds for; all when it has no fact
	Since     string    // what starts it, in words
	Do        string    // what must be done, in words
	SettledBy []string  // the acts that show it is done, or needs to be no more
	After     string    // id of the limit after whose end this one shows; may be empty
	Missed    string    // what its end closes, in words; may be empty
	Left      string    // what is left to do then, in words; may be empty
	Usage     bool      // a custom, not a rule

	Length int // 0 when the contract sets it: it is never supposed
	Unit   TimeUnit

	// Carried says that it is carried to the next working day when it ends on a
	// day off, as procedural limits are (CPC, 640 to 643) and civil ones are not
	// (C. civ., 2228 and 2229). A custom is carried too: nobody answers that day.
	Carried bool

	// Distant says that it is longer for who lives overseas, by a month, or abroad,
	// by two, when the court is in mainland France (CPC, 643).
	Distant bool

	Proof  TimeProof
	Whose  TimeOwner
	Period Period   // of the day of the act
	Step   string   // id of the step that speaks of it
	Also   []string // ids of the steps on which it may run too, and is told
	Basis  string   // id of the legal basis; may be empty
	Source Sourced
}

// TimeUnit is what a length counts.
type TimeUnit string

// The units of a time limit. A working day here is any but a Sunday or a public
// holiday (« jour ouvrable »); an office day is not a Saturday either (« jour
// ouvré »).
const (
	Days        TimeUnit = "jours"
	WorkingDays TimeUnit = "jours ouvrables"
	OfficeDays  TimeUnit = "jours ouvrés"
	Months      TimeUnit = "mois"
)

// TimeProof says what must have happened by the last day.
type TimeProof string

// What counts by the last day.
const (
	Received TimeProof = "réception"
	SentOff  TimeProof = "envoi"
	Done     TimeProof = "acte"
)

// TimeOwner says whose time it is.
type TimeOwner string

// Whose time it is: one is reminded early of one's own, and the client's is
// never said to be over too soon.
const (
	Yours   TimeOwner = "vous"
	Clients TimeOwner = "client"
	Others  TimeOwner = "tiers"
)

// TimeLimit returns the limit of that id for an act of that day, the first when
// several acts may start it; false when none is known.
func (g *Guide) TimeLimit(id string, on Day) (TimeLimit, bool) {
	for _, l := range g.TimeLimits {
		if l.ID == id && l.Period.Holds(on.Time()) {
			return l, true
		}
	}
	return TimeLimit{}, false
}

// For says whether a client of that kind has the limit; one that is not known may.
func (l TimeLimit) For(client Value) bool {
	return len(l.Clients) == 0 || client == "" || client == Unknown || slices.Contains(l.Clients, client)
}

// TimeLimitsOf returns the limits that may run while a step is the one to take, as
// they stand on a day, after answers: its own first, and those alone before any answer.
// What is not known rules none out.
func (g *Guide) TimeLimitsOf(step string, a Answers, on Day) []TimeLimit {
	client, _ := a.Get(FactClient)
	known := g.established(a)
	var own, others []TimeLimit
	for _, l := range g.TimeLimits {
		switch {
		case !l.Period.Holds(on.Time()), !l.For(Value(client)), l.When.Fact != "" && l.When.failedBy(known):
		case l.Step == step:
			own = append(own, l)
		case slices.Contains(l.Also, step) && len(a.said) > 0:
			others = append(others, l)
		}
	}
	return append(own, others...)
}

// condition finds answers that do not exist.
func (r *references) condition(pos string, c Condition) {
	for _, v := range c.Values {
		r.setting(pos, Setting{c.Fact, v})
	}
}

// timeLimits finds limits that name what does not exist.
func (r *references) timeLimits() {
	for _, l := range r.guide.TimeLimits {
		for _, step := range append([]string{l.Step}, l.Also...) {
			if _, ok := r.index.steps[step]; !ok {
				r.add(stepUnknown, l.Source.Pos, step, r.nearStep(step))
			}
		}
		for _, client := range l.Clients {
			r.setting(l.Source.Pos, Setting{FactClient, client})
		}
		r.condition(l.Source.Pos, l.When)
		if l.Basis != "" {
			r.basis(l.Source.Pos, l.Basis)
		}
		if l.After != "" && !slices.ContainsFunc(r.guide.TimeLimits, func(o TimeLimit) bool { return o.ID == l.After }) {
			r.add(limitUnknown, l.Source.Pos, l.After, "")
		}
	}
}
