package tui

import (
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
	var lines []string
	const more = len("+ 50 %") + 2
	when := 0
	for _, r := range rows {
		when = max(when, ansi.StringWidth(r.When))
	}
	for i, r := range rows {
		look := f.Styles.Text
		if i == 0 {
			look = f.Styles.Strong
		}
		line := look.Render(r.When) + strings.Repeat(" ", when-ansi.StringWidth(r.When)+2) + r.More + strings.Repeat(" ", more-ansi.StringWidth(r.More))
		if r.Sum != "" {
			line += strings.Repeat(" ", max(14-ansi.StringWidth(r.Sum), 0)) + look.Render(r.Sum)
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	table := []draw.Block{{Lines: lines}}
	seen := ""
	for _, t := range all {
		if b := f.guide.Basis(t.Basis); b != nil && t.Basis != seen {
			seen = t.Basis
			table = append(table, draw.Choice(say.Marked(b, b.Reference), "", decision.Link{Kind: decision.ToBasis, ID: b.ID}, f.Frame))
		}
	}
	return draw.Measured(say.RefundTitle, draw.FaultMark+" "+away+", le "+french.Day(string(last)), table, f.Frame)
}
