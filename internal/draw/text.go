package draw

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/french"
)

// word is a piece of text that is never broken, with its look.
type word struct {
	text  string
	style Ink
	width int // in cells; 0 until the wrapper takes it
}

// Run is a piece of text in one ink.
type Run struct {
	Text string
	Ink  Ink
}

// Runs lays out pieces of text one after the other on the width given, the first
// line starting with first and the others with rest. Only ordinary spaces break. It
// is the last place where words and looks are apart: what is no text goes there.
func Runs(all []Run, width int, first, rest string) []string {
	w := wrapper{width: width, line: first, used: ansi.StringWidth(first), rest: rest}
	for _, run := range all {
		for i, text := range strings.Split(french.Text(run.Text), " ") {
			w.add(word{text: text, style: run.Ink}, i > 0)
		}
	}
	return w.done()
}

// WrapLine lays a line out as [Runs] does, each of its spans in its own look.
func WrapLine(l decision.Line, width int, first, rest string, s *Styles) []string {
	runs := make([]Run, len(l))
	for i, span := range l {
		runs[i] = Run{span.Text, look(span, s)}
	}
	return Runs(runs, width, first, rest)
}

func look(span decision.Span, s *Styles) Ink {
	style := s.Text
	if span.Strong {
		style = s.Strong
	}
	if span.Emph {
		style = style.italic()
	}
	if span.Link.Kind != decision.NoLink {
		style = style.Underlined()
	}
	return style
}

// Wrap lays out a plain text in one style.
func Wrap(text string, width int, style Ink) []string {
	return Hang(text, width, "", style)
}

// Hang lays out a plain text after a mark, the next lines aligned under it.
func Hang(text string, width int, mark string, style Ink) []string {
	return Runs([]Run{{text, style}}, width, mark, strings.Repeat(" ", ansi.StringWidth(mark)))
}

// wrapper fills lines word by word. Words that touch, such as a link and the
// comma after it, stay together.
type wrapper struct {
	width int
	lines []string
	line  string
	used  int
	rest  string
	held  []word // words that touch, not placed yet
	begun bool   // the line holds a word
	under bool   // the last word is underlined: so is the space to the next
}

// add takes a word; apart says that a space comes before it.
func (w *wrapper) add(next word, apart bool) {
	if apart {
		w.place()
	}
	if next.text != "" {
		next.width = ansi.StringWidth(next.text)
		w.held = append(w.held, next)
	}
}

// place puts the held words on the line, or on a new one.
func (w *wrapper) place() {
	if len(w.held) == 0 {
		return
	}
	size := 0
	for _, h := range w.held {
		size += h.width
	}
	if w.begun && w.used+1+size > w.width {
		w.feed()
	}
	if w.begun {
		space := " "
		if w.under && w.held[0].style.underlines() {
			space = w.held[0].style.Render(" ")
		}
		w.line += space
		w.used++
	}
	w.under = w.held[len(w.held)-1].style.underlines()
	for _, h := range w.held {
		w.put(h)
	}
	w.held = w.held[:0]
}

// put writes a word, broken where it is wider than a whole line.
func (w *wrapper) put(h word) {
	for h.text != "" {
		room := max(w.width-w.used, 1)
		if h.width <= room {
			w.line += h.style.Render(h.text)
			w.used += h.width
			w.begun = true
			return
		}
		head := ansi.Truncate(h.text, room, "")
		if head == "" {
			head = string([]rune(h.text)[:1])
		}
		w.line += h.style.Render(head)
		h.text = h.text[len(head):]
		h.width = ansi.StringWidth(h.text)
		w.feed()
	}
}

func (w *wrapper) feed() {
	w.lines = append(w.lines, w.line)
	w.line, w.used, w.begun = w.rest, ansi.StringWidth(w.rest), false
}

func (w *wrapper) done() []string {
	w.place()
	return append(w.lines, w.line)
}

// Text lays out a passage, a block a line of it, so that one may stop on
// those that hold a link.
func Text(t decision.Text, width int, s *Styles) []Block {
	var blocks []Block
	for _, part := range t {
		for i, line := range part.Lines {
			first, rest := "", ""
			switch part.List {
			case decision.Bullets:
				first, rest = s.Accent.Render("•")+" ", "  "
			case decision.Numbered:
				first, rest = s.Accent.Render(fmt.Sprintf("%d.", i+1))+" ", "   "
			}
			blocks = append(blocks, Block{Lines: WrapLine(line, width, first, rest, s), Lead: Follow(line)})
		}
	}
	return blocks
}

// Follow returns the first link of a line to a page of the content, which the
// root can open. An address is not one: it is read, and followed elsewhere.
func Follow(l decision.Line) any {
	for _, link := range l.Links() {
		switch link.Kind {
		case decision.ToBasis, decision.ToStep, decision.ToCause:
			return link
		}
	}
	return nil
}

// Indent moves lines to where the text of every page starts.
func Indent(lines []string) []string {
	for i := range lines {
		lines[i] = strings.Repeat(" ", Gutter) + lines[i]
	}
	return lines
}

// Cut is a text on so many cells at most, cut between two words.
func Cut(text string, width int) string {
	switch {
	case ansi.StringWidth(text) <= width:
		return text
	case width < 1:
		return ""
	}
	head := ansi.Truncate(text, width-1, "")
	if after, _ := utf8.DecodeRuneInString(text[len(head):]); unicode.IsLetter(after) || unicode.IsDigit(after) {
		if at := strings.LastIndexAny(head, " \u00a0"); at > 0 {
			head = head[:at]
		}
	}
	return strings.TrimRight(head, " \u00a0") + "…"
}
