package letter

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"compromis/decision"
	"compromis/internal/paper"
)

// nbsp is the non-breaking space.
const nbsp = "\u00a0"

// sheet is a text being written, in the Markdown that package paper reads. Its lines
// are given already escaped.
type sheet struct{ b strings.Builder }

func (s *sheet) String() string { return s.b.String() }

// part leaves an empty line before what follows, but first.
func (s *sheet) part() {
	if s.b.Len() > 0 {
		s.b.WriteString("\n")
	}
}

func (s *sheet) title(level int, line string) {
	s.part()
	s.b.WriteString(strings.Repeat("#", level) + " " + line + "\n")
}

// paragraph writes lines that stay apart. Two spaces at the end of a line keep
// it so for other readers of Markdown.
func (s *sheet) paragraph(lines ...string) {
	s.part()
	for i, line := range lines {
		lines[i] = paper.Opening(line)
	}
	s.b.WriteString(strings.Join(lines, "  \n") + "\n")
}

// right writes lines in the right-hand column.
func (s *sheet) right(lines ...string) {
	s.part()
	s.b.WriteString("> " + strings.Join(lines, "  \n> ") + "\n")
}

// list writes points; nothing when there are none.
func (s *sheet) list(kind decision.List, lines []string) {
	if len(lines) == 0 {
		return
	}
	s.part()
	for i, line := range lines {
		mark := "- "
		if kind == decision.Numbered {
			mark = strconv.Itoa(i+1) + ". "
		}
		s.b.WriteString(mark + line + "\n")
	}
}

// text writes a passage of the content with its fields filled.
func (s *sheet) text(f *fields, text decision.Text) {
	for _, b := range text {
		if name := blockField(b); name != "" {
			s.block(f, name)
			continue
		}
		lines := make([]string, len(b.Lines))
		for i, l := range b.Lines {
			lines[i] = f.line(l)
		}
		if b.List == decision.Paragraph {
			s.paragraph(lines...)
		} else {
			s.list(b.List, lines)
		}
	}
}

var typed = strings.NewReplacer("'", "’", " €", nbsp+"€")

// empty is what stands for words that are missing.
func empty(what string) string { return "[à compléter" + nbsp + ": " + typed.Replace(what) + "]" }

var toFill = regexp.MustCompile(`\[à compléter[ \x{a0}]*:[ \x{a0}]*([^\]]+)\]`)

// missing lists what is left to fill in a text, in the order met, each once.
func missing(text string) []string {
	var all []string
	for _, b := range paper.Read(text) {
		for _, found := range toFill.FindAllStringSubmatch(b.String(), -1) {
			if !slices.Contains(all, found[1]) {
				all = append(all, found[1])
			}
		}
	}
	return all
}

// said protects the words of a person too, and puts them on one line.
func said(words string) string {
	return paper.Escape(strings.Join(strings.FieldsFunc(words, func(r rune) bool { return r == ' ' || unicode.IsControl(r) }), " "))
}
