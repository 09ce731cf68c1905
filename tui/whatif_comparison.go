package tui

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newComparison shows the case and its variants: what differs, what does not,
// and the condition that makes the difference.
func (w *whatIf) newComparison() *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: wordComparison}
	r.extra = append([]shortcut{
		{keyKeepVariant, doing(func(frame) { w.variants[w.at].kept = true }), func(frame) bool { return !w.variants[w.at].kept }},
		{keyTake, func() action { return turn(w.take) }, func(f frame) bool { return !f.watched }},
		{keyDrop, doing(func(frame) { w.drop() }), nil},
		{keyOther, doing(func(frame) { w.at = (w.at + 1) % len(w.variants) }), func(frame) bool { return len(w.variants) > 1 }},
	}, w.ways()...)
	r.blocks = func(f frame) []draw.Block {
		endings := w.endings(f)
		changed, same := say.Contrasts(f.guide, compared(endings))
		var blocks []draw.Block
		if w.full {
			blocks = append(blocks, draw.Block{Lines: draw.Wrap(wordFull, f.TextWidth(), f.Styles.Caution)}, draw.Gap())
		}
		blocks = append(blocks, w.columns(endings, changed, f)...)
		blocks = append(blocks, draw.Section(wordSame, sameBlocks(endings, same, f), f.Frame)...)
		blocks = append(blocks, draw.Section(say.DecisiveTitle, whyBlocks(endings, f), f.Frame)...)
		return append(blocks, draw.Section(wordActs, acts(r.extra, f), f.Frame)...)
	}
	return r
}

// acts are the keys that do something now, as lines.
func acts(all []shortcut, f frame) []draw.Block {
	var blocks []draw.Block
	for _, s := range all {
		if s.only == nil || s.only(f) {
			blocks = append(blocks, draw.Choice(s.key.Help().Key+french.NBSP+" "+s.key.Help().Desc, "", s.do(), f.Frame))
		}
	}
	return blocks
}

// drop takes a variant off the comparison; after the last, one is back on the
// list.
func (w *whatIf) drop() {
	w.variants = slices.Delete(w.variants, w.at, w.at+1)
	w.at, w.full = 0, false
	if len(w.variants) == 0 {
		w.stack = w.stack[:1]
	}
}

// take makes the case what the variant is, once confirmed if it is kept in a
// file.
func (w *whatIf) take(f frame) action {
	then := take{w.variants[w.at].answers}
	if f.filing == notKept {
		return then
	}
	return open{&confirm{about: wordTake, ask: wordTakeAsk, yes: wordTakeYes, no: wordTakeNo, then: then}}
}

// take changes every answer at once, and shows where the case stands. Those
// that are dropped come back under the cursor if they are asked again.
func (m *Model) take(a take) {
	maps.Copy(m.remembered, m.answers.Said())
	m.set(m.kase.Adopt(m.guide, a.answers))
	m.stack = append(m.ground(), m.present())
}

// ending is a column.
type ending struct {
	name string
	say.Ending
}

// endings are the case, then its variants.
func (w *whatIf) endings(f frame) []ending {
	others := make([]decision.Answers, len(w.variants))
	for i, v := range w.variants {
		others[i] = v.answers
	}
	var all []ending
	for i, e := range say.Endings(f.guide, f.answers, others...) {
		now := say.NowTitle
		if f.watched {
			now = wordTheCase
		}
		all = append(all, ending{now, e})
		if i == 0 {
			continue
		}
		name := "Variante" + when(len(w.variants) > 1, fmt.Sprintf(" %d", i)) + when(w.variants[i-1].kept, ", gardée")
		if len(w.variants) > 1 && i-1 == w.at {
			name = draw.RecommendedMark + " " + name
		}
		all[i].name = name
	}
	return all
}

// compared are what the columns say.
func compared(endings []ending) []say.Ending {
	all := make([]say.Ending, len(endings))
	for i, e := range endings {
		all[i] = e.Ending
	}
	return all
}

// opens is what choosing a cell opens.
func opens(s say.Side) any {
	if s.More.ID == "" {
		return nil
	}
	return s.More
}

// sameBlocks are the rows that are the same everywhere, then the answers that
// are.
func sameBlocks(endings []ending, same []say.Contrast, f frame) []draw.Block {
	var blocks []draw.Block
	for _, r := range same {
		b := draw.Fact(r.Label, r.Sides[0].Text, f.Styles.Text, f.Frame)
		b.Lead = opens(r.Sides[0])
		blocks = append(blocks, b)
	}
	if answers := say.Alike(f.guide, compared(endings)); len(answers) > 0 {
		blocks = append(blocks, draw.Fact(wordAnswers, strings.Join(answers, french.NBSP+"· "), f.Styles.Text, f.Frame))
	}
	return blocks
}

// The room of columns.
const (
	columnsWidth = 80  // from here endings stand side by side
	maxColumns   = 118 // the widest they go together: beyond, a row is hard to follow
	roomyColumns = 30  // from that many lines, a blank line stands between two rows
)

// columns shows what differs between endings, side by side where there is room,
// one under the other elsewhere.
func (w *whatIf) columns(endings []ending, rows []say.Contrast, f frame) []draw.Block {
	if f.Width < columnsWidth {
		return under(endings, rows, f)
	}
	names := say.Contrast{}
	for _, e := range endings {
		names.Sides = append(names.Sides, say.Side{Text: e.name})
	}
	blocks := []draw.Block{{Lines: across(names, f.Styles.Title, f)}}
	for _, r := range rows {
		style := f.Styles.Text
		if r.Label == say.CompareStep {
			style = f.Styles.Strong
		}
		lines := append([]string{f.Styles.Dim.Render(r.Label)}, across(r, style, f)...)
		if f.Height >= roomyColumns {
			blocks = append(blocks, draw.Gap())
		}
		blocks = append(blocks, draw.Block{Lines: lines, Lead: opens(r.Sides[w.at+1])})
	}
	return blocks
}

// across lays the cells of a row side by side.
func across(r say.Contrast, style draw.Ink, f frame) []string {
	between := " " + f.Styles.Rule.Render("│") + " "
	n := len(r.Sides)
	width := (min(f.Width-2*draw.Gutter, maxColumns) - (n-1)*ansi.StringWidth(between)) / n
	cells := make([][]string, n)
	tallest := 0
	for i, c := range r.Sides {
		cells[i] = draw.Wrap(c.Text, width, style)
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
func under(endings []ending, rows []say.Contrast, f frame) []draw.Block {
	var blocks []draw.Block
	for i, e := range endings {
		if i > 0 {
			blocks = append(blocks, draw.Gap())
		}
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(e.name, f.TextWidth(), f.Styles.Title)})
		for _, r := range rows {
			style := f.Styles.Text
			if r.Label == say.CompareStep {
				style = f.Styles.Strong
			}
			b := draw.Fact(r.Label, r.Sides[i].Text, style, f.Frame)
			b.Lead = opens(r.Sides[i])
			blocks = append(blocks, b)
		}
	}
	return blocks
}
