// Package paper is the model of a document: what reads one from the words a
// person typed, and what writes one in a file.
//
// A [Paper] is a list of blocks. [Read] takes it from any text whatever, in a
// small part of Markdown; what says something of its own builds it block by
// block. Either way [Write] turns it into a file, [HTML] into a page, and a
// screen lays it out line by line: all of them say the same words, with the same
// emphasis. The same paper always gives the same file, to the byte.
//
// A new format is one file and one row of the table of formats.
package paper

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"compromis/decision"
	"compromis/internal/french"
)

// Paper is a document: one that starts with a title of level 1, or a letter.
type Paper struct {
	Blocks  []Block
	OnePage bool   // a PDF of it has a single page, with letters as big as that allows
	typed   string // what it was read from: Markdown gives it back as it was typed
}

// Block is a title, a paragraph, one point of a list or one row of a table.
type Block struct {
	Kind  Kind
	Level int           // of a title, from 1
	Point int           // the number of a numbered point
	Head  bool          // of a row: it names the columns of those that follow
	Even  bool          // of a row: its last column is no column of sums
	Apart bool          // an empty line stands before it: two lists that follow each other are not one
	Words decision.Line // a line break is a "\n" in its texts; in a row, a "\t" parts two cells
}

// Kind says how a block is laid out.
type Kind int

// The kinds of block.
const (
	Body Kind = iota
	Title
	Right // the right-hand column: the client, the date, the signature
	Bullet
	Numbered
	Row // of a table: where that is of sums, its last column is at the right
)

// String returns the words of a block, without their emphasis.
func (b Block) String() string { return b.Words.String() }

// Lines returns the words of a block line by line.
func (b Block) Lines() []decision.Line { return b.cut("\n") }

// Cells returns the words of a row cell by cell.
func (b Block) Cells() []decision.Line { return b.cut("\t") }

// cut parts the words of a block at a sign.
func (b Block) cut(sign string) []decision.Line {
	lines := []decision.Line{nil}
	for _, s := range b.Words {
		for i, text := range strings.Split(s.Text, sign) {
			if i > 0 {
				lines = append(lines, nil)
			}
			if text != "" {
				s.Text = text
				lines[len(lines)-1] = append(lines[len(lines)-1], s)
			}
		}
	}
	return lines
}

// announces says that a block is about the one that follows, and never stands
// alone at the foot of a page: a title, words in bold, the sentence before a list.
func (b Block) announces() bool {
	light := slices.ContainsFunc(b.Words, func(s decision.Span) bool { return !s.Strong && strings.TrimSpace(s.Text) != "" })
	return b.Kind == Title || b.Kind == Body && (!light || strings.HasSuffix(b.String(), ":"))
}

// Words is a line without emphasis.
func Words(text string) decision.Line { return decision.Line{{Text: text}} }

// Bold is a line that stands out.
func Bold(text string) decision.Line { return decision.Line{{Text: text, Strong: true}} }

// Labelled is a line that starts with a name: "**Coût** : 30 €".
func Labelled(name, value string) decision.Line {
	return decision.Line{{Text: name, Strong: true}, {Text: french.NBSP + ": " + value}}
}

// Paragraphs is a passage with a paragraph for each sentence or group of
// sentences.
func Paragraphs(all ...string) (t decision.Text) {
	for _, words := range all {
		t = append(t, decision.Block{Lines: []decision.Line{Words(words)}})
	}
	return t
}

// List is a passage that is one list, or nothing when it has no line.
func List(kind decision.List, lines ...decision.Line) decision.Text {
	if len(lines) == 0 {
		return nil
	}
	return decision.Text{{List: kind, Lines: lines}}
}

// Title adds a title. A page knows six levels, Markdown three, word processors
// two: a deeper one is the last they know.
func (p *Paper) Title(level int, words string) {
	p.add(Block{Kind: Title, Level: level, Apart: true}, Words(words))
}

