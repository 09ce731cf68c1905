package room

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// Invitation is how participants join, as the trainer shows it to the room.
type Invitation struct {
	Pages       []string // the page of the room, one an address, the best first
	Scanned     string   // the first one with the code: what the QR code holds
	Commands    []string // the same with a terminal: one an address, the best first
	Code        string
	Local       bool   // only this machine may join
	Fingerprint string // of the key of the room: what a participant's client shows the first time

	WrongCodes func() int  // how many were given in the last minute; nil where no code is asked
	Guessed    func() bool // somebody guesses return numbers; goes with WrongCodes
}

// Console is the trainer's screen: who is there, which exercise, which
// question, the vote, its result. What it shows is in console_view.go, its keys in console_keys.go.
type Console struct {
	guide *decision.Guide
	room  workshop.Trainer
	mail  <-chan *workshop.State
	state workshop.State
	past  workshop.Past
	how   Invitation

	pane    int // which of the lists the arrows move in
	pages   [pages]draw.Page
	at      workshop.Moment
	met     bool          // a state came
	awaited bool          // what this screen asked for was done, and does not show yet
	cover   int           // the page shown in place of the lists; 0 for none
	under   int           // the page that one comes back to from it; 0 for the lists
	posing  *posing       // the question being typed, or nil
	naming  *typing       // the pseudonym being typed for a seat, or nil
	asked   *confirmation // what is asked before going on; nil when nothing is
	finish  bool          // the workshop is over
	helped  bool
	fault   string
	knocks  knocks
	errands

	terminal draw.Terminal
	now      func() time.Time // on the trainer's private screen alone; nil on the console
}

// The panes of the console.
const (
	paneCases = iota
	paneQuestions
	paneRoom
	panes
	pageInvite = panes // how to join, in place of the lists
	pagePeople = panes + 1
	pageWords  = panes + 2
	pageHelp   = panes + 3
	pages      = panes + 4
)

// NewConsole returns the console of a room.
func NewConsole(g *decision.Guide, room workshop.Trainer, how Invitation) *Console {
	c := newConsole(g, room, room.Watch(workshop.Console), how)
	if c.past.Resumed {
		c.pane, c.cover = paneRoom, 0
	}
	return c
}

func newConsole(g *decision.Guide, room workshop.Trainer, mail <-chan *workshop.State, how Invitation) *Console {
	c := &Console{guide: g, room: room, mail: mail, past: room.Past(), how: how, cover: pageInvite}
	c.pages = [pages]draw.Page{draw.NewPage(true), draw.NewPage(true), draw.NewPage(false), draw.NewPage(false), draw.NewPage(true), draw.NewPage(true), draw.NewPage(false)}
	return c
}

// Finished says whether the trainer ended the workshop for good; otherwise it
// goes on the next time.
func (c *Console) Finished() bool { return c.finish }

// Init waits for the room.
func (c *Console) Init() tea.Cmd {
	return tea.Batch(askBackground, nextState(c.mail), c.listen())
}

// knocks is how many wrong codes were given at the doors in the last minute, and
// whether somebody guesses return numbers.
type knocks struct {
	wrong   int
	guessed bool
}

// listen tells the next time how many wrong codes were given, when any code is
// asked.
func (c *Console) listen() tea.Cmd {
	if c.how.WrongCodes == nil {
		return nil
	}
	return tea.Tick(time.Second, func(time.Time) tea.Msg { return knocks{c.how.WrongCodes(), c.how.Guessed != nil && c.how.Guessed()} })
}

// Update takes what comes from the room and from the keyboard.
func (c *Console) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case news:
		if !msg.open {
			return c, tea.Quit
		}
		c.arrived(*msg.state)
		return c, nextState(c.mail)
	case led:
		c.led(msg)
		return c, c.errands.done()
	case knocks:
		c.knocks = msg
		return c, c.listen()
	case tea.WindowSizeMsg, tea.BackgroundColorMsg, tea.ColorProfileMsg:
		c.terminal.Learn(msg)
	case tea.KeyPressMsg:
		return c, c.press(msg)
	case tea.PasteMsg:
		if c.posing != nil {
			c.posing.line.Update(msg)
		}
		if c.naming != nil {
			c.naming.line.Update(msg)
		}
	}
	return c, nil
}

