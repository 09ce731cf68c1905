package plain_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// Two unknown facts may decide only together: both are named.
func TestUndecidedTogether(t *testing.T) {
	yesNo := []decision.Option{{Value: "oui", Label: "Oui"}, {Value: "non", Label: "Non"}}
	both := func(v decision.Value) decision.Alternative {
		return decision.Alternative{Conditions: []decision.Condition{
			{Fact: "a", Values: []decision.Value{v}}, {Fact: "b", Values: []decision.Value{v}},
		}}
	}
	g := &decision.Guide{
		Questions: []decision.Question{{Fact: "a", Title: "A ?", Options: yesNo}, {Fact: "b", Title: "B ?", Options: yesNo}},
		Steps: []decision.Step{
			{ID: "pareil", Title: "Pareil", When: []decision.Alternative{both("oui"), both("non")}},
			{ID: "sinon", Title: "Sinon", When: []decision.Alternative{{}}},
		},
		Ladder: []decision.Rung{{Step: "pareil", Alternatives: []int{0, 1}}, {Step: "sinon", Alternatives: []int{0}}},
	}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := plain.Interview(strings.NewReader("?\n?\n"), &out, g, today); err != nil {
		t.Error(err)
	}
	has(t, out.String(), say.MissingWhy, "1. A ?", "2. B ?", "Oui → Pareil ou Sinon", "1 à 2 répondre à une de ces questions")
}

func TestAdviseTellsOfABrokenOutput(t *testing.T) {
	if err := plain.Advise(broken{}, guide(t), decision.NewAnswers(today)); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v, want closed pipe", err)
	}
}
