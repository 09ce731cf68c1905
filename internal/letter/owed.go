package letter

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
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
func restOf(c dossier.Case, claim dossier.Claim, plain bool) (all []rest) {
	for i, owed := range claim.Invoices {
		left := owed.Principal
		if plain {
			left = owed.Balance
		}
		for _, d := range slices.Backward(byDay(c.Invoices[i].Dues)) {
			cents := min(left, d.Cents)
			left -= cents
			late := d.On != "" && d.On < claim.On
			if cents > 0 {
				all = append(all, rest{i, d.On, cents, late || claim.Opened != ""})
			}
		}
	}
	if !slices.ContainsFunc(all, func(r rest) bool { return r.asked }) {
		for i := range all {
			all[i].asked = true
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

// ask fills what is owed: with what paying late costs or, plain, the balance of
// the invoices. Without a claim, nothing is.
func (f *fields) ask(plain bool) {
	f.rest = nil
	if f.claim != nil {
		f.rest = restOf(f.kase, *f.claim, plain)
	}
	f.values["factures"] = french.And(f.invoices())
	if f.claim == nil {
		return
	}
	f.values["echeance"] = f.dues()
	f.values["somme"] = french.Cents(f.principal())
	if f.principal() == 0 {
		f.values["somme"] = "rien, tout est payé"
	}
	f.values["interets"] = french.Cents(f.claim.Interest) + f.uncounted()
	f.values["indemnite"] = french.Cents(f.claim.Flat)
	f.values["total"] = french.Cents(f.total()) + f.uncounted()
	var rates []string
	for _, i := range f.claim.Invoices {
		if n := len(i.Spans); n > 0 && !slices.Contains(rates, french.Percent(i.Spans[n-1].Points)) {
			rates = append(rates, french.Percent(i.Spans[n-1].Points))
		}
	}
	f.values["taux"] = french.And(rates)
}

// uncounted is what is to fill in after a sum, for want of a rate.
func (f *fields) uncounted() (blanks string) {
	for _, m := range f.claim.Missing {
		blanks += " " + empty(say.MissingInterest(*f.claim, m))
	}
	return blanks
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
// there is no invoice.
func AskedFor(g *decision.Guide, c dossier.Case, on decision.Day) (Asked, bool) {
	f := newFields(g, c, on)
	if f.claim == nil {
		return Asked{}, false
	}
	return Asked{f.principal(), f.claim.Principal - f.principal(), f.total()}, true
}

// costs are the fields that say what paying late costs; a letter with none of
// them asks for the plain balance.
var costs = []string{"interets", "indemnite", "total", "taux", "decompte"}

// keptOf returns what a case keeps of the words of a letter.
func keptOf(l *decision.Letter, answers map[decision.Fact]decision.Value) string {
	words := l.Object.String() + l.Documents.String()
	for _, part := range l.Parts {
		if holds(part, answers) {
			words += part.Text.String()
		}
	}
	return words
}

// mentions says whether words have one of these fields.
func mentions(words string, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return strings.Contains(words, "{"+name+"}") })
}

// Refused says, in a sentence, why a letter is not written: it asks for money,
// and nothing is owed that it could ask for. It is "" for any other. The papers
// of a complaint state a sum, and ask for none.
func Refused(g *decision.Guide, l *decision.Letter, c dossier.Case, on decision.Day) string {
	f := newFields(g, c, on)
	words := keptOf(l, established(g, c, on))
	late := mentions(words, costs...)
	f.ask(!late)
	if declares(l) {
		f.declare()
	}
	if f.claim == nil || f.claim.Billed == 0 || slices.Contains(l.Steps, dossier.StepComplaint) || !late && !mentions(words, "somme", "echeancier") {
		return ""
	}
	switch {
	case late && f.total() > 0, !late && f.principal() > 0:
		return ""
	case f.claim.Total > 0:
		return "Plus rien n’est dû sur le prix des factures" + french.NBSP + ": il reste " + french.Cents(f.claim.Total) + " d’intérêts et d’indemnité, que ce courrier ne demande pas."
	case len(f.claim.Missing) > 0:
		return "Plus rien n’est dû qui soit connu" + french.NBSP + ": " + say.MissingRate(*f.claim, f.claim.Missing[0])
	case f.claim.Over > 0:
		return "Plus rien n’est dû" + french.NBSP + ": " + french.Small(say.Remark(*f.claim, dossier.Remark{Kind: dossier.Overpaid, Cents: f.claim.Over})) + " Ce courrier demande de l’argent, il n’est pas écrit."
	}
	return "Plus rien n’est dû" + french.NBSP + ": tout est payé. Ce courrier demande de l’argent, il n’est pas écrit."
}

// Unfinished says why a letter is not written, for what its author has still to write,
// in it or in a text that it cites; "" when nothing is.
func Unfinished(g *decision.Guide, l *decision.Letter, p paper.Paper) string {
	const then = " Écrivez-le, puis recommencez" + french.NBSP + ": compromis verifier dit où."
	for _, b := range p.Blocks {
		if words := b.String(); strings.Contains(words, decision.ToWrite) {
			return "Ce courrier n’est pas fini, il n’est pas écrit. Un passage y reste à écrire" + french.NBSP + ": " + french.Quote(said(words)) + "." + then
		}
	}
	for _, u := range g.Unwritten {
		if slices.ContainsFunc(l.Bases, func(c decision.Citation) bool { return u.Page == "fondements/"+c.Basis+".md" }) {
			return "Ce courrier cite un texte dont la page n’est pas finie, il n’est pas écrit. Un passage y reste à écrire, " + french.Shown(u.File) + ", ligne " + strconv.Itoa(u.Line) + "." + then
		}
	}
	return ""
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