// arrived takes a state; a page that is not the same any more starts at its top.
// When the trainer leads from the other screen, this one follows.
func (c *Console) arrived(s workshop.State) {
	under := c.seatUnder()
	c.state = s
	c.standOn(under)
	now := s.Moment()
	if now != c.at && c.met && !c.errands.busy {
		if !c.awaited {
			c.pane, c.cover, c.under = paneRoom, 0, 0
		}
		c.awaited = false
	}
	for _, list := range []int{pagePeople, pageWords} { // one that was empty
		if !c.pages[list].Chosen() {
			c.pages[list].Pick()
		}
	}
	if now.Exercise != c.at.Exercise {
		c.pages[paneQuestions] = draw.NewPage(true)
	}
	if now != c.at {
		if c.met && !c.errands.busy {
			c.fault = "" // of a moment that is over
		}
		c.at, c.pages[paneRoom] = now, draw.NewPage(false)
	}
	c.met = true
}

// seatUnder is the seat one stands on, in a list of seats; 0 elsewhere.
func (c *Console) seatUnder() int {
	if c.cover != pagePeople && c.cover != pageWords {
		return 0
	}
	on, _ := c.page().On(c.blocks(c.canvas().Inner())).(lead)
	return on.seat
}

// standOn goes back to a seat, wherever it is in the list now: Enter is about whom one
// was reading of.
func (c *Console) standOn(seat int) {
	if seat == 0 {
		return
	}
	for i, b := range c.blocks(c.canvas().Inner()) {
		if l, ok := b.Lead.(lead); ok && l.seat == seat {
			c.page().Go(i)
		}
	}
}

// lead is something the trainer asks of the room; then is where the arrows
// go once it is done. It may leave the present vote behind.
type lead struct {
	do     func() error
	then   int
	leaves bool
	stays  bool // on the page that covers the lists
	seat   int  // the one it is about; 0 for none
}

// confirmation is what is asked once before something that cannot be undone.
type confirmation struct {
	words string
	yes   func() tea.Cmd
	keys  []key.Binding // the others it understands
}

// led says what came of it, or that it must be asked first.
type led struct {
	err  error
	then int
	from workshop.Moment // what the room was doing when it was asked for
	ask  *lead
}

func (c *Console) led(l led) {
	c.fault = ""
	switch {
	case l.err != nil:
		c.fault = say.Error(c.guide, l.err)
	case l.ask != nil:
		c.errands.forget() // typed as if it were done
		l.ask.leaves = false
		if c.asked == nil { // or one is about to quit
			c.asked = &confirmation{words: wordSkip, yes: func() tea.Cmd { return c.lead(*l.ask) }}
		}
	default:
		c.pane, c.past.Resumed = l.then, false
		c.awaited = c.at == l.from
	}
}

// lead asks the room for something, off the main loop: it waits for the disk.
// Leaving a vote whose result nobody saw is asked first. Only the room knows
// when its turn comes: what was typed just before may not be on screen yet.
func (c *Console) lead(l lead) tea.Cmd {
	if !l.stays {
		c.cover, c.under = 0, 0
	}
	from := c.at
	return c.errands.send(errand{nil, func() tea.Msg {
		if l.leaves && c.room.Unseen() {
			return led{ask: &l}
		}
		return led{err: l.do(), then: l.then, from: from}
	}})
}

func (c *Console) press(msg tea.KeyPressMsg) tea.Cmd {
	c.fault = ""
	switch {
	case c.dark() || c.asked == nil && !c.writing() && key.Matches(msg, keyDark): // any key lights it again
		dark := !c.state.Dark // now: what is asked of the room runs beside the screen
		return c.lead(lead{do: func() error { return c.room.Darken(dark) }, then: c.pane, stays: true})
	case c.asked != nil:
		return c.reply(msg)
	case c.posing != nil:
		return c.pose(msg)
	case c.naming != nil:
		return c.nameSeat(msg)
	case c.helped && key.Matches(msg, draw.KeyHelp, draw.KeyBack, draw.KeyQuit), !c.helped && key.Matches(msg, draw.KeyHelp):
		c.helped, c.pages[pageHelp] = !c.helped, draw.NewPage(false)
	case c.helped:
		return c.move(msg)
	case key.Matches(msg, draw.KeyQuit) && c.private():
		return tea.Quit // the room goes on
	case key.Matches(msg, draw.KeyQuit):
		c.asked = &confirmation{words: wordQuit, yes: func() tea.Cmd { return tea.Quit }, keys: []key.Binding{keyFinish}}
	case key.Matches(msg, keyInvite):
		c.uncover(pageInvite)
	case key.Matches(msg, keyPeople):
		c.uncover(pagePeople)
	case key.Matches(msg, keyWords):
		c.uncover(pageWords)
	case c.cover != 0 && key.Matches(msg, draw.KeyLeave), c.cover == pageInvite && key.Matches(msg, draw.KeyChoose):
		c.cover, c.under = c.under, 0
	case c.cover == pagePeople && key.Matches(msg, keyNames):
		allowed := c.state.Nameless
		return c.lead(lead{do: func() error { return c.room.AllowNames(allowed) }, then: c.pane, stays: true})
	case c.cover == pagePeople && key.Matches(msg, keyRename):
		c.naming, c.fault = c.renaming()
	case c.cover == pagePeople && draw.Digit(msg) >= 0:
		return c.lead(c.teams(draw.Digit(msg)))
	case (c.cover == pagePeople || c.cover == pageWords) && !key.Matches(msg, keySides):
		return c.move(msg)
	case key.Matches(msg, keyPose):
		c.posing = newPosing()
	case key.Matches(msg, keySides):
		c.turn(msg)
	default:
		if l, ok := c.click(msg); ok {
			return c.lead(l)
		}
		if l, ok := c.shortcut(msg); ok {
			return c.lead(l)
		}
		return c.move(msg)
	}
	return nil
}

