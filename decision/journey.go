package decision

import "math/bits"

// Apply returns the answers after an outcome of a step. Nothing is pruned:
// what is true of the case stays true. When the outcome ends the case, the
// answers come back unchanged.
func (g *Guide) Apply(a Answers, o Outcome) Answers {
	for _, e := range o.Effects {
		a = a.With(e.Fact, string(e.Value))
	}
	return a
}

// Stage is one step of an escalation, and the outcome that leads further.
type Stage struct {
	Step    *Step
	Others  []*Step // steps as likely here, when facts not yet known decide
	Outcome Outcome // the least favourable; an End on the last stage
}

// Escalation is the way ahead if nothing works: from the verdict on, each step
// is followed by its least favourable outcome, to an end. The least favourable
// outcome is the one that leads furthest down the ladder. Where unknown facts
// decide, the gentlest possible step is followed and the others are listed.
func (g *Guide) Escalation(a Answers) []Stage {
	var stages []Stage
	for range len(g.Ladder) + len(g.Steps) {
		steps := g.stepsOf(g.outlook(a))
		if len(steps) == 0 {
			return stages
		}
		a = g.suppose(a, g.index.steps[steps[0].ID])
		o := g.leastFavourable(a, steps[0])
		stages = append(stages, Stage{steps[0], steps[1:], o})
		if o.End {
			return stages
		}
		a = g.Apply(a, o)
	}
	return stages
}

// suppose answers the questions left, or unknown, so as to end on the step.
func (g *Guide) suppose(a Answers, step int) Answers {
	for _, r := range g.walk(a).path {
		if a.unknown(r.Question.Fact) {
			a = g.supposeFact(a, r.Question, step)
		}
	}
	for w := g.walk(a); w.next != none; w = g.walk(a) {
		a = g.supposeFact(a, &g.Questions[w.next], step)
	}
	return a
}

func (g *Guide) supposeFact(a Answers, q *Question, step int) Answers {
	possible := g.possibleValues(q, g.walk(a).known())
	for _, v := range possible {
		if b := a.With(q.Fact, string(v)); g.outlook(b)&(1<<step) != 0 {
			return b
		}
	}
	return a.With(q.Fact, string(possible[0]))
}

// leastFavourable returns the outcome whose next step is the furthest down the
// ladder; an outcome that ends the case only when no other is left.
func (g *Guide) leastFavourable(a Answers, s *Step) Outcome {
	best, furthest := Outcome{End: true}, none
	for i, o := range s.Outcomes {
		if i == 0 && o.End {
			best = o
		}
		if o.End {
			continue
		}
		if r := g.height(g.outlook(g.Apply(a, o))); r > furthest {
			best, furthest = o, r
		}
	}
	return best
}

// height returns how far down the ladder the gentlest of the steps stands, at
// its lowest place.
func (g *Guide) height(steps uint64) int {
	lowest := map[int]int{}
	for i, r := range g.index.rules {
		lowest[r.step] = i
	}
	height := none
	for step, i := range lowest {
		if steps&(1<<step) != 0 && (height == none || i < height) {
			height = i
		}
	}
	return height
}

// journey proves that no case goes round in circles. It follows every outcome
// of every step from every situation.
//
// A situation is the facts that outcomes change; the others are fixed for the
// life of a case. Fixing them in the diagram leaves a smaller one, and most
// combinations leave the same: only the different ones are followed.
type journey struct {
	guide   *Guide
	builder builder
	facts   []int // facts that outcomes change
	radix   []int // how many values each has
	root    int32
	depth   []int32 // by situation: 0 not seen, -1 being followed, else steps left
	cycle   []int   // a situation on a cycle, if any
}

// proveJourneys returns the most steps a case can take, or a situation from
// which it would never end.
func (g *Guide) proveJourneys() (longest int, cycle []Setting) {
	j := &journey{guide: g, builder: g.rebuilder()}
	for f := range g.Questions {
		if !g.lasting(f) {
			j.facts = append(j.facts, f)
			j.radix = append(j.radix, len(g.Questions[f].Options))
		}
	}
	for _, root := range j.fixed() {
		j.root = root
		n := j.follow()
		if j.cycle != nil {
			return 0, j.settings()
		}
		longest = max(longest, n)
	}
	return longest, nil
}

