package draw

import (
	"testing"

	"compromis/decision"
)

// TestFollow: one stops on a line for the page of the content it leads to, never
// for an address, which no screen opens.
func TestFollow(t *testing.T) {
	address := decision.Span{Text: "légifrance", Link: decision.Link{Kind: decision.ToAddress, ID: "https://www.legifrance.gouv.fr"}}
	basis := decision.Span{Text: "le texte", Link: decision.Link{Kind: decision.ToBasis, ID: "c-civ-1231-6"}}
	if to := Follow(decision.Line{{Text: "voir "}, address}); to != nil {
		t.Errorf("an address leads to %#v", to)
	}
	if to := Follow(decision.Line{address, {Text: " et "}, basis}); to != basis.Link {
		t.Errorf("leads to %#v, not to %#v", to, basis.Link)
	}
}
