package terminal

import (
	"bufio"
	"io"
	"sync/atomic"
)

// Window is where the program shows itself. One that is its own closes with it: that of
// a double click on Windows. What was said there in plain lines, a reason why nothing
// can be shown above all, must be read first.
type Window struct {
	own  bool
	said atomic.Bool
}

// NewWindow looks at the window of a person; of nobody, there is none.
func NewWindow(who Sight) *Window { return &Window{own: who != Nobody && alone()} }

// Lines returns a writer of plain lines in the window.
func (w *Window) Lines(to io.Writer) io.Writer { return heard{to, w} }

type heard struct {
	io.Writer
	by *Window
}

func (h heard) Write(b []byte) (int, error) {
	h.by.said.Store(true)
	return h.Writer.Write(b)
}

// Hold waits for Enter when the window would close over lines nobody had the time to
// read.
func (w *Window) Hold(in io.Reader, out io.Writer) {
	if !w.own || !w.said.Load() {
		return
	}
	if _, err := io.WriteString(out, "\nAppuyez sur Entrée pour fermer.\n"); err != nil {
		return
	}
	_, _ = bufio.NewReader(in).ReadString('\n') // the end of the file will do
}
