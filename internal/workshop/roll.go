package workshop

import (
	"cmp"
	"slices"

	"compromis/internal/french"
)

// Presence says whether somebody is in a seat.
type Presence int

// The presences.
const (
	Here   Presence = iota
	Away            // they left, and may come back
	Absent          // they have not come since the room was opened again
)

// Attendee is a seat as the trainer sees it: one where somebody is, or one that
// did something.
type Attendee struct {
	Seat      int
	Name      string // their pseudonym, or ""
	NameShown bool   // the room may see it
	Team      int    // 0 while there are none
	Presence  Presence
	Aside     bool // their answers do not count
	Answers   int  // how many votes they gave an answer in
	Answered  bool // and in the present one, or they walk alone
}

// roll lists the seats the trainer may want to know of. What others than the
// trainer do shows in it within the pace of the room.
func (r *Room) roll() []Attendee {
	var all []Attendee
	add := func(number int) {
		known := r.session.seats[number]
		a := Attendee{Seat: number, Name: known.name, NameShown: known.shown, Aside: r.session.aside[number], Answers: known.answers, Presence: Away, Answered: r.session.answeredBy(number), Team: r.session.teamOf(number)}
		switch {
		case r.isIn(number):
			a.Presence = Here
		case !r.came[number]:
			a.Presence = Absent
		}
		all = append(all, a)
	}
	for number := range r.session.seats {
		add(number)
	}
	for _, number := range r.present() {
		if _, did := r.session.seats[number]; !did {
			add(number)
		}
	}
	slices.SortFunc(all, func(a, b Attendee) int { return cmp.Compare(a.Seat, b.Seat) })
	return all
}

// Called is how the trainer calls whoever is in a seat: two may have one pseudonym, and no
// two a place.
func (a Attendee) Called() string {
	place := "Place" + french.NBSP + french.Number(a.Seat)
	if a.Name == "" {
		return place
	}
	return place + " · " + a.Name
}

// Unread says whether the pseudonym is still to be read again.
func (a Attendee) Unread() bool { return a.Name != "" && !a.NameShown }

// answeredBy says whether a seat answered what is asked now.
func (s *session) answeredBy(seat int) bool {
	if s.walks != nil {
		_, started := s.walks[seat]
		return started
	}
	if s.vote == nil {
		return false
	}
	_, voted := s.vote.last()[seat]
	return voted
}
