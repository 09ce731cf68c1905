package dossier

import (
	"maps"

	"compromis/decision"
)

// Replay is an old case read with today's content.
type Replay struct {
	Then    Conclusion
	Now     Conclusion
	Changed bool               // another step is recommended, or questions are left
	Next    *decision.Question // the first question left, when there is one
	Asked   []decision.Fact    // their answers fit no more, and the question still matters
	Reasons []decision.Reason  // what makes today's step
	Dropped []decision.Setting // the answers that fit no more, as they were given
	Other   bool               // something else was laid over the content then
}

// Replay reads a case with the content of the guide, as it stands on a day. The
// case returned holds only answers the guide knows, and today's conclusion. Those that
// only what was laid over the content knows are put aside, and are back with it.
func (c Case) Replay(g *decision.Guide, on decision.Day) (Case, Replay) {
	r := Replay{Then: c.Concluded, Other: !c.Concluded.under(g)}
	if r.Other {
		c = c.restored(g)
	}
	c = c.reply(g, on.Time(), func(a decision.Answers) decision.Answers {
		a, r.Dropped, r.Asked = g.Fit(a)
		return a
	}).conclude(g, on)
	if r.Other {
		c = c.putAside(r.Dropped)
	}
	a := c.Answers(g, on.Time())
	r.Now, r.Reasons, r.Next = c.Concluded, g.Verdict(a).Reasons, g.Walk(a).Next
	r.Changed = r.Then.On != "" && r.Then.Step != r.Now.Step
	return c, r
}

// restored returns the case with the answers that were put aside and that the guide
// knows.
func (c Case) restored(g *decision.Guide) Case {
	said, aside := maps.Clone(c.Said), maps.Clone(c.Aside)
	for fact, words := range c.Aside {
		if g.Question(fact) != nil {
			if said == nil {
				said = map[decision.Fact]string{}
			}
			if said[fact] == "" {
				said[fact] = words
			}
			delete(aside, fact)
		}
	}
	if c.Said, c.Aside = said, aside; len(aside) == 0 {
		c.Aside = nil
	}
	return c
}

// putAside returns the case with answers kept for the content that knows them.
func (c Case) putAside(dropped []decision.Setting) Case {
	if len(dropped) == 0 {
		return c
	}
	aside := maps.Clone(c.Aside)
	if aside == nil {
		aside = map[decision.Fact]string{}
	}
	for _, s := range dropped {
		aside[s.Fact] = string(s.Value)
	}
	c.Aside = aside
	return c
}

// KeptUntil returns the day after which a case need not be kept: the end of the
// longest limitation period in force, counted from its last event. Either side
// may sue until then, not the business alone. False when no event is dated or
// no period is known.
// Source: CNIL, délibération 2021-131; C. civ., 2224.
func (c Case) KeptUntil(g *decision.Guide) (decision.Day, bool) {
	latest := max(decision.DayOf(c.Opened.Time()), decision.DayOf(c.Closed.Time()))
	for _, e := range c.Journal {
		latest = max(latest, decision.DayOf(e.On.Time()))
	}
	var until decision.Day
	for _, l := range g.Limitations {
		if latest != "" && l.Period.Holds(latest.Time()) {
			_, end := l.Ends(latest.Time())
			until = max(until, decision.DayOf(end))
		}
	}
	return until, until != ""
}
