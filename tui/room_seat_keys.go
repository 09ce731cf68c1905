package tui

import (
	"charm.land/bubbles/v2/key"

	"compromis/internal/draw"
)

// This file says which keys of a participant's screen do something now.

// keys are those that do something now, the most useful first.
func (r *RoomSeat) keys(f draw.Frame) []key.Binding {
	switch {
	case r.naming != nil:
		return []key.Binding{draw.KeyConfirm, draw.KeyLeave}
	case r.leaving:
		return []key.Binding{draw.KeyYes}
	case r.helped:
		return []key.Binding{draw.KeyBack, keyRoomScroll}
	}
	var keys []key.Binding
	q := r.asked()
	if q != nil && RoomAnswers(r.state) {
		keys = append(keys, draw.Bind(draw.Digits(len(q.Options)), "répondre"))
	}
	if r.Page.Overflows(r.content(f), f) {
		keys = append(keys, keyRoomScroll)
	}
	if q != nil && RoomAnswers(r.state) {
		keys = append(keys, keyRoomAnswer)
	}
	if q != nil && RoomWalks(r.state) {
		keys = append(keys, draw.KeyUnsure)
	}
	if RoomWalks(r.state) && r.lastReply() != nil {
		keys = append(keys, keyRoomBefore)
	}
	return append(keys, draw.KeyQuit, keyRoomName)
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
