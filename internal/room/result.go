package room

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file draws where answers lead: each option of a vote, and the two
// branches of a conflict.

// outcome is what the room said; a branch it followed to its end comes
// first, with what to remember of the exercise.
func outcome(g *decision.Guide, s workshop.State, f draw.Frame) []draw.Block {
	branches, tallies := branchesOf(g, s, f), slices.Concat(talliesOf(s, f), wordsOf(s, f), teamsOf(s, f), sureOf(s, f))
	if s.Phase == workshop.Ended && len(branches) > 0 {
		point := still(draw.Section(workshop.WordPoint, draw.Text(s.Exercise.Point, f.TextWidth(), f.Styles), f))
		return append(append(branches, point...), draw.Section(workshop.WordSaid, tallies, f)...)
	}
	return append(tallies, branches...)
}

// endingsOf says where each answer leads and why: one's own first, whole.
func endingsOf(g *decision.Guide, s workshop.State, f draw.Frame) []draw.Block {
	var own, others []draw.Block
	for _, e := range s.Endings {
		if s.Own != "" && e.Option.Value == s.Own {
			own = append(own, endingOf(g, e, f)...)
			if e.Step != nil && e.Standing == decision.Recommended {
				own = append(own, draw.Gap())
				own = append(own, verdictOf(g, e.Step, nil, "", f)...)
			}
			continue
		}
		if len(others) > 0 {
			others = append(others, draw.Gap())
		}
		others = append(others, endingOf(g, e, f)...)
	}
	return still(append(draw.Section(s.OwnTitle(), own, f), draw.Section(s.WhereTitle(), others, f)...))
}

// endingOf is an answer, the step it leads to, and what opens or closes it.
func endingOf(g *decision.Guide, e workshop.Ending, f draw.Frame) []draw.Block {
	blocks := []draw.Block{{Lines: draw.Wrap(e.Option.Label, f.TextWidth(), f.Styles.Strong)}}
	if leads := e.Leads(); leads != "" && leads != e.Option.Label {
		blocks = append(blocks, draw.Block{Lines: draw.Hang(leads, f.TextWidth(), f.Styles.Accent.Render("→")+" ", f.Styles.Text)})
	}
	if word := e.Worth(); word != "" {
		mark, look := standing(e, f.Styles)
		blocks = append(blocks, draw.Block{Lines: draw.Hang(word, f.TextWidth(), look.Render(mark)+" ", look)})
	}
	why := say.Reasons(g, g.Question, e.Reasons)
	for i, b := range draw.Reasons(why, f) {
		blocks = append(blocks, draw.Block{Lines: b.Lines})
		if why[i].Text != "" {
			blocks = append(blocks, draw.Block{Lines: draw.Hang(why[i].Text, f.TextWidth(), "  ", f.Styles.Dim)})
		}
	}
	return blocks
}

// standing is the mark and the look that what an ending is worth has
// everywhere.
func standing(e workshop.Ending, s *draw.Styles) (mark string, look draw.Ink) {
	switch {
	case e.Right():
		return draw.RecommendedMark, s.Title
	case e.Held && e.Reading == workshop.NoReading:
		return draw.OpenMark, s.Text
	case e.Before == nil && e.Standing == decision.Later:
		return draw.LaterMark, s.Caution
	}
	return draw.ClosedMark, s.Caution
}

// side is one of the two branches; its ending is nil before it is followed.
type side struct {
	title string
	end   *workshop.Ending
}

// branchesOf puts the endings of the majority and of the minority side by
// side, once followed.
func branchesOf(g *decision.Guide, s workshop.State, f draw.Frame) []draw.Block {
	var columns [][]draw.Block
	half := f
	sides := []side{{s.Branch(workshop.Majority), s.Majority}, {s.Branch(workshop.Minority), s.Minority}}
	if s.Majority != nil && s.Minority != nil && f.Width >= draw.WideWidth {
		half.Width = min(f.Width/2, draw.PageWidth)
	}
	if s.Side == workshop.Minority && half.Width == f.Width {
		slices.Reverse(sides) // one under the other: the newest first
	}
	for _, side := range sides {
		if side.end != nil {
			body := append(endingOf(g, *side.end, half), brief(g, side.end.Step, half)...)
			columns = append(columns, draw.Section(side.title, body, half))
		}
	}
	if half.Width != f.Width {
		return []draw.Block{beside(columns[0], columns[1], half.Width)}
	}
	var blocks []draw.Block
	for _, c := range columns {
		blocks = append(blocks, c...)
	}
	return still(blocks)
}

