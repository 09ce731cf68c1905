// Package tui is the full-screen interface of Compromis.
//
// The root [Model] owns the case: its answers and the stack of screens. A key
// goes to the screen on top, which returns an action value (actions.go); the
// root applies it at once. Screens are one file each (home.go, question.go,
// recommendation.go…), drawn with package draw. Most are a [reading]: blocks one
// scrolls through, each with what it leads to; the question is a list of huh, or
// a line one types on.
//
// The package reads no file and no clock: it receives a [Config].
package tui

import (
	"io"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/desktop"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/stage"
)

// Config is what the interface needs from outside.
type Config struct {
	// Load returns the guide. It is called once, off the main loop, so that the
	// first frame does not wait for it.
	Load  func() (*decision.Guide, error)
	Today time.Time
	// Now is the hour, to tell an Enter that follows a digit at once from one that is
	// meant. Without it, every Enter is.
	Now func() time.Time
	// Cases is where conflicts are kept; nil when that folder cannot be used,
	// and CasesErr then says why, in French.
	Cases    casefile.Store
	CasesErr error
	// Open is the case to start on; empty for the welcome screen.
	Open string
	// Stage is where the projection and the notes of the trainer meet; nil when
	// its folder cannot be used, and StageErr then says why, in French.
	Stage    *stage.Stage
	StageErr error
	// View is the screen to start on: ViewProjection, ViewNotes, or empty for
	// the welcome screen. Exercise is the one to project; empty to choose.
	View, Exercise string
	// Export writes a document next to where the program was started, never over
	// another, and returns where.
	Export func(name string, write func(io.Writer) error) (where string, err error)
	// Edit opens a text in the editor of the user and returns it changed.
	Edit func(desktop.Editing) tea.Cmd
}

// Model is the root: it owns the case and the stack of screens, the welcome
// screen at the bottom.
type Model struct {
	config     Config
	guide      *decision.Guide
	err        error
	answers    decision.Answers         // the facts of the case, today
	remembered map[decision.Fact]string // last answers, to put the cursor on
	again      map[decision.Fact]bool   // those the case holds otherwise, once they were asked again
	changed    bool                     // answers would be lost by quitting
	record                              // the case, and its file
	opening    bool                     // another case is on its way
	mine       dossier.Party            // whoever keeps the cases, as the last one says it
	works      works                    // what the disk has not answered
	stack      []screen
	guard      draw.Guard
	early      []tea.KeyPressMsg // typed before the law was read

	terminal draw.Terminal
}

// New returns the interface on its welcome screen.
func New(c Config) *Model {
	return &Model{
		config: c, answers: decision.NewAnswers(c.Today),
		remembered: map[decision.Fact]string{}, again: map[decision.Fact]bool{}, stack: []screen{newHome()},
	}
}

// Err returns why the program could not start, if so.
func (m *Model) Err() error { return m.err }

// loaded brings the guide.
type loaded struct {
	guide *decision.Guide
	err   error
}

// Init loads the guide and asks the terminal for its background.
func (m *Model) Init() tea.Cmd {
	return tea.Batch(tea.RequestBackgroundColor, func() tea.Msg {
		g, err := m.config.Load()
		if err == nil {
			g = g.AsOf(m.config.Today)
		}
		return loaded{g, err}
	})
}

// Update takes what comes from outside: sizes, colours, keys, the mouse. What is
// typed by then is kept.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := m.receive(msg)
	return m, tea.Batch(cmd, m.noteDraft())
}

func (m *Model) receive(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case loaded:
		return m.begun(msg)
	case listed:
		return m.listed(msg)
	case listDone:
		return m.listDone(msg)
	case written:
		return m.written(msg)
	case overdue:
		return m.overdue(msg)
	case stated:
		return m.stated(msg)
	case salvaged:
		return m.salvaged(msg)
	case unlocked:
		return m.unlocked(msg)
	case asked:
		return m.asked(msg)
	case credited:
		return m.credited(msg)
	case took:
		return m.took(msg)
	case draftDue, draftsWritten:
		return m.drafting(msg)
	case composing:
		return m.composing(msg)
	case composed:
		return m.composed(msg)
	case filed:
		return m.filed(msg)
	case opened:
		return m.opened(msg)
	case arrived:
		return m.apply(msg.do)
	case tea.WindowSizeMsg, tea.BackgroundColorMsg, tea.ColorProfileMsg:
		if !m.terminal.Learn(msg) {
			return nil
		}
		return m.refresh()
	case tea.KeyPressMsg:
		return m.press(msg)
	case tea.MouseClickMsg:
		if m.guide == nil || m.small() {
			return nil
		}
		if k, ok := keyAt(m.screen(), msg.X, msg.Y, m.frame()); ok && msg.Button == tea.MouseLeft {
			return m.press(k)
		}
		_, left := centred(m.screen(), m.frame())
		msg.X, msg.Y = msg.X-left, msg.Y-m.canvas().Top()
		return m.pass(msg)
	}
	return m.pass(msg)
}

