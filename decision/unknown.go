package decision

import "slices"

// Dependence says, for an unknown fact, what each of its values would lead to.
type Dependence struct {
	Question *Question
	Cases    []Lead
}

// Lead is a value of an unknown fact, with the steps it may lead to.
type Lead struct {
	Value Value
	Steps []*Step
}

// depends tells, for each unknown fact on the path, what its values lead to.
// Facts whose every value leads to the same steps are left out, unless the
// unknown facts only decide together: then all are told.
func (w *walker) depends() []Dependence {
	var all, deciding []Dependence
	for _, r := range w.path {
		if !w.answers.unknown(r.Question.Fact) {
			continue
		}
		d := Dependence{Question: r.Question}
		different := false
		for _, o := range r.Question.Options {
			steps := w.guide.stepsOf(w.given(r.Question.Fact, o.Value))
			if len(steps) == 0 {
				continue // the other answers exclude this one
			}
			d.Cases = append(d.Cases, Lead{o.Value, steps})
			different = different || !slices.Equal(steps, d.Cases[0].Steps)
		}
		all = append(all, d)
		if different {
			deciding = append(deciding, d)
		}
	}
	if len(deciding) == 0 {
		return all
	}
	return deciding
}

// given returns the steps the same questions lead to when one of the unknown
// facts has that value, a bit each; none when the others exclude it.
func (w *walker) given(f Fact, v Value) uint64 {
	again := w.guide.start(w.answers.With(f, string(v)))
	for _, r := range w.path {
		if said, ok := again.answers.Get(r.Question.Fact); ok && !r.Deduced && !again.step(w.guide.index.facts[r.Question.Fact], said) {
			return 0
		}
	}
	return again.steps()
}

// possibleValues returns the values that settle nothing otherwise than it is
// known.
func (g *Guide) possibleValues(q *Question, k known) []Value {
	var values []Value
	for v, o := range q.Options {
		clash := func(s setting) bool {
			known, ok := k[s.fact]
			return ok && known != s.value
		}
		if !slices.ContainsFunc(g.index.deduce[g.index.facts[q.Fact]][v], clash) {
			values = append(values, o.Value)
		}
	}
	return values
}

// Prospect says what would follow from answering a question: for each value,
// the steps it may still lead to. It is what « je ne sais pas » shows.
func (g *Guide) Prospect(a Answers, f Fact) Dependence {
	q := g.Question(f)
	if q == nil {
		return Dependence{}
	}
	d := Dependence{Question: q}
	for _, o := range q.Options {
		d.Cases = append(d.Cases, Lead{o.Value, g.stepsOf(g.outlook(a.With(f, string(o.Value))))})
	}
	return d
}
