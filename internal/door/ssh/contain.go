package ssh

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"time"

	tea "charm.land/bubbletea/v2"
)

// contained is a screen whose panics end its own session: Bubble Tea would
// print them on the trainer's terminal.
type contained struct {
	screen tea.Model
	fell   func(r any) // told of a panic, ends the session
}

// Init starts the screen.
func (c contained) Init() tea.Cmd {
	defer c.catch()
	return c.cmd(c.screen.Init())
}

// Update passes a message on.
func (c contained) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	defer c.catch()
	m = c
	_, cmd = c.screen.Update(msg)
	return m, c.cmd(cmd)
}

// brushes are what screens are drawn with: one for each processor. A page costs forty
// times less than a screen, and there are many: those that wait to be told go between
// two drawings, and not after all of them.
var brushes = make(chan struct{}, runtime.GOMAXPROCS(0))

// View draws the screen.
func (c contained) View() tea.View {
	defer c.catch()
	brushes <- struct{}{}
	defer func() {
		runtime.Gosched() // to whatever else is ready, before the next screen is
		<-brushes
	}()
	return c.screen.View()
}

// cmd protects what runs outside the main loop.
func (c contained) cmd(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer c.catch()
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = c.cmd(batch[i])
			}
		}
		return msg
	}
}

func (c contained) catch() {
	if r := recover(); r != nil {
		c.fell(r)
	}
}

// sieve drops what a participant's screen must never do, suspend the program or
// run another on the trainer's machine, and tells of each key pressed. Bubble
// Tea may tell the first size after a later one: the latest always replaces it.
func sieve(pressed func(), latest func() size) func(tea.Model, tea.Msg) tea.Msg {
	return func(_ tea.Model, msg tea.Msg) tea.Msg {
		switch msg.(type) {
		case tea.SuspendMsg:
			return tea.ResumeMsg{}
		case tea.KeyPressMsg:
			pressed()
		case tea.WindowSizeMsg:
			now := latest()
			return tea.WindowSizeMsg{Width: min(now.width, maxWidth), Height: min(now.height, maxHeight)}
		}
		if fmt.Sprintf("%T", msg) == "tea.execMsg" {
			return nil
		}
		return msg
	}
}

// What one may type: more than any hand does, less than hurts.
const (
	typingBurst = 1024 // bytes
	typingRate  = 256  // bytes a second: an arrow held down takes a third
)

// paced is what a participant types, read no faster than hands go: a client
// that sends without end waits, and delays nobody.
type paced struct {
	from context.Context
	in   io.Reader
	left int
	last time.Time
}

func newPaced(ctx context.Context, in io.Reader) *paced {
	return &paced{from: ctx, in: in, left: typingBurst, last: time.Now()}
}

// Read reads what may be typed by now, or a little more: what was sent at once is
// read at once.
func (p *paced) Read(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	for p.left <= 0 {
		select {
		case <-p.from.Done():
			return 0, io.EOF
		case <-time.After(time.Second / 4):
		}
		p.refill()
	}
	n, err := p.in.Read(b[:min(len(b), max(p.left, typingRate))])
	p.left -= n
	p.refill()
	return n, err
}

func (p *paced) refill() {
	n := int(time.Since(p.last).Seconds() * typingRate)
	p.left = min(p.left+n, typingBurst)
	p.last = p.last.Add(time.Duration(n) * time.Second / typingRate)
}
