package plain

import (
	"cmp"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
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

func newClaim(g *decision.Guide, of dossier.Claim) *claim {
	all := &claim{
		On: of.On, Principal: of.Principal, Late: of.Late, Interest: of.Interest, Flat: of.Flat, Total: of.Total,
		Invoices: []claimed{}, Bases: []source{}, Version: string(decision.DayOf(g.Version)),
	}
	for _, i := range of.Invoices {
		line := claimed{i.Number, i.Principal, i.Paid, i.Interest, i.Flat, []period{}}
		for _, s := range i.Spans {
			line.Spans = append(line.Spans, period{
				s.From, s.To, s.Days, s.Cents, s.Points, s.Kind, s.Agreed, s.Floor, s.Interest, french.Span(s), known(rateSource(g, s)),
			})
		}
		all.Invoices = append(all.Invoices, line)
	}
	for _, id := range of.Bases {
		all.Bases = append(all.Bases, newSource(g.Basis(id)))
	}
	return all
}

// rateSource says where the rate of a span comes from, "" for that of a
// contract.
func rateSource(g *decision.Guide, s dossier.InterestSpan) string {
	if s.Agreed && !s.Floor {
		return ""
	}
	for _, r := range g.Rates {
		if r.Kind == s.Kind && r.Period.Holds(s.From.Time()) {
			return r.Source.Text
		}
	}
	return ""
}

// runClaim works out what may be asked for.
func runClaim(c *call) error {
	on, err := c.given.day("--au")
	if err != nil {
		return err
	}
	on = cmp.Or(on, c.day())
	g, kase, err := c.claimant()
	if err != nil {
		return err
	}
	of, err := kase.Claim(g, on)
	if err != nil {
		return claimError(err)
	}
	if c.has("--json") {
		return writeJSON(c.Out, newClaim(g, of))
	}
	p := newPage(c.Out, lineWidth)
	p.claim(g, of)
	var bases []decision.Citation
	for _, id := range of.Bases {
		bases = append(bases, decision.Citation{Basis: id})
	}
	p.bases(g, "Fondement", bases)
	p.disclaimer(g)
	return wrote(p)
}

// claimant returns the case to work on: a saved one, or one made of the flags.
func (c *call) claimant() (*decision.Guide, dossier.Case, error) {
	needed, others := []string{"--client", "--facture", "--echeance"}, []string{"--acompte", "--taux", "--mise-en-demeure"}
	if c.has("--dossier") {
		for _, f := range append(needed, others...) {
			if c.has(f) {
				return nil, dossier.Case{}, usageError("Avec --dossier, " + f + " se lit dans le dossier. Retirez l’un des deux.")
			}
		}
		g, kase, _, err := c.look(c.value("--dossier"))
		if err == nil && len(kase.Invoices) == 0 {
			err = failure("Le dossier " + french.Quote(kase.ID) + " n’a pas de facture. Ajoutez-en une avec compromis dossiers facture.")
		}
		return g, kase, err
	}
	for _, f := range needed {
		if !c.has(f) {
			return nil, dossier.Case{}, usageError("Il manque " + f + ". Écrivez" + nbsp + ": " + commandNamed("calculer").line())
		}
	}
	return c.fromFlags()
}

// fromFlags makes a case of one invoice.
func (c *call) fromFlags() (*decision.Guide, dossier.Case, error) {
	var kase dossier.Case
	g, a, err := c.answers([]Pair{{string(decision.FactClient), c.value("--client")}})
	if err != nil {
		return nil, kase, err
	}
	cents, err := c.cents("--facture")
	if err != nil {
		return nil, kase, err
	}
	due, err := c.given.day("--echeance")
	if err != nil {
		return nil, kase, err
	}
	rate, err := c.points("--taux")
	if err != nil {
		return nil, kase, err
	}
	notice, err := c.given.day("--mise-en-demeure")
	if err != nil {
		return nil, kase, err
	}
	paid, err := c.sums("--acompte")
	if err != nil {
		return nil, kase, err
	}
	kase.Invoices = []dossier.Invoice{{Dues: []dossier.Due{{On: due, Cents: cents}}, Rate: rate}}
	if notice != "" {
		kase = kase.With(dossier.Event{On: notice, Kind: dossier.GaveNotice})
	}
	for _, d := range paid {
		kase = kase.With(dossier.Event{On: d.On, Kind: dossier.Paid, Cents: d.Cents})
	}
	return g, kase.WithAnswers(a), nil
}

// claim writes what may be asked for, with the working out. The first line is
// the answer.
func (p *page) claim(g *decision.Guide, of dossier.Claim) {
	p.say("Total à demander le " + french.Day(string(of.On)) + nbsp + ": " + french.Cents(of.Total))
	for _, i := range of.Invoices {
		p.invoice(g, i)
	}
	if len(of.Invoices) > 1 {
		p.heading("En tout")
		p.sums(of.Principal, of.Interest, of.Flat)
	}
	if of.Principal > of.Late {
		p.blank()
		p.say("Dont " + french.Cents(of.Principal-of.Late) + " pas encore à payer à cette date.")
	}
}

func (p *page) invoice(g *decision.Guide, i dossier.ClaimedInvoice) {
	p.heading(strings.TrimSpace("Facture " + french.Shown(i.Number)))
	if i.Paid > 0 {
		p.item("  - ", "Déjà payé"+nbsp+": "+french.Cents(i.Paid)+", compté d’abord sur les intérêts")
	}
	p.sums(i.Principal, i.Interest, i.Flat)
	if len(i.Spans) == 0 {
		return
	}
	p.item("  - ", "Calcul des intérêts"+nbsp+":")
	for _, s := range i.Spans {
		p.item("    - ", "du "+french.Day(string(s.From))+" au "+french.Day(string(s.To))+nbsp+": "+french.Span(s)+", "+rateOf(g, s))
	}
}

func (p *page) sums(principal, interest, flat int64) {
	p.item("  - ", "Somme restant due"+nbsp+": "+french.Cents(principal))
	p.item("  - ", "Intérêts restant dus"+nbsp+": "+french.Cents(interest))
	p.item("  - ", "Indemnité forfaitaire"+nbsp+": "+french.Cents(flat))
}

// rateOf says which rate a span is worked out with, and where it comes from.
func rateOf(g *decision.Guide, s dossier.InterestSpan) string {
	told := french.Rate(s.Kind)
	switch {
	case s.Floor:
		told = "plancher légal, car le taux du contrat est plus bas"
	case s.Agreed:
		return "taux du contrat"
	}
	if from := rateSource(g, s); from != "" {
		told += " (" + from + ")"
	}
	return told
}
