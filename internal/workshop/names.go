package workshop

// This file is the pseudonyms of a room: the trainer shows each, or has none.

// ShowName says whether the pseudonym of a seat may be shown to the room: none is
// before, and a new one is not either.
func (r *Room) ShowName(seat int, shown bool) error {
	if shown {
		return r.lead(event{What: nameShown, Seat: seat})
	}
	return r.lead(event{What: nameHidden, Seat: seat})
}

// NameSeat gives a seat that has a pseudonym another, which the trainer wrote and the
// room may see; an empty one takes it away.
func (r *Room) NameSeat(seat int, name string) error {
	return r.lead(event{What: nameGiven, Seat: seat, Name: tidy(name)})
}

// AllowNames says whether participants may take a pseudonym in this session. Forbidding
// takes away those they have.
func (r *Room) AllowNames(allowed bool) error {
	if allowed {
		return r.lead(event{What: namesOn})
	}
	return r.lead(event{What: namesOff})
}

// showName says whether the room may see the pseudonym of a seat.
func (s *session) showName(e event) error {
	known := s.seats[e.Seat]
	if known.name == "" || known.shown == (e.What == nameShown) {
		return errNoName
	}
	known.shown = e.What == nameShown
	s.seats[e.Seat] = known
	return nil
}

// giveName changes the pseudonym of a seat.
func (s *session) giveName(e event) error {
	known := s.seats[e.Seat]
	if known.name == "" || known.name == e.Name && known.shown {
		return errNoName
	}
	known.name, known.shown = e.Name, e.Name != ""
	s.seats[e.Seat] = known
	return nil
}

// allowNames says whether there are pseudonyms.
func (s *session) allowNames(e event) error {
	if s.nameless == (e.What == namesOff) {
		return errNamesSame
	}
	if s.nameless = e.What == namesOff; !s.nameless {
		return nil
	}
	for number, known := range s.seats {
		known.name, known.shown = "", false
		s.seats[number] = known
	}
	return nil
}
