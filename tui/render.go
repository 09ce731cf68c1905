package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
)

// word is a piece of text that is never broken, with its look.
type word struct {
	text  string
	style ink
	width int // in cells; 0 until the wrapper takes it
}

// wrapLine lays a line out on the width given, the first line starting with
// first and the others with rest. Only ordinary spaces break.
func wrapLine(l decision.Line, width int, first, rest string, s *styles) []string {
	w := wrapper{width: width, line: first, used: ansi.StringWidth(first), rest: rest}
	for _, span := range l {
		style := look(span, s)
		for i, text := range strings.Split(span.Text, " ") {
			w.add(word{text: text, style: style}, i > 0)
		}
	}
	return w.done()
}

func look(span decision.Span, s *styles) ink {
	style := s.text
	if span.Strong {
		style = s.strong
	}
	if span.Emph {
		style = style.italic()
	}
	if span.Link.Kind != decision.NoLink {
		style = style.underlined()
	}
	return style
}

// wrapText lays out a plain text in one style.
func wrapText(text string, width int, style ink) []string {
	return hangText(text, width, "", style)
}

// hangText lays out a plain text after a mark, the next lines aligned under it.
func hangText(text string, width int, mark string, style ink) []string {
	w := wrapper{width: width, line: mark, used: ansi.StringWidth(mark), rest: strings.Repeat(" ", ansi.StringWidth(mark))}
	for i, part := range strings.Split(text, " ") {
		w.add(word{text: part, style: style}, i > 0)
	}
	return w.done()
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
	size := 0
	for _, h := range w.held {
		size += h.width
	}
	if size == 0 {
		return
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

// textBlocks lays out a passage, a block a line of it, so that one may stop on
// those that hold a link.
func textBlocks(t decision.Text, width int, s *styles) []block {
	var blocks []block
	for _, part := range t {
		for i, line := range part.Lines {
			first, rest := "", ""
			switch part.List {
			case decision.Bullets:
				first, rest = s.accent.Render("•")+" ", "  "
			case decision.Numbered:
				first, rest = s.accent.Render(fmt.Sprintf("%d.", i+1))+" ", "   "
			}
			blocks = append(blocks, block{lines: wrapLine(line, width, first, rest, s), do: follow(line)})
		}
	}
	return blocks
}

// follow returns the first link of a line to a page of the content, which the
// root can open. An address is not one: it is read, and followed elsewhere.
func follow(l decision.Line) any {
	for _, link := range l.Links() {
		switch link.Kind {
		case decision.ToBasis, decision.ToStep, decision.ToCause:
			return link
		}
	}
	return nil
}

// indent moves lines to where the text of every page starts.
func indent(lines []string) []string {
	for i := range lines {
		lines[i] = strings.Repeat(" ", gutter) + lines[i]
	}
	return lines
}

func splitLines(text string) []string { return strings.Split(text, "\n") }

func joinLines(lines []string) string { return strings.Join(lines, "\n") }
