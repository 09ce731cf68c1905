package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// Invitation is how participants join, as the trainer shows it to the room.
type Invitation struct {
	Commands    []string // one an address, the best first; the first one is the QR code
	Code        string
	Local       bool   // only this machine may join
	Fingerprint string // of the key of the room: what a participant's client shows the first time
}

// RoomConsole is the trainer's screen: who is there, which exercise, which
// question, the vote, its result. What it shows is in room_console_view.go.
type RoomConsole struct {
	guide *decision.Guide
	room  workshop.Trainer
	mail  <-chan workshop.State
	state workshop.State
	past  workshop.Past
	how   Invitation

	pane   int // which of the lists the arrows move in
	pages  [pages]draw.Page
	at     moment
	invite bool     // how to join is shown
	asked  *roomAsk // what is asked before going on; nil when nothing is
	finish bool     // the workshop is over
	helped bool
	fault  string
	errands

	width, height int
	dark          bool
}

// The panes of the console.
const (
	paneCases = iota
	paneQuestions
	paneRoom
	panes
	pageInvite = panes // how to join, in place of the lists
	pageHelp   = panes + 1
	pages      = panes + 2
)

// NewConsole returns the console of a room.
func NewConsole(g *decision.Guide, room workshop.Trainer, how Invitation) *RoomConsole {
	c := &RoomConsole{guide: g, room: room, mail: room.Watch(workshop.Console), past: room.Past(), how: how, invite: true, dark: true}
	c.pages = [pages]draw.Page{draw.NewPage(true), draw.NewPage(true), draw.NewPage(false), draw.NewPage(false), draw.NewPage(false)}
	if c.past.Resumed {
		c.pane, c.invite = paneRoom, false
	}
	return c
}

// Finished says whether the trainer ended the workshop for good; otherwise it
// goes on the next time.
func (c *RoomConsole) Finished() bool { return c.finish }

// Init waits for the room.
func (c *RoomConsole) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, nextState(c.mail))
}

// Update takes what comes from the room and from the keyboard.
func (c *RoomConsole) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case roomState:
		if !msg.open {
			return c, tea.Quit
		}
		c.arrived(msg.state)
		return c, nextState(c.mail)
	case roomLed:
		c.led(msg)
		return c, c.errands.done()
	case tea.WindowSizeMsg:
		c.width, c.height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		c.dark = msg.IsDark()
	case tea.KeyPressMsg:
		return c, c.press(msg)
	}
	return c, nil
}

// arrived takes a state; a page that is not the same any more starts at its top.
func (c *RoomConsole) arrived(s workshop.State) {
	c.state = s
	now := momentOf(s)
	if now.exercise != c.at.exercise {
		c.pages[paneQuestions] = draw.NewPage(true)
	}
	if now != c.at {
		c.at, c.pages[paneRoom] = now, draw.NewPage(false)
	}
}

// roomLead is something the trainer asks of the room; then is where the arrows
// go once it is done. It may leave the present vote behind.
type roomLead struct {
	do     func() error
	then   int
	leaves bool
}

// roomAsk is what is asked once before something that cannot be undone.
type roomAsk struct {
	words string
	yes   func() tea.Cmd
	keys  []key.Binding // the others it understands
}

// roomLed says what came of it, or that it must be asked first.
type roomLed struct {
	err  error
	then int
	ask  *roomLead
}

func (c *RoomConsole) led(l roomLed) {
	c.fault = ""
	switch {
	case l.err != nil:
		c.fault = say.Error(c.guide, l.err)
	case l.ask != nil:
		c.errands.forget() // typed as if it were done
		l.ask.leaves = false
		if c.asked == nil { // or one is about to quit
			c.asked = &roomAsk{words: wordRoomSkip, yes: func() tea.Cmd { return c.lead(*l.ask) }}
		}
	default:
		c.pane, c.past.Resumed = l.then, false
	}
}

// lead asks the room for something, off the main loop: it waits for the disk.
// Leaving a vote whose result nobody saw is asked first. Only the room knows
// when its turn comes: what was typed just before may not be on screen yet.
func (c *RoomConsole) lead(l roomLead) tea.Cmd {
	c.invite = false
	return c.errands.send(errand{nil, func() tea.Msg {
		if l.leaves && c.room.Unseen() {
			return roomLed{ask: &l}
		}
		return roomLed{err: l.do(), then: l.then}
	}})
}

