package decision

import (
	"slices"
	"sync"
)

// Situation is what happened to somebody, as life tells it: the facts the story
// gives, and the step a jurist expects whatever the facts it does not give. It
// proves the ladder against life, where an [Exercise] is made for a room.
type Situation struct {
	Story string
	Told  []Setting
	Step  string
	Why   string
	Pos   string
}

// SetSituations gives the guide the situations it is proved against. Only
// [Guide.Check] needs them: read is called once, when they are first asked for.
func (g *Guide) SetSituations(read func() []Situation) { g.situations = sync.OnceValue(read) }

// Situations returns the situations, in the order they are written.
func (g *Guide) Situations() []Situation {
	if g.situations == nil {
		return nil
	}
	return g.situations()
}

// MisnamedIn returns the facts, answers and steps of situations that do not exist.
func (g *Guide) MisnamedIn(all []Situation) Problems {
	r := references{guide: g, index: newIndex(g)}
	for _, s := range all {
		r.situation(s)
	}
	return r.found
}

// situation finds what a situation names that does not exist.
func (r *references) situation(s Situation) {
	for _, t := range s.Told {
		r.setting(s.Pos, t)
	}
	if _, ok := r.index.steps[s.Step]; !ok {
		r.add(stepUnknown, s.Pos, s.Step, r.nearStep(s.Step))
	}
}

// misled finds situations that do not reach the step that is expected, whatever
// they do not tell.
func (g *Guide) misled() (p Problems) {
	for _, s := range g.Situations() {
		r := references{guide: g, index: g.index}
		if r.situation(s); len(r.found) > 0 {
			p = append(p, r.found...)
			continue
		}
		want := g.index.steps[s.Step]
		if replies, found := g.among(s, func(step int) bool { return step != want }); found {
			p = append(p, g.misleading(s, replies))
		}
	}
	return p
}

// among returns replies that agree with what a situation tells and lead to a step
// that is looked for.
func (g *Guide) among(s Situation, sought func(step int) bool) (replies []setting, found bool) {
	told := map[int]int{}
	for _, t := range s.Told {
		f := g.index.facts[t.Fact]
		told[f] = g.index.values[f][t.Value]
	}
	seen := map[int32]bool{}
	var visit func(at int32) bool
	visit = func(at int32) bool {
		n := &g.diagram.nodes[at]
		if n.leaf() || seen[at] {
			return n.leaf() && sought(n.step)
		}
		seen[at] = true
		said, known := told[n.fact]
		for v, kid := range n.kids {
			if known && v != said {
				continue
			}
			if replies = append(replies, setting{n.fact, v}); visit(kid) {
				return true
			}
			replies = replies[:len(replies)-1]
		}
		return false
	}
	return replies, visit(g.diagram.root)
}

// misleading tells where replies lead, why, and which of them the situation does
// not tell and should: those that otherwise given lead to its step.
func (g *Guide) misleading(s Situation, replies []setting) Problem {
	p := Problem{Code: situationMisled, Pos: s.Pos, Name: s.Step}
	a := NewAnswers(g.Version)
	var untold []Setting
	for _, reply := range g.told(replies) {
		a = a.With(reply.Fact, string(reply.Value))
		if !slices.Contains(s.Told, reply) {
			untold = append(untold, reply)
		}
	}
	if v := g.Verdict(a); v.Step != nil {
		p.Near = v.Step.ID
		for _, r := range v.Reasons {
			p.Facts = append(p.Facts, Setting{r.Fact, r.Value})
		}
	}
	for _, c := range g.Changes(a) {
		for _, reply := range untold {
			toward := slices.ContainsFunc(c.Steps, func(to *Step) bool { return to.ID == s.Step })
			if toward && c.Question.Fact == reply.Fact && !slices.Contains(p.Over, reply) {
				p.Over = append(p.Over, reply)
			}
		}
	}
	if want := g.index.steps[s.Step]; len(p.Over) == 0 {
		if _, reachable := g.among(s, func(step int) bool { return step == want }); reachable {
			p.Over = untold
		}
	}
	return p
}
