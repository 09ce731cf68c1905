package room

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
	"compromis/internal/french"
)

// posing is a question the trainer types, a line at a time: its words, then its
// answers.
type posing struct {
	title   string
	options []string
	line    draw.Line
}

const (
	posedLength  = 140
	optionLength = 60
	mostPosed    = 5
)

func newPosing() *posing { return &posing{line: draw.NewLine(posedLength)} }

// label says what the line wants.
func (p *posing) label() string {
	switch n := len(p.options); {
	case p.title == "":
		return "Votre question"
	case n == 0:
		return "1re réponse, ou rien pour une question ouverte"
	case n == 1:
		return "2e réponse"
	default:
		return french.Number(n+1) + "e réponse, ou rien pour finir"
	}
}

// foot is the line one types on, under what is typed already: the question and its
// answers, numbered as the room will read them, where there is room for that.
func (p *posing) foot(f draw.Frame) []string {
	var lines []string
	if p.title != "" {
		lines = draw.Wrap(p.title, f.TextWidth(), f.Styles.Strong)
	}
	switch {
	case len(p.options) == 0:
	case f.Airy():
		for i, o := range p.options {
			lines = append(lines, draw.Wrap(strconv.Itoa(i+1)+" "+o, f.TextWidth(), f.Styles.Text)...)
		}
	default:
		lines = append(lines, draw.Wrap(strings.Join(p.options, " · "), f.TextWidth(), f.Styles.Text)...)
	}
	if f.Airy() && len(lines) > 0 {
		lines = append(lines, "")
	}
	lines = append(lines, draw.Wrap(p.label()+french.NBSP+":", f.TextWidth(), f.Styles.Dim)...)
	mark := f.Styles.Accent.Render(draw.CursorMark) + " "
	return append(lines, mark+p.line.View(f.TextWidth()-ansi.StringWidth(mark), f.Styles.Strong, f.Styles))
}

// pose takes a key of the question being typed. Once it is whole, the room is asked.
func (c *Console) pose(msg tea.KeyPressMsg) tea.Cmd {
	p := c.posing
	switch {
	case key.Matches(msg, draw.KeyLeave, draw.KeyCtrlC):
		c.posing = nil
		return nil
	case !key.Matches(msg, draw.KeyConfirm):
		p.line.Update(msg)
		return nil
	}
	typed := strings.TrimSpace(p.line.Value())
	switch {
	case p.title == "":
		p.title = typed
	case typed != "" && slices.Contains(p.options, typed):
		c.fault = "Cette réponse est déjà proposée. Écrivez-en une autre."
	case typed != "":
		p.options = append(p.options, typed)
	case len(p.options) == 1:
		c.fault = "Il faut au moins deux réponses."
	}
	p.line = draw.NewLine(optionLength)
	if p.title == "" || typed != "" && len(p.options) < mostPosed || len(p.options) == 1 {
		return nil
	}
	c.posing = nil
	return c.lead(lead{do: func() error { return c.room.Pose(p.title, p.options) }, then: paneRoom, leaves: true})
}
