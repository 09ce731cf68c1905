package decision

import "math/bits"

// Verdict is where the answers end.
type Verdict struct {
	Step    *Step        // the recommended step; nil when questions are left or unknowns decide
	Reasons []Reason     // the conditions that opened it
	Depends []Dependence // when Step is nil and no question is left: what decides
}

// Reason is a condition and the value that meets it, or closes a step on it.
type Reason struct {
	Fact  Fact
	Value Value
	Text  string
	Basis string // id of the legal basis, or ""
}

// Verdict returns the recommended step and why. While a question is left, the
// verdict is empty.
func (g *Guide) Verdict(a Answers) Verdict {
	w := g.walk(a)
	if w.next != none {
		return Verdict{}
	}
	steps := w.steps()
	if bits.OnesCount64(steps) != 1 {
		return Verdict{Depends: w.depends()}
	}
	s := bits.TrailingZeros64(steps)
	return Verdict{Step: &g.Steps[s], Reasons: g.reasons(s, w.known())}
}

// known are the values the path established, by fact number.
type known map[int]int

func (w *walker) known() known {
	k := make(known, len(w.path))
	for _, r := range w.path {
		if r.Value != Unknown {
			f := w.guide.index.facts[r.Question.Fact]
			k[f] = w.guide.index.values[f][r.Value]
		}
	}
	return k
}

// reasons returns the conditions of the first rule of the step that the known
// facts do not close. A condition no question decided is left out: the other
// rules of the step make up for it.
func (g *Guide) reasons(step int, k known) []Reason {
	for _, r := range g.index.rules {
		if r.step != step || len(r.failed(k)) > 0 {
			continue
		}
		return g.because(r, k)
	}
	return nil
}

// because returns the conditions of a rule whose facts are known.
func (g *Guide) because(r rule, k known) []Reason {
	var reasons []Reason
	for _, c := range g.Steps[r.step].When[r.alternative].Conditions {
		f := g.index.facts[c.Fact]
		if v, ok := k[f]; ok {
			reasons = append(reasons, g.reason(c, f, v))
		}
	}
	return reasons
}

func (g *Guide) reason(c Condition, fact, value int) Reason {
	return Reason{c.Fact, g.Questions[fact].Options[value].Value, c.Reason, c.Basis}
}

// failed returns the facts whose known value closes the rule.
func (r *rule) failed(k known) []int {
	var facts []int
	for _, t := range r.tests {
		if v, ok := k[t.fact]; ok && t.mask&(1<<v) == 0 {
			facts = append(facts, t.fact)
		}
	}
	return facts
}

// stepsOf lists steps given by bit, in the order of the ladder.
func (g *Guide) stepsOf(set uint64) []*Step {
	var steps []*Step
	for _, r := range g.index.rules {
		if set&(1<<r.step) != 0 {
			steps = append(steps, &g.Steps[r.step])
			set &^= 1 << r.step
		}
	}
	return steps
}

// Change is an answer that, given otherwise, would change the verdict.
type Change struct {
	Question *Question
	Value    Value
	Steps    []*Step // where it leads; several when further questions decide
}

// Changes returns the smallest changes that change the verdict: one answer of
// the path each, the others staying as they are. Without a verdict, none.
func (g *Guide) Changes(a Answers) []Change {
	w := g.walk(a)
	now := w.steps()
	if w.next != none || bits.OnesCount64(now) != 1 {
		return nil
	}
	var changes []Change
	for _, r := range w.path {
		if r.Deduced || r.Value == Unknown {
			continue
		}
		for _, o := range r.Question.Options {
			if o.Value == r.Value {
				continue
			}
			changed, err := g.Answer(a, r.Question.Fact, string(o.Value))
			if err != nil {
				continue
			}
			if steps := g.outlook(changed); steps&now == 0 {
				changes = append(changes, Change{r.Question, o.Value, g.stepsOf(steps)})
			}
		}
	}
	return changes
}
