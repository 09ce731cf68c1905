package plain

import (
	"io"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// Claim tells what may be asked for, with the working out and the law it rests
// on. The only errors are those of writing.
func Claim(out io.Writer, g *decision.Guide, of dossier.Claim) error {
	var bases []decision.Citation
	for _, id := range of.Bases {
		bases = append(bases, decision.Citation{Basis: id})
	}
	p := NewPage(out)
	p.claim(g, of)
	p.bases(g, bases)
	p.disclaimer(g)
	return p.Flush()
}

// claim writes what may be asked for, with the working out. The first line is
// the answer; what its figures do not tell comes last.
func (p *Page) claim(g *decision.Guide, of dossier.Claim) {
	p.Say(say.Total(of))
	for _, i := range of.Invoices {
		p.invoice(g, i)
	}
	if len(of.Invoices) > 1 {
		p.Heading("En tout")
		p.sums(of.Principal, of.Interest, of.Flat)
	}
	if of.Principal > of.Late {
		p.Blank()
		p.Say("Dont " + french.Cents(of.Principal-of.Late) + " pas encore à payer à cette date.")
	}
	p.sidelines(of)
}

// sidelines writes what there is to say of a claim, under a heading.
func (p *Page) sidelines(of dossier.Claim) {
	all := say.Remarks(of)
	if len(all) > 0 {
		p.Heading(say.RemarksTitle)
	}
	for _, told := range all {
		p.Item("  - ", told)
	}
}

func (p *Page) invoice(g *decision.Guide, i dossier.ClaimedInvoice) {
	p.Heading(say.Invoice(i.Number))
	if i.Paid > 0 {
		p.Item("  - ", say.Paid(i))
	}
	p.sums(i.Principal, i.Interest, i.Flat)
	if len(i.Spans) == 0 {
		return
	}
	p.Item("  - ", "Calcul des intérêts"+french.NBSP+":")
	for _, s := range i.Spans {
		p.Item("    - ", "du "+french.Day(string(s.From))+" au "+french.Day(string(s.To))+french.NBSP+": "+strings.Join(spanOf(g, s), ", "))
	}
}

func (p *Page) sums(principal, interest, flat int64) {
	for _, s := range say.Sums(principal, interest, flat) {
		p.Item("  - ", s.Name+french.NBSP+": "+french.Cents(s.Cents))
	}
}

// spanOf tells the working out of a time: the formula, then what it is made of.
func spanOf(g *decision.Guide, s dossier.InterestSpan) []string {
	told := []string{say.Span(s), rateOf(g, s)}
	if years := say.SpanYears(s); years != "" {
		told = append(told, years)
	}
	return told
}

// rateOf says which rate a span is worked out with, and where it comes from.
func rateOf(g *decision.Guide, s dossier.InterestSpan) string {
	told := say.SpanRate(s)
	if from := say.RateSource(g, s); from != "" {
		told += " (" + from + ")"
	}
	return told
}
