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
		{keyTake, func() action { return turn(w.take) }, nil},
		{keyDrop, doing(func(frame) { w.drop() }), nil},
		{keyOther, doing(func(frame) { w.at = (w.at + 1) % len(w.variants) }), func(frame) bool { return len(w.variants) > 1 }},
	}, w.ways()...)
	r.blocks = func(f frame) []draw.Block {
		endings := w.endings(f)
		changed, same := contrasts(endings, f)
		var blocks []draw.Block
		if w.full {
			blocks = append(blocks, draw.Block{Lines: draw.Wrap(wordFull, f.TextWidth(), f.Styles.Caution)}, draw.Gap())
		}
		blocks = append(blocks, w.columns(endings, changed, f)...)
		blocks = append(blocks, draw.Section(wordSame, sameBlocks(endings, same, f), f.Frame)...)
		blocks = append(blocks, draw.Section(wordCondition, whyBlocks(endings, f), f.Frame)...)
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
	m.stack = append(m.stack[:1], m.present())
}

// ending is a column: some answers, and where they lead.
type ending struct {
	name    string
	answers decision.Answers
	steps   []*decision.Step // several when answers are missing
	said    []decision.Fact  // what is answered otherwise than in the case
}

// endings are the case, then its variants.
func (w *whatIf) endings(f frame) []ending {
	all := []ending{{name: wordAsToday, answers: f.answers, steps: endsOn(f.guide, f.answers)}}
	for i, v := range w.variants {
		name := "Variante" + when(len(w.variants) > 1, fmt.Sprintf(" %d", i+1)) + when(v.kept, ", gardée")
		if len(w.variants) > 1 && i == w.at {
			name = draw.RecommendedMark + " " + name
		}
		all = append(all, ending{name, v.answers, endsOn(f.guide, v.answers), otherwise(f.guide, f.answers, v.answers)})
	}
	return all
}

// contrast is something said of every ending.
type contrast struct {
	label string
	sides []side
}

// side is what is said of one, and what choosing it opens.
type side struct {
	text string
	do   any
}

// contrasts are what differs between the endings, and what does not.
func contrasts(endings []ending, f frame) (changed, same []contrast) {
	all := answerRows(endings, f)
	for _, part := range []struct {
		label string
		tell  func(e ending, f frame) side
	}{
		{labelStep, stepCell}, {say.CostLabel, briefCell(func(b decision.Brief) string { return b.Cost })},
		{say.TimeLabel, briefCell(func(b decision.Brief) string { return b.Time })},
		{say.WorthLabel, briefCell(func(b decision.Brief) string { return b.Worth })}, {say.TextLabel, textCell},
		{labelMissing, missingCell},
	} {
		r := contrast{label: part.label}
		for _, e := range endings {
			r.sides = append(r.sides, part.tell(e, f))
		}
		all = append(all, r)
	}
	for _, r := range all {
		if slices.ContainsFunc(r.sides, func(c side) bool { return c.text != r.sides[0].text }) {
			changed = append(changed, r)
		} else if r.sides[0].text != "" {
			same = append(same, r)
		}
	}
	return changed, same
}

// answerRows are the answers that are not the same everywhere.
func answerRows(endings []ending, f frame) []contrast {
	walks := make([]decision.Walk, len(endings))
	for i, e := range endings {
		walks[i] = f.guide.Walk(e.answers)
	}
	var rows []contrast
	for i := range f.guide.Questions {
		q := &f.guide.Questions[i]
		if !slices.ContainsFunc(endings, func(e ending) bool { return slices.Contains(e.said, q.Fact) }) {
			continue
		}
		r := contrast{label: q.Name}
		for i, e := range endings {
			text := wordNotAsked
			if said, ok := e.answers.Get(q.Fact); ok {
				text = say.Value(f.guide.AskedOn(walks[i], q.Fact), said)
			}
			r.sides = append(r.sides, side{text: text})
		}
		rows = append(rows, r)
	}
	return rows
}

func stepCell(e ending, _ frame) side {
	c := side{text: say.Steps(e.steps)}
	if len(e.steps) == 1 {
		c.do = decision.Link{Kind: decision.ToStep, ID: e.steps[0].ID}
	}
	return c
}

