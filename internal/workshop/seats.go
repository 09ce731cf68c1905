package workshop

import "slices"

// How many people may be there at once, and how many seats are kept for those
// who answered and left.
const (
	maxPresent = 10_000
	maxSeats   = 2 * maxPresent
)

// join finds the seat of a digest, or gives a new one.
func (r *Room) join(key string) (Seat, error) {
	return r.sit(r.seatOf(key), key)
}

// back finds the seat of a return number.
func (r *Room) back(key, number string) (Seat, error) {
	seat := r.returns.seat(number)
	if seat == 0 {
		return Seat{}, ErrNumber
	}
	other := r.seatOf(key)
	if key == "" || other == seat {
		return r.sit(seat, key)
	}
	if v := r.here[other]; other != 0 && v != nil {
		r.leave(Seat{other, v.visit})
	}
	e := event{What: returned, Seat: seat, Key: key, Other: other}
	if r.session.homes[seat] == "" && r.session.seats[seat].home == "" {
		e.Return = r.returns.of(seat)
	}
	if err := r.record(e); err != nil {
		return Seat{}, err
	}
	r.news.toAll = true // what counts has changed
	return r.sit(seat, key)
}

// sit puts somebody in a seat, or in a new one for 0.
func (r *Room) sit(number int, key string) (Seat, error) {
	if old := r.here[number]; number != 0 && old != nil {
		r.leave(Seat{number, old.visit})
	}
	present := r.crowd()
	if present >= maxPresent || number == 0 && len(r.session.seats)+present >= maxSeats {
		return Seat{}, ErrFull
	}
	fresh := number == 0
	if fresh {
		r.seated++
		number = r.seated
	}
	r.returns.give(number, func(seat int) bool { _, did := r.session.seats[seat]; return did || r.isIn(seat) })
	if err := r.arrive(number, key, fresh); err != nil {
		return Seat{}, err
	}
	if r.session.aside[number] {
		if err := r.record(event{What: recalled, Seat: number}); err != nil {
			return Seat{}, err
		}
	}
	r.came[number] = true
	r.visits++
	r.here[number] = &visitor{visit: r.visits, key: key, mail: make(chan *State, 1)}
	if key != "" {
		r.sitting[key] = number
	}
	r.mark(number)
	return Seat{number, r.visits}, nil
}

// arrive writes that somebody took a new seat, one the teams were dealt without, or one
// that somebody is in by another program; and the team they are given.
func (r *Room) arrive(number int, key string, fresh bool) error {
	e := event{What: came, Seat: number, Team: r.smallest()}
	kept := !r.journal.full() && len(r.session.homes) < maxSeats
	switch {
	case fresh && !kept && r.others != nil:
		return ErrFull // another program would give that seat too
	case r.journal.full():
		return nil
	case fresh && kept:
		e.Key, e.Return = key, r.returns.of(number)
	case r.away[number]:
		e.Team = r.session.team[number]
	case fresh || !r.session.dealt || e.Team == 0 || r.session.team[number] != 0:
		return nil
	}
	return r.record(e)
}

// seatOf returns the seat of a digest: one that did something, or one that has
// just come; 0 when there is none.
func (r *Room) seatOf(key string) int {
	if key == "" {
		return 0
	}
	if number, ok := r.session.keys[key]; ok {
		return number
	}
	return r.sitting[key]
}

// visitor returns who is in a seat, or nil when they are not there any more.
func (r *Room) visitor(s Seat) *visitor {
	if v := r.here[s.Number]; v != nil && v.visit == s.Visit {
		return v
	}
	return nil
}

func (r *Room) leave(s Seat) {
	v := r.here[s.Number]
	close(v.mail)
	if r.sitting[v.key] == s.Number {
		delete(r.sitting, v.key)
	}
	delete(r.here, s.Number)
	r.mark(s.Number)
}

// mark says that a seat has something new to see.
func (r *Room) mark(seat int) {
	if r.news.seats == nil {
		r.news.seats = map[int]bool{}
	}
	r.news.seats[seat] = true
}

// names returns the pseudonyms of those present that the trainer shows.
func (r *Room) names() []string {
	var all []string
	for _, seat := range r.present() {
		if known := r.session.seats[seat]; known.shown {
			all = append(all, known.name)
		}
	}
	slices.Sort(all)
	return all
}
