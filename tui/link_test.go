package tui

import (
	"testing"

	"compromis/decision"
)

// TestFollow: one stops on a line for the page of the content it leads to, never
// for an address, which no screen opens.
func TestFollow(t *testing.T) {
	address := decision.Span{Text: "légifrance", Link: decision.Link{Kind: decision.ToAddress, ID: "https://www.legifrance.gouv.fr"}}
	basis := decision.Span{Text: "le texte", Link: decision.Link{Kind: decision.ToBasis, ID: "c-civ-1231-6"}}
	if to := follow(decision.Line{{Text: "voir "}, address}); to != nil {
		t.Errorf("an address leads to %#v", to)
	}
	if to := follow(decision.Line{address, {Text: " et "}, basis}); to != basis.Link {
		t.Errorf("leads to %#v, not to %#v", to, basis.Link)
	}
}

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
