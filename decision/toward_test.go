package decision_test

import (
	"testing"

	"compromis/decision"
)

// TestToward: from every exercise, the changes proposed lead to each step, and
// no smaller set of changes does.
func TestToward(t *testing.T) {
	g := guide(t)
	for _, e := range g.Exercises {
		a := said(e.Answers...)
		for i := range g.Steps {
			target := g.Steps[i].ID
			routes := g.Toward(a, target)
			if target == e.Step {
				if len(routes) != 0 {
					t.Errorf("%s is at %s already, and is told %v", e.ID, target, routes)
				}
				continue
			}
			if len(routes) == 0 {
				t.Errorf("no way from %s to %s", e.ID, target)
			}
			for _, r := range routes {
				if len(r.Changes) == 0 || len(r.Changes) != len(routes[0].Changes) {
					t.Errorf("%s to %s: %v", e.ID, target, r)
				}
				b := a
				for _, s := range append(r.Changes, r.Asked...) {
					b = b.With(s.Fact, string(s.Value))
				}
				if v := g.Verdict(b).Step; v == nil || v.ID != target {
					t.Errorf("%s with %v does not lead to %s but to %v", e.ID, r, target, v)
				}
			}
			oneChange(t, g, a, target, routes)
		}
	}
}

// oneChange: when more than one change is proposed, none alone is enough.
func oneChange(t *testing.T, g *decision.Guide, a decision.Answers, target string, routes []decision.Route) {
	t.Helper()
	if len(routes) == 0 || len(routes[0].Changes) < 2 {
		return
	}
	for _, c := range g.Changes(a) {
		for _, s := range c.Steps {
			if s.ID == target && len(c.Steps) == 1 {
				t.Errorf("%s=%s alone leads to %s, which is told %v", c.Question.Fact, c.Value, target, routes)
			}
		}
	}
}
