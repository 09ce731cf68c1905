package dossier

import (
	"cmp"
	"compromis/decision"
	"maps"
	"slices"
	"strings"
)

// Timeline returns the journal in the order of its days, those of one day as
// they were written. What has no day comes first.
func (c Case) Timeline() []Event {
	all, _ := c.inOrder()
	return all
}

// inOrder returns the journal as [Case.Timeline] does, and how many events have
// no day.
func (c Case) inOrder() (all []Event, undated int) {
	all = make([]Event, 0, len(c.Journal))
	order := make([]int, 0, len(c.Journal))
	for i := range c.Journal {
		if e := &c.Journal[i]; e.On.Time().IsZero() {
			all = append(all, *e)
		} else {
			order = append(order, i)
		}
	}
	undated = len(all)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(c.Journal[a].On, c.Journal[b].On) })
	for _, i := range order {
		all = append(all, c.Journal[i])
	}
	return all, undated
}

// chronicle returns the acts of a dated timeline up to a day, included, as every
// reckoning reads them: in order, an outcome that is an act under the kind of that act.
// What an older program wrote is read as today's: a decision that answers a
// request for an order is that order.
func chronicle(timeline []Event, on decision.Day) []Event {
	all := make([]Event, 0, len(timeline))
	for _, e := range timeline {
		if e.On > on {
			break
		}
		if e.Kind == StepDone && e.Act != "" {
			e.Kind = e.Act
		}
		if e.Kind == Judged && ordered(all, e.Invoice) {
			e.Kind = OrderMade
		}
		all = append(all, e)
	}
	return all
}