func briefCell(part func(decision.Brief) string) func(ending, frame) side {
	return func(e ending, _ frame) side {
		if len(e.steps) != 1 {
			return side{text: wordPerStep}
		}
		return side{text: part(e.steps[0].Brief)}
	}
}

func textCell(e ending, f frame) side {
	if len(e.steps) != 1 || len(e.steps[0].Bases) == 0 {
		return side{text: wordPerStep}
	}
	main := e.steps[0].Bases[0]
	text := main.Label
	if mark := say.Mark(f.guide.Basis(main.Basis)); mark != "" {
		text += " (" + mark + ")"
	}
	return side{text, decision.Link{Kind: decision.ToBasis, ID: main.Basis}}
}

// missingCell is the question that is left, if any.
func missingCell(e ending, f frame) side {
	if next := f.guide.Walk(e.answers).Next; next != nil {
		return side{text: next.Title}
	}
	return side{}
}

// sameBlocks are the rows that are the same everywhere, then the answers that
// are.
func sameBlocks(endings []ending, same []contrast, f frame) []draw.Block {
	var blocks []draw.Block
	for _, r := range same {
		b := draw.Fact(r.label, r.sides[0].text, f.Styles.Text, f.Frame)
		b.Lead = r.sides[0].do
		blocks = append(blocks, b)
	}
	if answers := alike(endings, f); len(answers) > 0 {
		blocks = append(blocks, draw.Fact(wordAnswers, strings.Join(answers, french.NBSP+"· "), f.Styles.Text, f.Frame))
	}
	return blocks
}

// alike are the answers of the case that every variant has too.
func alike(endings []ending, f frame) []string {
	var all []string
	for _, r := range f.guide.Walk(endings[0].answers).Path {
		said, _ := endings[0].answers.Get(r.Question.Fact)
		differs := func(e ending) bool {
			other, _ := e.answers.Get(r.Question.Fact)
			return other != said
		}
		if !r.Deduced && !slices.ContainsFunc(endings, differs) {
			all = append(all, say.Reply(r))
		}
	}
	return all
}

// The room of columns.
const (
	columnsWidth = 80  // from here endings stand side by side
	maxColumns   = 118 // the widest they go together: beyond, a row is hard to follow
	roomyColumns = 30  // from that many lines, a blank line stands between two rows
)

// columns shows what differs between endings, side by side where there is room,
// one under the other elsewhere.
func (w *whatIf) columns(endings []ending, rows []contrast, f frame) []draw.Block {
	if f.Width < columnsWidth {
		return under(endings, rows, f)
	}
	names := contrast{}
	for _, e := range endings {
		names.sides = append(names.sides, side{text: e.name})
	}
	blocks := []draw.Block{{Lines: across(names, f.Styles.Title, f)}}
	for _, r := range rows {
		style := f.Styles.Text
		if r.label == labelStep {
			style = f.Styles.Strong
		}
		lines := append([]string{f.Styles.Dim.Render(r.label)}, across(r, style, f)...)
		if f.Height >= roomyColumns {
			blocks = append(blocks, draw.Gap())
		}
		blocks = append(blocks, draw.Block{Lines: lines, Lead: r.sides[w.at+1].do})
	}
	return blocks
}

// across lays the cells of a row side by side.
func across(r contrast, style draw.Ink, f frame) []string {
	between := " " + f.Styles.Rule.Render("│") + " "
	n := len(r.sides)
	width := (min(f.Width-2*draw.Gutter, maxColumns) - (n-1)*ansi.StringWidth(between)) / n
	cells := make([][]string, n)
	tallest := 0
	for i, c := range r.sides {
		cells[i] = draw.Wrap(c.text, width, style)
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
func under(endings []ending, rows []contrast, f frame) []draw.Block {
	var blocks []draw.Block
	for i, e := range endings {
		if i > 0 {
			blocks = append(blocks, draw.Gap())
		}
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(e.name, f.TextWidth(), f.Styles.Title)})
		for _, r := range rows {
			style := f.Styles.Text
			if r.label == labelStep {
				style = f.Styles.Strong
			}
			b := draw.Fact(r.label, r.sides[i].text, style, f.Frame)
			b.Lead = r.sides[i].do
			blocks = append(blocks, b)
		}
	}
	return blocks
}
