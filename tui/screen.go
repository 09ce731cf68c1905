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

// frame is the room a screen has, and what it may read. It goes by value through
// every drawing function, most of which want a room of their own.
type frame struct {
	width, height int
	styles        *styles
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

// The sizes the interface adapts to.
const (
	minWidth   = 40
	minHeight  = 12
	wideWidth  = 100 // from here the ladder stands beside the page
	tallHeight = 20  // from here there is room to breathe
	pageWidth  = 78  // text is never wider: long lines are hard to read
	panelWidth = 48  // at least; more when the page has all it can use
)

// draw puts the header above the body and the help line below.
func draw(s screen, f frame) string {
	if _, whole := s.(alone); whole {
		return fit(s.view(f), f.width, f.height)
	}
	inner := f.inner()
	header := drawHeader(s.subject(inner), f)
	footer := drawHelp(s, inner, f)
	body := fit(s.view(inner), inner.width, inner.height)
	parts := []string{header}
	if f.height >= tallHeight {
		parts = append(parts, f.styles.rule.Render(strings.Repeat("─", f.width)))
	}
	parts = append(parts, body, footer)
	return strings.Join(parts, "\n")
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
	return f.inner()
}

// inner is the frame less the header and the help line.
func (f frame) inner() frame {
	f.height -= 2
	if f.height+2 >= tallHeight {
		f.height--
	}
	return f
}

// top is the first line of the body on the screen.
func (f frame) top() int {
	if f.height >= tallHeight {
		return 2
	}
	return 1
}

func drawHeader(subject string, f frame) string {
	name := " " + f.styles.title.Render(wordName)
	room := f.width - ansi.StringWidth(name) - 3
	subject = ansi.Truncate(subject, room, "…")
	gap := f.width - ansi.StringWidth(name) - ansi.StringWidth(subject) - 1
	return name + strings.Repeat(" ", max(gap, 1)) + f.styles.dim.Render(subject)
}

// drawHelp writes the keys that fit on one line. Help itself always does, when it
// would come.
func drawHelp(s screen, inner, f frame) string {
	last := helpItem(keyHelp, f.styles)
	if taken, ok := s.(asking); ok && taken.asking() {
		last = ""
	}
	line, room := " ", f.width-2-ansi.StringWidth(last)
	for _, b := range s.keys(inner) {
		item := helpItem(b, f.styles) + f.styles.rule.Render("  ")
		if width := ansi.StringWidth(item); width <= room {
			line += item
			room -= width
		} else {
			break
		}
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
	width := f.page().width
	left := lipgloss.NewStyle().Width(width).Render(fit(page, width, f.height))
	panel := f
	panel.width = f.width - width
	return lipgloss.JoinHorizontal(lipgloss.Top, left, ladderPanel(panel))
}

// wide says whether there is room for the ladder beside the page.
func (f frame) wide() bool { return f.width >= wideWidth }

// page is the frame of the page when the ladder stands beside it.
func (f frame) page() frame {
	if f.wide() {
		f.width = min(f.width-panelWidth, pageWidth+gutter+4)
	}
	return f
}
