package room

import (
	tea "charm.land/bubbletea/v2"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file is what a participant takes away, read on the screen.

// taken is the sheet one asked for.
type taken struct {
	sheet workshop.Sheet
	err   error
}

// askSheet asks the room for one's sheet.
func (r *Seat) askSheet() tea.Cmd {
	room, seat := r.room, r.seat
	return r.errands.send(errand{keySheet.Help(), func() tea.Msg {
		sheet, err := room.Sheet(seat)
		return taken{sheet, err}
	}})
}

// take shows it.
func (r *Seat) take(told taken) tea.Cmd {
	r.drawn = draw.Frame{}
	if told.err != nil {
		r.fault = workshop.Refusal(r.guide, told.err)
	} else {
		r.sheet, r.help = &told.sheet, draw.NewPage(false)
	}
	return r.errands.done()
}

// sheetLabel is the width of the names of what one answered.
const sheetLabel = 22

// sheetOf is the page of a sheet.
func sheetOf(s workshop.Sheet, f draw.Frame) []draw.Block {
	blocks := []draw.Block{draw.Heading(workshop.WordSheet, f), draw.Note(workshop.WordSheetHead+", "+s.Day(), f), draw.Note(workshop.WordSheetOnly, f)}
	rows := func(all []say.Row) {
		for _, row := range all {
			blocks = append(blocks, draw.FactIn(min(sheetLabel, f.TextWidth()/2), row.Label, row.Text, f.Styles.Text, f))
		}
	}
	for _, p := range s.Parts {
		blocks = append(blocks, draw.Gap(), draw.Heading(p.Title, f))
		for _, a := range p.Asked {
			blocks = append(blocks, draw.Gap(), draw.Block{Lines: draw.Wrap(a.Question, f.TextWidth(), f.Styles.Strong)})
			rows(a.Rows())
		}
		blocks = append(blocks, draw.Section(workshop.WordPoint, draw.Text(p.Point, f.TextWidth(), f.Styles), f)...)
		var texts []draw.Block
		for _, c := range p.Cited() {
			lines := draw.Hang(c.Name, f.TextWidth(), f.Styles.Accent.Render("•")+" ", f.Styles.Strong)
			for _, more := range []string{c.Summary, c.Link} {
				if more != "" {
					lines = append(lines, draw.Hang(more, f.TextWidth(), "  ", f.Styles.Text)...)
				}
			}
			texts = append(texts, draw.Block{Lines: lines})
		}
		blocks = append(blocks, draw.Section(workshop.WordTexts, texts, f)...)
	}
	var redo []draw.Block
	if len(s.Redo) > 0 {
		redo = append(redo, draw.Note(workshop.WordRedoHow, f))
	}
	for _, e := range s.Redo {
		redo = append(redo, draw.Gap(), draw.Block{Lines: draw.Wrap(e.Title, f.TextWidth(), f.Styles.Strong)}, draw.Gap())
		redo = append(redo, draw.Text(e.Story, f.TextWidth(), f.Styles)...)
		redo = append(redo, draw.Gap(), draw.Note(workshop.WordPapers+french.NBSP+":", f))
		redo = append(redo, draw.Text(e.Documents, f.TextWidth(), f.Styles)...)
		redo = append(redo, draw.Gap(), draw.Block{Lines: draw.Wrap(e.Question(), f.TextWidth(), f.Styles.Strong)}, draw.Note(e.Where(), f))
	}
	blocks = append(blocks, draw.Section(s.WordRedo(), redo, f)...)
	return still(append(blocks, draw.Gap(), draw.Note(workshop.WordReadTexts+" "+workshop.LinkReadTexts+". "+s.Caution(), f)))
}
