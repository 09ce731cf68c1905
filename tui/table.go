package tui

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
)

// grid is a form laid out as a table: so many columns, an entry a cell, row by row.
// What is worked out of a row stands at its end, and of all of them below. Where
// there is no room for that end, it is a form like another.
type grid struct {
	widths []int
	result string                                        // names what stands at the end of a row
	work   func(f frame) (ends []string, below []string) // of each row, and of all
}

// gridRoom is the room between two columns, leastEnd that of a sum at the end of a row.
const (
	gridRoom = 1
	leastEnd = 14 // « 1 234 567,89 € »
)

// end is the room at the end of a row.
func (g *grid) end(f frame) int {
	room := f.TextWidth()
	for _, width := range g.widths {
		room -= width + gridRoom
	}
	return room
}

// tabled says whether the form is drawn as a table.
func (s *form) tabled(f frame) bool { return s.grid != nil && s.grid.end(f) >= leastEnd }

// table draws the lines of a form laid out as a table.
func (s *form) table(f frame) []sheetLine {
	columns := len(s.grid.widths)
	ends, below := s.grid.work(f)
	head := strings.Repeat(" ", draw.Gutter)
	starts := make([]int, columns)
	for i, width := range s.grid.widths {
		starts[i] = ansi.StringWidth(head)
		head += f.Styles.Dim.Render(fit(" "+s.entries[i].label, width+gridRoom))
	}
	room := s.grid.end(f)
	head += f.Styles.Dim.Render(fmt.Sprintf("%*s", room, s.grid.result))
	lines := []sheetLine{{text: head, entry: -1, option: -1}}
	for from := 0; from < len(s.entries); from += columns {
		lines = append(lines, sheetLine{s.gridRow(from, ends[from/columns], room, f), from, -1, starts})
		for i := from; i < from+columns; i++ {
			for _, l := range s.under(i, starts[i-from]-draw.Gutter, f) {
				lines = append(lines, sheetLine{text: l, entry: i, option: -1})
			}
		}
	}
	lines = append(lines, sheetLine{entry: -1, option: -1})
	for _, l := range below {
		lines = append(lines, sheetLine{text: l, entry: -1, option: -1})
	}
	return lines
}

// gridRow is a row of fields, and what is worked out of them.
func (s *form) gridRow(from int, end string, room int, f frame) string {
	mark, line := " ", ""
	for i, width := range s.grid.widths {
		e := &s.entries[from+i]
		here := from+i == s.at
		switch {
		case here:
			mark = f.Styles.Accent.Render(draw.CursorMark)
		case e.fault != "" && mark == " ":
			mark = f.Styles.Fault.Render(draw.FaultMark)
		}
		line += e.drawn(width, here, f) + strings.Repeat(" ", gridRoom)
	}
	return " " + mark + " " + line + strings.Repeat(" ", max(room-ansi.StringWidth(end), 0)) + end
}

// fit is a text on exactly so many cells.
func fit(text string, width int) string { return padded(draw.Cut(text, width), width) }

// moreInvoices is how many empty rows the table of invoices ends with.
const moreInvoices = 3

// newInvoices is the table of the invoices of the case. What it has no column for,
// several instalments, a rate, the end of the work, is kept and opened elsewhere.
func newInvoices() *form {
	s := &form{place: "factures", about: "Les factures, en tableau", intro: "Une ligne par facture. Le reste dû se calcule seul."}
	s.grid = &grid{widths: []int{18, 16, 16}, result: "Reste dû"}
	s.fill = func(f frame) {
		s.entries = nil
		for i, id := range rowsOf(f.kase) {
			var in dossier.Invoice
			if i < len(f.kase.Invoices) {
				in = f.kase.Invoices[i]
			}
			s.entries = append(s.entries, invoiceRow(i, id, in)...)
		}
	}
	s.grid.work = func(f frame) (ends, below []string) { return s.owed(f) }
	s.submit = func(said map[string]string) action {
		for at := range rowsOf(*s.seen) {
			if key, why := s.unsaid(at, said); why != "" {
				return s.refuse(key, why)
			}
		}
		return amend{change: func(c dossier.Case) dossier.Case { return withRows(c, said) }}
	}
	return s
}