func (m *Model) begun(l loaded) tea.Cmd {
	m.guide, m.err = l.guide, l.err
	if m.err != nil {
		return tea.Quit
	}
	if m.config.CasesErr != nil {
		m.stack = append(m.stack, newNotice("Vos dossiers ne sont pas accessibles", m.config.CasesErr.Error(), "Vous pouvez continuer sans eux"+french.NBSP+": rien ne sera gardé."))
	}
	if view := m.startView(); view != nil {
		m.stack = append(m.stack, view)
	}
	shown := m.refresh()
	if m.config.Open != "" {
		return tea.Batch(shown, m.apply(openCase{id: m.config.Open}))
	}
	return tea.Batch(shown, m.typedAhead())
}

// mostAhead is how many keys may be typed before the law is read: more is no haste.
const mostAhead = 32

// typedAhead takes the keys that were pressed before there was anything to press them
// on, in their order.
func (m *Model) typedAhead() tea.Cmd {
	var all []tea.Cmd
	for _, k := range m.early {
		all = append(all, m.press(k))
	}
	m.early = nil
	return tea.Batch(all...)
}

// press handles the keys that work everywhere, then passes the key on.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	_, stays := m.screen().(staying)
	switch {
	case key.Matches(msg, draw.KeyCtrlC):
		return m.apply(quit{})
	case m.guide == nil && m.config.Open == "" && len(m.early) < mostAhead: // a case to open comes later still
		m.early = append(m.early, msg)
		return nil
	case m.guide == nil || m.small():
		return nil
	case m.config.Now != nil && !stays && m.guard.Stops(msg, m.config.Now()):
		return nil
	case key.Matches(msg, helpOf(m.screen())):
		return m.help()
	case typing(m.screen()) || stays:
		return m.pass(msg)
	case key.Matches(msg, draw.KeyQuit):
		return m.apply(quit{})
	case draw.Digit(msg) >= 0 && m.config.Now != nil:
		return m.digit(msg)
	}
	return m.pass(msg)
}

// digit passes a digit on. When it answered, the keys of the same gesture that follow
// are dropped; to tick a line is to stay where one is.
func (m *Model) digit(msg tea.KeyPressMsg) tea.Cmd {
	asked, cmd := m.screen().update(msg, m.frame().of(m.screen()))
	switch asked.(type) {
	case nil:
		return cmd
	case tick:
	default:
		m.guard.Answered(m.config.Now())
	}
	return tea.Batch(cmd, m.apply(asked))
}

// help opens the help of the present screen, or closes it.
func (m *Model) help() tea.Cmd {
	if _, open := m.screen().(*helpPage); open {
		return m.apply(back{})
	}
	return m.apply(open{newHelp(allKeys(m.screen(), m.frame().of(m.screen())))})
}

// pass gives a message to the screen on top and applies what it asks for.
func (m *Model) pass(msg tea.Msg) tea.Cmd {
	if m.guide == nil || m.small() {
		return nil
	}
	asked, cmd := m.screen().update(msg, m.frame().of(m.screen()))
	if asked == nil {
		return cmd
	}
	return tea.Batch(cmd, m.apply(asked))
}

// refreshed tells a screen that it came to the top, or that the room changed.
type refreshed struct{}

func (m *Model) refresh() tea.Cmd { return m.pass(refreshed{}) }

func (m *Model) screen() screen { return m.stack[len(m.stack)-1] }

func (m *Model) frame() frame {
	return frame{m.canvas(), &matter{
		guide: m.guide, answers: m.answers, kase: m.kase, filing: m.filing(), elsewhere: m.elsewhere, team: m.teamNow(), authors: m.authors, late: m.late(), cases: m.config.Cases != nil,
		mine: m.mine, drafts: m.vault.known, draftErr: m.vault.failed, stage: m.config.Stage, stageErr: m.config.StageErr,
	}}
}

func (m *Model) canvas() draw.Frame { return m.terminal.Frame() }

func (m *Model) small() bool { return m.canvas().Small() }

// View draws the screen on top.
func (m *Model) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = wordName
	switch {
	case m.terminal.Width == 0:
	case m.guide == nil && (m.small() || m.config.View != ""):
	case m.guide == nil: // the law is being read: its page comes under this
		v.Content = draw.Window{Name: wordName, Asks: true}.Draw(m.canvas())
	case m.small():
		v.Content = draw.TooSmall(m.canvas())
	default:
		v.Content = drawn(m.stack, m.frame())
	}
	return v
}
