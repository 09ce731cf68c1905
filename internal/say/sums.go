package say

import (
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// Act tells an event of the journal without its day nor its note: "Paiement reçu :
// 100,00 € (facture F-12)".
func Act(g *decision.Guide, e dossier.Event) string {
	told := Event(g, e.Kind)
	if l, known := g.TimeLimit(e.Limit, e.On); e.Kind == dossier.Kept && known {
		told += french.NBSP + ": " + french.Small(l.Do)
	}
	if e.Kind == dossier.Kept && e.Limit == string(dossier.Recall) {
		told += french.NBSP + ": " + french.Small(deadlines[dossier.Recall])
	}
	if e.Kind == dossier.StepDone {
		told = StepName(g, e.Step)
		if e.Outcome != "" {
			told += french.NBSP + ": " + french.Small(e.Outcome)
		}
	}
	if e.Cents != 0 {
		told += french.NBSP + ": " + french.Cents(e.Cents)
	}
	if e.Invoice != "" {
		told += " (facture " + french.Shown(e.Invoice) + ")"
	}
	switch {
	case e.Kind == dossier.ToRecall:
		told += " pour le " + french.Day(string(e.Until))
	case e.Until != "":
		told += ", réponse ou rendez-vous le " + french.Day(string(e.Until))
	}
	return told
}

// StepName is the title of a step; of one the content no longer has, its id.
func StepName(g *decision.Guide, id string) string {
	if s := g.Step(id); s != nil {
		return s.Title
	}
	return id
}

// Sum is an amount in cents, with its name.
type Sum struct {
	Name  string
	Cents int64
}

// The names of what is owed.
const (
	PrincipalName = "Principal restant dû"
	InterestName  = "Intérêts restants dus"
	FlatName      = "Indemnité forfaitaire restant due"
	PaidName      = "Déjà payé"
	TotalName     = "Total à demander"
	RemarksTitle  = "À savoir de ce calcul"
)

// Sums are the parts of what is still owed.
func Sums(principal, interest, flat int64) []Sum {
	return []Sum{{PrincipalName, principal}, {InterestName, interest}, {FlatName, flat}}
}

// Invoice names an invoice by its number; one that was given alone has none.
func Invoice(number string) string {
	if number == "" {
		return "Facture"
	}
	return "Facture " + french.Shown(number)
}

// SpanRate says which rate the interest of a time was worked out with.
func SpanRate(s dossier.InterestSpan) string {
	switch {
	case s.Unchecked:
		return "taux du contrat, sans vérifier le minimum légal"
	case s.Agreed:
		return "taux du contrat"
	case s.Raised:
		return Rate(s.Kind) + " majoré de cinq points"
	case s.Floor:
		return "taux minimal fixé par la loi, car celui du contrat est plus bas"
	}
	return Rate(s.Kind)
}

// SpanSource returns where the rate of a time comes from, or nil when it is that
// of the contract.
func SpanSource(g *decision.Guide, s dossier.InterestSpan) *decision.Sourced {
	if s.Agreed && !s.Floor {
		return nil
	}
	for i := len(g.Rates) - 1; i >= 0; i-- { // that of a public client is frozen: it may be older than the time
		if r := &g.Rates[i]; r.Kind == s.Kind && (s.Floor || s.Raised || r.Points == s.Points) && !r.Period.From.After(s.From.Time()) {
			return &r.Source
		}
	}
	return nil
}

// Grade says how well something was checked.
func Grade(c decision.Confidence) string {
	switch c {
	case decision.ConfidenceA:
		return "Texte officiel lu, et une source récente qui le confirme"
	case decision.ConfidenceB:
		return "Une seule source, un état ancien ou des sources secondaires"
	}
	return "Texte non relu"
}

// Sourced says where a figure comes from and when it was checked.
func Sourced(s decision.Sourced) string {
	told := s.Text
	if s.Grade != decision.ConfidenceC {
		told += ", relu le " + french.Day(string(s.On))
	}
	if s.Grade != decision.ConfidenceA {
		told += " (à confirmer" + french.NBSP + ": " + french.Small(Grade(s.Grade)) + ")"
	}
	return told + "."
}
