package decision_test

import (
	"fmt"
	"time"

	"compromis/decision"
)

// tiny returns a guide of two questions and three steps.
func tiny() *decision.Guide {
	g := &decision.Guide{
		Questions: []decision.Question{question("contact", "aucun", "ecrit"), question("dette", "oui", "non")},
		Steps: []decision.Step{
			step("appeler", end(), when(on("contact", "aucun"))),
			step("relancer", end(), when(on("dette", "oui"))),
			step("ecouter", end(), when()),
		},
		Bases: []decision.LegalBasis{{ID: "texte"}},
		Ladder: []decision.Rung{
			{Step: "appeler", Alternatives: []int{0}},
			{Step: "relancer", Alternatives: []int{0}},
			{Step: "ecouter", Alternatives: []int{0}},
		},
	}
	if err := g.Compile(); err != nil {
		panic(err)
	}
	return g
}

// The next question depends on the answers so far, and so does how many are left.
func ExampleGuide_Walk() {
	g := tiny()
	a := decision.NewAnswers(time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC))

	w := g.Walk(a)
	fmt.Printf("%s? %d to %d questions left\n", w.Next.Fact, w.Min, w.Max)

	w = g.Walk(a.With("contact", "ecrit"))
	fmt.Printf("%s? %d to %d questions left\n", w.Next.Fact, w.Min, w.Max)

	// Output:
	// contact? 1 to 2 questions left
	// dette? 1 to 1 questions left
}

// The recommended step is the first of the ladder whose conditions hold.
func ExampleGuide_Verdict() {
	g := tiny()
	a := decision.NewAnswers(time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC))
	a = a.With("contact", "ecrit").With("dette", "oui")

	v := g.Verdict(a)
	fmt.Println(v.Step.ID)
	for _, r := range v.Reasons {
		fmt.Printf("because %s = %s\n", r.Fact, r.Value)
	}
	for _, p := range g.RuledOut(a) {
		fmt.Printf("not %s: %s = %s\n", p.Step.ID, p.Blocks[0].Fact, p.Blocks[0].Value)
	}

	// Output:
	// relancer
	// because dette = oui
	// not appeler: contact = ecrit
	// not ecouter: dette = oui
}
