package plain

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"compromis/decision"
)

// lineWidth is how many characters a line holds.
const lineWidth = 78

// nbsp is the non-breaking space of French typography. Lines never break there.
const nbsp = "\u00a0"

// page lays out text as plain lines. Errors show on flush.
type page struct {
	out   *bufio.Writer
	width int // characters a line; 0 leaves lines whole
}

func newPage(out io.Writer, width int) *page {
	return &page{out: bufio.NewWriter(out), width: width}
}

// flush sends what was written, and returns the first error met.
func (p *page) flush() error { return p.out.Flush() }

// wrote sends what was written.
func wrote(p *page) error {
	if err := p.flush(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// writeJSON writes a value for another program, indented.
func writeJSON(out io.Writer, v any) error {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

// say writes one paragraph.
func (p *page) say(text string) { p.item("", text) }

// blank writes an empty line.
func (p *page) blank() { p.out.WriteByte('\n') }

// heading starts a section.
func (p *page) heading(title string) {
	p.blank()
	p.say(title)
}

// item writes a paragraph after a mark. The lines that follow are set under
// the first.
func (p *page) item(mark, text string) {
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

func (p *page) spaces(n int) {
	for range n {
		p.out.WriteByte(' ')
	}
}

// columns writes rows whose cells line up, one a line however long.
func (p *page) columns(rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
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
func (p *page) text(indent string, t decision.Text) {
	for _, block := range t {
		for i, line := range block.Lines {
			p.item(indent+mark(block.List, i), words(line))
		}
	}
}

// section writes a passage under a heading. An empty passage writes nothing.
func (p *page) section(title string, t decision.Text) {
	if len(t) > 0 {
		p.heading(title)
		p.text("  ", t)
	}
}

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
