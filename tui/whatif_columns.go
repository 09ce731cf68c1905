package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
)

// The room of columns.
const (
	columnsWidth = 80  // from here endings stand side by side
	maxColumns   = 118 // the widest they go together: beyond, a row is hard to follow
	roomyColumns = 30  // from that many lines, a blank line stands between two rows
)

// columns shows what differs between endings, side by side where there is room,
// one under the other elsewhere.
func (w *whatIf) columns(endings []ending, rows []contrast, f frame) []draw.Block {
	if f.Width < columnsWidth {
		return under(endings, rows, f)
	}
	names := contrast{}
	for _, e := range endings {
		names.sides = append(names.sides, side{text: e.name})
	}
	blocks := []draw.Block{{Lines: across(names, f.Styles.Title, f)}}
	for _, r := range rows {
		style := f.Styles.Text
		if r.label == labelStep {
			style = f.Styles.Strong
		}
		lines := append([]string{f.Styles.Dim.Render(r.label)}, across(r, style, f)...)
		if f.Height >= roomyColumns {
			blocks = append(blocks, draw.Gap())
		}
		blocks = append(blocks, draw.Block{Lines: lines, Lead: r.sides[w.at+1].do})
	}
	return blocks
}

// across lays the cells of a row side by side.
func across(r contrast, style draw.Ink, f frame) []string {
	between := " " + f.Styles.Rule.Render("│") + " "
	n := len(r.sides)
	width := (min(f.Width-draw.Gutter-1, maxColumns) - (n-1)*ansi.StringWidth(between)) / n
	cells := make([][]string, n)
	tallest := 0
	for i, c := range r.sides {
		cells[i] = draw.Wrap(c.text, width, style)
		tallest = max(tallest, len(cells[i]))
	}
	lines := make([]string, tallest)
	for at := range lines {
		parts := make([]string, n)
		for i := range cells {
			if at < len(cells[i]) {
				parts[i] = cells[i][at]
			}
			parts[i] += strings.Repeat(" ", max(width-ansi.StringWidth(parts[i]), 0))
		}
		lines[at] = strings.Join(parts, between)
	}
	return lines
}

// under lists the endings one after the other.
func under(endings []ending, rows []contrast, f frame) []draw.Block {
	var blocks []draw.Block
	for i, e := range endings {
		if i > 0 {
			blocks = append(blocks, draw.Gap())
		}
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(e.name, f.TextWidth(), f.Styles.Title)})
		for _, r := range rows {
			style := f.Styles.Text
			if r.label == labelStep {
				style = f.Styles.Strong
			}
			b := draw.Fact(r.label, r.sides[i].text, style, f.Frame)
			b.Lead = r.sides[i].do
			blocks = append(blocks, b)
		}
	}
	return blocks
}
