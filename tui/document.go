package tui

import (
	"io"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
)

// document is a paper one reads before it leaves: a letter, the file to hand
// over, the record of a complaint. What is seen is what is written in a file.
type document struct {
	reading
	name    string // the first words of the name of its file
	paper   func(f frame) paper.Paper
	refused func(f frame) string       // why it is not written, "" when it is; may be nil
	above   func(f frame) []draw.Block // what one must know before reading; may be nil
	below   func(f frame) []draw.Block // after; may be nil
	doubt   func(f frame) string       // why one is asked before it is written in a file, "" when one is not; may be nil
	sent    *decision.Letter           // whose leaving one may write in the journal; nil for what is not sent
	acts    []act
}

// act is a key that does something with a document.
type act struct {
	key  key.Binding
	do   func(f frame) action
	when func(f frame) bool // nil: always
}

// newDocument shows a paper and writes it in files of every format.
func newDocument(about, name string, text func(f frame) paper.Paper) *document {
	d := &document{name: name, paper: text}
	d.Page, d.verb, d.about, d.blocks = draw.NewPage(false), draw.KeyOpen, about, d.lay
	for _, format := range paper.Formats() {
		d.acts = append(d.acts, act{key: formatKey(format), do: d.writing(format.Name)})
	}
	return d
}

// formatKey is the key that writes a format: the first letter of its label.
func formatKey(f paper.Format) key.Binding {
	letter := strings.ToLower(f.Label[:1])
	return draw.Bind(letter, f.Label, letter)
}

// formatLabels names the formats in a sentence.
func formatLabels() string {
	var labels []string
	for _, f := range paper.Formats() {
		labels = append(labels, f.Label)
	}
	return french.Or(labels)
}

// writing returns what writes the document in a format.
func (d *document) writing(format string) func(frame) action {
	return func(f frame) action {
		left := letter.Missing(d.paper(f))
		write := export{
			blanks: left, fill: d.fillers(left, f),
			name:   fileName(format, d.name, f.kase.Client.Name, string(f.today())),
			write:  func(w io.Writer) error { return paper.Write(w, format, d.paper(f)) },
			remark: paper.Remark(format, d.paper(f)),
			sent:   d.sent,
		}
		if d.doubt == nil || d.doubt(f) == "" {
			return write
		}
		write.asked = true
		return open{&confirm{about: d.about, ask: d.doubt(f) + " " + wordWriteAnyway, yes: "Oui, l’écrire", no: "Non", then: write}}
	}
}

// fillers are where one fills the blanks of a document, when the case fills it.
func (d *document) fillers(left []string, f frame) []draw.Block {
	if d.sent != nil && f.kase.Drafts[d.sent.ID] != "" {
		return nil // it was edited: the case no longer fills it
	}
	return fillers(left, f)
}

// why says why the document is not written, "" when it is.
func (d *document) why(f frame) string {
	if d.refused == nil {
		return ""
	}
	return d.refused(f)
}

// able returns what can be done now.
func (d *document) able(f frame) []act {
	if d.why(f) != "" {
		return nil
	}
	var all []act
	for _, a := range d.acts {
		if a.when == nil || a.when(f) {
			all = append(all, a)
		}
	}
	return all
}

func (d *document) keys(f frame) []key.Binding {
	var keys []key.Binding
	for _, a := range d.able(f) {
		keys = append(keys, a.key)
	}
	return append(keys, d.reading.keys(f)...)
}

func (d *document) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		for _, a := range d.able(f) {
			if key.Matches(press, a.key) {
				return a.do(f), nil
			}
		}
	}
	return d.reading.update(msg, f)
}

// lay puts the text between two rules, what one can do with it at the end.
func (d *document) lay(f frame) []draw.Block {
	rule := draw.Block{Lines: []string{f.Styles.Rule.Render(strings.Repeat("─", f.TextWidth()))}}
	blocks := []draw.Block{{Lines: draw.Wrap(d.about, f.TextWidth(), f.Styles.Title)}, draw.Note(wordNothingSent, f.Frame)}
	if why := d.why(f); why != "" {
		return append(blocks, draw.Gap(), faultBlock(why, f))
	}
	if d.above != nil {
		blocks = append(blocks, d.above(f)...)
	}
	blocks = append(append(append(blocks, rule), paperBlocks(d.paper(f), f)...), rule)
	if d.below != nil {
		blocks = append(blocks, d.below(f)...)
	}
	var acts []draw.Block
	for _, a := range d.able(f) {
		acts = append(acts, draw.Choice(a.key.Help().Key+french.NBSP+" "+a.key.Help().Desc, "", a.do(f), f.Frame))
	}
	return append(blocks, draw.Section(wordActs, acts, f.Frame)...)
}

