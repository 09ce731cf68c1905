package workshop

import (
	"errors"
	"fmt"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/stage"
)

// What is said of a room, the same on every screen and in every line. No key is
// named here: each door has its own.

// The headings of what a room is shown, and what stands beside a line of it.
const (
	WordWelcome  = "Bienvenue dans l’atelier"
	WordSoon     = "Le formateur va choisir un cas. Il s’affichera ici."
	WordPapers   = "Les pièces en main"
	WordSaid     = "Ce que la salle a répondu"
	WordMine     = "(votre réponse)"
	WordArrived  = "Vos réponses mènent à"
	WordWhere    = "Où en est la salle"
	WordStuck    = stage.WordStuck
	WordWritten  = "Ce que la salle a écrit"
	WordToCome   = "Les réponses que le formateur accepte s’affichent ici."
	WordSure     = "Justes ou fausses, et sûres ou non"
	WordNameless = "Le formateur ne prend pas de pseudonyme dans cette séance."
	WordTeams    = "Par équipe"
	WordTold     = stage.WordTold
	WordExpected = stage.WordExpected
	WordPoint    = "Ce qu’il faut retenir"
)

// Notice says what the moment asks of a participant.
func (s State) Notice() string {
	second := s.Round == 2
	switch {
	case s.Phase == Thinking && second:
		return "Discutez entre vous. Un second vote va s’ouvrir."
	case s.Phase == Thinking:
		return "Réfléchissez, sans en parler. Le vote va s’ouvrir."
	case s.Phase == Counted:
		return "Le vote est fermé. Le résultat est encore caché."
	case s.Question != nil && s.Question.Open && s.Own != "":
		return "C’est noté. Vous pouvez récrire votre réponse, tant que le vote est ouvert."
	case s.Question != nil && s.Question.Open:
		return "Le vote est ouvert\u00a0: écrivez votre réponse en quelques mots. Le formateur la lit avant de la montrer, sans nom."
	case s.Own != "":
		return "C’est noté. Un autre chiffre change votre réponse, tant que le vote est ouvert."
	case second:
		return "Le second vote est ouvert\u00a0: répondez, même sans changer d’avis."
	}
	return "Le vote est ouvert\u00a0: tapez le numéro de votre réponse."
}

// NoVote says why nothing may be answered now, to somebody who tries.
func (s State) NoVote() string {
	switch s.Phase {
	case Thinking:
		return ErrEarly.Error()
	case Counted:
		return ErrLate.Error()
	}
	return "Aucun vote n’est ouvert. Attendez la question."
}

// WhoIsThere says how many participants there are.
func (s State) WhoIsThere() string {
	return french.Plural(s.Present, "participant présent", "participants présents")
}

// ReturnLine tells a participant their return number.
func (s State) ReturnLine() string { return "Votre numéro de retour" + colon + s.Return }

// ReturnHelp says what it is for.
const ReturnHelp = "Gardez-le\u00a0: il vous rend votre place après une coupure, ou sur un autre appareil."

// HowMany says how many have answered, and out of how many.
func (s State) HowMany() string {
	if s.Voters == 0 {
		return "personne n’a encore répondu"
	}
	return french.Plural(s.Voters, "réponse", "réponses") + " pour " + s.WhoIsThere()
}

// Branch names a branch of the conflict.
func (s State) Branch(side Side) string {
	return "Avec " + branchName(side, s.Tie)
}

// branchName is the answer of the room that a branch begins with: the one most people
// gave, or the first of those given equally often; or the one that came second. The
// story as it is told has none.
func branchName(side Side, tie Tie) string {
	switch {
	case side == Told:
		return ""
	case side == Majority && tie == TiedFirst:
		return "la première des réponses à égalité"
	case side == Majority:
		return "la réponse de la majorité"
	case tie == TiedFirst:
		return "la deuxième des réponses à égalité"
	case tie == TiedSecond:
		return "une des deuxièmes réponses, à égalité"
	}
	return "la deuxième réponse de la salle"
}

// WhereTitle is what heads where answers lead; before the room is asked for the step,
// whether they read the story well.
func (s State) WhereTitle() string {
	if s.StepLater {
		return "Ce que dit l’histoire, réponse par réponse"
	}
	return "Où mène chaque réponse, et pourquoi"
}

// OwnTitle is what heads the same of one's own answer.
func (s State) OwnTitle() string {
	if s.StepLater {
		return "Votre réponse, et l’histoire"
	}
	return "Où mène votre réponse"
}

// Later says what comes after the second vote.
func (s State) Later() string {
	if s.StepLater {
		return "Ce que dit l’histoire se verra après le second vote."
	}
	return "Où mène chaque réponse se verra après le second vote."
}

// Discuss asks the room to discuss, and says what comes after.
func (s State) Discuss() string { return "Discutez. " + s.Later() }

