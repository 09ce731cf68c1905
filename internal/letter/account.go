package letter

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// besideSums are the remarks that whoever reads an account must know.
var besideSums = []dossier.RemarkKind{dossier.InterestEnds, dossier.Raised, dossier.YearsCounted, dossier.Year365}

// account works out what is asked for, a row a figure. Those of an invoice
// add up to what is left of it.
func (f *fields) account() (rows [][]decision.Line) {
	if f.claim == nil {
		return nil
	}
	for i := range f.claim.Invoices {
		rows = append(rows, f.invoiceAccount(i)...)
	}
	for _, m := range f.claim.Missing {
		rows = append(rows, []decision.Line{paper.Words(empty(say.MissingInterest(*f.claim, m))), nil})
	}
	return append(rows, []decision.Line{paper.Bold("Total au " + dayWords(f.claim.On)), paper.Bold(french.Cents(f.total()))})
}

// beside says how the interest of an account was counted.
func (f *fields) beside() (notes []decision.Line) {
	if f.claim == nil {
		return nil
	}
	for _, r := range f.claim.Remarks {
		if slices.Contains(besideSums, r.Kind) {
			notes = append(notes, paper.Words(said(say.Remark(*f.claim, r))))
		}
	}
	return notes
}

// accountColumns and scheduleColumns head the tables of a letter.
var (
	accountColumns  = []string{"Poste", "Montant"}
	scheduleColumns = []string{"Échéance", "Montant"}
)

// invoiceAccount works out an invoice. The claim says what is left of it and
// what was paid; together they are what it ever cost.
func (f *fields) invoiceAccount(i int) (rows [][]decision.Line) {
	owed, invoice := f.claim.Invoices[i], f.kase.Invoices[i]
	add := func(what, sum string) {
		rows = append(rows, []decision.Line{paper.Words(said(what)), paper.Words(sum)})
	}
	mark := func() { // the row just added stands out
		for c, cell := range rows[len(rows)-1] {
			rows[len(rows)-1][c] = paper.Bold(cell.String())
		}
	}
	left := owed.Principal + owed.Interest + owed.Flat
	flat := left + owed.Paid
	var charged, later int64
	for _, d := range byDay(invoice.Dues) {
		charged += d.Cents
	}
	for _, r := range f.rest {
		if r.invoice == i && !r.asked {
			later += r.cents
		}
	}
	add(strings.Replace(invoiceName(invoice), "f", "F", 1), french.Cents(charged))
	mark()
	for _, span := range owed.Spans {
		formula, _, _ := strings.Cut(say.Span(span), " = ")
		formula = strings.ReplaceAll(formula, " ", french.NBSP) // kept on one line
		what := "Intérêts du " + dayWords(span.From) + " au " + dayWords(span.To) + ", " + say.SpanRate(span)
		if years := say.SpanYears(span); years != "" {
			what += ", " + years
		}
		add(what+french.NBSP+": "+formula, french.Cents(span.Interest))
		flat -= span.Interest
	}
	if flat -= charged; flat > 0 {
		add("Indemnité forfaitaire de recouvrement", french.Cents(flat))
	}
	if owed.Paid > 0 {
		what := say.PaidName + ", à déduire"
		if first := say.PaidFirst(owed); first != "" {
			what += ", dont " + first
		}
		add(what, french.Cents(owed.Paid))
	}
	if later > 0 {
		add("Pas encore échu, à déduire", french.Cents(later))
	}
	if len(rows) > 1 {
		add("Reste à payer sur cette facture", french.Cents(left-later))
		mark()
	}
	return rows
}

// schedule lists the instalments to come. When one is late already, they are
// no plan to propose.
func (f *fields) schedule() (rows [][]decision.Line) {
	for _, r := range f.rest {
		if r.on < f.on {
			return nil
		}
		rows = append(rows, []decision.Line{paper.Words("Le " + dayWords(r.on)), paper.Words(french.Cents(r.cents))})
	}
	return rows
}
