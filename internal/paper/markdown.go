package paper

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"compromis/decision"
)

// Markdown writes a paper as text: what it was read from, as it was typed, or
// else what [Read] reads back as the same paper.
func (p Paper) Markdown() string {
	if p.typed != "" {
		return p.typed
	}
	var out strings.Builder
	for _, b := range p.flat().Blocks {
		if b.Apart {
			out.WriteString("\n")
		}
		if b.Kind == Row {
			b.markdownRow(&out)
		} else {
			b.markdown(&out)
		}
	}
	return out.String()
}

// writeMarkdown writes a paper as text, and ends its last line.
func writeMarkdown(w io.Writer, p Paper) error {
	if _, err := io.WriteString(w, strings.TrimRight(defused(p.Markdown()), "\n")+"\n"); err != nil {
		return fmt.Errorf("write md: %w", err)
	}
	return nil
}

// markdown writes a block. Two spaces at the end of a line keep it apart from the
// next for other readers of Markdown.
func (b Block) markdown(out *strings.Builder) {
	first, rest := "", ""
	switch b.Kind {
	case Title:
		first = strings.Repeat("#", min(b.Level, 3)) + " "
	case Right:
		first, rest = "> ", "> "
	case Bullet:
		first, rest = "- ", "  "
	case Numbered:
		first, rest = strconv.Itoa(b.Point)+". ", "   "
	}
	lines := strings.Split(marked(b.Words), "\n")
	for i, line := range lines {
		if b.Kind != Title {
			line = opening(line)
		}
		out.WriteString(first + line)
		if i+1 < len(lines) && line != "" {
			out.WriteString("  ")
		}
		out.WriteString("\n")
		first = rest
	}
}

// marked writes words with their bold.
func marked(words decision.Line) string {
	var b strings.Builder
	for _, s := range words {
		text := special.ReplaceAllString(s.Text, `\$0`)
		if s.Strong {
			text = "**" + text + "**"
		}
		b.WriteString(text)
	}
	return b.String()
}

// defused takes from a text what Read takes for words, and other readers of Markdown
// for an order: a tag, a link, a picture. A sign already protected stays so.
func defused(text string) string {
	return orders.ReplaceAllStringFunc(text, func(order string) string {
		if order[0] == '\\' {
			return order
		}
		return `\` + order
	})
}

// orders are a sign that is protected, or the start of a tag, or the middle of a link.
var orders = regexp.MustCompile(`\\[^\n]|<[\pL/!?]|\][\[(:]`)

// special are the signs that mean something anywhere in a line.
var special = regexp.MustCompile(`[\\*]`)

// opener is what opens a block, for Read or for other readers of Markdown.
var opener = regexp.MustCompile(`^(#{1,6}|[-+]|[0-9]{1,9}[.)])( |$)|^[>|]`)

// opening protects a line from being read as a title, a point or a column.
func opening(line string) string {
	if at := len(strings.TrimRight(opener.FindString(line), " ")) - 1; at >= 0 {
		return line[:at] + `\` + line[at:]
	}
	return line
}
