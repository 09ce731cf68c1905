package contenttest_test

import (
	"slices"
	"testing"

	"compromis/content/contenttest"
	"compromis/decision"
)

// TestSmall: the small guide is sound and every command runs with it, or it
// would not be read; and it still has what the pictures are there to show.
func TestSmall(t *testing.T) {
	g := contenttest.Small(t)
	asks := func(like func(decision.Question) bool) bool { return slices.ContainsFunc(g.Questions, like) }
	for what, has := range map[string]bool{
		"an amount":      asks(func(q decision.Question) bool { return q.Kind == decision.Amount }),
		"a date":         asks(func(q decision.Question) bool { return q.Kind == decision.Date }),
		"a usual answer": asks(func(q decision.Question) bool { return q.Usual != "" }),
		"other words":    asks(func(q decision.Question) bool { return len(q.Wording) > 0 }),
		"a long list":    asks(func(q decision.Question) bool { return len(q.Options) >= 10 }),
		"a step with alternatives": slices.ContainsFunc(g.Steps, func(s decision.Step) bool {
			return len(s.When) > 1
		}),
		"both doubts under a step": slices.ContainsFunc(g.Steps, func(s decision.Step) bool {
			b := g.Basis(s.Bases[0].Basis)
			return len(b.Disputed) > 0 && len(b.Unread) > 0
		}),
		"a sheet with sanctions": slices.ContainsFunc(g.Causes, func(c decision.Cause) bool {
			return slices.ContainsFunc(c.Sheets, func(s decision.CauseSheet) bool { return len(s.Penalties) > 0 })
		}),
		"a full welcome screen": len(g.Exercises) == 4 && g.Exercises[3].Welcome == 4,
		"several letters":       len(g.Letters()) > 1,
	} {
		if !has {
			t.Errorf("the small guide lacks %s", what)
		}
	}
}
