package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// grid is a form laid out as a table: so many columns, an entry a cell, row by row.
// What is worked out of a row stands at its end, and of all of them below. On a
// narrow screen, it is a form like another.
type grid struct {
	widths []int
	result string                                        // names what stands at the end of a row
	work   func(f frame) (ends []string, below []string) // of each row, and of all
}

// tabled is the room that a table of invoices takes, with a sum at the end of a row.
const tabled = 67

// gridRoom is the room between two columns.
const gridRoom = 1

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
	room := f.TextWidth() + draw.Gutter - ansi.StringWidth(head)
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
func fit(text string, width int) string {
	text = draw.Cut(text, width)
	return text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
}

// moreInvoices is how many empty rows the table of invoices ends with.
const moreInvoices = 3

// newInvoices is the table of the invoices of the case. What it has no column for,
// several instalments, a rate, the end of the work, is kept and opened elsewhere.
func newInvoices() *form {
	s := &form{place: "factures", about: "Les factures, en tableau", intro: "Une ligne par facture. Le reste dû se calcule seul."}
	s.grid = &grid{widths: []int{18, 16, 16}, result: "reste dû"}
	s.fill = func(f frame) {
		s.entries = nil
		for i := range len(f.kase.Invoices) + moreInvoices {
			var in dossier.Invoice
			if i < len(f.kase.Invoices) {
				in = f.kase.Invoices[i]
			}
			s.entries = append(s.entries, invoiceRow(i, in)...)
		}
	}
	s.grid.work = func(f frame) (ends, below []string) { return s.owed(f) }
	s.submit = func(said map[string]string) action {
		for at := range len(s.entries) / len(s.grid.widths) {
			if key, why := s.unsaid(at, said); why != "" {
				return s.refuse(key, why)
			}
		}
		return amend{change: func(c dossier.Case) dossier.Case { return withRows(c, said) }}
	}
	return s
}

// cellKey is the key of an entry of the table.
func cellKey(name string, row int) string { return fmt.Sprintf("%s-%d", name, row+1) }

// invoiceRow are the entries of an invoice. Several instalments have no cell.
func invoiceRow(at int, in dossier.Invoice) []entry {
	row := []entry{
		{group: fmt.Sprintf("Facture %d", at+1), key: cellKey("numero", at), label: "Numéro", value: in.Number, help: "ex. : 2026-014"},
		{key: cellKey("montant", at), label: "Montant TTC", help: exampleAmount, check: checkAmount},
		{key: cellKey("le", at), label: "À payer avant le", help: exampleDate, day: dueDay},
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
	names := []string{"numero", "montant", "le"}
	begun := row < len(s.seen.Invoices) || slices.ContainsFunc(names, func(n string) bool { return said[cellKey(n, row)] != "" })
	for i, n := range names {
		e := &s.entries[row*len(names)+i]
		if begun && e.fixed == "" && said[e.key] == "" {
			return e.key, french.Quote(e.label) + " manque."
		}
		if n != "numero" || !begun {
			continue
		}
		for other := range row {
			if said[cellKey(n, other)] == said[e.key] {
				return e.key, errTaken.Error()
			}
		}
	}
	return "", ""
}

// withRows returns the case with the invoices of the table.
func withRows(c dossier.Case, said map[string]string) dossier.Case {
	for row := 0; ; row++ {
		number, asked := said[cellKey("numero", row)]
		if !asked || number == "" {
			return c
		}
		at, in := addInvoice, dossier.Invoice{}
		if row < len(c.Invoices) {
			at, in = row, c.Invoices[row]
		}
		in.Number = number
		if day := said[cellKey("le", row)]; day != "" && len(in.Dues) < 2 {
			in.Dues = []dossier.Due{{On: decision.Day(day), Cents: cents(said[cellKey("montant", row)])}}
		}
		c = c.WithInvoice(at, in)
	}
}

// owed is what is left to pay of each row as it is typed, and of all of them.
func (s *form) owed(f frame) (ends, below []string) {
	said, counted := map[string]string{}, 0
	rows := len(s.entries) / len(s.grid.widths)
	for row := range rows {
		whole := map[string]string{}
		for i := range s.grid.widths {
			e := &s.entries[row*len(s.grid.widths)+i]
			value, err := e.said()
			if err != nil || value == "" && e.fixed == "" {
				break
			}
			whole[e.key] = value
		}
		if len(whole) < len(s.grid.widths) {
			break // those that follow are counted once this one is whole
		}
		for k, v := range whole {
			said[k] = v
		}
		counted++
	}
	claim := withRows(f.kase, said).Claim(f.guide, f.today())
	ends = make([]string, rows)
	for row := range min(counted, len(claim.Invoices)) {
		in := claim.Invoices[row]
		ends[row] = f.Styles.Strong.Render(french.Cents(in.Principal + in.Interest + in.Flat))
	}
	if claim.Billed > 0 && !claim.Settled() {
		below = draw.Indent(sums(append(say.Sums(claim.Principal, claim.Interest, claim.Flat), say.Sum{Name: say.TotalName, Cents: claim.Total}), f).Lines)
	}
	return ends, below
}
