package dossier

import (
	"cmp"
	"compromis/decision"
	"regexp"
	"slices"
)

// Deadline is a day by which something must be done, or that was.
type Deadline struct {
	On     decision.Day       `json:"le,omitempty"`           // "" when it is not known: it must be asked
	Latest decision.Day       `json:"au_plus_tard,omitempty"` // the last of the days it may be, when On is only the first
	Kind   DeadlineKind       `json:"quoi"`
	About  string             `json:"objet,omitempty"`     // the number of the complaint or of the invoice, or a note
	Basis  string             `json:"fondement,omitempty"` // id of the legal basis; may be empty
	Usage  bool               `json:"usage,omitempty"`     // a custom or a goal, not a rule
	Whose  decision.TimeOwner `json:"a_qui,omitempty"`     // whose time it is; one's own when empty
	Since  decision.Day       `json:"depuis,omitempty"`    // the day of the act that opened it
	Step   string             `json:"etape,omitempty"`     // id of the step that speaks of it
	Passed bool               `json:"passe,omitempty"`     // on the day asked
}

// Yours says whether it is for the business to keep.
func (d Deadline) Yours() bool { return d.Whose == "" || d.Whose == decision.Yours }

// Done is the event that says that what it was for is done. False for a deadline that
// is not one's own, or that something else settles.
func (d Deadline) Done(g *decision.Guide) (Event, bool) {
	if d.Kind == Recall {
		return Event{Kind: Kept, Limit: string(Recall)}, true
	}
	l, known := g.TimeLimit(string(d.Kind), d.Since)
	return Event{Kind: Kept, Limit: l.ID}, known && d.Yours()
}

// DeadlineKind says what must be done: the id of a time limit of the guide, or
// one of those below.
type DeadlineKind string

// What a deadline is for, besides the time limits.
const (
	LastDayToSue         DeadlineKind = "prescription"
	LastDayToEnforce     DeadlineKind = "execution"
	AcknowledgeComplaint DeadlineKind = "accuser-reclamation"
	AnswerComplaint      DeadlineKind = "repondre-reclamation"
	InvoiceDue           DeadlineKind = "echeance-facture"
	DayNoted             DeadlineKind = "date-notee" // a day that a line of the journal gives
	Recall               DeadlineKind = "rappel"     // the day on which the business wants to be reminded of a step
)

// The time limits that are reckoned with.
const (
	ReminderRunsOut DeadlineKind = "fin-relance"
	NoticeRunsOut   DeadlineKind = "fin-mise-en-demeure"
	ServeOrder      DeadlineKind = "signifier-injonction"
	OppositionEnds  DeadlineKind = "fin-opposition"
	DeclareClaim    DeadlineKind = "declarer-creance"
	AskJudge        DeadlineKind = "saisir-juge-commissaire"
)

// How long a complaint may wait: goals, as no general law sets a time.
const (
	acknowledgeWorkdays = 2
	answerWorkdays      = 10
)

// Deadlines returns the days of a case, the nearest first. A day that has passed
// stays, marked so, until what it was for is done. Nothing is left in a case that
// is closed; of a debt that is paid, only the complaints and what is to give back, and
// the days noted when the client was not the one to pay.
func (c Case) Deadlines(g *decision.Guide, on decision.Day) []Deadline {
	return c.seenOn(g, on).deadlines()
}

func (v *view) deadlines() []Deadline {
	c, on := v.kase, v.on
	if c.Closed != "" {
		return nil
	}
	all := complaintDeadlines(c)
	debts := v.ledger().debts
	if len(debts) == 0 || v.left() > 0 {
		all = append(all, v.barDeadlines()...)
		all = append(all, v.limits()...)
		all = append(all, v.notedDays()...)
	} else { // nothing is left to pay, and there may be something to give back
		all = append(all, slices.DeleteFunc(v.limits(), func(d Deadline) bool { return !d.refunds() })...)
		if c.Denied() { // the conflict is about something else
			all = append(all, v.notedDays()...)
		}
	}
	for _, d := range debts {
		if d.left > 0 && d.due >= on {
			all = append(all, Deadline{On: d.due, Kind: InvoiceDue, About: c.Invoices[d.invoice].Number, Basis: "c-civ-1103", Whose: decision.Clients})
		}
	}
	for i, d := range all {
		all[i].Passed = d.On != "" && d.lapses() < on
	}
	slices.SortStableFunc(all, func(a, b Deadline) int { return cmp.Compare(a.On, b.On) })
	return all
}

// Next returns the deadline to have in mind on the day asked: the nearest that
// has not passed, else the last that did. False when there is none.
func Next(all []Deadline) (Deadline, bool) {
	if i := slices.IndexFunc(all, func(d Deadline) bool { return d.On != "" && !d.Passed }); i >= 0 {
		return all[i], true
	}
	if len(all) == 0 {
		return Deadline{}, false
	}
	return all[len(all)-1], true
}

