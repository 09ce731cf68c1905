package decision

import (
	"fmt"
	"slices"
)

// journeys proves that no case goes round in circles, from every situation at
// once, and that no outcome contradicts an answer that is kept.
//
// It grows the set of situations from which every outcome leads to an end: first
// those whose step has none but ends, then those whose outcomes all lead into the
// set, round by round. The number of rounds is the longest case. What is left
// outside when the set grows no more is where a case never ends.
type journeys struct {
	*situations
	guide   *Guide
	where   []set         // by step: the situations it is recommended in
	moves   [][][]setting // by step: the effects of its outcomes, each once
	ending  set
	rounds  int
	holes   set // the situations without a step: another check says so, a case ends there
	answers set // the situations in which no answer contradicts what another settles
}

// prove returns the most steps a case can take, or the chain of steps by which
// one comes back to itself.
func (j *journeys) prove() (longest int, circle []Setting, chain []string) {
	for !j.full && j.grow() {
	}
	if j.full {
		return 0, nil, nil
	}
	if j.ending == everything {
		return j.rounds, nil, nil
	}
	circle, chain = j.circle()
	return 0, circle, chain
}

func (g *Guide) newJourneys() *journeys {
	j := &journeys{guide: g, where: make([]set, len(g.Steps)), answers: everything}
	radix := make([]int, len(g.Questions))
	for f, q := range g.Questions {
		radix[f] = len(q.Options)
	}
	j.situations = newSituations(radix)
	covered := nothing
	for i, s := range g.Steps {
		j.where[i] = j.leads(i)
		covered = j.or(covered, j.where[i])
		var moves [][]setting
		seen := map[string]bool{}
		for _, o := range s.Outcomes {
			effects := g.effects(o)
			if key := fmt.Sprint(effects); !o.End && !seen[key] {
				seen[key], moves = true, append(moves, effects)
			}
		}
		j.moves = append(j.moves, moves)
	}
	j.holes = j.not(covered)
	for f := range g.index.deduce {
		for v, settled := range g.index.deduce[f] {
			for _, s := range settled {
				j.answers = j.and(j.answers, j.or(j.not(j.only(setting{f, v})), j.only(s)))
			}
		}
	}
	j.forget()
	return j
}

// effects gives the effects of an outcome in numbers.
func (g *Guide) effects(o Outcome) []setting {
	var all []setting
	for _, e := range o.Effects {
		if s, ok := g.index.number(e); ok {
			all = append(all, s)
		}
	}
	return all
}

// leads returns the situations the diagram leads to a step.
func (j *journeys) leads(step int) set {
	nodes := j.guide.diagram.nodes
	done := make(map[int32]set, len(nodes))
	var visit func(at int32) set
	visit = func(at int32) set {
		n := &nodes[at]
		switch {
		case n.leaf() && n.step == step:
			return everything
		case n.leaf() || n.steps&(1<<step) == 0:
			return nothing
		}
		if a, ok := done[at]; ok {
			return a
		}
		kids := make([]set, len(n.kids))
		for v, k := range n.kids {
			kids[v] = visit(k)
		}
		done[at] = j.node(int32(n.fact), kids)
		return done[at]
	}
	return visit(j.guide.diagram.root)
}

// grow adds the situations whose outcomes all lead to an end already. False when
// there is none.
func (j *journeys) grow() bool {
	j.forget()
	grown := j.holes
	for step, here := range j.where {
		for _, effects := range j.moves[step] {
			ends := j.ending
			for _, e := range effects {
				ends = j.given(ends, e)
			}
			here = j.and(here, ends)
		}
		grown = j.or(grown, here)
	}
	if grown == j.ending {
		return false
	}
	j.ending, j.rounds = grown, j.rounds+1
	return true
}

// circle follows a case that never ends until it comes back to a situation it
// has been in. It returns the facts there that outcomes change, and the steps
// from there to there.
func (j *journeys) circle() (facts []Setting, chain []string) {
	endless := j.not(j.ending)
	if told := j.and(endless, j.answers); told != nothing {
		endless = told
	}
	at := j.any(endless)
	seen := map[string]int{}
	for {
		key := fmt.Sprint(at)
		if first, ok := seen[key]; ok {
			chain = append(chain[first:], chain[first])
			break
		}
		seen[key] = len(chain)
		step := j.guide.at(at)
		if step == none {
			break
		}
		chain = append(chain, j.guide.Steps[step].ID)
		next := slices.IndexFunc(j.moves[step], func(effects []setting) bool { return !j.holds(j.ending, after(at, effects)) })
		if next < 0 {
			break
		}
		at = after(at, j.moves[step][next])
	}
	for f, v := range at {
		if !j.guide.lasting(f) {
			facts = append(facts, j.guide.told([]setting{{f, v}})...)
		}
	}
	return facts, chain
}

// after returns the situation the effects lead to.
func after(at []int, effects []setting) []int {
	at = slices.Clone(at)
	for _, e := range effects {
		at[e.fact] = e.value
	}
	return at
}

// at returns the step a situation leads to, or none.
func (g *Guide) at(values []int) int {
	n := &g.diagram.nodes[g.diagram.root]
	for !n.leaf() {
		n = &g.diagram.nodes[n.kids[values[n.fact]]]
	}
	return n.step
}

// contradicted finds outcomes that change a fact while an answer that is kept
// settles it otherwise: what happened would be lost.
func (j *journeys) contradicted() (p Problems) {
	g := j.guide
	for i, s := range g.Steps {
		told := j.and(j.where[i], j.answers)
		for _, o := range s.Outcomes {
			effects := g.effects(o)
			for _, e := range effects {
				if against(g.index.deduce[e.fact][e.value], effects) {
					p = append(p, Problem{Code: outcomeContradicts, Pos: o.Pos, Name: s.ID, Facts: g.told([]setting{e})})
				}
			}
			for f, answers := range g.index.deduce {
				if slices.ContainsFunc(effects, func(e setting) bool { return e.fact == f }) {
					continue
				}
				for v, settled := range answers {
					if against(settled, effects) && j.and(told, j.only(setting{f, v})) != nothing {
						p = append(p, Problem{Code: outcomeContradicts, Pos: o.Pos, Name: s.ID, Facts: g.told([]setting{{f, v}})})
					}
				}
			}
		}
	}
	return p
}

// against says whether an effect changes what is settled.
func against(settled, effects []setting) bool {
	for _, s := range settled {
		for _, e := range effects {
			if e.fact == s.fact && e.value != s.value {
				return true
			}
		}
	}
	return false
}
