package decision

import "strings"

// Text is a passage of the content: paragraphs and lists.
type Text []Block

// Block is a paragraph, or a list with one line per item.
type Block struct {
	List  List
	Lines []Line
}

// List says how the lines of a block are marked.
type List int

// The kinds of block.
const (
	Paragraph List = iota
	Bullets
	Numbered
)

// Line is a run of spans.
type Line []Span

// Span is a piece of text with one look and at most one link.
type Span struct {
	Text   string
	Strong bool
	Emph   bool
	Link   Link
}

// Link leads to another page of the content, or out of it.
type Link struct {
	Kind LinkKind
	ID   string // id of the page, or address
}

// LinkKind says what a link leads to.
type LinkKind int

// The places a link leads to.
const (
	NoLink LinkKind = iota
	ToStep
	ToBasis
	ToCause
	ToAddress
)

// String returns the line without its marks.
func (l Line) String() string {
	if len(l) == 1 { // nearly always
		return l[0].Text
	}
	var b strings.Builder
	for _, s := range l {
		b.WriteString(s.Text)
	}
	return b.String()
}

// String returns the text without its marks, a line for each line.
func (t Text) String() string {
	var lines []string
	for _, block := range t {
		for _, line := range block.Lines {
			lines = append(lines, line.String())
		}
	}
	return strings.Join(lines, "\n")
}

// Links returns every link of the text, in order.
func (t Text) Links() []Link {
	var links []Link
	for _, block := range t {
		for _, line := range block.Lines {
			links = append(links, line.Links()...)
		}
	}
	return links
}

// Links returns every link of the line, in order.
func (l Line) Links() []Link {
	var links []Link
	for _, s := range l {
		if s.Link.Kind != NoLink {
			links = append(links, s.Link)
		}
	}
	return links
}
