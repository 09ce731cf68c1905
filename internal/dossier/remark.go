package dossier

import (
	"compromis/decision"
	"slices"
)

// Remark says of a [Claim] what its figures do not: why something is not counted,
// how it was, or what is no longer owed. The words are those of package say.
type Remark struct {
	Kind    RemarkKind
	Invoice string       // the one it is about; "" when it is about all
	On      decision.Day // the day it is about, or ""
	Cents   int64        // the sum it is about, or 0
}

// RemarkKind says what a remark is about.
type RemarkKind string

// What there is to say of a claim.
const (
	AllPaid        RemarkKind = "tout-paye"
	Overpaid       RemarkKind = "trop-paye"                // Cents
	ClientUnknown  RemarkKind = "client-inconnu"           // no interest: which rules apply is not known
	ClientAbroad   RemarkKind = "client-etranger"          // no interest: the law of the contract is not known
	NoNotice       RemarkKind = "sans-mise-en-demeure"     // Invoice: no interest from a consumer
	NoDueDay       RemarkKind = "echeance-sans-jour"       // Invoice
	RateRefused    RemarkKind = "taux-ecarte"              // Invoice: the rate of the contract does not count
	FloorUnknown   RemarkKind = "plancher-inconnu"         // Invoice, On: from then
	InterestEnds   RemarkKind = "interets-arretes"         // On: the last day of interest
	OpeningUnknown RemarkKind = "jugement-non-note"        // On: it was published
	DueTooLate     RemarkKind = "echue-apres-jugement"     // Invoice
	PaidLater      RemarkKind = "paiement-a-venir"         // On, Cents
	PaidNothing    RemarkKind = "paiement-sans-somme"      // On
	PaidSomeday    RemarkKind = "paiement-sans-jour"       // Cents
	PaidUnknown    RemarkKind = "facture-inconnue"         // Invoice, as it was typed; On, Cents
	PaidAny        RemarkKind = "paiement-sans-facture"    // payments that name no invoice, among several
	InterestFirst  RemarkKind = "interets-d-abord"         // Cents: of the payments, what covered interest
	Raised         RemarkKind = "taux-majore"              // On: from then
	RaiseUnknown   RemarkKind = "majoration-non-calculee"  // On: of the decision
	NotRaised      RemarkKind = "majoration-sans-objet"    // On: of the decision
	YearsCounted   RemarkKind = "capitalisation"           // On: since then
	YearsIgnored   RemarkKind = "capitalisation-non-notee" // interest of a whole year bears none
	Year365        RemarkKind = "annee-de-365-jours"
)

// remarks returns what there is to say of a claim: what is no longer owed, then
// what is not counted, then how the rest is.
func (c Case) remarks(l *ledger, of Claim) (all []Remark) {
	if of.Settled() {
		all = append(all, Remark{Kind: AllPaid})
	}
	if of.Over > 0 {
		all = append(all, Remark{Kind: Overpaid, Cents: of.Over})
	}
	for i := range c.Invoices {
		all = append(all, l.onInvoice(i, c.Invoices[i], of)...)
	}
	late := slices.ContainsFunc(l.debts, func(d debt) bool { return d.late(l.on) })
	client := c.ClientKind()
	switch {
	case !late || termsOf(client).kind != "":
	case client == "" || client == decision.Unknown:
		all = append(all, Remark{Kind: ClientUnknown})
	default:
		all = append(all, Remark{Kind: ClientAbroad})
	}
	switch {
	case !late || l.opened == "":
	case l.found:
		all = append(all, Remark{Kind: OpeningUnknown, On: l.opened})
	default:
		all = append(all, Remark{Kind: InterestEnds, On: l.opened.Add(-1)})
	}
	all = append(all, c.onPayments(of)...)
	return append(all, l.onInterest(of)...)
}

// late says whether a debt fell due before a day.
func (d debt) late(on decision.Day) bool { return d.due != "" && d.due < on }

// onInvoice returns what there is to say of one invoice.
func (l *ledger) onInvoice(i int, invoice Invoice, of Claim) (all []Remark) {
	add := func(k RemarkKind, on decision.Day) {
		r := Remark{Kind: k, Invoice: invoice.Number, On: on}
		if !slices.Contains(all, r) {
			all = append(all, r)
		}
	}
	for _, d := range l.debts {
		switch {
		case d.invoice != i || d.left == 0:
		case d.due == "":
			add(NoDueDay, "")
		case d.kind == "" || !d.late(l.on):
		case l.opened != "" && d.due >= l.opened:
			add(DueTooLate, "")
		case l.bearsFrom(&d) == "":
			add(NoNotice, "")
		}
	}
	for _, d := range l.debts {
		if d.invoice == i && invoice.Rate > 0 && d.kind != "" && d.kind != decision.RateBusiness {
			add(RateRefused, "")
		}
	}
	for _, s := range of.Invoices[i].Spans {
		if s.Unchecked {
			add(FloorUnknown, s.From)
			break
		}
	}
	return all
}

// onPayments returns what there is to say of the payments.
func (c Case) onPayments(of Claim) (all []Remark) {
	unnamed := false
	for _, p := range c.Payments() {
		known := slices.ContainsFunc(c.Invoices, func(i Invoice) bool { return i.Number == p.Invoice })
		switch day := decision.DayOf(p.On.Time()); {
		case p.Cents <= 0:
			all = append(all, Remark{Kind: PaidNothing, On: day})
			continue
		case day > of.On:
			all = append(all, Remark{Kind: PaidLater, On: day, Cents: p.Cents})
			continue
		case day == "":
			all = append(all, Remark{Kind: PaidSomeday, Cents: p.Cents})
		}
		switch {
		case p.Invoice == "":
			unnamed = true
		case !known:
			all = append(all, Remark{Kind: PaidUnknown, Invoice: p.Invoice, On: decision.DayOf(p.On.Time()), Cents: p.Cents})
		}
	}
	if unnamed && len(c.Invoices) > 1 {
		all = append(all, Remark{Kind: PaidAny})
	}
	var interest int64
	for _, in := range of.Invoices {
		interest += in.PaidInterest
	}
	if interest > 0 {
		all = append(all, Remark{Kind: InterestFirst, Cents: interest})
	}
	return all
}

// onInterest returns what there is to say of the interest.
func (l *ledger) onInterest(of Claim) (all []Remark) {
	spans := slices.Concat(spansOf(of)...)
	if len(spans) == 0 {
		return nil
	}
	legal := slices.ContainsFunc(l.debts, func(d debt) bool { return d.kind == decision.RateLegal })
	switch {
	case l.judged == "":
	case !legal:
		all = append(all, Remark{Kind: NotRaised, On: l.judged})
	case l.enforced == "":
		all = append(all, Remark{Kind: RaiseUnknown, On: l.judged})
	default:
		all = append(all, Remark{Kind: Raised, On: l.raised()})
	}
	switch {
	case l.asked != "":
		all = append(all, Remark{Kind: YearsCounted, On: l.asked})
	case slices.ContainsFunc(spansOf(of), func(s []InterestSpan) bool {
		return len(s) > 0 && monthsLater(s[0].From, 12) <= s[len(s)-1].To
	}):
		all = append(all, Remark{Kind: YearsIgnored})
	}
	return append(all, Remark{Kind: Year365})
}

// spansOf returns the spans of each invoice.
func spansOf(of Claim) [][]InterestSpan {
	all := make([][]InterestSpan, len(of.Invoices))
	for i, in := range of.Invoices {
		all[i] = in.Spans
	}
	return all
}
