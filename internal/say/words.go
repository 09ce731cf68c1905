package say

import (
	"compromis/decision"
	"compromis/internal/french"
)

// The headings of what is told of a step, the same everywhere.
const (
	ReasonsTitle    = "Ce qui y conduit, d’après vos réponses"
	WhyNowTitle     = "Pourquoi maintenant"
	HowToTitle      = "Comment faire"
	DocumentsTitle  = "Pièces à réunir"
	PitfallsTitle   = "Pièges"
	TextsTitle      = "Sur quels textes"
	NeighboursTitle = "Voies voisines"
)

// The labels of the brief, in the order of the step pages.
const (
	CostLabel    = "Coût"
	TimeLabel    = "Délai"
	WorthLabel   = "Valeur"
	StarterLabel = "Initiative"
	PrivacyLabel = "Confidentialité"
	TextLabel    = "Texte"
)

// What is said of an answer one does not have, and of a text that must be read
// again before one acts on it.
const (
	Unsure      = "Je ne sais pas"
	Missing     = "Il manque une réponse"
	MissingHelp = "L’étape dépend de ce que vous ne savez pas encore. Choisissez une ligne pour répondre."
	ToConfirm   = "à confirmer"
)

// Value writes an answer as one would type it, or as its label.
func Value(q *decision.Question, said string) string {
	if o := q.Option(decision.Value(said)); o != nil {
		return o.Label
	}
	switch {
	case said == string(decision.Unknown):
		return Unsure
	case q.Kind == decision.Amount:
		return french.Amount(said)
	case q.Kind == decision.Date:
		return french.Day(said)
	}
	return said
}

// Reply writes an answer of the path for people.
func Reply(r decision.Reply) string {
	if r.Said != "" {
		return Value(r.Question, r.Said)
	}
	return Value(r.Question, string(r.Value))
}