// Paragraph adds lines that stay apart.
func (p *Paper) Paragraph(lines ...decision.Line) { p.add(Block{Apart: true}, lines...) }

// Right adds lines in the right-hand column.
func (p *Paper) Right(lines ...decision.Line) { p.add(Block{Kind: Right, Apart: true}, lines...) }

// List adds the points of a list.
func (p *Paper) List(kind decision.List, lines ...decision.Line) {
	start := len(p.Blocks)
	for _, line := range lines {
		b := Block{Kind: Bullet, Apart: len(p.Blocks) == start}
		if kind == decision.Numbered {
			b.Kind, b.Point = Numbered, len(p.Blocks)-start+1
		}
		p.add(b, line)
	}
}

// Text adds a passage of the content.
func (p *Paper) Text(t decision.Text) {
	for _, b := range t {
		if b.List == decision.Paragraph {
			p.Paragraph(b.Lines...)
		} else {
			p.List(b.List, b.Lines...)
		}
	}
}

// Part adds a passage under its title, unless it says nothing.
func (p *Paper) Part(level int, title string, t decision.Text) {
	if len(t) > 0 {
		p.Title(level, title)
		p.Text(t)
	}
}

// add puts a block at the end, unless it has no words. Nothing stands before
// the first.
func (p *Paper) add(b Block, lines ...decision.Line) {
	for _, line := range lines {
		if line = tidy(line); len(line) == 0 {
			continue
		}
		if len(b.Words) > 0 {
			b.Words = append(b.Words, decision.Span{Text: "\n"})
		}
		b.Words = append(b.Words, line...)
	}
	if len(b.Words) > 0 {
		b.Apart = b.Apart && len(p.Blocks) > 0
		p.Blocks, p.typed = append(p.Blocks, b), ""
	}
}

// tidy keeps a line on one line, without a space at either end.
func tidy(line decision.Line) decision.Line {
	var all decision.Line
	for _, s := range line {
		if s.Text = oneLine(s.Text); len(all) == 0 {
			s.Text = strings.TrimLeft(s.Text, " ")
		}
		if s.Text != "" {
			all = append(all, s)
		}
	}
	for n := len(all) - 1; n >= 0; n-- {
		if all[n].Text = strings.TrimRight(all[n].Text, " "); all[n].Text != "" {
			break
		}
		all = all[:n]
	}
	return all
}

// oneLine keeps words that were typed from opening a line of their own.
func oneLine(words string) string { return strings.ReplaceAll(Clean(words), "\n", " ") }

// flat returns the paper as text and bold only, for a writer that can show
// neither a link nor italics: an address is told in brackets. Bold neither starts
// nor ends with a space, and neighbours that look the same are one.
func (p Paper) flat() Paper {
	blocks := make([]Block, len(p.Blocks))
	for i, b := range p.Blocks {
		var words decision.Line
		for _, s := range b.Words {
			core := strings.Trim(s.Text, " \n")
			if !s.Strong || core == "" {
				words = join(words, decision.Span{Text: s.Text})
			} else {
				before, after, _ := strings.Cut(s.Text, core)
				words = join(join(join(words, decision.Span{Text: before}), decision.Span{Text: core, Strong: true}), decision.Span{Text: after})
			}
			if s.Link.Kind == decision.ToAddress && s.Link.ID != s.Text {
				words = join(words, decision.Span{Text: " (" + oneLine(s.Link.ID) + ")"})
			}
		}
		blocks[i] = b
		blocks[i].Words = words
	}
	return Paper{Blocks: blocks, OnePage: p.OnePage, typed: p.typed}
}

// join adds words to a line; those that look alike are one, and a letter meets its
// accent.
func join(line decision.Line, s decision.Span) decision.Line {
	switch last := len(line) - 1; {
	case s.Text == "":
	case last >= 0 && line[last].Strong == s.Strong:
		line[last].Text = norm.NFC.String(line[last].Text + s.Text)
	default:
		line = append(line, s)
	}
	return line
}