// ordered says whether what was last asked of a judge, about an invoice, is an
// order to pay, and nothing came of it yet.
func ordered(before []Event, invoice string) bool {
	for i := len(before) - 1; i >= 0; i-- {
		switch e := &before[i]; e.Kind {
		case AskedOrder, OrderMade, Opposed, Sued, ServedOrder, ServedAtHome:
			if e.concerns(invoice) { // a decision that names none answers what was asked last
				return e.Kind == AskedOrder
			}
		}
	}
	return false
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

// came says whether an event is an outcome of a step.
func (e Event) came() bool { return e.Outcome != "" || e.Kind == StepDone }

// Happened returns the case after an outcome of a step: the event is written,
// with the act it stands for, the facts change as the outcome says, and an end
// closes the case.
func (c Case) Happened(g *decision.Guide, s *decision.Step, o decision.Outcome, on decision.Day, note string) Case {
	before := maps.Clone(c.Said)
	e := c.act(g, o.Act, on)
	e.Kind, e.Act = StepDone, e.Kind
	e.Step, e.Outcome, e.Note, e.Before, e.Former = s.ID, o.Label, note, before, c.Former
	c.Former = Conclusion{}
	if o.Act == "" {
		e.Act = ""
	}
	c = c.With(e)
	if o.End {
		c.Closed = cmp.Or(c.Closed, on)
		return c
	}
	return c.reply(g, on.Time(), func(a decision.Answers) decision.Answers { return g.Apply(a, o) })
}

// act returns the event that an act named by the content stands for: a kind of
// event, or the id of a time limit that is kept.
func (c Case) act(g *decision.Guide, name string, on decision.Day) Event {
	if name == "" {
		return Event{On: on, Kind: Wrote}
	}
	if _, known := g.TimeLimit(name, on); known {
		return Event{On: on, Kind: Kept, Limit: name}
	}
	return Event{On: on, Kind: EventKind(name)}
}

// Acts are those that content may name: see [Case.act].
func Acts(g *decision.Guide) (names []string) {
	for _, k := range EventKinds(g) {
		names = append(names, string(k))
	}
	for _, l := range g.TimeLimits {
		names = append(names, l.ID)
	}
	return slices.AppendSeq(names, maps.Keys(complaintActs))
}

// Leaving returns what sending a letter on a day is in the journal, with the day
// it gives to answer.
func (c Case) Leaving(g *decision.Guide, l *decision.Letter, on decision.Day) Event {
	e := c.act(g, l.Act, on)
	if complaintActs[l.Act] != nil {
		e.Kind, e.Limit = Wrote, l.Act
	}
	if s := g.Verdict(c.Answers(g, on.Time())).Step; s != nil {
		e.Step = s.ID
	}
	e.Note, e.Until = l.Title, answerBy(g, l, on)
	return e
}

// ReplyDays are the fields of a letter that give its reader a day, with the time
// limit that says how long: the letter and the agenda agree.
var ReplyDays = map[string]DeadlineKind{"date-limite": NoticeRunsOut, "date-reponse": ReminderRunsOut}

// ReplyDay returns the day that a field of [ReplyDays] is, in a letter of that day.
func ReplyDay(g *decision.Guide, field string, on decision.Day) decision.Day {
	l, _ := g.TimeLimit(string(ReplyDays[field]), on)
	return LastDay(l, on)
}

// TooLate returns the last day to sue, when a letter of that day leaves its reader
// a time that ends later, or less than a month before: whoever waits for the
// answer may lose the right to sue.
func (c Case) TooLate(g *decision.Guide, l *decision.Letter, on decision.Day) (last decision.Day, late bool) {
	b, known := c.Bar(g, on)
	until := answerBy(g, l, on)
	return b.Earliest, known && until != "" && b.Hold == Free && b.State != decision.Barred && monthsLater(until, 1) > b.Earliest
}

// answerBy returns the day by which a letter asks its reader to answer, or "".
func answerBy(g *decision.Guide, l *decision.Letter, on decision.Day) (until decision.Day) {
	for field := range ReplyDays {
		for _, part := range l.Parts {
			if strings.Contains(part.Text.String(), "{"+field+"}") {
				until = max(until, ReplyDay(g, field, on))
			}
		}
	}
	return until
}

// complaintActs are the letters that move the last complaint: sending one is
// all there is to tell.
var complaintActs = map[string]func(*Complaint) *decision.Day{
	"reclamation-accusee":  func(r *Complaint) *decision.Day { return &r.Acknowledged },
	"reclamation-repondue": func(r *Complaint) *decision.Day { return &r.Answered },
}

// setComplaint returns the case with the day of an act on its last complaint,
// when that day was another.
func (c Case) setComplaint(act string, from, to decision.Day) Case {
	if day := complaintActs[act]; day != nil && len(c.Complaints) > 0 {
		c.Complaints = slices.Clone(c.Complaints)
		if at := day(c.lastComplaint()); *at == from {
			*at = to
		}
	}
	return c
}

// Sends returns the case after a letter left. Its event names what it did to the
// last complaint, unless that was done before: then undoing leaves it.
func (c Case) Sends(l *decision.Letter, e Event) Case {
	if day := complaintActs[l.Act]; day != nil && (len(c.Complaints) == 0 || *day(c.lastComplaint()) != "") {
		e.Limit = ""
	}
	return c.setComplaint(e.Limit, "", e.On).With(e)
}

// contacts says what event a value of the fact "contact" stands for.
var contacts = map[decision.Value]EventKind{spoken: Called, written: Reminded, noticed: GaveNotice}

// Sent returns what the business must have done before an outcome could come,
// a call, a reminder or a formal notice, when the journal since the last step
// does not say it. Its day matters: interest may run from it.
func (c Case) Sent(o decision.Outcome) (EventKind, bool) {
	for _, e := range o.Effects {
		kind, ok := contacts[e.Value]
		if e.Fact != decision.FactContact || !ok {
			continue
		}
		for i := len(c.Journal) - 1; i >= 0 && c.Journal[i].Kind != StepDone; i-- {
			if c.Journal[i].Kind == kind {
				return "", false
			}
		}
		return kind, true
	}
	return "", false
}

// Last returns the event that [Case.Undo] takes back: the last one shown.
func (c Case) Last() (Event, bool) {
	if len(c.Journal) == 0 {
		return Event{}, false
	}
	return c.Journal[c.lastShown()], true
}

// lastShown returns the place in the journal of the last event of the timeline.
func (c Case) lastShown() int {
	at := 0
	for i, e := range c.Journal {
		if decision.DayOf(e.On.Time()) >= decision.DayOf(c.Journal[at].On.Time()) {
			at = i
		}
	}
	return at
}

// Undo takes the last event of the timeline back, with what it changed. It
// returns false when there is none.
func (c Case) Undo() (Case, bool) {
	if len(c.Journal) == 0 {
		return c, false
	}
	at := c.lastShown()
	gone := c.Journal[at]
	c.Journal = slices.Delete(slices.Clone(c.Journal), at, at+1)
	if gone.Kind != StepDone {
		return c.setComplaint(gone.Limit, gone.On, ""), true
	}
	c.Former = gone.Former
	later := slices.IndexFunc(c.Journal[at:], func(e Event) bool { return e.Kind == StepDone })
	if later < 0 {
		c.Said = maps.Clone(gone.Before)
	} else { // written before others that stay: only what it changed goes
		after := c.Journal[at+later].Before
		c.Said = rebased(c.Said, after, gone.Before)
		for i := at; i < len(c.Journal); i++ {
			if c.Journal[i].Kind == StepDone {
				c.Journal[i].Before = rebased(c.Journal[i].Before, after, gone.Before)
			}
		}
	}
	if c.Closed == gone.On { // else another outcome closed it
		c.Closed = ""
	}
	return c, true
}

// rebased returns answers without what an outcome changed: where it changed a
// fact, and nothing did since, the fact is again what it was before.
func rebased(said, after, before map[decision.Fact]string) map[decision.Fact]string {
	said = maps.Clone(said)
	if said == nil {
		said = map[decision.Fact]string{}
	}
	changed := func(f decision.Fact) bool {
		was, had := before[f]
		is, has := after[f]
		return had != has || was != is
	}
	for f := range after {
		if _, had := before[f]; changed(f) && !had && said[f] == after[f] {
			delete(said, f)
		}
	}
	for f, was := range before {
		is, has := after[f]
		if now, still := said[f]; changed(f) && still == has && now == is {
			said[f] = was
		}
	}
	return said
}

// Payments returns the payments of the journal, the oldest first.
func (c Case) Payments() []Event {
	return slices.DeleteFunc(c.Timeline(), func(e Event) bool { return e.Kind != Paid })
}
