package terminal

import (
	"io"
	"os"
	"os/signal"
)

// Input is what a person types in lines. Once one listens, ctrl+c ends it as the end of
// a file does: whoever reads says where all is kept, and ends.
type Input struct {
	in         *os.File
	interrupts chan os.Signal // nil until one listens
	over       bool           // ctrl+c ended it
}

// NewInput returns what is typed in a terminal.
func NewInput(in *os.File) *Input { return &Input{in: in} }

// typed is what a read brought.
type typed struct {
	text []byte
	err  error
}

// Listen has ctrl+c end the input from here on.
func (i *Input) Listen() {
	if i.interrupts == nil {
		i.interrupts = make(chan os.Signal, 1)
		signal.Notify(i.interrupts, os.Interrupt)
	}
}

// Read waits for a line, or for ctrl+c. That read may then stay on the terminal until
// the program ends: nothing else is read there.
func (i *Input) Read(b []byte) (int, error) {
	if i.over {
		return 0, io.EOF
	}
	read := make(chan typed, 1)
	go func() {
		own := make([]byte, len(b)) // b belongs to the caller again once it is left
		n, err := i.in.Read(own)
		read <- typed{own[:n], err}
	}()
	select {
	case r := <-read:
		return copy(b, r.text), r.err
	case <-i.interrupts:
		i.over = true
		return 0, io.EOF
	}
}

// Forget forgets a ctrl+c that was for another program, which had the terminal.
func (i *Input) Forget() {
	select {
	case <-i.interrupts:
	default:
	}
}
