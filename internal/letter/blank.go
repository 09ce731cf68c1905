package letter

import (
	"regexp"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/paper"
)

// section adds points under a title; nothing when there are none.
func section(p *paper.Paper, title string, points []decision.Line) {
	p.Part(2, title, paper.List(decision.Bullets, points...))
}

// text adds a passage of the content with its fields filled.
func (f *fields) text(p *paper.Paper, text decision.Text) {
	for _, b := range text {
		if name := blockField(b); name != "" {
			f.block(p, name)
			continue
		}
		filled := decision.Block{List: b.List, Lines: make([]decision.Line, len(b.Lines))}
		for i, l := range b.Lines {
			filled.Lines[i] = f.line(l)
		}
		p.Text(decision.Text{filled})
	}
}

// said puts the words of a person on one line.
func said(words string) string {
	return strings.Join(strings.FieldsFunc(french.Line(words), func(r rune) bool { return r == ' ' }), " ")
}

// orEmpty returns the words of a person, or what stands for them.
func orEmpty(words, what string) string {
	if words = said(words); words != "" {
		return words
	}
	return empty(what)
}

var typed = strings.NewReplacer("'", "’", " €", french.NBSP+"€")

// empty is what stands for words that are missing.
func empty(what string) string {
	return "[à compléter" + french.NBSP + ": " + typed.Replace(what) + "]"
}

// blank is any of those places; toFill is one that is for whoever writes the
// paper, and says what goes there: « [à compléter, par le client : …] » is not.
var (
	blank  = regexp.MustCompile(`\[à compléter[^\]\n]*\]`)
	toFill = regexp.MustCompile(`\[à compléter[ \x{a0}]*:[ \x{a0}]*([^\]\n]+)\]`)
)

// Blanks returns where words leave something to fill in, from and up to.
func Blanks(words string) [][]int { return blank.FindAllStringIndex(words, -1) }

// Missing lists what is left to fill in a paper, in the order met, each once.
func Missing(p paper.Paper) []string {
	var all []string
	for _, b := range p.Blocks {
		for _, found := range toFill.FindAllStringSubmatch(b.String(), -1) {
			if !slices.Contains(all, found[1]) {
				all = append(all, found[1])
			}
		}
	}
	return all
}
