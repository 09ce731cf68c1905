package doortest

import (
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/workshop"
)

// Lead does things in front of a room, as its trainer.
func Lead(t testing.TB, acts ...func() error) {
	t.Helper()
	for i, do := range acts {
		if err := do(); err != nil {
			t.Fatalf("act %d: %v", i, err)
		}
	}
}

// Ask chooses the first exercise of a guide and opens a vote on its step.
func Ask(t testing.TB, g *decision.Guide, room workshop.Trainer) workshop.Question {
	t.Helper()
	Lead(t,
		func() error { return room.Choose(g.Exercises[0].ID) },
		func() error { return room.Ask(workshop.WhichStep) },
		room.OpenVote)
	return *Await(t, room, func(s workshop.State) bool { return s.Phase == workshop.Voting }).Question
}

// Await waits for a state of a room, as its console sees it: where there is a console,
// it would take the states from it, and it from us.
func Await(t testing.TB, room workshop.Trainer, met func(workshop.State) bool) workshop.State {
	t.Helper()
	end := time.After(Patience)
	for {
		select {
		case state, ok := <-room.Watch(workshop.Console):
			if !ok {
				return workshop.State{}
			}
			if met(*state) {
				return *state
			}
		case <-end:
			t.Fatal("the room never came to that state")
		}
	}
}

// Voters is met once that many have answered.
func Voters(n int) func(workshop.State) bool {
	return func(s workshop.State) bool { return s.Voters == n }
}

// Present is met while that many are there.
func Present(n int) func(workshop.State) bool {
	return func(s workshop.State) bool { return s.Present == n }
}

// Accept has the trainer show the words of a seat, as they stand.
func Accept(t testing.TB, room workshop.Trainer, seat int) {
	t.Helper()
	Await(t, room, func(s workshop.State) bool {
		for _, w := range s.Words {
			if w.Seat == seat {
				Lead(t, func() error { return room.Accept(seat, s.Ballot, w.Text, true) })
				return true
			}
		}
		return false
	})
}
