package plain

import (
	"io"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// claim is what `compromis calculer --json` writes. Its keys are a contract.
// Sums are in cents, rates in hundredths of a percent, days as in 2026-12-31.
type claim struct {
	On        decision.Day `json:"au"`
	Principal int64        `json:"principal_centimes"`
	Late      int64        `json:"en_retard_centimes"`
	Interest  int64        `json:"interets_centimes"`
	Flat      int64        `json:"indemnite_centimes"`
	Total     int64        `json:"total_centimes"`
	Invoices  []claimed    `json:"factures"`
	Bases     []source     `json:"fondements"`
	Version   string       `json:"version_contenu"`
}

type claimed struct {
	Number    string   `json:"numero"`
	Principal int64    `json:"principal_centimes"`
	Paid      int64    `json:"paye_centimes"`
	Interest  int64    `json:"interets_centimes"`
	Flat      int64    `json:"indemnite_centimes"`
	Spans     []period `json:"periodes"`
}

type period struct {
	From     decision.Day      `json:"du"`
	To       decision.Day      `json:"au"`
	Days     int               `json:"jours"`
	Cents    int64             `json:"somme_centimes"`
	Points   int               `json:"taux_centiemes"`
	Kind     decision.RateKind `json:"nature_du_taux"`
	Agreed   bool              `json:"taux_du_contrat"`
	Floor    bool              `json:"plancher_legal"`
	Interest int64             `json:"interets_centimes"`
	Formula  string            `json:"formule"`
	Source   *string           `json:"source_du_taux"` // null when it is that of the contract
}

// Claim tells what may be asked for, with the working out and the law it rests
// on. The only errors are those of writing.
func Claim(out io.Writer, g *decision.Guide, of dossier.Claim, asJSON bool) error {
	if asJSON {
		return WriteJSON(out, newClaim(g, of))
	}
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

func newClaim(g *decision.Guide, of dossier.Claim) *claim {
	all := &claim{
		On: of.On, Principal: of.Principal, Late: of.Late, Interest: of.Interest, Flat: of.Flat, Total: of.Total,
		Invoices: []claimed{}, Bases: []source{}, Version: string(decision.DayOf(g.Version)),
	}
	for _, i := range of.Invoices {
		line := claimed{i.Number, i.Principal, i.Paid, i.Interest, i.Flat, []period{}}
		for _, s := range i.Spans {
			line.Spans = append(line.Spans, period{
				s.From, s.To, s.Days, s.Cents, s.Points, s.Kind, s.Agreed, s.Floor, s.Interest, say.Span(s), known(say.RateSource(g, s)),
			})
		}
		all.Invoices = append(all.Invoices, line)
	}
	for _, id := range of.Bases {
		all.Bases = append(all.Bases, newSource(g.Basis(id)))
	}
	return all
}

// claim writes what may be asked for, with the working out. The first line is
// the answer.
func (p *Page) claim(g *decision.Guide, of dossier.Claim) {
	p.Say(say.TotalName + " le " + french.Day(string(of.On)) + french.NBSP + ": " + french.Cents(of.Total))
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
}

func (p *Page) invoice(g *decision.Guide, i dossier.ClaimedInvoice) {
	p.Heading(strings.TrimSpace("Facture " + french.Shown(i.Number)))
	if i.Paid > 0 {
		p.Item("  - ", say.PaidName+french.NBSP+": "+french.Cents(i.Paid)+", compté d’abord sur les intérêts")
	}
	p.sums(i.Principal, i.Interest, i.Flat)
	if len(i.Spans) == 0 {
		return
	}
	p.Item("  - ", "Calcul des intérêts"+french.NBSP+":")
	for _, s := range i.Spans {
		p.Item("    - ", "du "+french.Day(string(s.From))+" au "+french.Day(string(s.To))+french.NBSP+": "+say.Span(s)+", "+rateOf(g, s))
	}
}

func (p *Page) sums(principal, interest, flat int64) {
	for _, s := range say.Sums(principal, interest, flat) {
		p.Item("  - ", s.Name+french.NBSP+": "+french.Cents(s.Cents))
	}
}

// rateOf says which rate a span is worked out with, and where it comes from.
func rateOf(g *decision.Guide, s dossier.InterestSpan) string {
	told := say.SpanRate(s)
	if from := say.RateSource(g, s); from != "" {
		told += " (" + from + ")"
	}
	return told
}
