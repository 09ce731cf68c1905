package draw

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/say"
)

// What is told of a step, its texts and its reasons, on every screen.

// Head is the top of a step: what one must see at once.
func Head(g *decision.Guide, s *decision.Step, above string, f Frame) []Block {
	blocks := []Block{Banner(above, s.Title, s.Summary, f)}
	if f.Airy() {
		blocks = append(blocks, Gap())
	}
	return append(blocks, Facts(g, s, f)...)
}

// Banner is what a page is about, behind a bar: where it stands, in a few words, its
// title, a sentence. A low screen keeps the title.
func Banner(above, title, said string, f Frame) Block {
	var lines []string
	if above != "" && f.Airy() {
		lines = append(lines, f.Styles.Dim.Render(above))
	}
	lines = append(lines, Wrap(title, f.TextWidth(), f.Styles.Title)...)
	if said != "" && f.Airy() {
		lines = append(lines, Wrap(said, f.TextWidth(), f.Styles.Text)...)
	}
	return Block{Lines: lines, Mark: f.Styles.Accent.Render(stepMark)}
}

// Rows lists names, in a column of that width, with what is said under each.
func Rows(width int, rows []say.Row, look Ink, f Frame) []Block {
	blocks := make([]Block, len(rows))
	for i, r := range rows {
		blocks[i] = FactIn(width, r.Label, r.Text, look, f)
	}
	return blocks
}

// Parts lists passages, each under its title.
func Parts(parts []say.Part, f Frame) []Block {
	var blocks []Block
	for _, p := range parts {
		blocks = append(blocks, Section(p.Title, Text(p.Text, f.TextWidth(), f.Styles), f)...)
	}
	return blocks
}

// MainText is the text a step rests on, after a name of that width: one may open
// it.
func MainText(g *decision.Guide, width int, c decision.Citation, f Frame) Block {
	to := decision.Link{Kind: decision.ToBasis, ID: c.Basis}
	text := decision.Line{{Text: c.Label, Link: to}}
	if mark := say.Mark(g.Basis(c.Basis)); mark != "" {
		text = append(text, decision.Span{Text: " (" + mark + ")"})
	}
	if c.Note != "" && f.Airy() {
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
		label := say.Marked(g.Basis(c.Basis), c.Label)
		blocks = append(blocks, Choice(label, c.Note, decision.Link{Kind: decision.ToBasis, ID: c.Basis}, f))
	}
	return blocks
}

// Reasons lists conditions with the answers that meet them, or do not.
func Reasons(all []say.Why, f Frame) []Block {
	var blocks []Block
	for _, why := range all {
		b := Block{Lines: Hang(why.Answer, f.TextWidth(), f.Styles.Accent.Render("•")+" ", f.Styles.Text)}
		if why.Rule != "" {
			b.Lines = append(b.Lines, Hang(why.Rule, f.TextWidth(), "  ", f.Styles.Dim)...)
		}
		if why.Basis != "" {
			b.Lead = decision.Link{Kind: decision.ToBasis, ID: why.Basis}
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// Said is a question in a word and its answer.
func Said(r decision.Reply, said string, do any, f Frame) Block {
	return Block{Lines: Hang(said, f.TextWidth(), Label(r.Question.Name, NameWidth, f), f.Styles.Strong), Lead: do}
}
