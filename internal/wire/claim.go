package wire

import (
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// claim is what may be asked for. Sums are in cents, rates in hundredths of a
// percent.
type claim struct {
	Principal int64     `json:"principal_centimes"`
	Late      int64     `json:"en_retard_centimes"`
	Interest  int64     `json:"interets_centimes"`
	Flat      int64     `json:"indemnite_centimes"`
	Total     int64     `json:"total_centimes"`
	Invoices  []account `json:"decompte"`
	Bases     []basis   `json:"fondements"`
}

// account is what is left to pay of one invoice.
type account struct {
	Invoice   *string `json:"facture"` // its number
	Principal int64   `json:"principal_centimes"`
	Paid      int64   `json:"paye_centimes"`
	Interest  int64   `json:"interets_centimes"`
	Flat      int64   `json:"indemnite_centimes"`
	Spans     []span  `json:"periodes"`
}

// span is a time during which neither the sum nor the rate changed.
type span struct {
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

// owed is what a case claims: null when nothing is owed, or when it is refused.
type owed struct {
	Claim   *claim  `json:"creance"`
	Refused *string `json:"creance_refusee"` // why, when a rate is missing
}

// Claim writes what may be asked for, with the working out.
func (w Writer) Claim(of dossier.Claim) error {
	return w.write(struct {
		head
		claim
	}{w.head(), w.claim(of)})
}

func (w Writer) claim(of dossier.Claim) claim {
	return claim{of.Principal, of.Late, of.Interest, of.Flat, of.Total, each(of.Invoices, w.account), each(of.Bases, w.basis)}
}

func (w Writer) account(i dossier.ClaimedInvoice) account {
	return account{known(i.Number), i.Principal, i.Paid, i.Interest, i.Flat, each(i.Spans, w.span)}
}

func (w Writer) span(s dossier.InterestSpan) span {
	return span{
		s.From, s.To, s.Days, s.Cents, s.Points, s.Kind, s.Agreed, s.Floor, s.Interest,
		say.Span(s), known(say.RateSource(w.guide, s)),
	}
}

// owed works out what a case claims.
func (w Writer) owed(c dossier.Case) owed {
	of, err := c.Claim(w.guide, w.on)
	switch {
	case err != nil:
		return owed{Refused: known(say.Error(w.guide, err))}
	case len(of.Invoices) == 0:
		return owed{}
	}
	told := w.claim(of)
	return owed{Claim: &told}
}
