package decision_test

import (
	"iter"
	"slices"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/decision/decisiontest"
)

// today is the day the answers of the tests are given on.
var today = contenttest.Today

// guide returns the real content.
var guide = contenttest.Guide

// said returns the answers without any of the checks of Guide.Answer.
func said(settings ...decision.Setting) decision.Answers {
	a := decision.NewAnswers(today)
	for _, s := range settings {
		a = a.With(s.Fact, string(s.Value))
	}
	return a
}

// paths goes through every path of a small guide. Of the real one, which has
// hundreds of thousands, it takes every answer of every question of the diagram
// once at least, and a seeded sample; under the race detector, some of them.
func paths(g *decision.Guide) iter.Seq[decisiontest.Path] {
	if g.Size().Paths <= 10_000 {
		return decisiontest.All(g)
	}
	return decisiontest.Some(g, 5000, 1)
}

// answer answers as a person would, and stops the test when refused.
func answer(t interface{ Fatal(...any) }, g *decision.Guide, a decision.Answers, f decision.Fact, said string) decision.Answers {
	a, err := g.Answer(a, f, said)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// naive reads the ladder literally: the first rung with a list of conditions
// that all hold. It knows nothing of the diagram, and is what the diagram is
// tried against.
type naive struct {
	guide *decision.Guide
	rules []naiveRule
}

type naiveRule struct {
	step  int
	tests []naiveTest
}

type naiveTest struct {
	fact int
	mask uint32
}

// total is a value for every fact, by number.
type total []int

func newNaive(g *decision.Guide) naive {
	n := naive{guide: g}
	for _, rung := range g.Ladder {
		step := slices.IndexFunc(g.Steps, func(s decision.Step) bool { return s.ID == rung.Step })
		for _, a := range rung.Alternatives {
			r := naiveRule{step: step}
			for _, c := range g.Steps[step].When[a].Conditions {
				t := naiveTest{fact: n.fact(c.Fact)}
				for _, v := range c.Values {
					t.mask |= 1 << n.value(t.fact, v)
				}
				r.tests = append(r.tests, t)
			}
			n.rules = append(n.rules, r)
		}
	}
	return n
}

func (n naive) fact(f decision.Fact) int {
	return slices.IndexFunc(n.guide.Questions, func(q decision.Question) bool { return q.Fact == f })
}

func (n naive) value(fact int, v decision.Value) int {
	return slices.IndexFunc(n.guide.Questions[fact].Options, func(o decision.Option) bool { return o.Value == v })
}

func (r *naiveRule) holds(all total) bool {
	for _, t := range r.tests {
		if t.mask&(1<<all[t.fact]) == 0 {
			return false
		}
	}
	return true
}

// step returns the number of the first step that holds, or -1.
func (n naive) step(all total) int {
	for i := range n.rules {
		if n.rules[i].holds(all) {
			return n.rules[i].step
		}
	}
	return -1
}

// free stands for a fact left open in a total.
const free = -1

// open returns a total in which every fact is free.
func (n naive) open() total { return slices.Repeat(total{free}, len(n.guide.Questions)) }

// established returns what the path of a walk establishes. A reply that was
// typed, or is unknown, stays free.
func (n naive) established(w decision.Walk) total {
	p := n.open()
	for _, r := range w.Path {
		f := n.fact(r.Question.Fact)
		p[f] = n.value(f, r.Value)
	}
	return p
}

// steps returns the ids of the steps that completions lead to, sorted. It tries
// the values of the free facts one by one, and the same question put twice once.
func (n naive) steps(partial total) []string {
	found, asked := map[int]bool{}, map[string]bool{}
	rules := make([]int, len(n.rules))
	for i := range rules {
		rules[i] = i
	}
	n.look(0, slices.Clone(partial), rules, found, asked)
	var ids []string
	for s := range found {
		ids = append(ids, n.guide.Steps[s].ID)
	}
	slices.Sort(ids)
	return ids
}

// look goes on from a fact, given the rules that the facts before it leave.
func (n naive) look(f int, all total, rules []int, found map[int]bool, asked map[string]bool) {
	if len(rules) == 0 {
		return
	}
	if f == len(all) {
		found[n.rules[rules[0]].step] = true
		return
	}
	key := keyOf(f, rules, all[f:])
	if asked[key] {
		return
	}
	asked[key] = true
	for v, o := range n.guide.Questions[f].Options {
		if all[f] != free && all[f] != v {
			continue
		}
		next, fits := slices.Clone(all), true
		next[f] = v
		for _, s := range o.Implies {
			to := n.fact(s.Fact)
			fits = fits && (next[to] == free || next[to] == n.value(to, s.Value))
			next[to] = n.value(to, s.Value)
		}
		if fits {
			n.look(f+1, next, n.left(f, v, rules), found, asked)
		}
	}
}

// left returns the rules that the value of a fact leaves, up to the first that
// asks for nothing after it.
func (n naive) left(f, v int, rules []int) []int {
	var kept []int
	for _, r := range rules {
		admits, done := true, true
		for _, t := range n.rules[r].tests {
			admits = admits && (t.fact != f || t.mask&(1<<v) != 0)
			done = done && t.fact <= f
		}
		if admits {
			kept = append(kept, r)
		}
		if admits && done {
			break
		}
	}
	return kept
}

// setting names a value of a total.
func (n naive) setting(fact, value int) decision.Setting {
	q := &n.guide.Questions[fact]
	return decision.Setting{Fact: q.Fact, Value: q.Options[value].Value}
}

// idsOf returns the ids of steps, sorted.
func idsOf(steps []*decision.Step) []string {
	var ids []string
	for _, s := range steps {
		ids = append(ids, s.ID)
	}
	slices.Sort(ids)
	return ids
}
