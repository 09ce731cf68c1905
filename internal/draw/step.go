package draw

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// What is told of a step, its texts and its reasons, on every screen.

// Head is the top of a step: what one must see at once.
func Head(g *decision.Guide, s *decision.Step, above string, f Frame) []Block {
	width := f.TextWidth() - 2
	bar := f.Styles.Accent.Render(barMark) + " "
	var head []string
	if above != "" && f.Height >= TallHeight-4 {
		head = append(head, bar+f.Styles.Dim.Render(above))
	}
	for _, l := range Wrap(s.Title, width, f.Styles.Title) {
		head = append(head, bar+l)
	}
	if f.Height >= TallHeight-4 {
		for _, l := range Wrap(s.Summary, width, f.Styles.Text) {
			head = append(head, bar+l)
		}
	}
	blocks := []Block{{Lines: head}}
	if f.Height >= TallHeight-4 {
		blocks = append(blocks, Gap())
	}
	blocks = append(blocks,
		Fact(say.CostLabel, s.Brief.Cost, f.Styles.Strong, f), Fact(say.TimeLabel, s.Brief.Time, f.Styles.Strong, f),
		Fact(say.WorthLabel, s.Brief.Worth, f.Styles.Strong, f))
	if len(s.Bases) > 0 {
		blocks = append(blocks, MainText(g, LabelWidth, s.Bases[0], f))
	}
	return append(blocks, Fact(say.StarterLabel, s.Brief.Initiative, f.Styles.Text, f),
		Fact(say.PrivacyLabel, s.Brief.Privacy, f.Styles.Text, f))
}

// MainText is the text a step rests on, after a name of that width: one may open
// it.
func MainText(g *decision.Guide, width int, c decision.Citation, f Frame) Block {
	to := decision.Link{Kind: decision.ToBasis, ID: c.Basis}
	text := decision.Line{{Text: c.Label, Link: to}}
	if mark := say.Mark(g.Basis(c.Basis)); mark != "" {
		text = append(text, decision.Span{Text: " (" + mark + ")"})
	}
	if c.Note != "" && f.Height >= TallHeight-4 {
		text = append(text, decision.Span{Text: ", " + c.Note})
	}
	mark := Label(say.TextLabel, width, f)
	rest := strings.Repeat(" ", ansi.StringWidth(mark))
	return Block{Lines: WrapLine(text, f.TextWidth(), mark, rest, f.Styles), Lead: Follow(text)}
}

// Citations lists legal bases one may open.
func Citations(g *decision.Guide, all []decision.Citation, f Frame) []Block {
	var blocks []Block
	for _, c := range all {
		label := c.Label
		if mark := say.Mark(g.Basis(c.Basis)); mark != "" {
			label += " (" + mark + ")"
		}
		blocks = append(blocks, Choice(label, c.Note, decision.Link{Kind: decision.ToBasis, ID: c.Basis}, f))
	}
	return blocks
}

// Reasons lists conditions with the answers that meet them, or do not; asked
// gives the question about a fact, in the words of the case.
func Reasons(asked func(decision.Fact) *decision.Question, reasons []decision.Reason, f Frame) []Block {
	var blocks []Block
	for _, r := range reasons {
		q := asked(r.Fact)
		text := q.Name + french.NBSP + ": " + say.Value(q, string(r.Value))
		b := Block{Lines: Hang(text, f.TextWidth(), f.Styles.Accent.Render("•")+" ", f.Styles.Text)}
		if r.Text != "" {
			b.Lines = append(b.Lines, Hang(r.Text, f.TextWidth(), "  ", f.Styles.Dim)...)
		}
		if r.Basis != "" {
			b.Lead = decision.Link{Kind: decision.ToBasis, ID: r.Basis}
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// Said is a question in a word and its answer.
func Said(r decision.Reply, said string, do any, f Frame) Block {
	return Block{Lines: Hang(said, f.TextWidth(), Label(r.Question.Name, NameWidth, f), f.Styles.Strong), Lead: do}
}