// rebuilder returns a builder that holds the nodes of the diagram, to derive
// others from them.
func (g *Guide) rebuilder() builder {
	b := builder{guide: g, unique: map[string]int32{}, built: map[string]int32{}}
	alive := make([]int, len(g.index.rules))
	for i := range alive {
		alive[i] = i
	}
	b.build(0, alive, nil)
	return b
}

// fixed returns every different diagram that fixing the lasting facts leaves.
func (j *journey) fixed() []int32 {
	roots := map[int32]bool{j.guide.diagram.root: true}
	for f := range j.guide.Questions {
		if !j.guide.lasting(f) {
			continue
		}
		next := map[int32]bool{}
		for root := range roots {
			for v := range j.guide.Questions[f].Options {
				next[j.restrict(root, f, v, map[int32]int32{})] = true
			}
		}
		roots = next
	}
	all := make([]int32, 0, len(roots))
	for root := range roots {
		all = append(all, root)
	}
	return all
}

// restrict returns the diagram with a fact fixed.
func (j *journey) restrict(at int32, fact, value int, done map[int32]int32) int32 {
	n := j.builder.nodes[at]
	switch {
	case n.leaf() || n.fact > fact:
		return at
	case n.fact == fact:
		return n.kids[value]
	}
	if to, ok := done[at]; ok {
		return to
	}
	kids := make([]int32, len(n.kids))
	for i, k := range n.kids {
		kids[i] = j.restrict(k, fact, value, done)
	}
	to := j.builder.node(n.fact, kids)
	done[at] = to
	return to
}

// follow goes from every situation to an end, and returns the longest way.
func (j *journey) follow() int {
	total := 1
	for _, r := range j.radix {
		total *= r
	}
	j.depth = make([]int32, total)
	longest := 0
	for s := 0; s < total && j.cycle == nil; s++ {
		longest = max(longest, j.from(s))
	}
	return longest
}

// from returns the most steps from a situation to an end.
func (j *journey) from(situation int) int {
	if d := j.depth[situation]; d > 0 {
		return int(d)
	} else if d < 0 {
		j.cycle = j.values(situation)
		return 0
	}
	j.depth[situation] = -1
	values := j.values(situation)
	steps := j.builder.nodes[j.at(values)].steps
	longest := 0
	if steps != 0 {
		for _, o := range j.guide.Steps[bits.TrailingZeros64(steps)].Outcomes {
			if !o.End && j.cycle == nil {
				longest = max(longest, j.from(j.after(situation, values, o)))
			}
		}
	}
	j.depth[situation] = int32(longest + 1)
	return longest + 1
}

// at returns the leaf a situation leads to.
func (j *journey) at(values []int) int32 {
	at := j.root
	for n := &j.builder.nodes[at]; !n.leaf(); n = &j.builder.nodes[at] {
		for i, f := range j.facts {
			if f == n.fact {
				at = n.kids[values[i]]
			}
		}
	}
	return at
}

func (j *journey) after(situation int, values []int, o Outcome) int {
	for _, e := range o.Effects {
		s, _ := j.guide.index.number(e)
		unit := 1
		for i, f := range j.facts {
			if f == s.fact {
				situation += (s.value - values[i]) * unit
			}
			unit *= j.radix[i]
		}
	}
	return situation
}

func (j *journey) values(situation int) []int {
	values := make([]int, len(j.radix))
	for i, r := range j.radix {
		values[i] = situation % r
		situation /= r
	}
	return values
}

func (j *journey) settings() []Setting {
	var all []Setting
	for i, f := range j.facts {
		q := &j.guide.Questions[f]
		all = append(all, Setting{q.Fact, q.Options[j.cycle[i]].Value})
	}
	return all
}