// paperBlocks lays out a paper, a block a line of it.
func paperBlocks(p paper.Paper, f frame) []draw.Block {
	var blocks []draw.Block
	for _, b := range p.Blocks {
		if b.Apart {
			blocks = append(blocks, draw.Gap())
		}
		if b.Kind == paper.Row {
			blocks = append(blocks, draw.Block{Lines: rowLines(b, f)})
			continue
		}
		first, style := "", f.Styles.Text
		switch b.Kind {
		case paper.Title:
			style = f.Styles.Heading
		case paper.Right:
			first = strings.Repeat(" ", f.TextWidth()/2)
		case paper.Bullet:
			first = f.Styles.Accent.Render("•") + " "
		case paper.Numbered:
			first = f.Styles.Accent.Render(strconv.Itoa(b.Point)+".") + " "
		}
		rest := strings.Repeat(" ", ansi.StringWidth(first))
		for _, line := range b.Lines() {
			blocks = append(blocks, draw.Block{Lines: draw.Runs(paperRuns(line, style, f.Styles), f.TextWidth(), first, rest)})
			first = rest
		}
	}
	return blocks
}

// wordsBeside is the least room for the words of a row to leave its amount a
// column of its own.
const wordsBeside = 40

// rowLines lays out a row of a table: its amount stands at the right of the last
// line of the words before it, or under them for want of room.
func rowLines(b paper.Block, f frame) []string {
	style := f.Styles.Text
	if b.Head {
		style = style.Bold()
	}
	cells := b.Cells()
	last := len(cells) - 1
	amount := draw.Runs(paperRuns(cells[last], style, f.Styles), f.TextWidth(), "", "")
	if last == 0 {
		return amount
	}
	wide := ansi.StringWidth(amount[0]) + 2
	room := f.TextWidth() - wide
	if len(amount) > 1 || room < wordsBeside {
		room = f.TextWidth()
	}
	var runs []draw.Run
	for i, cell := range cells[:last] {
		if i > 0 {
			runs = append(runs, draw.Run{Text: " │ ", Ink: f.Styles.Rule})
		}
		for _, run := range paperRuns(cell, style, f.Styles) {
			if room == f.TextWidth() {
				run.Text = breakable.Replace(run.Text)
			}
			runs = append(runs, run)
		}
	}
	lines := draw.Runs(runs, room, "", "")
	foot := len(lines) - 1
	if len(amount) == 1 && ansi.StringWidth(lines[foot])+wide <= f.TextWidth() {
		lines, amount[0] = lines[:foot], lines[foot]+strings.Repeat(" ", f.TextWidth()-ansi.StringWidth(lines[foot])-wide+2)+amount[0]
		return append(lines, amount...)
	}
	for _, line := range amount {
		lines = append(lines, strings.Repeat(" ", f.TextWidth()-ansi.StringWidth(line))+line)
	}
	return lines
}

// breakable lets a formula go to the next line before its signs.
var breakable = strings.NewReplacer(french.NBSP+"×", " ×", french.NBSP+"÷", " ÷")

// paperRuns gives the words of a line their look: what is to fill in stands out.
func paperRuns(line decision.Line, style draw.Ink, s *draw.Styles) []draw.Run {
	var runs []draw.Run
	for _, span := range line {
		look := style
		if span.Strong {
			look = style.Bold()
		}
		from := 0
		for _, at := range letter.Blanks(span.Text) {
			runs = append(runs, draw.Run{Text: span.Text[from:at[0]], Ink: look}, draw.Run{Text: span.Text[at[0]:at[1]], Ink: s.Caution.Bold()})
			from = at[1]
		}
		runs = append(runs, draw.Run{Text: span.Text[from:], Ink: look})
	}
	return runs
}

// today is the day of the session.
func (f frame) today() decision.Day { return decision.DayOf(f.answers.Today()) }
