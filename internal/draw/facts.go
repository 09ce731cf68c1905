package draw

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// The facts of a step: what it costs, how long it takes, what it does, on which text
// it rests and how far to trust it.

// betweenCells is the room between two facts that stand side by side, mostInCell the
// lines one may take: beyond, each has a line of its own.
const (
	betweenCells = 2
	mostInCell   = 8
)

// Facts are four cells one reads at a glance; a row each where the room is narrow, and
// one line on a low screen.
func Facts(g *decision.Guide, s *decision.Step, f Frame) []Block {
	if !f.Airy() {
		if said := factsInLine(s.Brief); said != "" {
			return []Block{{Lines: Wrap(said, f.TextWidth(), f.Styles.Strong)}}
		}
		return nil
	}
	cells := factCells(g, s, f)
	if width := ColumnWidth(len(cells), f); f.Roomy() {
		if lines, fit := abreast(cells, width); fit {
			return []Block{{Lines: lines}}
		}
	}
	blocks := Rows(LabelWidth, say.Compared(s.Brief), f.Styles.Strong, f)
	if len(s.Bases) > 0 {
		blocks = append(blocks, MainText(g, LabelWidth, s.Bases[0], f))
	}
	return blocks
}

// factsInLine is what a step costs and how long it takes, without their limits.
func factsInLine(b decision.Brief) string {
	var said []string
	for _, r := range say.Compared(decision.Brief{Cost: b.Cost, Time: b.Time}) {
		fact, _ := say.Limited(r.Text)
		said = append(said, fact)
	}
	return french.Capital(strings.Join(said, " · "))
}

// cell is a fact, laid out on a width; nil when a word of it is wider.
type cell func(width int) []string

// longestWord is how wide the widest word of a text is.
func longestWord(text string) int {
	widest := 0
	for _, w := range strings.Split(text, " ") { // not at a no-break space
		widest = max(widest, ansi.StringWidth(w))
	}
	return widest
}

func factCells(g *decision.Guide, s *decision.Step, f Frame) []cell {
	var cells []cell
	for _, r := range say.Compared(s.Brief) {
		cells = append(cells, func(width int) []string {
			fact, limit := say.Limited(r.Text)
			if longestWord(fact+" "+limit) > width {
				return nil
			}
			lines := append([]string{f.Styles.Dim.Render(r.Label)}, Wrap(fact, width, f.Styles.Strong)...)
			if limit != "" {
				lines = append(lines, Wrap(limit, width, f.Styles.Dim)...)
			}
			return lines
		})
	}
	if len(s.Bases) == 0 {
		return cells
	}
	main := s.Bases[0]
	return append(cells, func(width int) []string {
		lines := append([]string{f.Styles.Dim.Render(say.TextLabel)}, Wrap(main.Label, width, f.Styles.Strong)...)
		return append(lines, trust(g.Basis(main.Basis), width, f)...)
	})
}

// trust is how far to trust a text: its badges, or the day of the state that was read.
func trust(b *decision.LegalBasis, width int, f Frame) []string {
	if b == nil {
		return nil
	}
	var lines []string
	for _, badge := range say.Badges(b) {
		mark, look := UnreadMark, f.Styles.Dim
		if badge.Uncertain {
			mark, look = UncertainMark, f.Styles.Caution
		}
		lines = append(lines, Hang(badge.Text, width, look.Render(mark)+" ", look)...)
	}
	if lines == nil && !b.CheckedOn.IsZero() {
		lines = Wrap("lu au "+french.Date(b.CheckedOn), width, f.Styles.Dim)
	}
	return lines
}

// abreast puts cells of that width side by side; false when one does not fit.
func abreast(cells []cell, width int) ([]string, bool) {
	laid := make([][]string, len(cells))
	for i, c := range cells {
		laid[i] = c(width)
		if laid[i] == nil || slices.ContainsFunc(laid[i], func(l string) bool { return ansi.StringWidth(l) > width }) || len(laid[i]) > mostInCell {
			return nil, false
		}
	}
	return Columns(laid, width), true
}

// ColumnWidth is how wide each of so many columns is.
func ColumnWidth(columns int, f Frame) int {
	columns = max(columns, 1)
	return (f.TextWidth() - betweenCells*(columns-1)) / columns
}

// Columns puts columns of lines of that width side by side.
func Columns(columns [][]string, width int) []string {
	var lines []string
	for i, column := range columns {
		before := i * (width + betweenCells)
		for row, text := range column {
			if row == len(lines) {
				lines = append(lines, "")
			}
			lines[row] += strings.Repeat(" ", max(before-ansi.StringWidth(lines[row]), 0)) + text
		}
	}
	return lines
}
