package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// roomBar is one answer of a histogram.
type roomBar struct {
	label string
	count int
	after int  // in the second round
	mine  bool // the answer of the person who looks
}

// roomBars draws what a room said, an answer a block: its words, then a bar a
// round, with the shift once there were two.
func roomBars(bars []roomBar, second bool, f frame) []block {
	most, first, then := 1, 0, 0
	for _, b := range bars {
		first, then = first+b.count, then+b.after
		most = max(most, b.count, b.after)
	}
	var blocks []block
	for _, b := range bars {
		mark, style := "  ", f.styles.text
		if b.mine {
			mark, style = f.styles.accent.Render(recommendedMark)+" ", f.styles.strong
		}
		lines := hangText(b.label, f.textWidth(), mark, style)
		if second {
			lines = append(lines, roomLine("1er vote", b.count, first, most, f.styles.dim, f),
				roomLine("2e vote", b.after, then, most, f.styles.accent, f)+"  "+f.styles.strong.Render(roomShift(b)))
		} else {
			lines = append(lines, roomLine("", b.count, first, most, f.styles.accent, f))
		}
		blocks = append(blocks, block{lines: lines})
	}
	return blocks
}

// roomShift says how many more, or fewer, chose the answer the second time.
func roomShift(b roomBar) string {
	switch d := b.after - b.count; {
	case d > 0:
		return fmt.Sprintf("▲ +%d", d)
	case d < 0:
		return fmt.Sprintf("▼ −%d", -d)
	}
	return "="
}

// roomLine is a name, a bar as long as its count, and the count.
func roomLine(name string, count, all, most int, style ink, f frame) string {
	tail := fmt.Sprintf(" %d", count)
	if all > 0 {
		tail += fmt.Sprintf(" · %d"+nbsp+"%%", (200*count+all)/(2*all))
	}
	head := "  "
	if name != "" {
		head += name + strings.Repeat(" ", max(9-ansi.StringWidth(name), 1))
	}
	room := max(min(f.textWidth(), 60)-ansi.StringWidth(head)-18, 4)
	return f.styles.dim.Render(head) + style.Render(roomLength(count, most, room)) + tail
}

// roomLength is a bar of count out of most, in that many cells. What was chosen at
// all shows.
func roomLength(count, most, room int) string {
	if count <= 0 || most <= 0 {
		return ""
	}
	parts := max(count*room*8/most, 1)
	return strings.Repeat("█", parts/8) + eighths[parts%8]
}
