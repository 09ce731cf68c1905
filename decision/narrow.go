package decision

import (
	"maps"
	"math/bits"
)

// What is left of the road at a question: how the last answer narrowed it, and
// where it seems to lead.

// Narrowed is the road at one of the questions.
type Narrowed struct {
	Road   []Stretch
	Open   int     // how many ways are left
	All    int     // of how many
	Last   *Reply  // the answer given last; nil before any
	Closed []Place // the ways it closed
	Later  []Place // those it puts off: they may come after others
	Likely []*Step // the ways left, the likely one first, once there are few of them
}

// few is how many ways are left, at most, when one can be called likely.
const few = 5

// Narrowed returns the road as it was when a question was asked: later answers
// are not looked at.
func (g *Guide) Narrowed(a Answers, f Fact) Narrowed {
	a = g.before(a, f)
	n := Narrowed{Road: g.Road(a)}
	w := g.walk(a)
	for i := range w.path {
		if !w.path[i].Deduced {
			n.Last = &w.path[i]
		}
	}
	gone := uint64(0)
	if n.Last != nil {
		gone = g.walk(a.without(n.Last.Question.Fact)).steps() &^ w.steps()
	}
	for _, s := range n.Road {
		n.Open += s.Open
		n.All += len(s.Places)
		for _, p := range s.Places {
			switch {
			case gone&(1<<g.index.steps[p.Step.ID]) == 0:
			case p.Standing == Closed:
				n.Closed = append(n.Closed, p)
			case p.Standing == Later:
				n.Later = append(n.Later, p)
			}
		}
	}
	if n.Open <= few {
		n.Likely = g.likely(w)
	}
	return n
}

// before returns the answers that led to a question.
func (g *Guide) before(a Answers, f Fact) Answers {
	at, ok := g.index.facts[f]
	if !ok {
		return a
	}
	b := Answers{today: a.today, said: maps.Clone(a.said)}
	maps.DeleteFunc(b.said, func(f Fact, _ string) bool {
		i, known := g.index.facts[f]
		return !known || i >= at
	})
	return b
}

// likely returns the steps left, that which most ways of answering lead to first.
// The usual answer to a question counts as much as all the others together.
func (g *Guide) likely(w *walker) []*Step {
	o := odds{guide: g, known: map[int32]map[int]float64{}}
	total := map[int]float64{}
	for _, b := range w.branches {
		for step, share := range o.of(b.node) {
			total[step] += share
		}
	}
	first := none
	steps := w.steps()
	for _, s := range g.stepsOf(steps) {
		if i := g.index.steps[s.ID]; first == none || total[i] > total[first] {
			first = i
		}
	}
	if first == none {
		return nil
	}
	return append([]*Step{&g.Steps[first]}, g.stepsOf(steps&^(1<<first))...)
}

// odds are the shares of the ways of answering that lead to each step.
type odds struct {
	guide *Guide
	known map[int32]map[int]float64
}

func (o *odds) of(at int32) map[int]float64 {
	if shares, ok := o.known[at]; ok {
		return shares
	}
	shares := map[int]float64{}
	n := &o.guide.diagram.nodes[at]
	if n.leaf() {
		if n.steps != 0 {
			shares[bits.TrailingZeros64(n.steps)] = 1
		}
	} else {
		for v, kid := range n.kids {
			weight := o.guide.weight(n.fact, v)
			for step, share := range o.of(kid) {
				shares[step] += weight * share
			}
		}
	}
	o.known[at] = shares
	return shares
}

// weight is the share of an answer among all those to a question.
func (g *Guide) weight(fact, value int) float64 {
	q := &g.Questions[fact]
	others := float64(len(q.Options))
	switch usual := q.Option(q.Usual) != nil; {
	case !usual:
		return 1 / others
	case q.Options[value].Value == q.Usual:
		return 0.5
	default:
		return 0.5 / (others - 1)
	}
}
