package tui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// roomBar is one answer of a histogram.
type roomBar struct {
	label string
	count int
	after int  // in the second round
	mine  bool // it stands out, and its label says why
}

// roomBars draws what a room said, an answer a block: its words, then a bar a
// round, as long as its share of all who answered in that round, with the shift
// once there were two. Where there is room for all of them, they stand apart.
func roomBars(bars []roomBar, all []int, f canvas) []block {
	high := 2 + len(all)
	var blocks []block
	for i, b := range bars {
		if i > 0 && len(bars)*high < f.height-4 {
			blocks = append(blocks, gap())
		}
		style := f.styles.text
		if b.mine {
			style = f.styles.strong
		}
		lines := hangText(b.label, f.textWidth(), "  ", style)
		if len(all) > 1 {
			lines = append(lines, roomLine("1er vote", b.count, all[0], f.styles.dim, f),
				roomLine("2e vote", b.after, all[1], f.styles.accent, f)+"  "+f.styles.strong.Render(roomShift(b)))
		} else {
			lines = append(lines, roomLine("", b.count, all[0], f.styles.accent, f))
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

// roomLine is a name, a bar as long as the share of count in all, and the count.
func roomLine(name string, count, all int, style ink, f canvas) string {
	head := "  "
	if name != "" {
		head += name + strings.Repeat(" ", max(9-ansi.StringWidth(name), 1))
	}
	tail := fmt.Sprintf(" %*d", len(strconv.Itoa(all)), count)
	if all > 0 {
		tail += f.styles.dim.Render(fmt.Sprintf(" · %3d"+nbsp+"%%", (200*count+all)/(2*all)))
	}
	room := max(min(f.textWidth(), 60)-ansi.StringWidth(head)-18, 4)
	return f.styles.dim.Render(head) + roomGauge(count, all, room, style, f) + tail
}

// roomGauge is a bar of count out of all, in that many cells. What was chosen at
// all shows.
func roomGauge(count, all, room int, style ink, f canvas) string {
	parts := 0
	if count > 0 && all > 0 {
		parts = min(max(count*room*8/all, 1), room*8)
	}
	rest := strings.Repeat("·", room-(parts+7)/8)
	return style.Render(strings.Repeat("█", parts/8)+eighths[parts%8]) + f.styles.rule.Render(rest)
}
