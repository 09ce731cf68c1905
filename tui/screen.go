package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/stage"
)

// screen is one full-window view. It never changes the case itself: it asks
// for an action, which the root applies at once.
type screen interface {
	// update handles a key, a mouse event or a paste, and may ask for an action.
	update(msg tea.Msg, f frame) (action, tea.Cmd)
	// view draws the body: at most f.height lines of at most f.width cells.
	view(f frame) string
	// subject is what the header says on the right.
	subject(f frame) string
	// keys are those that work here, the most useful first.
	keys(f frame) []key.Binding
}

// canvas is the room there is to draw in, and the looks of what is drawn. It goes
// by value through every drawing function, most of which want a room of their own.
type canvas struct {
	width, height int
	styles        *styles
}

// frame is the canvas of a screen, and what it may read.
type frame struct {
	canvas
	*matter
}

// matter is what a screen may read. It never changes: the next frame has another.
// What is worked out from it is kept there.
type matter struct {
	guide    *decision.Guide
	answers  decision.Answers
	kase     dossier.Case
	filing   filing
	cases    bool         // there is a folder of cases
	stage    *stage.Stage // nil when there is none, and then
	stageErr error        // may say why
	walked   *decision.Walk
}

// walk is where the answers lead, worked out once: with many « je ne sais pas »
// it takes a while.
func (m *matter) walk() decision.Walk {
	if m.walked == nil {
		w := m.guide.Walk(m.answers)
		m.walked = &w
	}
	return *m.walked
}

// asked is the question about a fact, in the words of the case.
func (m *matter) asked(f decision.Fact) *decision.Question { return m.guide.AskedOn(m.walk(), f) }

// The sizes the interface adapts to.
const (
	minWidth   = 40
	minHeight  = 12
	wideWidth  = 100 // from here the ladder stands beside the page
	tallHeight = 20  // from here there is room to breathe
	pageWidth  = 78  // text is never wider: long lines are hard to read
	panelWidth = 48  // at least; more when the page has all it can use
)

// drawn is a screen as one sees it.
func drawn(s screen, f frame) string {
	if _, whole := s.(alone); whole {
		return fit(s.view(f), f.width, f.height)
	}
	inner := f.within()
	taken, ok := s.(asking)
	return window{
		name: wordName, subject: s.subject(inner), keys: s.keys(inner), help: keyHelp, asks: ok && taken.asking(), body: s.view(inner),
	}.draw(f.canvas)
}

// asking is a screen that may take every key for itself: help then does not come.
type asking interface{ asking() bool }

// alone is a screen that has the whole window: no header, no help line.
type alone interface{ alone() }

// of is the room of a screen.
func (f frame) of(s screen) frame {
	if _, whole := s.(alone); whole {
		return f
	}
	return f.within()
}

// within is the frame less the header and the help line.
func (f frame) within() frame {
	f.canvas = f.inner()
	return f
}

// narrow is the frame of the page when the ladder stands beside it.
func (f frame) narrow() frame {
	f.canvas = f.page()
	return f
}

// window is the whole of what one sees: a header, a body, and the keys under it.
type window struct {
	name, subject string        // what the header says, on the left and on the right
	keys          []key.Binding // those that work here, the most useful first
	help          key.Binding   // the key that explains the others
	asks          bool          // every key answers what is asked: help does not come
	body          string
}

// draw puts the header above the body and the help line below.
func (w window) draw(f canvas) string {
	inner := f.inner()
	parts := []string{w.header(f)}
	if f.height >= tallHeight {
		parts = append(parts, f.styles.rule.Render(strings.Repeat("─", f.width)))
	}
	parts = append(parts, fit(w.body, inner.width, inner.height), w.helpLine(f))
	return strings.Join(parts, "\n")
}

// inner is the canvas less the header and the help line.
func (f canvas) inner() canvas {
	f.height -= 2
	if f.height+2 >= tallHeight {
		f.height--
	}
	return f
}

// top is the first line of the body on the screen.
func (f canvas) top() int {
	if f.height >= tallHeight {
		return 2
	}
	return 1
}

func (w window) header(f canvas) string {
	name := " " + f.styles.title.Render(w.name)
	room := f.width - ansi.StringWidth(name) - 3
	subject := ansi.Truncate(w.subject, room, "…")
	gap := f.width - ansi.StringWidth(name) - ansi.StringWidth(subject) - 1
	return name + strings.Repeat(" ", max(gap, 1)) + f.styles.dim.Render(subject)
}

// helpLine writes the keys that fit on one line. Help itself always does, when it
// would come.
func (w window) helpLine(f canvas) string {
	last := ""
	if !w.asks {
		last = helpItem(w.help, f.styles)
	}
	line, room := " ", f.width-2-ansi.StringWidth(last)
	for _, b := range w.keys {
		item := helpItem(b, f.styles) + f.styles.rule.Render("  ")
		width := ansi.StringWidth(item)
		if width > room {
			break
		}
		line += item
		room -= width
	}
	return line + last
}

func helpItem(b key.Binding, s *styles) string {
	return s.accent.Render(b.Help().Key) + " " + s.dim.Render(b.Help().Desc)
}

// fit makes a text exactly as high as asked, and cuts what is too wide.
func fit(text string, width, height int) string {
	lines := strings.Split(text, "\n")
	if len(lines) > height {
		lines = lines[:height]
	}
	for i, l := range lines {
		if ansi.StringWidth(l) > width {
			lines[i] = ansi.Truncate(l, width, "…")
		}
	}
	for len(lines) < height {
		lines = append(lines, "")
	}
	return strings.Join(lines, "\n")
}

// beside puts the ladder to the right of a page.
func beside(page string, f frame) string {
	width := f.narrow().width
	left := lipgloss.NewStyle().Width(width).Render(fit(page, width, f.height))
	panel := f
	panel.width = f.width - width
	return lipgloss.JoinHorizontal(lipgloss.Top, left, ladderPanel(panel))
}

// wide says whether there is room for the ladder beside the page.
func (f canvas) wide() bool { return f.width >= wideWidth }

// page is the canvas of the page when something stands beside it.
func (f canvas) page() canvas {
	if f.wide() {
		f.width = min(f.width-panelWidth, pageWidth+gutter+4)
	}
	return f
}