// labelWidth is the width of the names of what one compares: columns are narrow.
const labelWidth = 8

// brief is what one compares between two endings.
func brief(g *decision.Guide, s *decision.Step, f draw.Frame) []draw.Block {
	if s == nil {
		return nil
	}
	blocks := draw.Rows(labelWidth, say.Compared(s.Brief), f.Styles.Text, f)
	if len(s.Bases) > 0 {
		blocks = append(blocks, draw.MainText(g, labelWidth, s.Bases[0], f))
	}
	return blocks
}

// beside lays two columns side by side.
func beside(left, right []draw.Block, width int) draw.Block {
	a, b := linesOf(left), linesOf(right)
	var lines []string
	for i := range max(len(a), len(b)) {
		line := strings.Repeat(" ", width)
		if i < len(a) {
			line = a[i] + strings.Repeat(" ", max(width-ansi.StringWidth(a[i]), 0))
		}
		if i < len(b) {
			line += b[i]
		}
		lines = append(lines, line)
	}
	return draw.Block{Lines: lines}
}

func linesOf(blocks []draw.Block) []string {
	var lines []string
	for _, b := range blocks {
		lines = append(lines, b.Lines...)
	}
	return lines
}

// bar is one answer of a histogram.
type bar struct {
	label string
	count int
	after int  // in the second round
	mine  bool // it stands out, and its label says why
}

// histogram draws what a room said, an answer a block: its words, then a bar a
// round, as long as its share of all who answered in that round, with the shift
// once there were two. Where there is room for all of them, they stand apart.
func histogram(bars []bar, all []int, f draw.Frame) []draw.Block {
	high, digits := 2+len(all), len(strconv.Itoa(slices.Max(all)))
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
			lines = append(lines, barLine("1er vote", b.count, all[0], digits, f.Styles.Dim, f),
				barLine("2e vote", b.after, all[1], digits, f.Styles.Accent, f)+"  "+f.Styles.Strong.Render(shift(b)))
		} else {
			lines = append(lines, barLine("", b.count, all[0], digits, f.Styles.Accent, f))
		}
		blocks = append(blocks, draw.Block{Lines: lines})
	}
	return blocks
}

// shift says how many more, or fewer, chose the answer the second time.
func shift(b bar) string {
	switch d := b.after - b.count; {
	case d > 0:
		return fmt.Sprintf("▲ +%d", d)
	case d < 0:
		return fmt.Sprintf("▼ −%d", -d)
	}
	return "="
}

// barLine is a name, a bar as long as the share of count in all, and the count in so many
// digits: the lines of two votes end alike.
func barLine(name string, count, all, digits int, style draw.Ink, f draw.Frame) string {
	head := "  "
	if name != "" {
		head += name + strings.Repeat(" ", max(9-ansi.StringWidth(name), 1))
	}
	tail := fmt.Sprintf(" %*d", digits, count)
	if all > 0 {
		tail += f.Styles.Dim.Render(fmt.Sprintf(" · %3d"+french.NBSP+"%%", (200*count+all)/(2*all)))
	}
	room := max(min(f.TextWidth(), 60)-ansi.StringWidth(head)-18, 4)
	return f.Styles.Dim.Render(head) + gauge(count, all, room, style, f) + tail
}

// gauge is a bar of count out of all, in that many cells.
func gauge(count, all, room int, style draw.Ink, f draw.Frame) string {
	full, rest := draw.Bar(count, all, room)
	return style.Render(full) + f.Styles.Rule.Render(rest)
}
