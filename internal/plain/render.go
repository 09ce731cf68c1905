package plain

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/french"
)

// A line holds so many characters, and no more than the terminal, if that is not too
// narrow to be one.
const (
	lineWidth = 78
	narrowest = 20
)

// Page lays out text as plain lines. What goes wrong on the way shows on
// [Page.Flush].
type Page struct {
	out   *bufio.Writer
	width int // characters a line; 0 leaves lines whole
}

// NewPage returns an empty page, sent to out by [Page.Flush]. It is no wider than out,
// when that says how wide it is.
func NewPage(out io.Writer) *Page {
	width := lineWidth
	if sized, ok := out.(interface{ Columns() int }); ok {
		width = max(narrowest, min(width, sized.Columns()-1))
	}
	return newPage(out, width)
}

func newPage(out io.Writer, width int) *Page {
	return &Page{out: bufio.NewWriter(out), width: width}
}

// Flush sends what was written, and returns the first error met.
func (p *Page) Flush() error {
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// Say writes one paragraph.
func (p *Page) Say(text string) { p.Item("", text) }

// Blank writes an empty line.
func (p *Page) Blank() { p.out.WriteByte('\n') }

// Heading starts a section.
func (p *Page) Heading(title string) {
	p.Blank()
	p.Say(title)
}

// Item writes a paragraph after a mark. The lines that follow are set under
// the first.
func (p *Page) Item(mark, text string) {
	text = french.Line(text)
	hang := utf8.RuneCountInString(mark)
	column := hang
	p.out.WriteString(mark)
	for first := true; ; first = false {
		word, rest, more := strings.Cut(text, " ")
		length := utf8.RuneCountInString(word)
		switch {
		case first:
		case p.width > 0 && column+1+length > p.width:
			p.out.WriteByte('\n')
			p.spaces(hang)
			column = hang
		default:
			p.out.WriteByte(' ')
			column++
		}
		p.out.WriteString(word)
		column += length
		if text = rest; !more {
			break
		}
	}
	p.out.WriteByte('\n')
}

func (p *Page) spaces(n int) {
	for range n {
		p.out.WriteByte(' ')
	}
}

// Columns writes rows whose cells line up, one a line however long.
func (p *Page) Columns(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i := range row {
			row[i] = french.Line(row[i])
			cell := row[i]
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		for i, cell := range row {
			p.out.WriteString(cell)
			if i < len(row)-1 {
				p.spaces(widths[i] - utf8.RuneCountInString(cell) + 2)
			}
		}
		p.out.WriteByte('\n')
	}
}

// text writes a passage of the content, each line after the indent.
func (p *Page) text(indent string, t decision.Text) {
	for _, block := range t {
		for i, line := range block.Lines {
			p.Item(indent+mark(block.List, i), words(line))
		}
	}
}

// section writes a passage under a heading. An empty passage writes nothing.
func (p *Page) section(title string, t decision.Text) {
	if len(t) > 0 {
		p.Heading(title)
		p.text("  ", t)
	}
}

// Passage writes a passage of the content under a heading, when it says something.
func (p *Page) Passage(title string, t decision.Text) { p.section(title, t) }

func mark(list decision.List, i int) string {
	switch list {
	case decision.Bullets:
		return "- "
	case decision.Numbered:
		return strconv.Itoa(i+1) + ". "
	}
	return ""
}

// words returns the line without its marks. Addresses are written out; links
// to other pages keep their words only.
func words(line decision.Line) string {
	if len(line) == 1 && line[0].Link.Kind != decision.ToAddress {
		return line[0].Text
	}
	var b strings.Builder
	for _, s := range line {
		b.WriteString(s.Text)
		if s.Link.Kind == decision.ToAddress && s.Link.ID != s.Text {
			b.WriteString(" (" + s.Link.ID + ")")
		}
	}
	return b.String()
}
