package decision

import (
	"cmp"
	"slices"
)

// Comparison is what one guide recommends and another does not.
type Comparison struct {
	Paths int    // the ways through the questions of either, those of both asked once
	Moves []Move // what is not the same, the most paths first
}

// Move is a change of step: the paths that led to one and lead to another.
type Move struct {
	From, To string // ids of steps; "" where an answer of the path does not exist, or no rung holds
	Paths    int
	Example  []Setting // the answers of one of the shortest, in the order they are asked
}

// Moved is how many paths no longer lead to the same step.
func (c Comparison) Moved() (paths int) {
	for _, m := range c.Moves {
		paths += m.Paths
	}
	return paths
}

// Compare holds two compiled guides against each other, over every path. It walks both
// diagrams together, from their roots: what they share is met once, so that it takes
// what the diagrams take, not what their paths would. The error is [Problems] when
// the order of the questions of the second is not one in which those of the first may
// be asked.
func Compare(before, after *Guide) (Comparison, error) {
	order := merged(before, after)
	b, err := after.inOrder(order)
	if err != nil {
		return Comparison{}, err
	}
	a, err := before.inOrder(order)
	if err != nil {
		return Comparison{}, err
	}
	p := product{before: a, after: b, order: order, known: map[pair]*meeting{}}
	for _, f := range order {
		p.facts = append(p.facts, shared{f, number(a, f), number(b, f), values(a, b, f)})
	}
	all := p.meet(pair{a.diagram.root, b.diagram.root})
	told := Comparison{Paths: all.paths}
	for m, t := range all.moves {
		told.Moves = append(told.Moves, Move{From: m.from, To: m.to, Paths: t.paths, Example: p.example(pair{a.diagram.root, b.diagram.root}, m)})
	}
	slices.SortFunc(told.Moves, func(a, b Move) int {
		return cmp.Or(b.Paths-a.Paths, cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return told, nil
}

// merged is an order of the facts of both: that of the first, those that only the second
// asks where it asks them.
func merged(before, after *Guide) []Fact {
	var order []Fact
	for _, q := range before.Questions {
		order = append(order, q.Fact)
	}
	at := 0
	for _, q := range after.Questions {
		if i := slices.Index(order, q.Fact); i >= 0 {
			at = max(at, i+1)
			continue
		}
		order = slices.Insert(order, at, q.Fact)
		at++
	}
	return order
}

// inOrder returns the guide with its questions in an order that has them all.
func (g *Guide) inOrder(order []Fact) (*Guide, error) {
	byOrder := func(a, b Question) int { return slices.Index(order, a.Fact) - slices.Index(order, b.Fact) }
	if slices.IsSortedFunc(g.Questions, byOrder) {
		return g, nil
	}
	sorted := *g
	sorted.Questions = slices.SortedStableFunc(slices.Values(g.Questions), byOrder)
	return &sorted, sorted.Compile()
}

// product walks two diagrams together.
type product struct {
	before, after *Guide
	order         []Fact
	facts         []shared
	known         map[pair]*meeting
}

// shared is a fact, its number in each guide, or none, and the answers of either.
type shared struct {
	fact          Fact
	before, after int
	values        []Value
}

// pair is a place in each diagram; nowhere for an answer that does not exist there.
type pair struct{ before, after int32 }

const nowhere int32 = -1

// move is a change of step.
type move struct{ from, to string }

// meeting is what lies ahead of a pair.
type meeting struct {
	level int // the fact that is asked; none at the end
	paths int
	moves map[move]tally
}

// tally counts the paths of a move, and measures the shortest.
type tally struct{ paths, length int }

func number(g *Guide, f Fact) int {
	if i, ok := g.index.facts[f]; ok {
		return i
	}
	return none
}

func values(a, b *Guide, f Fact) (all []Value) {
	for _, g := range []*Guide{a, b} {
		if q := g.Question(f); q != nil {
			for _, o := range q.Options {
				if !slices.Contains(all, o.Value) {
					all = append(all, o.Value)
				}
			}
		}
	}
	return all
}

// level is the place in the order of the fact asked there, or beyond all.
func (p *product) level(g *Guide, at int32) int {
	if at == nowhere || g.diagram.nodes[at].leaf() {
		return len(p.order)
	}
	return slices.Index(p.order, g.Questions[g.diagram.nodes[at].fact].Fact)
}

// ends is the step of a leaf.
func ends(g *Guide, at int32) string {
	if at == nowhere || g.diagram.nodes[at].step == none {
		return ""
	}
	return g.Steps[g.diagram.nodes[at].step].ID
}

func (p *product) meet(at pair) *meeting {
	if m, ok := p.known[at]; ok {
		return m
	}
	m := &meeting{level: min(p.level(p.before, at.before), p.level(p.after, at.after)), moves: map[move]tally{}}
	if m.level == len(p.order) {
		m.level, m.paths = none, 1
		if from, to := ends(p.before, at.before), ends(p.after, at.after); from != to {
			m.moves[move{from, to}] = tally{1, 0}
		}
	} else {
		for _, kid := range p.kids(at, m.level) {
			ahead := p.meet(kid)
			m.paths += ahead.paths
			for to, t := range ahead.moves {
				sum, met := m.moves[to]
				if t.length++; met {
					t.length = min(t.length, sum.length)
				}
				m.moves[to] = tally{sum.paths + t.paths, t.length}
			}
		}
	}
	p.known[at] = m
	return m
}

// kids are where each answer leads, in the order of the values.
func (p *product) kids(at pair, level int) []pair {
	f := p.facts[level]
	all := make([]pair, len(f.values))
	for i, v := range f.values {
		all[i] = pair{kid(p.before, at.before, f.before, v), kid(p.after, at.after, f.after, v)}
	}
	return all
}

// kid is where an answer leads in one guide: it stays where the fact is not asked.
func kid(g *Guide, at int32, fact int, v Value) int32 {
	if at == nowhere || fact == none || g.diagram.nodes[at].fact != fact {
		return at
	}
	n, ok := g.index.values[fact][v]
	if !ok {
		return nowhere
	}
	return g.diagram.nodes[at].kids[n]
}

// example returns the answers of one of the shortest paths of a move.
func (p *product) example(at pair, of move) (all []Setting) {
	for m := p.known[at]; m.level != none; m = p.known[at] {
		f, best := p.facts[m.level], none
		kids := p.kids(at, m.level)
		for i, k := range kids {
			if t, ok := p.known[k].moves[of]; ok && (best == none || t.length < p.known[kids[best]].moves[of].length) {
				best = i
			}
		}
		all, at = append(all, Setting{f.fact, f.values[best]}), kids[best]
	}
	return all
}

// Through counts the paths that end on one of some steps, and asks some facts, in a
// compiled guide: those that pass by a page. No step stands for all; no fact, for any.
func (g *Guide) Through(steps []string, facts []Fact, said []Setting) int {
	type key struct {
		at    int32
		asked bool
	}
	known := map[key]int{}
	var count func(k key) int
	count = func(k key) int {
		n := &g.diagram.nodes[k.at]
		if n.leaf() {
			if (len(facts) > 0 || len(said) > 0) && !k.asked || len(steps) > 0 && !slices.Contains(steps, ends(g, k.at)) {
				return 0
			}
			return 1
		}
		if paths, ok := known[k]; ok {
			return paths
		}
		paths, q := 0, &g.Questions[n.fact]
		for v, to := range n.kids {
			asked := k.asked || slices.Contains(facts, q.Fact) || slices.Contains(said, Setting{q.Fact, q.Options[v].Value})
			paths += count(key{to, asked})
		}
		known[k] = paths
		return paths
	}
	return count(key{g.diagram.root, false})
}
