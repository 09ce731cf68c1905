package room

import (
	"slices"

	"charm.land/bubbles/v2/key"

	"compromis/internal/draw"
	"compromis/internal/workshop"
)

// This file says which keys of the console do something now, and what each does.

// keys are the most useful first: what the vote asks for, then how to go on.
func (c *Console) keys(f draw.Frame) []key.Binding {
	switch {
	case c.asked != nil:
		return append([]key.Binding{draw.KeyYes}, c.asked.keys...)
	case c.helped:
		return []key.Binding{draw.KeyBack, keyScroll}
	case c.writing():
		return []key.Binding{draw.KeyConfirm, draw.KeyLeave}
	case c.cover == pageWords:
		return slices.Concat(only(len(c.state.Words) > 0, keyAccept), only(len(c.state.Words) > 1, keyPick), []key.Binding{draw.KeyBack}, c.scroll(f))
	case c.cover == pagePeople:
		names := keyNames
		if c.state.Nameless {
			names = keyNamesAgain
		}
		return append([]key.Binding{keyCount, keyPick, draw.KeyBack, keyRename, names, keyTeams}, c.scroll(f)...)
	case c.cover == pageInvite:
		leave := keyEnter
		if c.state.Exercise != nil {
			leave = keyReturn
		}
		return slices.Concat([]key.Binding{leave, draw.KeyQuit}, c.scroll(f), c.onward())
	}
	keys := append(c.chosen(), c.voteKeys()...)
	keys = append(keys, c.onward()...)
	first := 2
	if f.Width < 60 {
		first = 1
	}
	keys = slices.Insert(keys, min(len(keys), first), draw.KeyQuit) // where there is room for it
	keys = append(keys, keySides)
	keys = append(keys, c.scroll(f)...)
	if c.state.Question != nil && c.state.Question.Open {
		keys = slices.Insert(keys, min(len(keys), 1), keyWords)
	}
	sure := keyAskSure
	if c.state.Sure {
		sure = keyAskNoMore
	}
	return append(keys, keyInvite, keyPeople, keyPose, sure)
}

// chosen are the keys of the list one is in.
func (c *Console) chosen() []key.Binding {
	open := c.state.Phase == workshop.Voting
	switch {
	case c.pane == paneCases && !open:
		return []key.Binding{keyChoose, keyPick}
	case c.pane == paneQuestions && !open && c.state.Exercise != nil:
		return []key.Binding{keyAsk, keyPick}
	}
	return nil
}

// voteKeys are those of the present vote.
func (c *Console) voteKeys() []key.Binding {
	var keys []key.Binding
	here := c.pane == paneRoom
	switch s := c.state; s.Phase {
	case workshop.Thinking:
		keys = append(keys, keyOpen)
	case workshop.Voting:
		keys = append(keys, keyClose)
	case workshop.Counted:
		keys = append(keys, only(here, keyReveal)...)
		keys = append(keys, keyReopen)
	case workshop.Revealed:
		keys = append(keys, only(s.Round == 1, keyAgain)...)
		keys = append(keys, only(s.Voters > 0 && s.Question.Fact != workshop.OwnQuestion, followMost(s))...)
		keys = append(keys, only(here, keyHide)...)
	case workshop.Walking:
		keys = append(keys, only(here, draw.Bind("entrée", "montrer la carte"))...)
	case workshop.Mapped:
		keys = append(keys, only(here, draw.Bind("entrée", "masquer la carte"))...)
	}
	return append(keys, only(c.state.Split, keyMinority)...)
}

// followMost is the key of the answer most gave in the vote that is shown.
func followMost(s workshop.State) key.Binding {
	if n := len(s.Rounds); n > 0 && s.Rounds[n-1].Tied() {
		return keyFirst
	}
	return keyMajority
}

// onward are the ways to leave the present question.
func (c *Console) onward() []key.Binding {
	s := c.state
	if s.Exercise == nil && s.Phase == workshop.Voting {
		return nil
	}
	if s.Exercise == nil {
		return []key.Binding{draw.Bind("s", "commencer par le premier cas")}
	}
	keys := append(only(s.Onward == workshop.ToQuestion, keyNext), only(s.Onward == workshop.ToExercise, keyNextCase)...)
	return append(keys, only(s.Phase != workshop.Voting && s.Map == nil, keyFree)...)
}

// scroll is how to read what is out of sight.
func (c *Console) scroll(f draw.Frame) []key.Binding {
	listed := c.cover == 0 && c.pane != paneRoom || c.cover == pagePeople || c.cover == pageWords
	return only(!listed && c.page().Overflows(c.blocks(f), f), keyScroll)
}

// only is a key that does something now, or none.
func only(when bool, k key.Binding) []key.Binding {
	if when {
		return []key.Binding{k}
	}
	return nil
}

// consoleHelp explains every key of the console.
func (c *Console) consoleHelp() [][2]string {
	return [][2]string{
		{"←→", "passer des cas aux questions, puis à la salle"},
		{"↑↓", "aller d’une ligne à l’autre, ou lire la suite"},
		{"entrée", "choisir un cas ou poser une question ; dans la salle, montrer le résultat ou le masquer"},
		{"espace", "ouvrir le vote, puis le fermer"},
		{"r", "faire voter une seconde fois, après discussion"},
		{"m", "voir où mène la réponse la plus donnée"},
		{"n", "voir où mène la deuxième réponse"},
		{"l", "chacun répond seul à toutes les questions"},
		{"s", "la question suivante, puis le cas suivant"},
		{"pg suiv pg préc", "la suite, et revenir, comme avec une télécommande : ouvrir le vote, le fermer, le montrer"},
		{"b", "écran noir ; une touche le rallume"},
		{"i", "comment rejoindre la salle"},
		{"e", "poser votre propre question : deux à cinq réponses, ou aucune pour une question ouverte"},
		{"v", "relire les réponses à une question ouverte, dans la régie, avant qu’elles se montrent"},
		{"c", "demander à chacun s’il est sûr de sa réponse, ou ne plus le demander"},
		{"p", "qui est là, parti ou pas revenu ; entrée montre un pseudonyme relu dans la régie, met de côté les réponses d’une place vide, ou les compte de nouveau ; e récrit un pseudonyme ; n les interdit, ou les permet ; 2 à 6, autant d’équipes, 0 aucune"},
		{"q", "quitter : garder l’atelier pour plus tard, ou le finir"},
	}
}