// rowsOf names the rows of the table of a case: each invoice by its number, so that
// what is half typed finds it again when others come or go, then those to add.
func rowsOf(c dossier.Case) []string {
	var rows []string
	for i, in := range c.Invoices {
		id := "/" + in.Number
		if slices.Contains(rows, id) {
			id += fmt.Sprintf("/%d", i+1) // a file may say one twice
		}
		rows = append(rows, id)
	}
	for i := range moreInvoices {
		rows = append(rows, fmt.Sprintf("+%d", i+1))
	}
	return rows
}

// invoiceRow are the entries of an invoice. Several instalments have no cell.
func invoiceRow(at int, id string, in dossier.Invoice) []entry {
	row := []entry{
		{group: fmt.Sprintf("Facture %d", at+1), key: "numero" + id, label: "Numéro", value: in.Number, help: "ex. : 2026-014"},
		{key: "montant" + id, label: "Montant TTC", help: exampleAmount, check: french.ParseAmount},
		{key: "le" + id, label: "Échéance", help: exampleDate, day: dueDay},
	}
	switch len(in.Dues) {
	case 0:
	case 1:
		row[1].value, row[2].value = french.Cents(in.Dues[0].Cents), french.Day(string(in.Dues[0].On))
	default:
		for i := range row[1:] {
			row[1+i].fixed = french.Plural(len(in.Dues), "échéance", "échéances")
		}
	}
	return row
}

// unsaid is what a row lacks, if one has begun to fill it.
func (s *form) unsaid(row int, said map[string]string) (key, why string) {
	rows := rowsOf(*s.seen)
	entries := s.rowEntries(row)
	begun := row < len(s.seen.Invoices) || slices.ContainsFunc(entries, func(e entry) bool { return said[e.key] != "" })
	for i, e := range entries {
		if begun && e.fixed == "" && said[e.key] == "" {
			return e.key, french.Quote(e.label) + " manque."
		}
		if i != 0 || !begun {
			continue
		}
		for _, other := range rows[:row] {
			if said["numero"+other] == said[e.key] {
				return e.key, errTaken.Error()
			}
		}
	}
	return "", ""
}

// rowEntries are the entries of a row.
func (s *form) rowEntries(row int) []entry {
	columns := len(s.grid.widths)
	return s.entries[row*columns : (row+1)*columns]
}

// withRows returns the case with the invoices of the table. A row of which nothing is
// said leaves its invoice as it is, and adds none.
func withRows(c dossier.Case, said map[string]string) dossier.Case {
	before := c.Invoices
	for row, id := range rowsOf(c) {
		number := said["numero"+id]
		if number == "" {
			continue
		}
		at, in := addInvoice, dossier.Invoice{}
		if row < len(before) {
			at, in = row, before[row]
		}
		in.Number = number
		if day := said["le"+id]; day != "" && len(in.Dues) < 2 {
			in.Dues = []dossier.Due{{On: decision.Day(day), Cents: cents(said["montant"+id])}}
		}
		c = c.WithInvoice(at, in)
	}
	return c
}

// owed is what is left to pay of each row that is whole, and of all of them.
func (s *form) owed(f frame) (ends, below []string) {
	said := map[string]string{}
	ends = make([]string, len(rowsOf(*s.seen)))
	var whole []int // the row of each invoice that is counted
	for row := range ends {
		cells, complete := s.wholeRow(row)
		maps.Copy(said, cells)
		switch {
		case complete:
			whole = append(whole, row)
		case row < len(s.seen.Invoices):
			whole = append(whole, -1) // counted as the case has it, and not shown
		}
	}
	claim := withRows(*s.seen, said).Claim(f.guide, f.today())
	for i, row := range whole {
		if in := claim.Invoices[i]; row >= 0 {
			ends[row] = f.Styles.Strong.Render(french.Cents(in.Principal + in.Interest + in.Flat))
		}
	}
	if claim.Billed > 0 && !claim.Settled() {
		below = draw.Indent(totalled(claim.Principal, claim.Interest, claim.Flat, f).Lines)
	}
	return ends, below
}

// wholeRow is what the cells of a row say; false, and nothing, when one of them is
// empty or wrong.
func (s *form) wholeRow(row int) (map[string]string, bool) {
	cells := map[string]string{}
	for _, e := range s.rowEntries(row) {
		value, err := e.said()
		if err != nil || value == "" && e.fixed == "" {
			return nil, false
		}
		cells[e.key] = value
	}
	return cells, true
}
