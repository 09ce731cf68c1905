package draw

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Field draws what is typed on a line in so many cells, its edges included: a
// surface, or brackets where none can be shown. The one that is being filled is
// underlined, with the caret.
func Field(l *Line, width int, filling bool, f Frame) string {
	open, shut := f.Styles.Sheet.Render(" "), f.Styles.Sheet.Render(" ")
	if f.Styles.Bare {
		open, shut = "[", "]"
	}
	if filling {
		return open + l.View(width-2, f.Styles.Filled, f.Styles) + shut
	}
	return open + l.Still(width-2, f.Styles.Sheet) + shut
}

// Beside puts a label in so many cells before what stands beside it, on as many
// lines as the label takes.
func Beside(label string, width int, look Ink, field string, f Frame) []string {
	lines := Wrap(label, width-2, look)
	lines[0] += strings.Repeat(" ", max(width-ansi.StringWidth(lines[0]), 0)) + field
	return lines
}
