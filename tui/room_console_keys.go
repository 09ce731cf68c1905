package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"

	"compromis/internal/draw"
	"compromis/internal/workshop"
)

// This file says which keys of the trainer's console do something now.

// keys are the most useful first: what the vote asks for, then how to go on.
func (c *RoomConsole) keys(f draw.Frame) []key.Binding {
	switch {
	case c.asked != nil:
		return append([]key.Binding{draw.KeyYes}, c.asked.keys...)
	case c.helped:
		return []key.Binding{draw.KeyBack, keyRoomScroll}
	case c.invite:
		leave := keyRoomEnter
		if c.state.Exercise != nil {
			leave = keyRoomReturn
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
	keys = append(keys, keyRoomSides)
	keys = append(keys, c.scroll(f)...)
	return append(keys, keyRoomInvite)
}

// chosen are the keys of the list one is in.
func (c *RoomConsole) chosen() []key.Binding {
	open := c.state.Phase == workshop.Voting
	switch {
	case c.pane == paneCases && !open:
		return []key.Binding{keyRoomChoose, keyRoomPick}
	case c.pane == paneQuestions && !open && c.state.Exercise != nil:
		return []key.Binding{keyRoomAsk, keyRoomPick}
	}
	return nil
}

// voteKeys are those of the present vote.
func (c *RoomConsole) voteKeys() []key.Binding {
	var keys []key.Binding
	here := c.pane == paneRoom
	switch s := c.state; s.Phase {
	case workshop.Thinking:
		keys = append(keys, keyRoomOpen)
	case workshop.Voting:
		keys = append(keys, keyRoomClose)
	case workshop.Counted:
		keys = append(keys, only(here, keyRoomReveal)...)
		keys = append(keys, keyRoomReopen)
	case workshop.Revealed:
		keys = append(keys, only(s.Round == 1, keyRoomAgain)...)
		keys = append(keys, only(s.Voters > 0, followMost(s))...)
		keys = append(keys, only(here, keyRoomHide)...)
	case workshop.Walking:
		keys = append(keys, only(here, draw.Bind("entrée", "montrer la carte"))...)
	case workshop.Mapped:
		keys = append(keys, only(here, draw.Bind("entrée", "masquer la carte"))...)
	}
	return append(keys, only(c.state.Split, keyRoomMinority)...)
}

// followMost is the key of the answer most gave in the vote that is shown.
func followMost(s workshop.State) key.Binding {
	if n := len(s.Rounds); n > 0 && s.Rounds[n-1].Tied() {
		return keyRoomFirst
	}
	return keyRoomMajority
}

// onward are the ways to leave the present question.
func (c *RoomConsole) onward() []key.Binding {
	s := c.state
	if s.Exercise == nil {
		return []key.Binding{draw.Bind("s", "commencer par le premier cas")}
	}
	keys := append(only(s.Onward == workshop.ToQuestion, keyRoomNext), only(s.Onward == workshop.ToExercise, keyRoomNextCase)...)
	return append(keys, only(s.Phase != workshop.Voting && s.Map == nil, keyRoomFree)...)
}

// scroll is how to read what is out of sight.
func (c *RoomConsole) scroll(f draw.Frame) []key.Binding {
	listed := !c.invite && c.pane != paneRoom
	return only(!listed && c.page().Overflows(c.blocks(f), f), keyRoomScroll)
}

// only is a key that does something now, or none.
func only(when bool, k key.Binding) []key.Binding {
	if when {
		return []key.Binding{k}
	}
	return nil
}

// consoleHelp explains every key of the console.
func (c *RoomConsole) consoleHelp() [][2]string {
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
		{"i", "comment rejoindre la salle"},
		{"q", "quitter : garder l’atelier pour plus tard, ou le finir"},
	}
}
