package plain

import (
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// Sheet tells somebody in a room what they may take away, in lines.
func Sheet(s workshop.Sheet) []string {
	if len(s.Parts) == 0 {
		return []string{workshop.WordNoSheet}
	}
	lines := []string{workshop.WordSheet + ". " + workshop.WordSheetHead + ", " + s.Day() + ".", workshop.WordSheetOnly}
	for _, p := range s.Parts {
		lines = append(lines, "", p.Title+".")
		for _, a := range p.Asked {
			lines = append(lines, a.Question)
			for _, row := range a.Rows() {
				lines = append(lines, row.String()+".")
			}
		}
		if len(p.Point) > 0 {
			lines = append(lines, workshop.WordPoint+french.NBSP+": "+p.Point.String())
		}
		for _, c := range p.Cited() {
			told := c.Name + "."
			for _, more := range []string{c.Summary, c.Link} {
				if more != "" {
					told += " " + more
				}
			}
			lines = append(lines, say.Row{Label: say.TextLabel, Text: told}.String())
		}
	}
	if len(s.Redo) > 0 {
		lines = append(lines, "", s.WordRedo()+french.NBSP+":", workshop.WordRedoHow)
	}
	for _, e := range s.Redo {
		lines = append(lines, "", e.Title+".")
		lines = append(lines, e.Story.String())
		if len(e.Documents) > 0 {
			lines = append(lines, workshop.WordPapers+french.NBSP+": "+e.Documents.String())
		}
		lines = append(lines, e.Question(), e.Where()+".")
	}
	return append(lines, workshop.WordReadTexts+" "+workshop.LinkReadTexts+". "+s.Caution())
}
