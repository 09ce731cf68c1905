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

// Guest is another program that has the terminal for a while: an editor.
type Guest struct {
	Present func() bool // it has the terminal now
	Leave   func()      // asks it to leave, and takes what it holds
}

// Program is a full screen on the terminal of the process.
type Program struct {
	*tea.Program
	guest   Guest
	signals chan os.Signal
	asked   atomic.Bool // to stop, and the screen has not seen it yet
}

// New returns a full screen, which may lend its terminal to a guest. A filter among
// the options has no effect.
func New(m tea.Model, g Guest, options ...tea.ProgramOption) *Program {
	p := &Program{guest: g, signals: make(chan os.Signal, 8)}
	p.Program = tea.NewProgram(m, append(options, tea.WithoutSignalHandler(), tea.WithFilter(p.filter))...)
	return p
}

// Run shows the screen until it ends. To be interrupted is no error: one left.
func (p *Program) Run() (tea.Model, error) {
	over := make(chan struct{})
	defer close(over)
	signal.Notify(p.signals, caught()...)
	defer signal.Stop(p.signals)
	go p.listen(over)
	m, err := p.Program.Run()
	p.dismiss()
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
			if s == os.Interrupt && p.lent() {
				continue // ctrl+c is for the guest
			}
			if s != stopped {
				p.end(over)
				return
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

// end ends the program as if one had quit, once the guest has left. A terminal that
// is gone may hold the screen back: not for ever.
func (p *Program) end(over <-chan struct{}) {
	p.dismiss()
	go p.Quit()
	select {
	case <-over:
	case <-time.After(lastWait):
		p.Kill()
	}
}

// lastWait is how long the screen has to end.
const lastWait = 2 * time.Second

// lent says whether the guest has the terminal.
func (p *Program) lent() bool { return p.guest.Present != nil && p.guest.Present() }

// dismiss has the guest leave.
func (p *Program) dismiss() {
	if p.guest.Leave != nil {
		p.guest.Leave()
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
