package tui

import (
	"time"

	"compromis/internal/french"
	"compromis/internal/say"
)

// dayKind says which day is meant on a line of a form when it is not told in full.
type dayKind int

// The kinds of days.
const (
	noDay     dayKind = iota
	pastDay           // of what happened
	comingDay         // of what is expected
	dueDay            // by which a sum is to be paid: its year is told
)

// check returns how such a line is read on a day.
func (k dayKind) check(today time.Time) func(string) (string, error) {
	sense := map[dayKind]french.Sense{pastDay: french.Past, comingDay: french.Coming, dueDay: french.Either}[k]
	return func(typed string) (string, error) { return sense.Parse(typed, today) }
}

// toldDay shows back in full the day that was understood.
func toldDay(canonical string) (string, bool) { return say.Understood(canonical), true }
