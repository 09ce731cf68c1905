package decisiontest

import "compromis/decision"

// Together is a guide of two questions, "a" and "b", whose step depends on
// whether their answers are the same: unknown, they only decide together.
func Together() *decision.Guide {
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
		panic(err)
	}
	return g
}
