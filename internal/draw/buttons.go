package draw

import (
	"cmp"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"
)

// Button is one of the actions of a page, all on one row.
type Button struct {
	Label string
	Short string // where there is less room; "" for the same
	Lead  any
	Key   key.Binding // does the same from anywhere on the page
}

// Row is the actions of a page, the first of them the main one. Where there is no
// room for them side by side, each has a line.
func Row(all []Button, f Frame) []Block {
	if len(all) == 0 {
		return nil
	}
	row := slices.Clone(all)
	for i := len(row); i >= 0 && f.Roomy(); i-- { // the last is shortened first
		if i < len(row) {
			row[i].Label = cmp.Or(row[i].Short, row[i].Label)
		}
		if ansi.StringWidth(buttonLines(row, 0, f)[0]) <= f.TextWidth() {
			return []Block{{Lines: []string{""}, Buttons: row}}
		}
	}
	blocks := make([]Block, len(all))
	for i, b := range all {
		if room := f.TextWidth() - buttonEdges; ansi.StringWidth(b.Label) > room {
			b.Label = Cut(cmp.Or(b.Short, b.Label), room)
		}
		blocks[i] = Block{Lines: []string{""}, Buttons: []Button{b}}
	}
	widest := 0
	for _, b := range blocks {
		widest = max(widest, ansi.StringWidth(b.Buttons[0].Label))
	}
	for _, b := range blocks {
		b.Buttons[0].Label += strings.Repeat(" ", widest-ansi.StringWidth(b.Buttons[0].Label))
	}
	return blocks
}

// buttonEdges is what stands around the label of a button.
const buttonEdges = 4

// buttonLines draws a row of buttons, with the focus on one of them, or on none. The
// cells are the same whether there are surfaces or brackets.
func buttonLines(all []Button, focus int, f Frame) []string {
	drawn := make([]string, len(all))
	for i, b := range all {
		label := b.Label
		if len(all) == 1 && i != focus { // one above the other, their edges are aligned
			label += " "
		}
		drawn[i] = buttonText(label, i == focus, f.Styles)
	}
	return []string{strings.Join(drawn, " ")}
}

func buttonText(label string, focused bool, s *Styles) string {
	text, look := " "+label+" ", s.Sheet
	if focused {
		text, look = FocusMark+" "+label+" ", s.Main
	}
	if s.Bare {
		return "[" + look.Render(text) + "]"
	}
	return look.Render(" " + text + " ")
}

// buttonAt is the button on that cell of a row, or -1.
func buttonAt(all []Button, focus, x int, f Frame) int {
	at := 0
	for i, b := range all {
		width := ansi.StringWidth(buttonText(b.Label, i == focus, f.Styles))
		if x >= at && x < at+width {
			return i
		}
		at += width + 1
	}
	return -1
}
