package decision

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

// Onward returns the steps the conflict may still go through if nothing works,
// those that unknown facts decide included, in the order of the ladder.
func (g *Guide) Onward(a Answers) []*Step {
	var ahead uint64
	for _, stage := range g.Escalation(a) {
		ahead |= 1 << g.index.steps[stage.Step.ID]
		for _, s := range stage.Others {
			ahead |= 1 << g.index.steps[s.ID]
		}
	}
	return g.stepsOf(ahead)
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
