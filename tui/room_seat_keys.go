package tui

import (
	"charm.land/bubbles/v2/key"
)

// This file says which keys of a participant's screen do something now.

// keys are those that do something now, the most useful first.
func (r *RoomSeat) keys(f canvas) []key.Binding {
	switch {
	case r.naming != nil:
		return []key.Binding{keyConfirm, keyLeave}
	case r.leaving:
		return []key.Binding{keyYes}
	case r.helped:
		return []key.Binding{keyBack, keyRoomScroll}
	}
	var keys []key.Binding
	q := r.asked()
	if q != nil && RoomAnswers(r.state) {
		keys = append(keys, bind(digitsOf(len(q.Options)), "répondre"))
	}
	if r.page.overflows(r.content(f), f) {
		keys = append(keys, keyRoomScroll)
	}
	if q != nil && RoomAnswers(r.state) {
		keys = append(keys, keyRoomAnswer)
	}
	if q != nil && RoomWalks(r.state) {
		keys = append(keys, keyUnsure)
	}
	if RoomWalks(r.state) && r.lastReply() != nil {
		keys = append(keys, keyRoomBefore)
	}
	return append(keys, keyQuit, keyRoomName)
}

// seatHelp explains the keys of a participant.
func (r *RoomSeat) seatHelp() [][2]string {
	help := [][2]string{
		{"1 à 9", "répondre par le numéro, quand le vote est ouvert"}, {"↑↓", "aller d’une réponse à l’autre, ou lire la suite"},
		{"entrée", "choisir la réponse montrée par ▸"},
	}
	if RoomWalks(r.state) {
		help = append(help, [2]string{"0", "je ne sais pas"}, [2]string{"échap", "revenir à la question d’avant"})
	}
	return append(help, [2]string{"p", "prendre un pseudonyme, ou en changer"}, [2]string{"q", "quitter"})
}
