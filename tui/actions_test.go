package tui

import (
	"testing"

	"compromis/decision"
)

// TestLead: the root opens a page for every link a block may lead to, and takes
// an action as it is.
func TestLead(t *testing.T) {
	for _, kind := range []decision.LinkKind{decision.ToBasis, decision.ToStep, decision.ToCause} {
		if _, ok := lead(decision.Link{Kind: kind, ID: "x"}).(open); !ok {
			t.Errorf("a link of kind %d opens nothing", kind)
		}
	}
	if lead(home{}) != (home{}) || lead(nil) != nil {
		t.Error("an action is not taken as it is")
	}
}
