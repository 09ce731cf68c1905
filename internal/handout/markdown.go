package handout

import (
	"regexp"
	"strconv"
	"strings"

	"compromis/decision"
)

// markdown writes the document with titles, paragraphs, lists and bold only:
// what internal/letter reads back to make a PDF. Links are told in words, their
// address in brackets.
func (d document) markdown() string {
	var b strings.Builder
	b.WriteString("# " + marked(words(d.title)) + "\n")
	for _, p := range d.parts {
		if p.level > 0 {
			b.WriteString("\n" + strings.Repeat("#", p.level) + " " + marked(words(p.title)) + "\n")
		}
		for _, block := range p.text {
			b.WriteString("\n" + blockMarkdown(block))
		}
	}
	return b.String()
}

// blockMarkdown writes a paragraph or a list. Two spaces keep the lines of a
// paragraph apart.
func blockMarkdown(b decision.Block) string {
	lines := make([]string, len(b.Lines))
	for i, l := range b.Lines {
		lines[i] = opening.ReplaceAllString(strings.TrimLeft(marked(l), " "), `$1\$2`)
		switch b.List {
		case decision.Bullets:
			lines[i] = "- " + lines[i]
		case decision.Numbered:
			lines[i] = strconv.Itoa(i+1) + ". " + lines[i]
		}
	}
	if b.List == decision.Paragraph {
		return strings.Join(lines, "  \n") + "\n"
	}
	return strings.Join(lines, "\n") + "\n"
}

// opening is what would make a line a title, a quotation or a point.
var opening = regexp.MustCompile(`^(\d{0,9})([#>+\-.)])`)

// special are the signs that mean something anywhere in a line.
var special = regexp.MustCompile(`[\\*]`)

// marked writes a line on one line, its words protected.
func marked(l decision.Line) string {
	var b strings.Builder
	for _, s := range l {
		text := special.ReplaceAllString(oneLine.Replace(s.Text), `\$0`)
		if core := strings.TrimSpace(text); s.Strong && core != "" { // bold neither starts nor ends with a space
			text = strings.Replace(text, core, "**"+core+"**", 1)
		}
		b.WriteString(text)
		if s.Link.Kind == decision.ToAddress && s.Link.ID != s.Text {
			b.WriteString(" (" + s.Link.ID + ")")
		}
	}
	return b.String()
}

// oneLine keeps words that were typed from opening a line of their own.
var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")
