package decision_test

import (
	"fmt"
	"testing"

	"compromis/decision"
	"compromis/decision/decisiontest"
)

// TestChangesChange applies every change of a sample of paths, and tries every
// other answer: a change is listed exactly when it surely changes the verdict.
func TestChangesChange(t *testing.T) {
	g := guide(t)
	i := 0
	for p := range paths(g) {
		if i++; i%101 == 0 {
			changesAreExact(t, g, said(p.Settings...), p)
		}
	}
}

func changesAreExact(t *testing.T, g *decision.Guide, a decision.Answers, p decisiontest.Path) {
	t.Helper()
	listed := map[string]decision.Change{}
	for _, c := range g.Changes(a) {
		listed[fmt.Sprint(c.Question.Fact, "=", c.Value)] = c
	}
	for _, s := range p.Settings {
		for _, o := range g.Question(s.Fact).Options {
			if o.Value == s.Value {
				continue
			}
			steps := map[string]bool{}
			reach(g, answer(t, g, a, s.Fact, string(o.Value)), steps)
			c, ok := listed[fmt.Sprint(s.Fact, "=", o.Value)]
			delete(listed, fmt.Sprint(s.Fact, "=", o.Value))
			if ok == steps[p.Step.ID] {
				t.Fatalf("%v: %s=%s leads to %v, listed: %v", p.Settings, s.Fact, o.Value, steps, ok)
			}
			for _, to := range c.Steps {
				if !steps[to.ID] || len(c.Steps) != len(steps) {
					t.Fatalf("%v: %s=%s leads to %v, not %v", p.Settings, s.Fact, o.Value, steps, idsOf(c.Steps))
				}
			}
		}
	}
	if len(listed) > 0 {
		t.Fatalf("%v: changes out of the path: %v", p.Settings, listed)
	}
}

// reach gathers the steps that every way of answering the rest leads to.
func reach(g *decision.Guide, a decision.Answers, steps map[string]bool) {
	w := g.Walk(a)
	if w.Next == nil {
		steps[g.Verdict(a).Step.ID] = true
		return
	}
	for _, o := range w.Next.Options {
		reach(g, a.With(w.Next.Fact, string(o.Value)), steps)
	}
}