// Leads is where an answer leads, in a line; nothing while that is not told.
func (e Ending) Leads() string {
	switch {
	case e.Held:
		return ""
	case e.Step != nil:
		return e.Step.Title
	case e.Next != nil:
		return "Il faut d’abord savoir" + colon + e.Next.Title
	}
	return "Une réponse inconnue décide de la suite."
}

// Worth says what an ending is worth in the story; nothing of one that simply
// stays open.
func (e Ending) Worth() string {
	switch {
	case e.Reading == Faithful && e.Expected:
		return "Lecture juste de l’histoire. C’est l’étape attendue."
	case e.Reading == Faithful:
		return "Lecture juste de l’histoire."
	case e.Reading == Misread && e.Expected:
		return "Lecture fausse de l’histoire, même étape."
	case e.Reading == Misread:
		return "Lecture fausse de l’histoire."
	case e.Held:
		return "L’histoire ne le dit pas."
	case e.Step == nil:
	case e.Expected:
		return "C’est l’étape attendue."
	case e.Before != nil:
		return "Une autre voie passe toujours avant" + colon + e.Before.Title
	case e.Standing == decision.Later:
		return "Possible plus tard" + colon + "une voie plus douce passe d’abord."
	case e.Standing == decision.Closed && len(e.Reasons) == 0:
		return "Fermée dans ce cas."
	case e.Standing == decision.Closed:
		return "Fermée dans ce cas. Ce qui la ferme, et quand elle servirait" + french.NBSP + ":"
	}
	return ""
}

// Discusses says whether the room is to discuss before it sees where answers lead.
func (s State) Discusses() bool {
	return s.Phase == Revealed && len(s.Endings) == 0 && s.Question != nil && s.Question.Fact != OwnQuestion
}

// MaySaySure says whether this seat may now say if they are sure of their answer.
func (s State) MaySaySure() bool {
	return s.AsksSure && s.Phase == Voting && s.Own != "" && s.Own != decision.Unknown
}

// AskedSure asks somebody whether they are sure, or says what they said.
func (s State) AskedSure() string {
	switch s.SaidSure {
	case yes:
		return "Vous en êtes sûr."
	case no:
		return "Vous n’en êtes pas sûr."
	}
	return "En êtes-vous sûr\u00a0?"
}

// Passage is what the room wrote, under its heading.
type Passage struct {
	Title string
	Words []string
}

// Written are the words the trainer accepted: of both votes, the last first, when some
// were accepted in the first of two.
func (s State) Written() []Passage {
	if len(s.SaidBefore) == 0 {
		return []Passage{{WordWritten, s.Said}}
	}
	return []Passage{{WordWritten + ", au second vote", s.Said}, {WordWritten + ", au premier", s.SaidBefore}}
}

// SureLines say who was right, and sure of it, round by round.
func (s State) SureLines() (lines []string) {
	for i, c := range s.Confidences {
		if c.Said() == 0 {
			continue // it was not asked then
		}
		round := []string{"Premier vote", "Second vote"}[min(i, 1)]
		lines = append(lines, fmt.Sprintf("%s%sjuste et sûr %d, juste et pas sûr %d, faux et sûr %d, faux et pas sûr %d.",
			round, colon, c.RightSure, c.RightUnsure, c.WrongSure, c.WrongUnsure))
	}
	return lines
}

// SameStep says how many, in the last round, read the story wrongly though their
// answer leads to the expected step; nothing while that is not shown.
func (s State) SameStep() string {
	n := 0
	for i, e := range s.Endings {
		if len(s.Rounds) > 0 && e.Reading == Misread && e.Expected {
			n += s.Rounds[len(s.Rounds)-1][i]
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "Une réponse lit mal l’histoire, même si elle mène à la même étape."
	}
	return french.Number(n) + " réponses lisent mal l’histoire, même si elles mènent à la même étape."
}

// OnTheWay says how many of those who walk alone are still on their way, without
// saying where they are nor where they arrive.
func (s State) OnTheWay() string {
	if s.Map == nil {
		return ""
	}
	walking, arrived := 0, s.Map.Stuck
	for _, p := range s.Map.Asked {
		walking += p.Count
	}
	for _, p := range s.Map.Arrived {
		arrived += p.Count
	}
	return french.Number(walking) + " encore en chemin, " + french.Plural(arrived, "arrivé", "arrivés") + "."
}

// Refusal tells a participant why what they asked was not taken. They choose answers
// by their words: the name of a fact, or of a value, says nothing to them.
func Refusal(g *decision.Guide, err error) string {
	var input *decision.InputError
	if errors.As(err, &input) {
		return "Cette réponse n’est pas proposée. Choisissez-en une de la liste."
	}
	return say.Error(g, err)
}
