package tui

import tea "charm.land/bubbletea/v2"

// errands are what a screen asks of the room, one at a time and in order: each
// waits for the disk, and Bubble Tea runs commands in no order at all.
type errands struct {
	busy    bool
	waiting []errand
}

// errand is one of them. A newer one takes the place of the last waiting, when
// both are about the same thing.
type errand struct {
	about any // nil for one that is like no other
	run   tea.Cmd
}

// send asks for something, now or when its turn comes.
func (e *errands) send(next errand) tea.Cmd {
	if !e.busy {
		e.busy = true
		return next.run
	}
	if last := len(e.waiting) - 1; last >= 0 && next.about != nil && e.waiting[last].about == next.about {
		e.waiting[last] = next
	} else {
		e.waiting = append(e.waiting, next)
	}
	return nil
}

// done says that the one under way is, and returns the next.
func (e *errands) done() tea.Cmd {
	if len(e.waiting) == 0 {
		e.busy = false
		return nil
	}
	next := e.waiting[0]
	e.waiting = e.waiting[1:]
	return next.run
}

// forget drops those that wait.
func (e *errands) forget() { e.waiting = nil }
