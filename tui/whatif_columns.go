package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The room of columns.
const (
	columnsWidth = 80  // from here endings stand side by side
	maxColumns   = 118 // the widest they go together: beyond, a row is hard to follow
	roomyColumns = 30  // from that many lines, a blank line stands between two rows
)

// columns shows what differs between endings, side by side where there is room,
// one under the other elsewhere.
func (w *whatIf) columns(endings []ending, rows []contrast, f frame) []block {
	if f.width < columnsWidth {
		return under(endings, rows, f)
	}
	names := contrast{}
	for _, e := range endings {
		names.sides = append(names.sides, side{text: e.name})
	}
	blocks := []block{{lines: across(names, f.styles.title, f)}}
	for _, r := range rows {
		style := f.styles.text
		if r.label == labelStep {
			style = f.styles.strong
		}
		lines := append([]string{f.styles.dim.Render(r.label)}, across(r, style, f)...)
		if f.height >= roomyColumns {
			blocks = append(blocks, gap())
		}
		blocks = append(blocks, block{lines, r.sides[w.at+1].do})
	}
	return blocks
}

// across lays the cells of a row side by side.
func across(r contrast, style ink, f frame) []string {
	between := " " + f.styles.rule.Render("│") + " "
	n := len(r.sides)
	width := (min(f.width-gutter-1, maxColumns) - (n-1)*ansi.StringWidth(between)) / n
	cells := make([][]string, n)
	tallest := 0
	for i, c := range r.sides {
		cells[i] = wrapText(c.text, width, style)
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
func under(endings []ending, rows []contrast, f frame) []block {
	var blocks []block
	for i, e := range endings {
		if i > 0 {
			blocks = append(blocks, gap())
		}
		blocks = append(blocks, block{lines: wrapText(e.name, f.textWidth(), f.styles.title)})
		for _, r := range rows {
			style := f.styles.text
			if r.label == labelStep {
				style = f.styles.strong
			}
			b := fact(r.label, r.sides[i].text, style, f.canvas)
			b.do = r.sides[i].do
			blocks = append(blocks, b)
		}
	}
	return blocks
}
