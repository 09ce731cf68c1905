package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// refundBlocks is what one has to give back to the client, by when, and what it costs
// to be late: nothing when there is nothing to.
func refundBlocks(f frame) []draw.Block {
	all := f.kase.Refund(f.guide, f.today())
	if len(all) == 0 {
		return nil
	}
	last := all[0].To
	away := say.InDays(last, f.today())
	rows := say.Refund(all)
	if !f.Airy() {
		told := strings.TrimSuffix(draw.FaultMark+" "+away+" "+rows[0].Sum, " ")
		if len(rows) > 1 {
			told += ", puis " + rows[1].More
		}
		return []draw.Block{{Lines: draw.Wrap(told, f.TextWidth(), f.Styles.Fault)}}
	}
	table := []draw.Block{{Lines: refundLines(f, rows)}}
	seen := ""
	for _, t := range all {
		if b := f.guide.Basis(t.Basis); b != nil && t.Basis != seen {
			seen = t.Basis
			table = append(table, draw.Choice(say.Marked(b, b.Reference), "", decision.Link{Kind: decision.ToBasis, ID: b.ID}, f.Frame))
		}
	}
	return draw.Measured(say.RefundTitle, draw.FaultMark+" "+away+", le "+french.Day(string(last)), table, f.Frame)
}

// refundLines lays the times out in columns, or one under the other where the columns
// would not fit.
func refundLines(f frame, rows []say.RefundRow) (lines []string) {
	when, more, sum := 0, 0, 0
	for _, r := range rows {
		when, more, sum = max(when, ansi.StringWidth(r.When)), max(more, ansi.StringWidth(r.More)), max(sum, ansi.StringWidth(r.Sum))
	}
	fits := when+2+more+2+sum <= f.TextWidth()
	for i, r := range rows {
		look := f.Styles.Text
		if i == 0 {
			look = f.Styles.Strong
		}
		if !fits {
			lines = append(lines, draw.Wrap(strings.Join(slices.DeleteFunc([]string{r.When, r.More, r.Sum}, func(s string) bool { return s == "" }), ", "), f.TextWidth(), look)...)
			continue
		}
		line := look.Render(r.When) + strings.Repeat(" ", when-ansi.StringWidth(r.When)+2) + r.More + strings.Repeat(" ", more-ansi.StringWidth(r.More)+2)
		line += strings.Repeat(" ", sum-ansi.StringWidth(r.Sum)) + look.Render(r.Sum)
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}
