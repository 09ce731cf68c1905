package dossier

import (
	"cmp"
	"compromis/decision"
	"slices"
)

// Deadline is a day by which something must be done.
type Deadline struct {
	On    decision.Day `json:"le"`
	Kind  DeadlineKind `json:"quoi"`
	About string       `json:"objet,omitempty"`     // the number of the complaint or of the invoice, when there is one
	Basis string       `json:"fondement,omitempty"` // id of the legal basis; empty for a usage
	Usage bool         `json:"usage,omitempty"`     // a custom or a goal, not a rule
}

// DeadlineKind says what must be done.
type DeadlineKind string

// What a deadline is for.
const (
	LastDayToSue         DeadlineKind = "prescription"
	AcknowledgeComplaint DeadlineKind = "accuser-reclamation"
	AnswerComplaint      DeadlineKind = "repondre-reclamation"
	NoticeRunsOut        DeadlineKind = "fin-mise-en-demeure"
	ServeOrder           DeadlineKind = "signifier-injonction"
	OppositionEnds       DeadlineKind = "fin-opposition"
	DeclareClaim         DeadlineKind = "declarer-creance"
	InvoiceDue           DeadlineKind = "echeance-facture"
)

// How long one has by custom, or as a goal. What the law sets is in
// [decision.Guide.TimeLimits].
const (
	acknowledgeWorkdays = 2  // a goal: no general law sets one
	answerWorkdays      = 10 // the same
	noticeDays          = 15 // the longest of the usual 8 to 15 days
)

// Deadlines returns what is still to be done in a case, the nearest first. A day
// that has passed stays until what it was for is done. Nothing is left in a case
// that is closed; of a debt that is paid, only the complaints are.
//
// The day of an order to pay is that of the judgment written after its request.
// The two months to declare a claim are counted from the day of the insolvency
// event: the law counts them from its publication, which comes later.
func (c Case) Deadlines(g *decision.Guide, on decision.Day) []Deadline {
	if c.Closed != "" {
		return nil
	}
	all := complaintDeadlines(c)
	events := chronicle(c, on)
	l, _ := c.settle(g, on, terms{})
	if len(l.debts) == 0 || slices.ContainsFunc(l.debts, func(d debt) bool { return d.left > 0 }) {
		all = append(all, c.lastDayToSue(g, on, events)...)
		all = append(all, pendingDeadlines(g, events)...)
	}
	for _, d := range l.debts {
		if d.left > 0 && d.due >= on {
			all = append(all, Deadline{On: d.due, Kind: InvoiceDue, About: c.Invoices[d.invoice].Number, Basis: "c-civ-1103"})
		}
	}
	slices.SortStableFunc(all, func(a, b Deadline) int { return cmp.Compare(a.On, b.On) })
	return all
}

func complaintDeadlines(c Case) (all []Deadline) {
	for _, r := range c.Complaints {
		if r.Closed != "" || r.Answered != "" || r.On.Time().IsZero() {
			continue
		}
		if r.Acknowledged == "" {
			all = append(all, Deadline{On: AddWorkdays(r.On, acknowledgeWorkdays), Kind: AcknowledgeComplaint, About: r.Number, Usage: true})
		}
		all = append(all, Deadline{On: AddWorkdays(r.On, answerWorkdays), Kind: AnswerComplaint, About: r.Number, Usage: true})
	}
	return all
}

// barBases are the texts that set the limitation period, by kind of client, and
// contractBases those of the contracts that have a period of their own.
var (
	barBases      = map[decision.Value]string{consumer: "c-conso-l218-2", trader: "c-com-l110-4", public: "loi-68-1250"}
	contractBases = map[decision.Value]string{carriage: "c-com-l133-6", telecom: "cpce-postes-l34-2"}
)

// barBasis returns the text that sets the limitation period of a case.
// Source: C. com., L. 133-6; CPCE (postes), L. 34-2; loi n° 89-462, art. 7-1.
func barBasis(client, contract decision.Value) string {
	special, ofContract := contractBases[contract]
	switch {
	case client == public:
	case ofContract:
		return special
	case contract == lease && client == consumer:
		return "loi-89-462"
	case contract == lease:
		return "c-civ-2224"
	}
	return cmp.Or(barBases[client], "c-civ-2224")
}

// lastDayToSue returns the end of the limitation period, unless the claim is
// barred, before a judge or declared in insolvency proceedings.
func (c Case) lastDayToSue(g *decision.Guide, on decision.Day, events []Event) []Deadline {
	acts := actsOf(events, c.ClientKind(), on)
	for i, a := range acts {
		if a.event.Kind == Declared || a.event.Kind == Sued && !lost(acts[i+1:], a) {
			return nil
		}
	}
	bar, known := c.Bar(g, on)
	if !known || bar.State == decision.Barred || last(events, Insolvent) >= 0 {
		return nil
	}
	return []Deadline{{On: bar.Earliest, Kind: LastDayToSue, Basis: barBasis(c.ClientKind(), c.contract())}}
}

// pending is a deadline an event opens, and the events that settle it. How long
// it is stands in the time limits, under the name of the kind; a custom has its
// own length in days.
type pending struct {
	opens   EventKind
	settles []EventKind
	kind    DeadlineKind
	custom  int
}

var pendings = []pending{
	{
		opens:   GaveNotice,
		settles: []EventKind{GaveNotice, Replied, Acknowledged, AgreedToTalk, AskedOrder, ServedOrder, Sued, Judged, Seized, Insolvent, StepDone},
		kind:    NoticeRunsOut,
		custom:  noticeDays,
	},
	{
		opens:   Judged, // an order, when it answers a request for one
		settles: []EventKind{Judged, ServedOrder, Seized, Sued, LostSuit, Insolvent},
		kind:    ServeOrder,
	},
	{
		opens:   ServedOrder,
		settles: []EventKind{ServedOrder, Sued, Judged, Seized, LostSuit, Insolvent, StepDone},
		kind:    OppositionEnds,
	},
	{
		opens:   Insolvent,
		settles: []EventKind{Declared},
		kind:    DeclareClaim,
	},
}

// pendingDeadlines returns those the last event of each kind opened, and nothing
// after it settled.
func pendingDeadlines(g *decision.Guide, events []Event) (all []Deadline) {
	for _, p := range pendings {
		i := last(events, p.opens)
		if i < 0 || last(events[i+1:], p.settles...) >= 0 || p.opens == Judged && !ordered(events[:i]) {
			continue
		}
		if d, known := opened(g, p, events[i].On); known {
			all = append(all, d)
		}
	}
	return all
}

// opened returns the deadline an event of that day opened. False when the law
// of that day is not known: a length is never supposed.
func opened(g *decision.Guide, p pending, on decision.Day) (Deadline, bool) {
	if p.custom > 0 {
		return Deadline{On: on.Add(p.custom), Kind: p.kind, Usage: true}, true
	}
	l, known := g.TimeLimit(string(p.kind), on)
	return Deadline{On: LastDay(l, on), Kind: p.kind, Basis: l.Basis}, known
}

// last returns the place of the last event of these kinds, or -1.
func last(events []Event, kinds ...EventKind) int {
	for i, e := range slices.Backward(events) {
		if slices.Contains(kinds, e.Kind) {
			return i
		}
	}
	return -1
}

// ordered says whether what was last asked of a judge is an order to pay.
func ordered(before []Event) bool {
	i := last(before, AskedOrder, Sued, ServedOrder)
	return i >= 0 && before[i].Kind == AskedOrder
}
