package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/letter"
)

// preview is the letter of a step beside its page, as its file will be written. It is
// laid out once for a room and a case.
type preview struct {
	of      *decision.Letter // nil: there is none, or no room for it
	lines   []string
	title   string
	measure string
	top     int
	focused bool // the keys that scroll go to it
	width   int
	room    int // the width of the window it was laid out for
}

// previewEdge is what stands around the text of a preview: the rule and two margins.
const previewEdge = 5

// lay lays a letter out on the room beside the page.
func (p *preview) lay(l *decision.Letter, f frame) {
	if l == nil || !f.Wide() {
		*p = preview{room: f.Width}
		return
	}
	if p.of != l {
		*p = preview{of: l}
	}
	p.room = f.Width
	p.width = f.Width - f.narrow().Width - previewEdge
	text := letterPaper(l, f)
	sheet := f
	sheet.Width = p.width + 2*draw.Gutter
	p.lines = nil
	for _, b := range paperBlocks(text, sheet) {
		for _, l := range b.Lines {
			p.lines = append(p.lines, f.Styles.Sheet.Paint(" "+l, p.width+2, false))
		}
	}
	p.title, p.measure = "La lettre", "prête"
	if len(l.Object) == 0 {
		p.title, p.measure = "Le document", "prêt"
	}
	if left := len(letter.Missing(text)); left > 0 {
		p.measure = french.Plural(left, "blanc", "blancs") + " à remplir"
	}
	p.top = min(p.top, max(len(p.lines)-p.height(f), 0))
}

// height is how many lines of the letter are in sight.
func (p *preview) height(f frame) int { return max(f.Height-3, 1) }

// panel draws the letter: its title, its lines, how many more there are.
func (p *preview) panel(f frame) []string {
	title := f.Styles.Heading
	if p.focused {
		title = f.Styles.Title
	}
	gap := max(p.width+2-ansi.StringWidth(p.title)-ansi.StringWidth(p.measure), 1)
	lines := []string{title.Render(p.title) + strings.Repeat(" ", gap) + f.Styles.Dim.Render(p.measure)}
	room := p.height(f)
	lines = append(lines, p.lines[p.top:min(p.top+room, len(p.lines))]...)
	return append(lines, f.Styles.Dim.Render(draw.Beyond(p.top, room, len(p.lines), "")))
}

// update scrolls the letter: by its keys while it has them, by the wheel over it. It
// says whether it took the message.
func (p *preview) update(msg tea.Msg, f frame) bool {
	if p.of == nil {
		return false
	}
	by := 0
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		switch {
		case msg.X < f.narrow().Width:
			return false
		case msg.Button == tea.MouseWheelDown:
			by = 3
		case msg.Button == tea.MouseWheelUp:
			by = -3
		}
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, keyPreview):
			p.focused = !p.focused
			return true
		case !p.focused:
			return false
		case key.Matches(msg, draw.KeyLeave):
			p.focused = false
			return true
		case key.Matches(msg, draw.KeyDown):
			by = 1
		case key.Matches(msg, draw.KeyUp):
			by = -1
		case key.Matches(msg, draw.KeyPageDn):
			by = p.height(f) - 1
		case key.Matches(msg, draw.KeyPageUp):
			by = 1 - p.height(f)
		case key.Matches(msg, draw.KeyTop):
			by = -len(p.lines)
		case key.Matches(msg, draw.KeyBottom):
			by = len(p.lines)
		default:
			return false
		}
	default:
		return false
	}
	p.top = min(max(p.top+by, 0), max(len(p.lines)-p.height(f), 0))
	return true
}
