package decision

import "slices"

// TimeLimit is the time one has, or the client has, after an act: to serve an
// order, to oppose it, to declare a claim. One line a period, as rates have.
type TimeLimit struct {
	ID   string   // what must be done: "signifier-injonction"
	Acts []string // what starts it: "ordonnance-rendue"; the first that is known counts
	If   string   // an act that must have come before; may be empty

	Clients   []Value  // the kinds of client it holds for; all when empty
	Since     string   // what starts it, in words
	Do        string   // what must be done, in words
	SettledBy []string // the acts that show it is done, or needs to be no more
	After     string   // id of the limit after whose end this one shows; may be empty
	Missed    string   // what its end closes, in words; may be empty
	Left      string   // what is left to do then, in words; may be empty
	Usage     bool     // a custom, not a rule

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
	Period Period // of the day of the act
	Step   string // id of the step that speaks of it
	Basis  string // id of the legal basis; may be empty
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

// TimeLimitsOf returns the limits a step speaks of, as they stand on a day.
func (g *Guide) TimeLimitsOf(step string, on Day) []TimeLimit {
	var all []TimeLimit
	for _, l := range g.TimeLimits {
		if l.Step == step && l.Period.Holds(on.Time()) {
			all = append(all, l)
		}
	}
	return all
}

// timeLimits finds limits that name what does not exist.
func (r *references) timeLimits() {
	for _, l := range r.guide.TimeLimits {
		if _, ok := r.index.steps[l.Step]; !ok {
			r.add(stepUnknown, l.Source.Pos, l.Step, r.nearStep(l.Step))
		}
		for _, client := range l.Clients {
			r.setting(l.Source.Pos, Setting{FactClient, client})
		}
		if l.Basis != "" {
			r.basis(l.Source.Pos, l.Basis)
		}
		if l.After != "" && !slices.ContainsFunc(r.guide.TimeLimits, func(o TimeLimit) bool { return o.ID == l.After }) {
			r.add(limitUnknown, l.Source.Pos, l.After, "")
		}
	}
}