// lateFor is how many days a deadline that passed stays the one to have in mind.
const lateFor = 30

// Pressing returns the deadline to see to first: the oldest of one's own that passed
// lately; the time of the client that is over, while he was given no other; else
// [Next]. False when there is none.
func Pressing(all []Deadline, on decision.Day) (Deadline, bool) {
	if i := slices.IndexFunc(all, func(d Deadline) bool { return d.Late(on) && d.Yours() }); i >= 0 {
		return all[i], true
	}
	given := func(d Deadline) bool { return !d.Yours() && d.Kind != InvoiceDue }
	over, runs := Deadline{}, false
	for _, d := range all {
		switch {
		case given(d) && d.Late(on):
			over = d
		case given(d) && !d.Passed:
			runs = true
		}
	}
	if over.On != "" && !runs {
		return over, true
	}
	return Next(all)
}

// Late says whether the deadline passed lately.
func (d Deadline) Late(on decision.Day) bool { return d.Passed && d.lapses().Add(lateFor) >= on }

// lapses is the last day on which it has not passed.
func (d Deadline) lapses() decision.Day { return max(d.On, d.Latest) }

func complaintDeadlines(c Case) (all []Deadline) {
	for _, r := range c.Complaints {
		if r.Closed != "" || r.Answered != "" || r.On.Time().IsZero() {
			continue
		}
		if r.Acknowledged == "" {
			all = append(all, Deadline{On: AddWorkdays(r.On, acknowledgeWorkdays), Kind: AcknowledgeComplaint, About: r.Number, Usage: true, Since: r.On})
		}
		all = append(all, Deadline{On: r.AnswerBy(), Kind: AnswerComplaint, About: r.Number, Usage: true, Since: r.On})
	}
	return all
}

// AnswerBy returns the day by which one means to answer a complaint, or "".
func (r Complaint) AnswerBy() decision.Day { return AddWorkdays(r.On, answerWorkdays) }

// barBases are the texts that set the limitation period, by kind of client, and
// contractBases those of the contracts that have a period of their own.
var (
	barBases      = map[decision.Value]string{consumer: "c-conso-l218-2", trader: "c-com-l110-4", professional: "c-civ-2224", public: "loi-68-1250"}
	contractBases = map[decision.Value]string{carriage: "c-com-l133-6", telecom: "cpce-postes-l34-2"}
)

// barBasis returns the text that sets the limitation period of a case, or "" for
// a client abroad: the law that applies is not known.
// Source: C. com., L. 133-6; CPCE (postes), L. 34-2; loi n° 89-462, art. 7-1.
func barBasis(client, contract decision.Value) string {
	special, ofContract := contractBases[contract]
	_, here := barBases[client]
	switch {
	case client == public || !here:
	case ofContract:
		return special
	case contract == lease && client == consumer:
		return "loi-89-462"
	case contract == lease:
		return "c-civ-2224"
	}
	return barBases[client]
}

// barDeadlines returns the last days to sue, one line an invoice: of its
// instalments, the nearest that is not passed, and the last that is. With a
// title, the last day to enforce it; before a judge, or in insolvency
// proceedings, none: one declares instead, unless the debt is born after them
// and may be sued for (C. com., L. 622-17).
func (v *view) barDeadlines() (all []Deadline) {
	insolvent := last(v.events, Insolvent, Published) >= 0 && v.kase.Said[trouble] != bornAfter
	for _, b := range v.bars() {
		d := Deadline{On: b.Earliest, Kind: LastDayToSue, About: b.Invoice, Basis: b.Basis, Since: b.From}
		switch {
		case b.Hold == ByTitle:
			d = Deadline{On: b.Earliest, Kind: LastDayToEnforce, Basis: b.Basis}
			if !slices.Contains(all, d) {
				all = append(all, d)
			}
			continue
		case b.Hold != Free, insolvent:
			continue
		case b.Latest != b.Earliest && (b.Basis == "" || b.State != decision.Barred && b.Earliest < v.on):
			d.Latest = b.Latest // the law is not known, or it has perhaps not passed
		}
		all = keepNearest(all, d, v.on)
	}
	return all
}

// keepNearest adds a last day to sue, unless its invoice has a better one: the
// nearest to come, the last that is passed.
func keepNearest(all []Deadline, d Deadline, on decision.Day) []Deadline {
	passed := d.lapses() < on
	same := slices.IndexFunc(all, func(o Deadline) bool {
		return o.Kind == d.Kind && o.About == d.About && (max(o.On, o.Latest) < on) == passed
	})
	if same < 0 {
		return append(all, d)
	}
	if passed == (d.On > all[same].On) {
		all[same] = d
	}
	return all
}

