package french

import (
	"strconv"

	"compromis/decision"
)

// events are the words for what happens in a conflict.
var events = map[decision.EventKind]string{
	decision.Called:       "Appel",
	decision.Reminded:     "Relance",
	decision.Wrote:        "Courrier",
	decision.GaveNotice:   "Mise en demeure",
	decision.Replied:      "Réponse du client",
	decision.Met:          "Rencontre",
	decision.Paid:         "Paiement reçu",
	decision.Noted:        "Note",
	decision.Acknowledged: "Dette reconnue par écrit",
	decision.AgreedToTalk: "Médiation ou conciliation acceptée",
	decision.StoppedTalk:  "Fin de la médiation ou de la conciliation",
	decision.AskedOrder:   "Requête en injonction de payer",
	decision.ServedOrder:  "Injonction de payer signifiée au client",
	decision.Sued:         "Action en justice",
	decision.LostSuit:     "Action rejetée ou abandonnée",
	decision.Judged:       "Décision du juge",
	decision.Seized:       "Saisie",
	decision.Insolvent:    "Procédure collective ouverte contre le client",
	decision.Declared:     "Créance déclarée",
	decision.StepDone:     "Étape faite",
}

// Event names what happened: "Mise en demeure". A kind that is not known comes
// back as it is.
func Event(k decision.EventKind) string {
	if told, ok := events[k]; ok {
		return told
	}
	return string(k)
}

// deadlines are the words for what is to be done by a day.
var deadlines = map[decision.DeadlineKind]string{
	decision.LastDayToSue:         "Dernier jour pour agir en justice",
	decision.AcknowledgeComplaint: "Accuser réception de la réclamation",
	decision.AnswerComplaint:      "Répondre à la réclamation",
	decision.NoticeRunsOut:        "Fin du délai de la mise en demeure",
	decision.ServeOrder:           "Faire signifier l’injonction de payer",
	decision.OppositionEnds:       "Fin du délai d’opposition du client",
	decision.DeclareClaim:         "Déclarer votre créance",
	decision.InvoiceDue:           "Échéance de la facture",
}

// Deadline says what is to be done, without the day: "Échéance de la facture
// F-12". What is a usage and not a rule is said so.
func Deadline(d decision.Deadline) string {
	told, ok := deadlines[d.Kind]
	if !ok {
		told = string(d.Kind)
	}
	if d.About != "" {
		told += " " + Shown(d.About)
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

// MissingRate says which rate is not known, for which days, and what to do.
func MissingRate(e *decision.MissingRateError) string {
	days := "pour le " + Day(string(e.From))
	if e.To > e.From {
		days = "du " + Day(string(e.From)) + " au " + Day(string(e.To))
	}
	return "Le " + Rate(e.Kind) + " n’est pas connu " + days + nbsp + ": les intérêts ne sont pas calculés. " +
		"Choisissez une date de calcul avant le " + Day(string(e.From)) + ", ou ajoutez le taux publié dans baremes/taux.csv."
}

// Percent writes hundredths of a percent: 1215 is "12,15 %".
func Percent(points int) string {
	cents := strconv.Itoa(points%100 + 100)[1:]
	return Number(points/100) + "," + cents + nbsp + "%"
}

// Span writes how the interest of a time was worked out: "1 500,00 € × 12,15 %
// × 61 jours ÷ 365 = 30,46 €".
func Span(s decision.InterestSpan) string {
	return Cents(s.Cents) + " × " + Percent(s.Points) + " × " + Plural(s.Days, "jour", "jours") + " ÷ 365 = " + Cents(s.Interest)
}
