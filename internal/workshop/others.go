package workshop

import (
	"errors"
	"maps"
	"slices"
)

// This file is a room that several programs show at once: the trainer's, and doors. Each
// has the whole room, played from one journal, and writes to it in its turn.

// others is what happened by the other programs of a room.
type others struct {
	lines [][]byte     // of the journal, that this program may have read already
	seats map[int]bool // somebody is in there; nil when it is as before
	over  error        // why this program has nothing more to do with the room; nil while it has
}

// Why a program has nothing more to do with a room.
var (
	ErrTaken = errors.New("L’atelier est mené depuis un autre ordinateur, qui l’a repris. Ici, plus rien ne s’écrit. Rien n’est perdu.")
	ErrOver  = errors.New("L’atelier est fini, les réponses sont effacées.")
)

// Over is closed once this program has nothing more to do with the room, before it was
// closed: another leads it ([ErrTaken]), or it is finished ([ErrOver]). A room in a folder
// has no other program.
func (r *Room) Over() <-chan struct{} { return r.over }

// Why says why; nil until [Room.Over] is closed.
func (r *Room) Why() error {
	select {
	case <-r.over:
		return r.why
	default:
		return nil
	}
}

// turn waits until the others let this program write, and takes what they wrote.
func (r *Room) turn() error {
	if why := r.Why(); why != nil {
		return why
	}
	lines, err := r.journal.turn(r.journal.kept)
	if err == nil {
		err = r.take(lines)
		if err == nil {
			return nil
		}
		_ = r.journal.append(r.journal.kept, nil, false) // gives the turn back
	}
	r.endFor(err)
	return r.journal.trouble(err)
}

// heed takes what happened by the other programs.
func (r *Room) heed(o others) {
	if err := r.take(o.lines); err != nil {
		r.endFor(err)
	}
	if o.over != nil {
		r.endFor(o.over)
	}
	if o.seats != nil && !maps.Equal(o.seats, r.away) {
		r.away = o.seats
		for seat := range o.seats {
			r.came[seat] = true
		}
		r.mark(Console.Number)
	}
}

// take plays the lines that others wrote, from the first that was not played.
func (r *Room) take(lines [][]byte) error {
	for _, line := range lines {
		e, ok := parse(line)
		if ok && e.N <= r.journal.kept {
			continue
		}
		if !ok || e.N != r.journal.kept+1 {
			return damaged(r.journal.name(), r.journal.kept+2)
		}
		if err := r.session.apply(e); err != nil {
			return unplayable(r.journal.name(), e.N+1)
		}
		r.journal.events = append(r.journal.events, e)
		r.journal.keep(int64(len(line)) + 1)
		r.learn(e)
	}
	return nil
}

// learn does what an event of others asks beside the session.
func (r *Room) learn(e event) {
	if !e.bySeat() {
		r.news.toAll = true
		r.walking.Store(r.session.walks != nil)
		return
	}
	r.seated = max(r.seated, e.Seat)
	r.came[e.Seat] = true
	if home := r.session.homes[e.Seat]; home != "" && home == e.Return {
		r.returns.keep(e.Seat, home)
	}
	if e.What == came || e.What == returned { // they are in that seat there now
		for _, seat := range []int{e.Seat, e.Other} {
			if v := r.here[seat]; v != nil && seat != Console.Number {
				r.leave(Seat{seat, v.visit})
			}
		}
	}
	r.mark(e.Seat)
}

// endFor says that this program has nothing more to do with the room, when that is why.
func (r *Room) endFor(why error) {
	var told *journalError
	if r.Why() != nil || why != ErrTaken && why != ErrOver && !errors.As(why, &told) {
		return
	}
	r.why, r.trouble, r.news.toAll = why, why, true
	close(r.over)
}

// isIn says whether somebody is in a seat, by whatever program.
func (r *Room) isIn(seat int) bool { return r.here[seat] != nil || r.away[seat] }

// crowd is how many seats somebody is in.
func (r *Room) crowd() int {
	n := len(r.here) - 1
	for seat := range r.away {
		if r.here[seat] == nil {
			n++
		}
	}
	return n
}

// present returns the seats with somebody in them, in the order they were taken.
func (r *Room) present() []int {
	all := make([]int, 0, len(r.here)+len(r.away))
	for seat := range r.here {
		if seat != Console.Number {
			all = append(all, seat)
		}
	}
	for seat := range r.away {
		if r.here[seat] == nil {
			all = append(all, seat)
		}
	}
	slices.Sort(all)
	return all
}

// sayWhoIsHere tells the other programs.
func (r *Room) sayWhoIsHere() {
	if r.others == nil {
		return
	}
	var seats []int
	for seat := range r.here {
		if seat != Console.Number {
			seats = append(seats, seat)
		}
	}
	r.journal.here(seats)
}
