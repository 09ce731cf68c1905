package decision

import "slices"

// index gives every name its number, so that the diagram works on small
// integers. Facts are numbered in the order they are asked.
type index struct {
	facts    map[Fact]int
	values   []map[Value]int // by fact
	deduce   [][][]setting   // by fact and value: what the answer settles
	rules    []rule          // the ladder, one rule an alternative
	admits   [][]ruleSet     // by fact and value: the rules whose tests the value passes
	sure     []ruleSet       // by level: the rules without a test from there on
	steps    map[string]int
	bases    map[string]int
	causes   map[Value]int
	client   int          // the fact client, or none
	contract int          // the fact contrat, or none
	changing uint32       // facts some outcome changes, a bit each
	dates    uint32       // questions answered by a date, a bit each
	periods  uint32       // facts that set the limitation period, a bit each
	wordings uint32       // facts some wording depends on, a bit each
	worded   [][]Question // by fact: the question as each of its wordings puts it
}

// none is the number of what does not exist.
const none = -1

// setting is a [Setting] in numbers.
type setting struct{ fact, value int }

// rule is one alternative at one height of the ladder.
type rule struct {
	rung, step, alternative int
	tests                   []test
}

// test holds when the bit of the fact's value is set.
type test struct {
	fact int
	mask uint32
}

// newIndex numbers the guide. Names that do not exist are left out: Check says
// so, and Compile refuses to go on.
func newIndex(g *Guide) index {
	ix := index{
		facts:  make(map[Fact]int, len(g.Questions)),
		steps:  make(map[string]int, len(g.Steps)),
		bases:  make(map[string]int, len(g.Bases)),
		causes: make(map[Value]int, len(g.Causes)),
		client: none, contract: none,
	}
	for i, q := range g.Questions {
		ix.facts[q.Fact] = i
		values := make(map[Value]int, len(q.Options))
		for j, o := range q.Options {
			values[o.Value] = j
		}
		ix.values = append(ix.values, values)
		switch q.Fact {
		case FactClient:
			ix.client = i
			ix.periods |= 1 << i
		case FactContract:
			ix.contract = i
			ix.periods |= 1 << i
		}
		if q.Kind == Date {
			ix.dates |= 1 << i
		}
		ix.worded = append(ix.worded, worded(q))
	}
	for _, q := range g.Questions {
		for _, w := range q.Wording {
			if f, ok := ix.facts[w.Fact]; ok {
				ix.wordings |= 1 << f
			}
		}
	}
	for i, s := range g.Steps {
		ix.steps[s.ID] = i
	}
	for i, b := range g.Bases {
		ix.bases[b.ID] = i
	}
	for i, c := range g.Causes {
		ix.causes[c.Value] = i
	}
	// From the last question to the first: what an answer settles may settle
	// more, and it is always about later questions.
	ix.deduce = make([][][]setting, len(g.Questions))
	for i, q := range slices.Backward(g.Questions) {
		ix.deduce[i] = ix.deductions(q)
	}
	ix.rules = ix.ladder(g)
	ix.sort(g)
	ix.changing = ix.changed(g)
	return ix
}

func (ix *index) deductions(q Question) [][]setting {
	all := make([][]setting, len(q.Options))
	for j, o := range q.Options {
		for _, s := range o.Implies {
			if n, ok := ix.number(s); ok {
				all[j] = append(all[j], n)
				if more := ix.deduce[n.fact]; more != nil {
					all[j] = append(all[j], more[n.value]...)
				}
			}
		}
	}
	return all
}

// number gives a setting in numbers, or false if it names nothing.
func (ix *index) number(s Setting) (setting, bool) {
	f, ok := ix.facts[s.Fact]
	if !ok {
		return setting{}, false
	}
	v, ok := ix.values[f][s.Value]
	return setting{f, v}, ok
}

func (ix *index) ladder(g *Guide) []rule {
	var rules []rule
	for r, rung := range g.Ladder {
		s, ok := ix.steps[rung.Step]
		if !ok {
			continue
		}
		for _, a := range rung.Alternatives {
			if a < len(g.Steps[s].When) {
				rules = append(rules, rule{r, s, a, ix.tests(g.Steps[s].When[a])})
			}
		}
	}
	return rules
}

// tests merges the conditions of an alternative, one test a fact.
func (ix *index) tests(a Alternative) []test {
	var tests []test
	for _, c := range a.Conditions {
		f, ok := ix.facts[c.Fact]
		if !ok {
			continue
		}
		tests = append(tests, test{f, ix.mask(f, c.Values)})
	}
	return tests
}

// sort finds which rules each value leaves, and which are sure at each level.
func (ix *index) sort(g *Guide) {
	if len(ix.rules) > maxRules {
		return
	}
	ix.sure = make([]ruleSet, len(g.Questions)+1)
	for f, q := range g.Questions {
		ix.admits = append(ix.admits, make([]ruleSet, len(q.Options)))
		for v := range q.Options {
			for r := range ix.rules {
				if ix.rules[r].admits(f, v) {
					ix.admits[f][v].add(r)
				}
			}
		}
	}
	for r := range ix.rules {
		last := none
		for _, t := range ix.rules[r].tests {
			last = max(last, t.fact)
		}
		for level := last + 1; level <= len(g.Questions); level++ {
			ix.sure[level].add(r)
		}
	}
}

func (r *rule) admits(fact, value int) bool {
	for _, t := range r.tests {
		if t.fact == fact && t.mask&(1<<value) == 0 {
			return false
		}
	}
	return true
}

func (ix *index) mask(fact int, values []Value) uint32 {
	var mask uint32
	for _, v := range values {
		if n, ok := ix.values[fact][v]; ok {
			mask |= 1 << n
		}
	}
	return mask
}

func (ix *index) changed(g *Guide) uint32 {
	var facts uint32
	for _, s := range g.Steps {
		for _, o := range s.Outcomes {
			for _, e := range o.Effects {
				if f, ok := ix.facts[e.Fact]; ok {
					facts |= 1 << f
				}
			}
		}
	}
	return facts
}

// Question returns the question that asks for the fact, or nil.
func (g *Guide) Question(f Fact) *Question {
	if i, ok := g.index.facts[f]; ok {
		return &g.Questions[i]
	}
	return nil
}

// Option returns the option of that value, or nil.
func (q *Question) Option(v Value) *Option {
	for i := range q.Options {
		if q.Options[i].Value == v {
			return &q.Options[i]
		}
	}
	return nil
}

// Step returns the step of that id, or nil.
func (g *Guide) Step(id string) *Step {
	if i, ok := g.index.steps[id]; ok {
		return &g.Steps[i]
	}
	return nil
}

// Basis returns the legal basis of that id, or nil.
func (g *Guide) Basis(id string) *LegalBasis {
	if i, ok := g.index.bases[id]; ok {
		return &g.Bases[i]
	}
	return nil
}

// Cause returns the cause of that value, or nil.
func (g *Guide) Cause(v Value) *Cause {
	if i, ok := g.index.causes[v]; ok {
		return &g.Causes[i]
	}
	return nil
}
