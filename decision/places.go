package decision

import (
	"math/bits"
	"slices"
)

// Standing says where a step stands, given the answers so far.
type Standing int

// The standings of a step.
const (
	Open        Standing = iota // may still be recommended
	Recommended                 // the verdict
	Later                       // some outcomes may lead to it
	Closed                      // an answer closed it
)

// Place is a step with its standing. Blocks say why it is closed: one reason
// is enough for each of its alternatives. When Before is set, the step is
// closed because that one comes first whatever happens, and the blocks are what
// opens Before. A step may be closed without either, as long as questions are
// left: several others come first, one or the other.
type Place struct {
	Step     *Step
	Standing Standing
	Blocks   []Reason
	Before   *Step
	Lasting  bool // closed by facts that no outcome changes
}

// Places returns every step of the ladder, each once, in order.
func (g *Guide) Places(a Answers) []Place {
	w := g.walk(a)
	k, open := w.known(), w.steps()
	verdict := w.next == none && bits.OnesCount64(open) == 1
	ahead := g.ahead(k)
	var places []Place
	for _, s := range g.stepsOf(^uint64(0)) {
		bit := uint64(1) << g.index.steps[s.ID]
		switch {
		case open&bit != 0 && verdict:
			places = append(places, Place{Step: s, Standing: Recommended})
		case open&bit != 0:
			places = append(places, Place{Step: s, Standing: Open})
		default:
			places = append(places, g.place(s, k, ahead&bit != 0))
		}
	}
	if verdict {
		for i := range places {
			if p := &places[i]; p.Standing == Closed && p.Before == nil && len(p.Blocks) == 0 {
				p.Before = g.stepsOf(open)[0]
			}
		}
	}
	return places
}

// place returns the place of a step that is neither open nor recommended.
func (g *Guide) place(s *Step, k known, ahead bool) Place {
	i := g.index.steps[s.ID]
	if blocks, lasting, closed := g.blocks(i, k); closed {
		return Place{Step: s, Standing: Closed, Blocks: blocks, Lasting: lasting}
	}
	if ahead {
		return Place{Step: s, Standing: Later}
	}
	place := Place{Step: s, Standing: Closed, Lasting: true}
	if r := g.outranking(i, k); r != nil {
		place.Before, place.Blocks = &g.Steps[r.step], g.lastingReasons(*r, k)
	}
	return place
}

// lastingReasons returns the reasons of a rule that no outcome changes.
func (g *Guide) lastingReasons(r rule, k known) []Reason {
	return slices.DeleteFunc(g.because(r, k), func(r Reason) bool { return !g.lasting(g.index.facts[r.Fact]) })
}

// ahead returns the steps that outcomes may still lead to, a bit each: those
// reached when only the facts that no outcome changes are kept.
func (g *Guide) ahead(k known) uint64 {
	var steps uint64
	seen := make([]bool, len(g.diagram.nodes))
	var visit func(at int32)
	visit = func(at int32) {
		if seen[at] {
			return
		}
		seen[at] = true
		n := &g.diagram.nodes[at]
		if n.leaf() {
			steps |= n.steps
			return
		}
		if v, ok := k[n.fact]; ok && g.lasting(n.fact) {
			visit(n.kids[v])
			return
		}
		for _, kid := range n.kids {
			visit(kid)
		}
	}
	visit(g.diagram.root)
	return steps
}

// outranking returns a rule that comes before this step whatever happens: its
// conditions hold on facts that no outcome changes, or as soon as those of
// this step do. Nil when some rule of this step has none.
func (g *Guide) outranking(step int, k known) *rule {
	var before *rule
	for i, r := range g.index.rules {
		if r.step != step || len(r.failed(k)) > 0 {
			continue
		}
		earlier := slices.IndexFunc(g.index.rules[:i], func(e rule) bool { return e.step != step && g.covers(e, r, k) })
		if earlier < 0 {
			return nil
		}
		if before == nil {
			before = &g.index.rules[earlier]
		}
	}
	return before
}

// covers says whether the earlier rule holds whenever the later one does.
func (g *Guide) covers(earlier, later rule, k known) bool {
	for _, t := range earlier.tests {
		v, ok := k[t.fact]
		settled := ok && g.lasting(t.fact) && t.mask&(1<<v) != 0
		implied := slices.ContainsFunc(later.tests, func(l test) bool { return l.fact == t.fact && l.mask&^t.mask == 0 })
		if !settled && !implied {
			return false
		}
	}
	return true
}

// RuledOut returns the steps the answers closed, with why.
func (g *Guide) RuledOut(a Answers) []Place {
	return slices.DeleteFunc(g.Places(a), func(p Place) bool { return p.Standing != Closed })
}

// blocks returns the fewest conditions that close every rule of the step, and
// whether they last. closed is false when some rule is not closed.
func (g *Guide) blocks(step int, k known) (blocks []Reason, lasting, closed bool) {
	var rules []rule
	for _, r := range g.index.rules {
		if r.step == step {
			if len(r.failed(k)) == 0 {
				return nil, false, false
			}
			rules = append(rules, r)
		}
	}
	lasting = true
	for len(rules) > 0 {
		fact := g.strongest(rules, k)
		first := slices.IndexFunc(rules, func(r rule) bool { return slices.Contains(r.failed(k), fact) })
		blocks = append(blocks, g.block(rules[first], fact, k[fact]))
		lasting = lasting && g.lasting(fact)
		rules = slices.DeleteFunc(rules, func(r rule) bool { return slices.Contains(r.failed(k), fact) })
	}
	return blocks, lasting, true
}

// strongest returns the fact that closes the most rules; among equals one that
// lasts, then the first asked.
func (g *Guide) strongest(rules []rule, k known) int {
	count := map[int]int{}
	for _, r := range rules {
		for _, f := range r.failed(k) {
			count[f] += 2
		}
	}
	best := none
	for f := range g.Questions {
		if count[f] == 0 {
			continue
		}
		if g.lasting(f) {
			count[f]++
		}
		if best == none || count[f] > count[best] {
			best = f
		}
	}
	return best
}

func (g *Guide) block(r rule, fact, value int) Reason {
	for _, c := range g.Steps[r.step].When[r.alternative].Conditions {
		if v := g.Questions[fact].Options[value].Value; g.index.facts[c.Fact] == fact && !slices.Contains(c.Values, v) {
			return g.reason(c, fact, value)
		}
	}
	return Reason{}
}

// lasting says whether no outcome of any step changes the fact.
func (g *Guide) lasting(fact int) bool { return g.index.changing&(1<<fact) == 0 }
