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

	dossier.OrderMade:      "Ordonnance rendue",
	dossier.ServedAtHome:   "Injonction signifiée, mais pas au client en personne",
	dossier.Opposed:        "Opposition du client",
	dossier.NoticeReceived: "Mise en demeure reçue par le client",
	dossier.MemoirReceived: "Mémoire en réclamation reçu par l’acheteur",
	dossier.Summoned:       "Vous êtes assigné ou convoqué",
	dossier.Titled:         "Titre exécutoire obtenu",
	dossier.ServedJudgment: "Jugement signifié",
	dossier.Published:      "Ouverture publiée au BODACC",
	dossier.Protected:      "Saisie conservatoire faite",
	dossier.Renounced:      "Le client renonce par écrit à la prescription",
	dossier.Compounded:     "Capitalisation des intérêts, demandée ou convenue",
	dossier.Kept:           "Fait",
	dossier.ToRecall:       "Rappel demandé",
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

// Span writes how the interest of a time was worked out: "1 500,00 € × 12,15 %
// × 61 jours ÷ 365 = 30,46 €".
func Span(s dossier.InterestSpan) string {
	return french.Cents(s.Cents) + " × " + french.Percent(s.Points) + " × " + french.Plural(s.Days, "jour", "jours") + " ÷ 365 = " + french.Cents(s.Interest)
}

// SpanYears says how much of the sum of a time is interest of whole years, ""
// when there is none.
func SpanYears(s dossier.InterestSpan) string {
	if s.Yearly == 0 {
		return ""
	}
	return "dont " + french.Cents(s.Yearly) + " d’intérêts d’années entières"
}

// Greeting is how a letter calls who it is written to.
func Greeting(c dossier.Civility) string {
	switch c {
	case dossier.Madam:
		return "Madame"
	case dossier.Sir:
		return "Monsieur"
	}
	return "Madame, Monsieur"
}

// ToVerify marks what a case holds and is not what it should be, such as a number
// whose key is wrong.
const ToVerify = "à vérifier"
