package dossier

import (
	"compromis/decision"
	"reflect"
	"slices"
)

// Stamp returns the case as it is to be saved on a day: with today's
// conclusion, its nearest deadline, the day it changed, and a title.
func (c Case) Stamp(g *decision.Guide, on decision.Day) Case {
	c.Changed, c.Next = on, Deadline{}
	if c.Opened == "" {
		c.Opened = on
	}
	if c.Title == "" {
		c.Title = c.titleOf(g)
	}
	all := c.Deadlines(g, on)
	c.Next, _ = Next(all)
	c.Agenda = noted(c.Agenda, all)
	return c.conclude(g, on)
}

// conclude returns the case with what the guide recommends on a day. What an
// older content recommended, when it is something else, is remembered.
func (c Case) conclude(g *decision.Guide, on decision.Day) Case {
	then, now := c.Concluded, Conclusion{On: on, Content: decision.DayOf(g.Version), Over: g.Over.Name, Print: g.Over.Print}
	if s := g.Verdict(c.Answers(g, on.Time())).Step; s != nil {
		now.Step = s.ID
	}
	if then.Step != "" && then.Step != now.Step && (then.Content != now.Content || !then.under(g)) {
		c.Former = then
	}
	c.Concluded = now
	return c
}

// titleOf names a case after the cause of the conflict, while nobody does.
func (c Case) titleOf(g *decision.Guide) string {
	if q := g.Question(decision.FactCause); q != nil {
		if o := q.Option(decision.Value(c.Said[decision.FactCause])); o != nil {
			return o.Label
		}
	}
	return ""
}

// Bare says whether a case holds answers and nothing that one wrote, noted or named:
// what an interview that was left there makes.
func (c Case) Bare(g *decision.Guide) bool {
	if q := g.Question(decision.FactCause); q != nil && slices.ContainsFunc(q.Options, func(o decision.Option) bool { return o.Label == c.Title }) {
		c.Title = "" // of the cause said now, or before
	}
	c.ID, c.Said, c.Opened, c.Changed, c.Concluded = "", nil, "", "", Conclusion{}
	return reflect.ValueOf(c).IsZero()
}
