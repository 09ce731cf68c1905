package workshop

import (
	"fmt"
	"slices"
	"time"
)

// pace is how often the room is told that others came, left or answered. What
// the trainer does, and what a seat does itself, is told at once. Redrawing three
// hundred screens more often would take both processors.
const pace = time.Second

// maxBatch is how many requests share one wait for the disk.
const maxBatch = 1024

// ask is something to do inside the loop.
type ask struct {
	do     func() error
	writes bool // it may write to the journal: answered once the disk has it
	seat   bool // a participant asks
	reply  chan error
}

// visitor is someone in a seat.
type visitor struct {
	visit int
	key   string      // the digest of their key, or ""
	mail  chan *State // one place: the latest state
}

// news is what happened since the last states were told.
type news struct {
	toAll bool         // by the trainer
	seats map[int]bool // by these seats
}

// do runs a function in the loop. Its changes to the session must be undone when
// the disk fails: use write.
func (r *Room) do(f func() error) error { return r.send(ask{do: f}) }

// write runs in the loop a function that records events.
func (r *Room) write(f func() error) error { return r.send(ask{do: f, writes: true}) }

// writeSeat is write for a participant.
func (r *Room) writeSeat(f func() error) error { return r.send(ask{do: f, writes: true, seat: true}) }

func (r *Room) send(a ask) error {
	a.reply = make(chan error, 1)
	select {
	case r.asks <- a:
		return <-a.reply
	case <-r.ctx.Done():
		return ErrClosed
	}
}

// loop owns the room, from Open to Close.
func (r *Room) loop() {
	defer close(r.stopped)
	for {
		select {
		case a := <-r.asks:
			r.serve(r.gather(a))
		case <-r.later:
			r.news.toAll = true
			r.publish()
		case o := <-r.others:
			r.heed(o)
			r.publish()
		case <-r.ctx.Done():
			for _, v := range r.here {
				close(v.mail)
			}
			if r.booth != nil {
				close(r.booth.mail)
			}
			r.ended = r.journal.close(r.finished)
			return
		}
	}
}

// gather takes what else is asked at that moment.
func (r *Room) gather(first ask) []ask {
	all := []ask{first}
	for len(all) < maxBatch {
		select {
		case a := <-r.asks:
			all = append(all, a)
		default:
			return all
		}
	}
	return all
}

// serve does what is asked, waits for the disk, tells the room, and answers.
func (r *Room) serve(all []ask) {
	errs := make([]error, len(all))
	writes := slices.ContainsFunc(all, func(a ask) bool { return a.writes })
	var missed error // why there is no turn to write
	if writes {
		missed = r.turn()
	}
	for i, a := range all {
		if missed == nil || !a.writes {
			errs[i] = r.try(a)
		}
	}
	err := missed
	wrote := missed != nil || r.journal.pending.Len() > 0
	if writes && missed == nil {
		if err = r.journal.commit(); err != nil {
			err = r.journal.trouble(err)
			r.replay()
		}
	}
	if wrote && (err == nil) != (r.trouble == nil) {
		r.trouble, r.news.toAll = err, true
	}
	r.publish()
	for i, a := range all {
		if a.writes && errs[i] == nil && err != nil {
			errs[i] = a.failed(err)
		}
		a.reply <- errs[i]
	}
}

// try does what is asked. A panic, which only a mistake of ours or of the content
// can cause, refuses it and leaves the room as it was.
func (r *Room) try(a ask) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("Cette demande a échoué (%v). Rien n’a changé.", p)
			r.replay()
		}
	}()
	return a.do()
}

// failed is what to say when the disk failed: a participant can do nothing
// about it, and need not know where the trainer keeps things.
func (a ask) failed(err error) error {
	if a.seat && (err == ErrTaken || err == ErrOver) {
		return ErrClosed
	}
	if a.seat {
		return ErrKept
	}
	return err
}

// publish tells the news: to all, or to those they are about and the console;
// the others wait for the pace.
func (r *Room) publish() {
	if !r.news.toAll && len(r.news.seats) == 0 {
		return
	}
	r.version++
	common := r.common()
	if r.news.toAll {
		r.rolled = r.roll()
		r.sayWhoIsHere()
		for seat := range r.here {
			r.tell(seat, common)
		}
		r.later = nil
	} else {
		for seat := range r.news.seats {
			r.tell(seat, common)
		}
		r.tell(0, common)
		if r.later == nil {
			r.later = time.After(pace)
		}
	}
	r.tellBooth(common)
	r.news = news{}
}

// common returns what everyone sees.
func (r *Room) common() State {
	v := r.session.view()
	v.Version, v.Present = r.version, r.crowd()
	if r.session.walks == nil {
		return v
	}
	v.Map = r.session.mapOf(r.present())
	return v
}

// tell puts a state in the mailbox of a seat, in place of one not read yet. Only
// the loop writes there, so that it never waits.
func (r *Room) tell(seat int, common State) {
	v := r.here[seat]
	if v == nil {
		return
	}
	state := common
	if seat == 0 {
		state = r.led(state)
	} else {
		state = r.session.seen(state, seat)
		state.Return = spelled(r.returns.of(seat))
	}
	if seat != 0 && state.Phase == Walking {
		state.Map = nil
	}
	v.post(state)
}

// post puts a state in a mailbox, in place of one not read yet.
func (v *visitor) post(state State) {
	select {
	case <-v.mail:
	default:
	}
	v.mail <- &state
}
