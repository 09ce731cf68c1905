package say

import (
	"compromis/decision"
	"compromis/internal/french"
)

// The headings of what is told of a step, of a cause and of a verdict, the same
// everywhere.
const (
	NowDo           = "À faire maintenant"
	StepTitle       = "Étape recommandée"
	ReasonsTitle    = "Ce qui y conduit, d’après vos réponses"
	WhyNowTitle     = "Pourquoi maintenant"
	HowToTitle      = "Comment faire"
	DocumentsTitle  = "Pièces à réunir"
	PitfallsTitle   = "Pièges"
	TextsTitle      = "Sur quels textes"
	OutcomesTitle   = "Ce qui peut se passer ensuite"
	NeighboursTitle = "Voies voisines"
	ClosedTitle     = "Voies fermées, et pourquoi"
	LaterTitle      = "Possibles plus tard"
	ChangesTitle    = "Ce qui changerait la conclusion"

	AlsoTitle        = "Qui agit, et qui peut le savoir"
	DutiesTitle      = "Ce que vous devez"
	ClaimsTitle      = "Ce que le client peut exiger"
	DeadlinesTitle   = "Sous quels délais"
	PenaltiesTitle   = "Ce que coûte le retard"
	CompromisesTitle = "Compromis usuels"
)

// NoReason is said of a step that no answer opened.
const NoReason = "C’est la voie qui reste quand les précédentes sont fermées."

// NotAdvice says what the program is not; CheckFirst what to do about it, where
// there is room.
const (
	NotAdvice  = "Ceci est une information, pas une consultation juridique."
	CheckFirst = "Vérifiez les textes avant d’agir, ou demandez conseil à un avocat."
)

// Caution says both, and dates the content one reads from.
func Caution(g *decision.Guide) string { return NotAdvice + " " + Content(g) + " " + CheckFirst }

// Content dates the content one reads from, and says what must never be missed of it:
// see [Standing].
func Content(g *decision.Guide) string {
	told := "Contenu juridique du " + french.Date(g.Version)
	if standing := Standing(g); standing != "" {
		told += ", " + standing
	}
	return told + "."
}

// Over says what was laid over the content of the program, if anything was.
func Over(g *decision.Guide) string {
	if g == nil || g.Over.Name == "" {
		return ""
	}
	return overWord + french.NBSP + ": " + french.Line(g.Over.Name)
}

const overWord = "contenu modifié"

// Standing says what must never be missed of a content, wherever it is told: that it
// is not the program's own, that most of its texts are to be read again. "" of any other.
func Standing(g *decision.Guide) string {
	if marks := Marks(g); len(marks) > 0 {
		return marks[0]
	}
	return ""
}

// Marks say the same for a place of few cells, in fewer and fewer words.
func Marks(g *decision.Guide) []string {
	if g == nil {
		return nil
	}
	over, old := Over(g), Outdated(g)
	switch {
	case over != "" && old != "":
		return []string{over + french.NBSP + "; " + old, overWord + ", " + toReadWord, "modifié, à relire"}
	case over != "":
		return []string{over, overWord, "modifié"}
	case old != "":
		return []string{old, toReadWord, "à relire"}
	}
	return nil
}

// The labels of the brief, in the order of the step pages.
const (
	CostLabel    = "Coût"
	TimeLabel    = "Délai"
	WorthLabel   = "Effet"
	StarterLabel = "Initiative"
	PrivacyLabel = "Confidentialité"
	TextLabel    = "Texte"
)

// What is said of an answer one does not have.
const (
	Unsure      = "Je ne sais pas"
	Answered    = "réponse déjà donnée" // of a question
	Missing     = "Il manque une réponse"
	MissingWhy  = "L’étape dépend de ce que vous ne savez pas encore."
	MissingHelp = MissingWhy + " Choisissez une ligne pour répondre."
)

// Value writes an answer as its label, or as what was typed.
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

// Answer writes a question in a word with an answer: "Le client : Un
// particulier".
func Answer(q *decision.Question, said string) string {
	return q.Name + french.NBSP + ": " + Value(q, said)
}

// Understood says in full the day that was told otherwise.
func Understood(canonical string) string {
	return "Compris" + french.NBSP + ": " + french.LongDay(canonical)
}

// Reply writes an answer of the path: its label; what was typed comes first, with
// the label it stands for, when there is one, in brackets.
func Reply(r decision.Reply) string {
	if r.Said == "" {
		return Value(r.Question, string(r.Value))
	}
	told := Value(r.Question, r.Said)
	if o := r.Question.Option(r.Value); o != nil && o.Label != told {
		told += " (" + o.Label + ")"
	}
	return told
}
