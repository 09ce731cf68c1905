package letter

import (
	"cmp"
	"slices"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// rest is what is left to pay of an instalment.
type rest struct {
	invoice int // its place among the invoices
	on      decision.Day
	cents   int64
	asked   bool // a letter asks for it
}

// restOf lists what is left of each instalment, in order; of an invoice, what
// was paid counts for the oldest. A letter asks for what is late, and not for
// what is not due yet, unless nothing is late, or the client is insolvent: then
// all is declared (C. com., L. 622-24).
func restOf(c dossier.Case, claim dossier.Claim) (all []rest) {
	insolvent := slices.ContainsFunc(c.Journal, func(e dossier.Event) bool { return e.Kind == dossier.Insolvent && e.On <= claim.On })
	for i, owed := range claim.Invoices {
		left := owed.Principal
		for _, d := range slices.Backward(byDay(c.Invoices[i].Dues)) {
			cents := min(left, d.Cents)
			left -= cents
			late := d.On != "" && d.On < claim.On
			if cents > 0 {
				all = append(all, rest{i, d.On, cents, late || claim.Late == 0 || insolvent})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b rest) int { return compareDays(a.on, b.on) })
	return all
}

// byDay returns the instalments that count, in order. One whose day is not
// known never falls due: it comes last.
func byDay(dues []dossier.Due) []dossier.Due {
	var all []dossier.Due
	for _, d := range dues {
		if d.Cents > 0 {
			all = append(all, dossier.Due{On: decision.DayOf(d.On.Time()), Cents: d.Cents})
		}
	}
	slices.SortStableFunc(all, func(a, b dossier.Due) int { return compareDays(a.On, b.On) })
	return all
}

// compareDays puts a day that is not known last.
func compareDays(a, b decision.Day) int {
	if a == "" || b == "" {
		return -cmp.Compare(a, b)
	}
	return cmp.Compare(a, b)
}

// sums fills what is owed. Without a claim, nothing is.
func (f *fields) sums() {
	f.values["factures"] = french.And(f.invoices())
	if f.claim == nil {
		return
	}
	f.values["echeance"] = f.dues()
	f.values["somme"] = french.Cents(f.principal())
	f.values["interets"] = french.Cents(f.claim.Interest)
	f.values["indemnite"] = french.Cents(f.claim.Flat)
	f.values["total"] = french.Cents(f.total())
	var rates []string
	for _, i := range f.claim.Invoices {
		if n := len(i.Spans); n > 0 && !slices.Contains(rates, french.Percent(i.Spans[n-1].Points)) {
			rates = append(rates, french.Percent(i.Spans[n-1].Points))
		}
	}
	f.values["taux"] = french.And(rates)
}

// principal is the sum a letter asks for, before what paying late costs.
func (f *fields) principal() (cents int64) {
	for _, r := range f.rest {
		if r.asked {
			cents += r.cents
		}
	}
	return cents
}

func (f *fields) total() int64 { return f.principal() + f.claim.Interest + f.claim.Flat }

// Asked is what the papers of a case ask for, in cents.
type Asked struct {
	Principal int64
	Later     int64 // owed but not due yet, hence not asked for
	Total     int64 // with interest and flat indemnities
}

// AskedFor works out what the papers of a case ask for on a day. False when
// there is no invoice, or a rate is missing.
func AskedFor(g *decision.Guide, c dossier.Case, on decision.Day) (Asked, bool) {
	f := newFields(g, c, on)
	if f.claim == nil {
		return Asked{}, false
	}
	return Asked{f.principal(), f.claim.Principal - f.principal(), f.total()}, true
}

// invoices names the invoices whose money is asked for; all, when none is.
func (f *fields) invoices() (names []string) {
	for i, invoice := range f.kase.Invoices {
		asked := slices.ContainsFunc(f.rest, func(r rest) bool { return r.invoice == i && r.asked })
		if asked || f.claim == nil || f.principal() == 0 {
			names = append(names, invoiceName(invoice))
		}
	}
	return names
}

func invoiceName(i dossier.Invoice) string {
	name := "facture n°" + french.NBSP + i.Number
	if i.Issued != "" {
		name += " du " + dayWords(i.Issued)
	}
	return name
}

// dues lists the days on which what is asked for fell due, or will when none
// has: « 31/03/2026 et le 30/04/2026 ».
func (f *fields) dues() string {
	var past, all []string
	for _, r := range f.rest {
		words := dayWords(r.on)
		if !r.asked || words == "" || slices.Contains(all, words) {
			continue
		}
		all = append(all, words)
		if r.on < f.on {
			past = append(past, words)
		}
	}
	if len(past) == 0 {
		past = all
	}
	for i := 1; i < len(past); i++ {
		past[i] = "le " + past[i]
	}
	return french.And(past)
}
