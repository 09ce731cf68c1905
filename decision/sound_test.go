package decision_test

import (
	"time"

	"compromis/decision"
)

// draft returns a small guide without a fault, not compiled yet. Each test
// spoils what it needs to.
func draft() *decision.Guide {
	g := &decision.Guide{
		Version: today,
		Questions: []decision.Question{
			question("cause", "impaye", "reclamation"),
			question("dette", "oui", "non"),
			question("client", "consommateur", "public"),
			question("echeance", "lointaine", "proche", "acquise"),
			question("contact", "aucun", "ecrit"),
			question("montant", "petit", "grand"),
		},
		Steps: []decision.Step{
			step("renoncer", end(), when(on("dette", "oui"), on("echeance", "acquise"))),
			step("proteger", leads("echeance", "lointaine"), when(on("dette", "oui"), on("echeance", "proche"))),
			step("appeler", leads("contact", "ecrit"), when(on("contact", "aucun"))),
			step("administration", end(), when(on("client", "public"))),
			step("juge", end(), when(on("montant", "petit")), when(on("dette", "non"))),
			step("avocat", end(), when()),
		},
		Bases: []decision.LegalBasis{{ID: "texte", Confidence: decision.ConfidenceA}},
		Causes: []decision.Cause{
			{Value: "impaye", Sheets: []decision.CauseSheet{{Clients: []decision.Value{"consommateur", "public"}}}},
			{Value: "reclamation", Sheets: []decision.CauseSheet{{Clients: []decision.Value{"consommateur", "public"}}}},
		},
		Exercises: []decision.Exercise{{ID: "cas", Step: "appeler", Answers: []decision.Setting{
			{Fact: "cause", Value: "reclamation"}, {Fact: "dette", Value: "non"},
			{Fact: "client", Value: "public"}, {Fact: "contact", Value: "aucun"},
		}}},
		Thresholds: []decision.Threshold{{Value: "petit", Cents: 500_000}},
		Limitations: []decision.Limitation{
			{Client: "consommateur", Earliest: 2, Latest: 2}, {Client: "public", Earliest: 4, Latest: 4, NextJanuary: true},
		},
	}
	g.Questions[0].Always = true
	g.Questions[0].Options[0].Implies = []decision.Setting{{Fact: "dette", Value: "oui"}}
	g.Questions[3].Kind, g.Questions[5].Kind = decision.Date, decision.Amount
	for _, s := range g.Steps {
		for a := range s.When {
			g.Ladder = append(g.Ladder, decision.Rung{Step: s.ID, Alternatives: []int{a}})
		}
	}
	return g
}

// sound returns the small guide compiled.
func sound() (*decision.Guide, error) {
	g := draft()
	return g, g.Compile()
}

func question(f decision.Fact, values ...decision.Value) decision.Question {
	q := decision.Question{Fact: f}
	for _, v := range values {
		q.Options = append(q.Options, decision.Option{Value: v})
	}
	return q
}

func step(id string, o decision.Outcome, when ...decision.Alternative) decision.Step {
	return decision.Step{
		ID: id, When: when, Outcomes: []decision.Outcome{o}, Bases: []decision.Citation{{Basis: "texte"}},
	}
}

func when(conditions ...decision.Condition) decision.Alternative {
	return decision.Alternative{Conditions: conditions}
}

func on(f decision.Fact, values ...decision.Value) decision.Condition {
	return decision.Condition{Fact: f, Values: values, Reason: "why " + string(f)}
}

func end() decision.Outcome { return decision.Outcome{End: true} }

func leads(f decision.Fact, v decision.Value) decision.Outcome {
	return decision.Outcome{Effects: []decision.Setting{{Fact: f, Value: v}}}
}

// day reads a day.
func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}
