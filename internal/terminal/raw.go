package terminal

import (
	"os"

	"github.com/charmbracelet/x/term"
)

// Raw gives a terminal to a screen that is drawn elsewhere: each key goes there as it
// is pressed, and what comes back is obeyed. Undo it in the end.
func Raw() (undo func(), err error) {
	in := os.Stdin.Fd()
	before, err := term.MakeRaw(in)
	if err != nil {
		return nil, err
	}
	out, err := obey(os.Stdout)
	if err != nil {
		_ = term.Restore(in, before)
		return nil, err
	}
	return func() { out(); _ = term.Restore(in, before) }, nil
}

// Size is the room of the terminal, in cells; that of a usual one when it says nothing.
func Size() (width, height int) {
	width, height, err := term.GetSize(os.Stdout.Fd())
	if err != nil {
		return 80, 24
	}
	return width, height
}
