package tui

import (
	"strings"

	"compromis/internal/draw"
)

// numerals are the digits, five rows of three squares each: a room reads them
// from its last row.
var numerals = [10][5]string{
	{"███", "█ █", "█ █", "█ █", "███"},
	{" ██", "  █", "  █", "  █", "  █"},
	{"███", "  █", "███", "█  ", "███"},
	{"███", "  █", "███", "  █", "███"},
	{"█ █", "█ █", "███", "  █", "  █"},
	{"███", "█  ", "███", "  █", "███"},
	{"███", "█  ", "███", "█ █", "███"},
	{"███", "  █", "  █", "  █", "  █"},
	{"███", "█ █", "███", "█ █", "███"},
	{"███", "█ █", "███", "  █", "███"},
}

// bigCode draws a code of digits large, in two groups when they are six, as one
// reads it aloud. It is nil for a code of letters, and for one too wide.
func bigCode(code string, f draw.Frame) []string {
	rows := make([]string, len(numerals[0]))
	for i, c := range []byte(code) {
		if c < '0' || c > '9' {
			return nil
		}
		for y := range rows {
			if i == 3 && len(code) == 6 {
				rows[y] += "  "
			}
			for _, square := range numerals[c-'0'][y] {
				rows[y] += strings.Repeat(string(square), 2)
			}
			rows[y] += "  "
		}
	}
	for y, row := range rows {
		row = strings.TrimRight(row, " ")
		if len([]rune(row)) > f.TextWidth() {
			return nil
		}
		rows[y] = f.Styles.Title.Render(row)
	}
	return rows
}
