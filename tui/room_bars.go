package tui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
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
func roomBars(bars []roomBar, all []int, f draw.Frame) []draw.Block {
	high := 2 + len(all)
	var blocks []draw.Block
	for i, b := range bars {
		if i > 0 && len(bars)*high < f.Height-4 {
			blocks = append(blocks, draw.Gap())
		}
		style := f.Styles.Text
		if b.mine {
			style = f.Styles.Strong
		}
		lines := draw.Hang(b.label, f.TextWidth(), "  ", style)
		if len(all) > 1 {
			lines = append(lines, roomLine("1er vote", b.count, all[0], f.Styles.Dim, f),
				roomLine("2e vote", b.after, all[1], f.Styles.Accent, f)+"  "+f.Styles.Strong.Render(roomShift(b)))
		} else {
			lines = append(lines, roomLine("", b.count, all[0], f.Styles.Accent, f))
		}
		blocks = append(blocks, draw.Block{Lines: lines})
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
func roomLine(name string, count, all int, style draw.Ink, f draw.Frame) string {
	head := "  "
	if name != "" {
		head += name + strings.Repeat(" ", max(9-ansi.StringWidth(name), 1))
	}
	tail := fmt.Sprintf(" %*d", len(strconv.Itoa(all)), count)
	if all > 0 {
		tail += f.Styles.Dim.Render(fmt.Sprintf(" · %3d"+nbsp+"%%", (200*count+all)/(2*all)))
	}
	room := max(min(f.TextWidth(), 60)-ansi.StringWidth(head)-18, 4)
	return f.Styles.Dim.Render(head) + roomGauge(count, all, room, style, f) + tail
}

// roomGauge is a bar of count out of all, in that many cells.
func roomGauge(count, all, room int, style draw.Ink, f draw.Frame) string {
	full, rest := draw.Bar(count, all, room)
	return style.Render(full) + f.Styles.Rule.Render(rest)
}
