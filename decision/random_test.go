package decision_test

import (
	"fmt"

	"pgregory.net/rapid"

	"compromis/decision"
)

// randomGuide draws a small guide: few facts, some that settle later ones, and
// a ladder that ends on a step that always holds.
func randomGuide(t *rapid.T) *decision.Guide {
	g := &decision.Guide{Version: today}
	for f := range rapid.IntRange(2, 5).Draw(t, "facts") {
		q := decision.Question{Fact: decision.Fact(fmt.Sprint("f", f))}
		for v := range rapid.IntRange(2, 3).Draw(t, "values") {
			q.Options = append(q.Options, decision.Option{Value: decision.Value(fmt.Sprint("v", v))})
		}
		g.Questions = append(g.Questions, q)
		if f > 0 && rapid.IntRange(0, 2).Draw(t, "implied") == 0 {
			imply(t, g, rapid.IntRange(0, f-1).Draw(t, "by"), f)
		}
	}
	g.Questions[0].Always = rapid.Bool().Draw(t, "always")
	for s := range rapid.IntRange(2, 5).Draw(t, "steps") {
		id := fmt.Sprint("s", s)
		step := decision.Step{ID: id}
		for a := range rapid.IntRange(1, 2).Draw(t, "alternatives") {
			step.When = append(step.When, randomAlternative(t, g))
			g.Ladder = append(g.Ladder, decision.Rung{Step: id, Alternatives: []int{a}})
		}
		g.Steps = append(g.Steps, step)
	}
	g.Ladder = rapid.Permutation(g.Ladder).Draw(t, "ladder")
	g.Steps = append(g.Steps, decision.Step{ID: "last", When: []decision.Alternative{{}}})
	g.Ladder = append(g.Ladder, decision.Rung{Step: "last", Alternatives: []int{0}})
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	return g
}

// imply makes a value of a fact settle a later one. A fact is settled by one
// other at most, so that settled values never contradict each other.
func imply(t *rapid.T, g *decision.Guide, by, to int) {
	o := &g.Questions[by].Options[rapid.IntRange(0, len(g.Questions[by].Options)-1).Draw(t, "value")]
	v := rapid.IntRange(0, len(g.Questions[to].Options)-1).Draw(t, "settled")
	o.Implies = append(o.Implies, decision.Setting{Fact: g.Questions[to].Fact, Value: g.Questions[to].Options[v].Value})
}

func randomAlternative(t *rapid.T, g *decision.Guide) decision.Alternative {
	var a decision.Alternative
	for f := range g.Questions {
		q := &g.Questions[f]
		mask := rapid.IntRange(1, 1<<len(q.Options)-1).Draw(t, "mask")
		if mask == 1<<len(q.Options)-1 || rapid.IntRange(0, 2).Draw(t, "keep") == 0 {
			continue
		}
		c := decision.Condition{Fact: q.Fact}
		for v, o := range q.Options {
			if mask&(1<<v) != 0 {
				c.Values = append(c.Values, o.Value)
			}
		}
		a.Conditions = append(a.Conditions, c)
	}
	return a
}

// randomTotal draws a consistent value for every fact: each in turn, unless an
// earlier one settled it.
func randomTotal(t *rapid.T, g *decision.Guide) total {
	n := newNaive(g)
	all := n.open()
	for f := range all {
		if all[f] == free {
			all[f] = rapid.IntRange(0, len(g.Questions[f].Options)-1).Draw(t, string(g.Questions[f].Fact))
		}
		for _, s := range g.Questions[f].Options[all[f]].Implies {
			to := n.fact(s.Fact)
			all[to] = n.value(to, s.Value)
		}
	}
	return all
}

// randomWalk answers question after question from the total, some with
// "I don't know", until a random moment or, if whole, to the end.
func randomWalk(t *rapid.T, g *decision.Guide, all total, whole bool) decision.Answers {
	n, a := newNaive(g), said()
	for w := g.Walk(a); w.Next != nil; w = g.Walk(a) {
		if !whole && rapid.IntRange(0, 4).Draw(t, "stop") == 0 {
			return a
		}
		f := n.fact(w.Next.Fact)
		value := string(n.setting(f, all[f]).Value)
		if rapid.IntRange(0, 2).Draw(t, "unknown") == 0 {
			value = string(decision.Unknown)
		}
		a = answer(t, g, a, w.Next.Fact, value)
	}
	return a
}
