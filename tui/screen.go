package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
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

// frame is the canvas of a screen, and what it may read.
type frame struct {
	draw.Frame
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

// drawn is a screen as one sees it.
func drawn(s screen, f frame) string {
	if _, whole := s.(alone); whole {
		return draw.Fit(s.view(f), f.Width, f.Height)
	}
	inner := f.within()
	taken, ok := s.(asking)
	return draw.Window{
		Name: wordName, Subject: s.subject(inner), Keys: s.keys(inner), Help: draw.KeyHelp, Asks: ok && taken.asking(), Body: s.view(inner),
	}.Draw(f.Frame)
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
	f.Frame = f.Inner()
	return f
}

// narrow is the frame of the page when the ladder stands beside it.
func (f frame) narrow() frame {
	f.Frame = f.Page()
	return f
}

// beside puts the ladder to the right of a page.
func beside(page string, f frame) string {
	width := f.narrow().Width
	left := lipgloss.NewStyle().Width(width).Render(draw.Fit(page, width, f.Height))
	panel := f
	panel.Width = f.Width - width
	return lipgloss.JoinHorizontal(lipgloss.Top, left, ladderPanel(panel))
}

func splitLines(text string) []string { return strings.Split(text, "\n") }

func joinLines(lines []string) string { return strings.Join(lines, "\n") }
