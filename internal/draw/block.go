package draw

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Block is a piece of a page that stays together. One may stop on a block that
// leads somewhere: to an action, or to a page of the content by its link.
type Block struct {
	Lines   []string
	Lead    any
	Name    string   // of the section that begins here
	Mark    string   // beside its lines, when the cursor is elsewhere
	Buttons []Button // a row of them, in the place of Lead
}

func (b Block) leads() bool { return b.Lead != nil || len(b.Buttons) > 0 }

// lead is what the block leads to, from that button if it has some.
func (b Block) lead(column int) any {
	if len(b.Buttons) > 0 {
		return b.Buttons[min(column, len(b.Buttons)-1)].Lead
	}
	return b.Lead
}

// next returns the block that leads somewhere after from, or before it.
func next(blocks []Block, from, by int) int {
	for i := from + by; i >= 0 && i < len(blocks); i += by {
		if blocks[i].leads() {
			return i
		}
	}
	return -1
}

// Leads says whether one may stop on any of the blocks.
func Leads(blocks []Block) bool { return next(blocks, -1, 1) >= 0 }

func height(blocks []Block) int {
	n := 0
	for _, b := range blocks {
		n += len(b.Lines)
	}
	return n
}

// The blocks every page is made of.

// Gap is an empty line.
func Gap() Block { return Block{Lines: []string{""}} }

// Heading names what follows it.
func Heading(text string, f Frame) Block {
	return Block{Lines: Wrap(text, f.TextWidth(), f.Styles.Heading)}
}

// Note is a remark one may pass over.
func Note(text string, f Frame) Block {
	return Block{Lines: Wrap(text, f.TextWidth(), f.Styles.Dim)}
}

// Plain is a paragraph.
func Plain(text string, f Frame) Block {
	return Block{Lines: Wrap(text, f.TextWidth(), f.Styles.Text)}
}

// Choice is a line one can choose, with a dim line of help under it.
func Choice(text, help string, lead any, f Frame) Block {
	lines := Wrap(text, f.TextWidth(), f.Styles.Text)
	if help != "" {
		lines = append(lines, Wrap(help, f.TextWidth(), f.Styles.Dim)...)
	}
	return Block{Lines: lines, Lead: lead}
}

// Section is a titled passage, and nothing when it is empty.
func Section(title string, body []Block, f Frame) []Block { return Measured(title, "", body, f) }

// Measured is a section whose title ends with its measure: how much of it is done.
func Measured(title, measure string, body []Block, f Frame) []Block {
	if len(body) == 0 {
		return nil
	}
	return append([]Block{Gap(), {Lines: Ruled(title, measure, f), Name: title}}, body...)
}

// Ruled is the title of a section, with a line up to the edge of the text.
func Ruled(title, measure string, f Frame) []string {
	lines := Wrap(title, f.TextWidth(), f.Styles.Heading)
	if measure != "" {
		measure = " " + f.Styles.Dim.Render(measure)
	}
	last := &lines[len(lines)-1]
	if fill := f.TextWidth() - ansi.StringWidth(*last) - 1 - ansi.StringWidth(measure); fill > 0 {
		*last += " " + f.Styles.Rule.Render(strings.Repeat("─", fill)) + measure
	}
	return lines
}

// LabelWidth aligns what is said of a step, nameWidth the answers.
const (
	LabelWidth = 17
	NameWidth  = 20
)

// Fact is a label and what is said of it, aligned; on narrow screens the label
// takes less room.
func Fact(name, text string, style Ink, f Frame) Block {
	return FactIn(LabelWidth, name, text, style, f)
}

// FactIn is a fact whose name takes that width.
func FactIn(width int, name, text string, style Ink, f Frame) Block {
	return Block{Lines: Hang(text, f.TextWidth(), Label(name, width, f), style)}
}

// Label is a name before what is said of it, of that width where there is room
// for it.
func Label(name string, width int, f Frame) string {
	room := ansi.StringWidth(name) + 2
	if f.Width >= 50 {
		room = max(room, width)
	}
	return f.Styles.Dim.Render(name) + strings.Repeat(" ", room-ansi.StringWidth(name))
}
