package workshop_test

import (
	"errors"
	"testing"

	"compromis/internal/workshop"
)

// attendee finds a seat in the roll the trainer sees.
func attendee(t fatal, s workshop.State, seat int) workshop.Attendee {
	t.Helper()
	for _, a := range s.Roll {
		if a.Seat == seat {
			return a
		}
	}
	t.Fatalf("seat %d is not in the roll %v", seat, s.Roll)
	return workshop.Attendee{}
}

// TestReturn: whoever has no key finds their seat and their vote again by its
// number, also once the room was opened again; they have voted once.
func TestReturn(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	must(t, r.Choose("impaye"), r.Ask(workshop.WhichStep), r.OpenVote())
	seat := join(t, r, "")
	s := state(t, r, seat)
	must(t, r.Answer(seat, s.Ballot, string(s.Question.Options[0].Value)))
	r.Leave(seat)
	again := func(r *workshop.Room, typed string) workshop.Seat {
		t.Helper()
		if !r.Expects(typed) {
			t.Fatalf("nobody is expected with %q", typed)
		}
		back, err := r.Return("", typed)
		must(t, err)
		if own := state(t, r, back); back.Number != seat.Number || own.Own != s.Question.Options[0].Value || own.Voters != 1 || own.Return != s.Return {
			t.Fatalf("back on %v, sees %q of %d voters, number %q", back, own.Own, own.Voters, own.Return)
		}
		return back
	}
	again(r, s.Return)
	must(t, r.Close())
	r = open(t, dir)
	if a := attendee(t, state(t, r, workshop.Console), seat.Number); a.Presence != workshop.Absent || a.Answers != 1 {
		t.Fatalf("the trainer sees %+v", a)
	}
	inside := again(r, " "+s.Return[:3]+s.Return[len(s.Return)-3:])
	over := r.Watch(inside)
	again(r, s.Return)
	if _, open := <-over; open {
		t.Error("two people are in one seat")
	}
	for _, typed := range []string{"", "0", "12345", s.Return + "1"} {
		if _, err := r.Return("", typed); !errors.Is(err, workshop.ErrNumber) || r.Expects(typed) {
			t.Errorf("%q opens a seat: %v", typed, err)
		}
	}
}

// TestReturnWithAnotherKey: a key that takes a seat back by its number has that
// seat from then on, and what it answered elsewhere counts no more.
func TestReturnWithAnotherKey(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	must(t, r.Choose("impaye"), r.Ask(workshop.WhichStep), r.OpenVote())
	laptop, phone := join(t, r, ""), join(t, r, "phone")
	first := state(t, r, laptop)
	must(t, r.Answer(laptop, first.Ballot, string(first.Question.Options[0].Value)),
		r.Answer(phone, first.Ballot, string(first.Question.Options[1].Value)))
	back, err := r.Return("phone", first.Return)
	must(t, err)
	if back.Number != laptop.Number || r.Answer(phone, first.Ballot, "x") == nil {
		t.Fatalf("on %v, and still on %v", back, phone)
	}
	check := func(r *workshop.Room) {
		t.Helper()
		if s := state(t, r, workshop.Console); s.Voters != 1 || !attendee(t, s, phone.Number).Aside {
			t.Fatalf("%d voters, %+v", s.Voters, s.Roll)
		}
		if s := join(t, r, "phone"); s.Number != laptop.Number {
			t.Fatalf("the key has seat %d", s.Number)
		}
	}
	check(r)
	must(t, r.Close())
	check(open(t, dir))
}

// TestGhost: the trainer sets aside the seat of somebody who is not there: it
// counts no more, until it is recalled or somebody sits there.
func TestGhost(t *testing.T) {
	r := open(t, t.TempDir())
	must(t, r.Choose("impaye"), r.Ask(workshop.WhichStep), r.OpenVote())
	ghost := join(t, r, "ghost")
	s := state(t, r, ghost)
	must(t, r.Answer(ghost, s.Ballot, string(s.Question.Options[0].Value)))
	if r.SetAside(ghost.Number) == nil {
		t.Error("somebody who is there is set aside")
	}
	r.Leave(ghost)
	voters := func(want int) {
		t.Helper()
		if s := state(t, r, workshop.Console); s.Voters != want || attendee(t, s, ghost.Number).Aside != (want == 0) {
			t.Fatalf("%d voters, not %d: %+v", s.Voters, want, s.Roll)
		}
	}
	must(t, r.SetAside(ghost.Number))
	voters(0)
	if r.SetAside(ghost.Number) == nil || r.SetAside(77) == nil {
		t.Error("set aside twice, or a seat nobody had")
	}
	must(t, r.Recall(ghost.Number))
	voters(1)
	must(t, r.SetAside(ghost.Number))
	voters(0)
	join(t, r, "ghost")
	voters(1)
}

// TestReturnOfTheSilent: whoever has answered nothing keeps their place, their number and
// their team when they leave for a while, and when the room is opened again.
func TestReturnOfTheSilent(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	must(t, r.SetTeams(3))
	join(t, r, "other")
	seat, terminal := join(t, r, "phone"), join(t, r, "")
	first, number := state(t, r, seat), state(t, r, terminal).Return
	same := func(r *workshop.Room) {
		t.Helper()
		back := join(t, r, "phone")
		if s := state(t, r, back); back.Number != seat.Number || s.Return != first.Return || s.Team != first.Team {
			t.Errorf("back on %d with %q in team %d, not on %d with %q in team %d", back.Number, s.Return, s.Team, seat.Number, first.Return, first.Team)
		}
		if again, err := r.Return("", number); err != nil || again.Number != terminal.Number {
			t.Errorf("back on %v by its number: %v", again, err)
		}
	}
	r.Leave(seat)
	join(t, r, "another")
	same(r)
	must(t, r.Close())
	r = open(t, dir)
	if s := join(t, r, "newcomer"); s.Number <= 4 {
		t.Errorf("a newcomer has seat %d", s.Number)
	}
	same(r)
}
