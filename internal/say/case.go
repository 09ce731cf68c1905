package say

import (
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// events are the words for what happens in a conflict.
var events = map[dossier.EventKind]string{
	dossier.Called:       "Appel",
	dossier.Reminded:     "Relance",
	dossier.Wrote:        "Courrier",
	dossier.GaveNotice:   "Mise en demeure",
	dossier.Replied:      "Réponse du client",
	dossier.Met:          "Rencontre",
	dossier.Paid:         "Paiement reçu",
	dossier.Noted:        "Note",
	dossier.Acknowledged: "Dette reconnue par écrit",
	dossier.AgreedToTalk: "Médiation ou conciliation acceptée",
	dossier.StoppedTalk:  "Fin de la médiation ou de la conciliation",
	dossier.AskedOrder:   "Requête en injonction de payer",
	dossier.ServedOrder:  "Injonction de payer signifiée au client",
	dossier.Sued:         "Action en justice",
	dossier.LostSuit:     "Action rejetée ou abandonnée",
	dossier.Judged:       "Décision du juge",
	dossier.Seized:       "Saisie",
	dossier.Insolvent:    "Procédure collective ouverte contre le client",
	dossier.Declared:     "Créance déclarée",
	dossier.StepDone:     "Étape faite",
}

// Event names what happened: "Mise en demeure". A kind that is not known comes
// back as it is.
func Event(k dossier.EventKind) string {
	if told, ok := events[k]; ok {
		return told
	}
	return string(k)
}

// deadlines are the words for what is to be done by a day.
var deadlines = map[dossier.DeadlineKind]string{
	dossier.LastDayToSue:         "Dernier jour pour agir en justice",
	dossier.AcknowledgeComplaint: "Accuser réception de la réclamation",
	dossier.AnswerComplaint:      "Répondre à la réclamation",
	dossier.NoticeRunsOut:        "Fin du délai de la mise en demeure",
	dossier.ServeOrder:           "Faire signifier l’injonction de payer",
	dossier.OppositionEnds:       "Fin du délai d’opposition du client",
	dossier.DeclareClaim:         "Déclarer votre créance",
	dossier.InvoiceDue:           "Échéance de la facture",
}

// Deadline says what is to be done, without the day: "Échéance de la facture
// F-12". What is a usage and not a rule is said so.
func Deadline(d dossier.Deadline) string {
	told, ok := deadlines[d.Kind]
	if !ok {
		told = string(d.Kind)
	}
	if d.About != "" {
		told += " " + french.Shown(d.About)
	}
	if d.Usage {
		told += " (usage)"
	}
	return told
}

// rates are the words for the series of rates.
var rates = map[decision.RateKind]string{
	decision.RateBusiness: "taux des pénalités entre professionnels",
	decision.RatePublic:   "taux des intérêts dus par un client public",
	decision.RateLegal:    "taux d’intérêt légal",
}

// Rate names a series of rates: "taux d’intérêt légal".
func Rate(k decision.RateKind) string {
	if told, ok := rates[k]; ok {
		return told
	}
	return string(k)
}

// RateSource says where the rate of a time comes from, "" when it is that of the
// contract.
func RateSource(g *decision.Guide, s dossier.InterestSpan) string {
	if source := SpanSource(g, s); source != nil {
		return source.Text
	}
	return ""
}

// MissingRate says which rate is not known, for which days, and what to do.
func MissingRate(e *dossier.MissingRateError) string {
	days := "pour le " + french.Day(string(e.From))
	if e.To > e.From {
		days = "du " + french.Day(string(e.From)) + " au " + french.Day(string(e.To))
	}
	return "Le " + Rate(e.Kind) + " n’est pas connu " + days + french.NBSP + ": les intérêts ne sont pas calculés. " +
		"Choisissez une date de calcul avant le " + french.Day(string(e.From)) + ", ou ajoutez le taux publié dans baremes/taux.csv."
}

// Span writes how the interest of a time was worked out: "1 500,00 € × 12,15 %
// × 61 jours ÷ 365 = 30,46 €".
func Span(s dossier.InterestSpan) string {
	return french.Cents(s.Cents) + " × " + french.Percent(s.Points) + " × " + french.Plural(s.Days, "jour", "jours") + " ÷ 365 = " + french.Cents(s.Interest)
}
