package wire

import (
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// claim is what may be asked for. Sums are in cents, rates in hundredths of a
// percent.
type claim struct {
	Billed    int64        `json:"prix_factures_centimes"`
	Principal int64        `json:"principal_centimes"`
	Late      int64        `json:"en_retard_centimes"`
	Interest  int64        `json:"interets_centimes"`
	Flat      int64        `json:"indemnite_centimes"`
	Total     int64        `json:"total_centimes"`
	Balance   int64        `json:"solde_factures_centimes"`
	Over      int64        `json:"trop_paye_centimes"`
	KnownTo   decision.Day `json:"interets_jusqu_au"`
	Missing   []missing    `json:"taux_manquants"`
	Remarks   []remark     `json:"remarques"`
	Invoices  []account    `json:"decompte"`
	Bases     []basis      `json:"fondements"`
}

// missing is a time whose interest is not counted, for want of a rate.
type missing struct {
	Kind decision.RateKind `json:"nature_du_taux"`
	From decision.Day      `json:"du"`
	To   decision.Day      `json:"au"`
	Told string            `json:"phrase"`
}

// remark is what the figures of a claim do not say.
type remark struct {
	Kind    dossier.RemarkKind `json:"quoi"`
	Invoice *string            `json:"facture"`
	On      *decision.Day      `json:"le"`
	Cents   *int64             `json:"somme_centimes"`
	Told    string             `json:"phrase"`
}

// account is what is left to pay of one invoice.
type account struct {
	Invoice      *string `json:"facture"` // its number
	Principal    int64   `json:"principal_centimes"`
	Balance      int64   `json:"solde_factures_centimes"`
	Paid         int64   `json:"paye_centimes"`
	PaidInterest int64   `json:"paye_interets_centimes"`
	PaidFlat     int64   `json:"paye_indemnite_centimes"`
	Interest     int64   `json:"interets_centimes"`
	Flat         int64   `json:"indemnite_centimes"`
	Spans        []span  `json:"periodes"`
}

// span is a time during which neither the sum nor the rate changed.
type span struct {
	From      decision.Day      `json:"du"`
	To        decision.Day      `json:"au"`
	Days      int               `json:"jours"`
	Cents     int64             `json:"somme_centimes"`
	Yearly    int64             `json:"dont_interets_centimes"`
	Points    int               `json:"taux_centiemes"`
	Kind      decision.RateKind `json:"nature_du_taux"`
	Agreed    bool              `json:"taux_du_contrat"`
	Floor     bool              `json:"plancher_legal"`
	Unchecked bool              `json:"plancher_inconnu"`
	Raised    bool              `json:"taux_majore"`
	Interest  int64             `json:"interets_centimes"`
	Formula   string            `json:"formule"`
	Source    *string           `json:"source_du_taux"` // null when it is that of the contract
}

// owed is what a case claims: null without an invoice.
type owed struct {
	Claim *claim `json:"creance"`
}

// claimed is what may be asked for, alone.
type claimed struct {
	head
	claim
}

// Claim writes what may be asked for, with the working out.
func (w Writer) Claim(of dossier.Claim) error { return w.write(claimed{w.head(), w.claim(of)}) }

func (w Writer) claim(of dossier.Claim) claim {
	return claim{
		Billed: of.Billed, Principal: of.Principal, Late: of.Late, Interest: of.Interest, Flat: of.Flat, Total: of.Total,
		Balance: of.Balance, Over: of.Over, KnownTo: of.KnownTo(),
		Missing: each(of.Missing, func(m dossier.MissingRate) missing {
			return missing{m.Kind, m.From, m.To, say.MissingRate(of, m)}
		}),
		Remarks: each(of.Remarks, func(r dossier.Remark) remark {
			return remark{r.Kind, known(r.Invoice), known(r.On), known(r.Cents), say.Remark(of, r)}
		}),
		Invoices: each(of.Invoices, w.account), Bases: each(of.Bases, w.basis),
	}
}

func (w Writer) account(i dossier.ClaimedInvoice) account {
	return account{known(i.Number), i.Principal, i.Balance, i.Paid, i.PaidInterest, i.PaidFlat, i.Interest, i.Flat, each(i.Spans, w.span)}
}

func (w Writer) span(s dossier.InterestSpan) span {
	return span{
		s.From, s.To, s.Days, s.Cents, s.Yearly, s.Points, s.Kind, s.Agreed, s.Floor, s.Unchecked, s.Raised, s.Interest,
		say.Span(s), known(say.RateSource(w.guide, s)),
	}
}

// owed works out what a case claims.
func (w Writer) owed(c dossier.Case) owed {
	if len(c.Invoices) == 0 {
		return owed{}
	}
	told := w.claim(c.Claim(w.guide, w.on))
	return owed{&told}
}