func (c *RoomConsole) press(msg tea.KeyPressMsg) tea.Cmd {
	c.fault = ""
	switch {
	case c.asked != nil:
		return c.reply(msg)
	case c.helped && key.Matches(msg, draw.KeyHelp, draw.KeyBack, draw.KeyQuit), !c.helped && key.Matches(msg, draw.KeyHelp):
		c.helped, c.pages[pageHelp] = !c.helped, draw.NewPage(false)
	case c.helped:
		return c.move(msg)
	case key.Matches(msg, draw.KeyQuit):
		c.asked = &roomAsk{words: wordRoomQuit, yes: func() tea.Cmd { return tea.Quit }, keys: []key.Binding{keyRoomFinish}}
	case key.Matches(msg, keyRoomInvite), c.invite && key.Matches(msg, draw.KeyChoose):
		c.invite = !c.invite
	case key.Matches(msg, keyRoomSides):
		c.turn(msg)
	default:
		if l, ok := c.shortcut(msg); ok {
			return c.lead(l)
		}
		return c.move(msg)
	}
	return nil
}

// shortcut is what a key asks of the room.
func (c *RoomConsole) shortcut(msg tea.KeyPressMsg) (roomLead, bool) {
	shown := c.state.Phase == workshop.Revealed || c.state.Phase == workshop.Mapped
	for _, s := range []struct {
		key    key.Binding
		when   bool
		do     func() error
		leaves bool
	}{
		{keyRoomClose, c.state.Phase == workshop.Voting, c.room.CloseVote, false},
		{keyRoomOpen, true, c.room.OpenVote, false},
		{keyRoomHide, c.pane == paneRoom && shown, c.room.Hide, false},
		{keyRoomReveal, c.pane == paneRoom, c.room.Reveal, false},
		{keyRoomAgain, true, c.room.SecondRound, false},
		{keyRoomMajority, true, c.room.FollowMajority, false},
		{keyRoomMinority, true, c.room.ReplayMinority, true},
		{keyRoomFree, true, c.room.FreePlay, true},
		{keyRoomNext, true, c.room.Next, true},
	} {
		if s.when && key.Matches(msg, s.key) {
			return roomLead{s.do, paneRoom, s.leaves}, true
		}
	}
	return roomLead{}, false
}

// turn goes to another list.
func (c *RoomConsole) turn(msg tea.KeyPressMsg) {
	c.invite = false
	by := 1
	if msg.String() == "left" || msg.String() == "shift+tab" {
		by = panes - 1
	}
	c.pane = (c.pane + by) % panes
}

// page is the one in front of the trainer.
func (c *RoomConsole) page() *draw.Page {
	switch {
	case c.helped:
		return &c.pages[pageHelp]
	case c.invite:
		return &c.pages[pageInvite]
	}
	return &c.pages[c.pane]
}

// move goes through the present list, and chooses in it.
func (c *RoomConsole) move(msg tea.KeyPressMsg) tea.Cmd {
	f := c.canvas().Inner()
	if l, ok := c.page().Update(msg, c.blocks(f), f).(roomLead); ok {
		return c.lead(l)
	}
	return nil
}

// reply answers what is asked; any key but those it understands says no.
func (c *RoomConsole) reply(msg tea.KeyPressMsg) tea.Cmd {
	ask := c.asked
	c.asked = nil
	switch {
	case key.Matches(msg, draw.KeyYes), len(ask.keys) > 0 && key.Matches(msg, draw.KeyCtrlC): // twice quits, and never erases
		return ask.yes()
	case key.Matches(msg, ask.keys...):
		c.asked = &roomAsk{words: wordRoomFinish, yes: func() tea.Cmd { c.finish = true; return tea.Quit }}
	}
	return nil
}

func (c *RoomConsole) canvas() draw.Frame {
	return draw.Frame{Width: c.width, Height: c.height, Styles: draw.StylesFor(c.dark)}
}