// writing says whether a line is being typed: its letters are keys of nothing else.
func (c *Console) writing() bool { return c.posing != nil || c.naming != nil }

// dark says whether the wall shows nothing for now: one looks at who speaks.
func (c *Console) dark() bool { return c.state.Dark && !c.private() }

// uncover shows a page in place of the lists, or them again.
func (c *Console) uncover(page int) {
	under := 0
	if c.cover == pageInvite { // one looks at who is there, and comes back to how they join
		under = pageInvite
	}
	if c.cover == page {
		page, under = c.under, 0
	}
	c.cover, c.under = page, under
}

// shortcut is what a key asks of the room.
func (c *Console) shortcut(msg tea.KeyPressMsg) (lead, bool) {
	shown, sure := c.state.Phase == workshop.Revealed || c.state.Phase == workshop.Mapped, c.state.Sure
	for _, s := range []struct {
		key    key.Binding
		when   bool
		do     func() error
		leaves bool
	}{
		{keyClose, c.state.Phase == workshop.Voting, c.room.CloseVote, false},
		{keyOpen, true, c.room.OpenVote, false},
		{keyHide, c.pane == paneRoom && shown, c.room.Hide, false},
		{keyReveal, c.pane == paneRoom, c.room.Reveal, false},
		{keyAgain, true, c.room.SecondRound, false},
		{keyMajority, true, c.room.FollowMajority, false},
		{keyMinority, true, c.room.ReplayMinority, true},
		{keyFree, true, c.room.FreePlay, true},
		{keyNext, true, c.room.Next, true},
		{keyAskSure, true, func() error { return c.room.AskSure(!sure) }, false},
	} {
		if s.when && key.Matches(msg, s.key) {
			return lead{do: s.do, then: paneRoom, leaves: s.leaves}, true
		}
	}
	return lead{}, false
}

// turn goes to another list.
func (c *Console) turn(msg tea.KeyPressMsg) {
	c.cover, c.under = 0, 0
	by := 1
	if msg.String() == "left" || msg.String() == "shift+tab" {
		by = panes - 1
	}
	c.pane = (c.pane + by) % panes
}

// page is the one in front of the trainer.
func (c *Console) page() *draw.Page {
	switch {
	case c.helped:
		return &c.pages[pageHelp]
	case c.cover != 0:
		return &c.pages[c.cover]
	}
	return &c.pages[c.pane]
}

// move goes through the present list, and chooses in it.
func (c *Console) move(msg tea.KeyPressMsg) tea.Cmd {
	f := c.canvas().Inner()
	if l, ok := c.page().Update(msg, c.blocks(f), f).(lead); ok {
		return c.lead(l)
	}
	return nil
}

// reply answers what is asked; any key but those it understands says no.
func (c *Console) reply(msg tea.KeyPressMsg) tea.Cmd {
	ask := c.asked
	c.asked = nil
	switch {
	case key.Matches(msg, draw.KeyYes), len(ask.keys) > 0 && key.Matches(msg, draw.KeyCtrlC): // twice quits, and never erases
		return ask.yes()
	case key.Matches(msg, ask.keys...):
		c.asked = &confirmation{words: wordFinish, yes: func() tea.Cmd { c.finish = true; return tea.Quit }}
	}
	return nil
}

func (c *Console) canvas() draw.Frame {
	return c.terminal.Frame()
}
