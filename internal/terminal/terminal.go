// Package terminal runs a full screen on the terminal of a person, and gives that
// terminal back clean: the main screen, its cursor, no mouse, no bracketed paste,
// lines that echo.
//
// Bubble Tea does so when the program ends. A [Program] does so as well whenever it
// is stopped, by ctrl+z or by a signal from outside, and takes the screen up again
// when it goes on; and a terminal that goes away ends it as if one had quit, so
// that what is to be done at the end is done.
package terminal

import (
	"errors"
	"os"
	"os/signal"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Program is a full screen on the terminal of the process.
type Program struct {
	*tea.Program
	signals chan os.Signal
	asked   atomic.Bool // to stop, and the screen has not seen it yet
}

// New returns a full screen. A filter among the options has no effect.
func New(m tea.Model, options ...tea.ProgramOption) *Program {
	p := &Program{signals: make(chan os.Signal, 1)}
	p.Program = tea.NewProgram(m, append(options, tea.WithFilter(p.filter))...)
	return p
}

// Run shows the screen until it ends. To be interrupted is no error: one left.
func (p *Program) Run() (tea.Model, error) {
	over := make(chan struct{})
	defer close(over)
	if all := caught(); len(all) > 0 { // none would be all of them
		signal.Notify(p.signals, all...)
		defer signal.Stop(p.signals)
	}
	go p.listen(over)
	m, err := p.Program.Run()
	if errors.Is(err, tea.ErrInterrupted) {
		err = nil
	}
	return m, err
}

// stop asks the screen to give the terminal back, and stop.
type stop struct{}

// patience is how long the screen has to give the terminal back. It does not while
// another program has it, an editor: the terminal is not the screen's then.
const patience = 100 * time.Millisecond

// listen does what signals ask for.
func (p *Program) listen(over <-chan struct{}) {
	for {
		select {
		case <-over:
			return
		case s := <-p.signals:
			if s != stopped {
				go p.Quit() // once an editor that has the terminal gives it back
				continue
			}
			p.asked.Store(true)
			go p.Send(stop{})
			select {
			case <-over:
				return
			case <-time.After(patience):
			}
			if p.asked.CompareAndSwap(true, false) {
				pause()
			}
		}
	}
}

// filter keeps what stops the program from the screens: they never see ctrl+z,
// even while one types.
func (p *Program) filter(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if msg.String() != "ctrl+z" {
			return msg
		}
	case stop:
		if !p.asked.CompareAndSwap(true, false) {
			return nil // too late: it stopped without the screen
		}
	default:
		return msg
	}
	if !stops || p.ReleaseTerminal() != nil {
		return nil
	}
	pause()
	if p.RestoreTerminal() != nil {
		return tea.Quit() // there is no terminal any more
	}
	return tea.ResumeMsg{} // drawn anew
}