// limits returns the time limits that an act of the journal opened and nothing
// after it settled. The latest act counts. One that shows after another does so
// once the other has passed.
func (v *view) limits() (all []Deadline) {
	for _, l := range v.guide.TimeLimits {
		if !l.For(v.kase.ClientKind()) {
			continue
		}
		if l.Distant && v.kase.overseas() {
			l.Length++
		}
		d, open := openLimit(l, v.events)
		if !open {
			continue
		}
		if i := slices.IndexFunc(all, func(o Deadline) bool { return o.Kind == DeadlineKind(l.After) }); l.After != "" && (i < 0 || all[i].On >= v.on) {
			continue
		}
		same := slices.IndexFunc(all, func(o Deadline) bool { return o.Kind == d.Kind })
		switch {
		case same < 0:
			all = append(all, d)
		case all[same].On == "" || d.Since > all[same].Since && d.On != "":
			all[same] = d
		}
	}
	return all
}

// Undated returns the first time limit of one's own that the recommended step has, when
// nothing in the journal gives the day it starts: that day is to be asked. False when
// there is none, or when no step is recommended.
func (c Case) Undated(g *decision.Guide, on decision.Day) (decision.TimeLimit, bool) {
	a := c.Answers(g, on.Time())
	s := g.Verdict(a).Step
	if s == nil || c.Closed != "" {
		return decision.TimeLimit{}, false
	}
	for _, l := range g.TimeLimitsOf(s.ID, a, on) {
		if l.Whose == decision.Yours && !l.Usage && opening(l, c.Timeline()) < 0 {
			return l, true
		}
	}
	return decision.TimeLimit{}, false
}

// overseas says whether the address of the client is in an overseas territory: its
// postcode tells (98000, Monaco, is abroad).
func (c Case) overseas() bool { return overseasPostcode.MatchString(c.Client.Address) }

var overseasPostcode = regexp.MustCompile(`\b(97\d|98[4678])\d{2}\b`)

// openLimit returns the deadline that a limit makes of the journal. False when no
// act opens it, when it is settled, or when nothing says how long it is.
func openLimit(l decision.TimeLimit, events []Event) (Deadline, bool) {
	at := opening(l, events)
	if at < 0 || !l.Period.Holds(events[at].On.Time()) || settled(l, events, at) {
		return Deadline{}, false
	}
	d := Deadline{
		On: LastDay(l, events[at].On), Kind: DeadlineKind(l.ID), About: events[at].Invoice, Basis: l.Basis, Usage: l.Usage,
		Whose: l.Whose, Since: events[at].On, Step: cmp.Or(events[at].Step, l.Step),
	}
	if until := decision.DayOf(events[at].Until.Time()); until != "" && (l.Usage || l.Length == 0) {
		d.On = until
	}
	return d, true
}

// opening returns the place of the act that opens a limit, or -1: the latest. Of
// those that count once another came, it is the first since that one.
func opening(l decision.TimeLimit, events []Event) int {
	at := -1
	for _, act := range l.Acts {
		if at < 0 {
			at = last(events, EventKind(act))
		}
	}
	if l.If == "" || at < 0 {
		return at
	}
	since := last(events[:at], EventKind(l.If))
	if since < 0 {
		return -1
	}
	return since + slices.IndexFunc(events[since:], func(e Event) bool { return slices.Contains(l.Acts, string(e.Kind)) })
}

// settled says whether something after the act that opened a limit settles it:
// an act the limit names, what came of its step, or a word that it is done. What
// opened it may have been told as what came of a step: that settles nothing.
func settled(l decision.TimeLimit, events []Event, at int) bool {
	for _, e := range events[at+1:] {
		switch {
		case e.Kind == Kept && e.Limit == l.ID, slices.Contains(l.SettledBy, string(e.Kind)):
			return true
		case e.came() && (e.Step == l.Step || l.Usage):
			return true
		}
	}
	return false
}

// recalled says whether what came after a reminder takes its place: it is said to
// be done, or another day was asked for the same step.
func (e Event) recalled(after Event) bool {
	return after.Kind == Kept && after.Limit == string(Recall) || after.Kind == ToRecall && after.Step == e.Step
}

// notedDays returns the days that lines of the journal give, when no limit reads
// them: a hearing, an answer awaited. What came of a step since settles them.
func (v *view) notedDays() (all []Deadline) {
	for i, e := range v.events {
		if e.Until.Time().IsZero() {
			continue
		}
		read := slices.ContainsFunc(v.guide.TimeLimits, func(l decision.TimeLimit) bool {
			return (l.Usage || l.Length == 0) && slices.Contains(l.Acts, string(e.Kind))
		})
		if read || slices.ContainsFunc(v.events[i+1:], Event.came) {
			continue
		}
		d := Deadline{On: e.Until, Kind: DayNoted, About: cmp.Or(e.Note, string(e.Kind)), Usage: true, Since: e.On, Step: e.Step}
		switch e.Kind {
		case Wrote:
			d.Whose = decision.Clients
		case ToRecall:
			if d.Kind = Recall; slices.ContainsFunc(v.events[i+1:], e.recalled) {
				continue
			}
		}
		all = append(all, d)
	}
	return all
}
