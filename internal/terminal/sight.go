package terminal

import (
	"os"

	"github.com/charmbracelet/x/term"
)

// Sight is what can be shown to whoever uses the program.
type Sight int

// From nobody to a full screen.
const (
	Nobody Sight = iota // a pipe or a file, at one end at least
	Lines               // a terminal that asks for lines: TERM=dumb
	Poor                // a console that would show the codes of a screen instead of obeying them
	Screen              // a full screen
)

// Look says what can be shown on a terminal, which TERM calls by a name.
func Look(in, out *os.File, name string) Sight {
	return sight(term.IsTerminal(in.Fd()) && term.IsTerminal(out.Fd()), name, func() bool { return obeys(out) })
}

// Columns is how wide a terminal is; 0 when there is none.
func Columns(out *os.File) int {
	width, _, err := term.GetSize(out.Fd())
	if err != nil {
		return 0
	}
	return width
}

// sight decides. A console is only asked when there is one, and when it matters.
func sight(person bool, name string, obeys func() bool) Sight {
	switch {
	case !person:
		return Nobody
	case name == "dumb":
		return Lines
	case !obeys():
		return Poor
	}
	return Screen
}
