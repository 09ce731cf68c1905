package say

import (
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// Remarks says of a claim what its figures do not, a sentence or two each: what
// is no longer owed, what is not counted, how the rest is.
func Remarks(of dossier.Claim) []string {
	var all []string
	for _, m := range of.Missing {
		all = append(all, MissingRate(of, m))
	}
	for _, r := range of.Remarks {
		all = append(all, Remark(of, r))
	}
	return all
}

// MissingRate says which rate is not known, for which days, and what to do.
func MissingRate(of dossier.Claim, m dossier.MissingRate) string {
	told := "Le " + Rate(m.Kind) + " n’est pas connu " + missingDays(of, m) + french.NBSP + ": "
	if m.To == of.On {
		told += "les intérêts sont comptés jusqu’au " + shortDay(m.From.Add(-1)) + ", le reste est à compléter."
	} else {
		told += "les intérêts de ces jours ne sont pas comptés."
	}
	return told + " Ajoutez le taux publié dans baremes/taux.csv."
}

// MissingInterest names the interest that is left to count: "les intérêts à
// partir du 01/01/2027".
func MissingInterest(of dossier.Claim, m dossier.MissingRate) string {
	return "les intérêts " + missingDays(of, m)
}

func missingDays(of dossier.Claim, m dossier.MissingRate) string {
	switch m.To {
	case of.On:
		return "à partir du " + shortDay(m.From)
	case m.From:
		return "pour le " + shortDay(m.From)
	}
	return "du " + shortDay(m.From) + " au " + shortDay(m.To)
}

// remarks are the sentences that need no figure.
var remarks = map[dossier.RemarkKind]string{
	dossier.AllPaid:       "Tout est payé" + french.NBSP + ": il ne reste rien à demander.",
	dossier.ClientUnknown: "Ni intérêt ni indemnité n’est compté" + french.NBSP + ": le type de client n’est pas encore dit.",
	dossier.ClientAbroad:  "Ni intérêt ni indemnité n’est compté" + french.NBSP + ": avec un client à l’étranger, ils dépendent de la loi du contrat.",
	dossier.PaidAny:       "Un paiement qui ne désigne aucune facture est compté sur ce qui est échu, au taux le plus haut d’abord, puis sur le plus ancien (C. civ., art. 1342-10).",
	dossier.YearsIgnored:  "Les intérêts d’une année entière ne portent pas eux-mêmes intérêt ici" + french.NBSP + ": il faut l’avoir demandé en justice ou convenu (C. civ., art. 1343-2). Notez-le au journal pour le calculer.",
	dossier.Year365:       "Chaque année compte 365 jours, même bissextile" + french.NBSP + ": c’est un usage, non tranché.",
}

// unbroken keeps the number of an article on the line of its name.
var unbroken = strings.NewReplacer("C. ", "C."+french.NBSP, "art. ", "art."+french.NBSP, "L. ", "L."+french.NBSP, "R. ", "R."+french.NBSP)

// Remark says one thing of a claim.
func Remark(of dossier.Claim, r dossier.Remark) string { return unbroken.Replace(remark(of, r)) }

func remark(of dossier.Claim, r dossier.Remark) string {
	if told, ok := remarks[r.Kind]; ok {
		return told
	}
	if told := invoiceRemark(r); told != "" {
		return Invoice(r.Invoice) + french.NBSP + ": " + told
	}
	sum := french.Cents(r.Cents)
	switch r.Kind {
	case dossier.Overpaid:
		return "Le client a payé " + sum + " de trop."
	case dossier.InterestEnds:
		return "Les intérêts s’arrêtent le " + shortDay(r.On) + ", veille du jugement d’ouverture (C. com., art. L. 622-28 et R. 621-4)."
	case dossier.OpeningUnknown:
		return "Le jour du jugement d’ouverture n’est pas noté" + french.NBSP + ": les intérêts sont arrêtés la veille de sa publication, le " + shortDay(r.On) + ", mais ils s’arrêtent la veille du jugement. Notez ce jour au journal."
	case dossier.PaidLater:
		return "Le paiement de " + sum + " du " + shortDay(r.On) + " n’est pas compté" + french.NBSP + ": il est postérieur au jour du calcul."
	case dossier.PaidNothing:
		return "Un paiement" + since(" du ", r) + " n’est pas compté" + french.NBSP + ": sa somme n’est pas notée."
	case dossier.PaidSomeday:
		return "Un paiement de " + sum + " n’a pas de jour" + french.NBSP + ": il est compté avant tout intérêt."
	case dossier.PaidUnknown:
		return french.Quote(french.Shown(r.Invoice)) + " ne correspond à aucune facture" + french.NBSP + ": le paiement de " + sum + since(" du ", r) + " est compté sur la plus ancienne, à taux égal."
	case dossier.InterestFirst:
		return sum + " des paiements ont couvert d’abord des intérêts (C. civ., art. 1343-1), sauf accord contraire. Une relance ne demande que le solde des factures" + french.NBSP + ": " + french.Cents(of.Balance) + "."
	case dossier.Raised:
		return "Le taux légal est majoré de cinq points à partir du " + shortDay(r.On) + ", deux mois après que la décision est exécutoire (CMF, art. L. 313-3), sauf si elle fixe un autre taux."
	case dossier.RaiseUnknown:
		return "La majoration de cinq points (CMF, art. L. 313-3) n’est pas calculée" + french.NBSP + ": notez au journal le jour où la décision du " + shortDay(r.On) + " a été signifiée ou, pour une ordonnance, est devenue un titre."
	case dossier.NotRaised:
		return "Depuis la décision du " + shortDay(r.On) + ", le taux est celui qu’elle fixe. La majoration de cinq points (CMF, art. L. 313-3) ne porte que sur le taux légal" + french.NBSP + ": elle n’est pas calculée."
	case dossier.YearsCounted:
		return "Les intérêts de chaque année entière, comptée depuis le " + shortDay(r.On) + ", portent eux-mêmes intérêt (C. civ., art. 1343-2)" + french.NBSP + ": d’après le journal, cela a été demandé en justice ou convenu ce jour-là."
	}
	return string(r.Kind)
}

// invoiceRemark says what there is to say of one invoice, without its number; ""
// when it is not about one.
func invoiceRemark(r dossier.Remark) string {
	switch r.Kind {
	case dossier.NoNotice:
		return "pas encore d’intérêt. Un consommateur en doit à partir d’une mise en demeure (C. civ., art. 1231-6), et le journal n’en a pas après l’échéance."
	case dossier.NoDueDay:
		return "une échéance n’a pas de jour, elle ne porte pas d’intérêt."
	case dossier.RateRefused:
		return "le taux du contrat n’est pas appliqué. " + RateRefused
	case dossier.FloorUnknown:
		return "à partir du " + shortDay(r.On) + ", le taux du contrat est appliqué sans vérifier qu’il atteint trois fois le taux légal, qui n’est pas connu."
	case dossier.DueTooLate:
		return "échue à partir du jour du jugement d’ouverture, elle ne porte ici ni intérêt ni indemnité."
	}
	return ""
}

// RateRefused says why the rate of a contract does not count.
const RateRefused = "Il ne compte qu’entre professionnels" + french.NBSP + ": ce client doit le taux que fixe la loi."

// Total says what may be asked for, on what day, and whether it is all, or
// nothing.
func Total(of dossier.Claim) string {
	told := TotalName + " le " + shortDay(of.On) + french.NBSP + ": " + french.Cents(of.Total)
	switch {
	case len(of.Missing) > 0:
		told += ", intérêts à compléter"
	case of.Over > 0:
		told += ", trop payé" + french.NBSP + ": " + french.Cents(of.Over)
	case of.Settled():
		told += ", tout est payé"
	}
	return told
}

// Paid says what was paid for an invoice, and what of it did not go to its
// price: "Déjà payé : 500,00 €, dont 22,47 € d’intérêts d’abord…".
func Paid(i dossier.ClaimedInvoice) string {
	told := PaidName + french.NBSP + ": " + french.Cents(i.Paid)
	if first := PaidFirst(i); first != "" {
		told += ", dont " + first
	}
	return told
}

// PaidFirst says how much of what was paid for an invoice covered something else
// than its price: "22,47 € d’intérêts d’abord (C. civ., art. 1343-1)"; "" when
// nothing did.
func PaidFirst(i dossier.ClaimedInvoice) string {
	var told []string
	if i.PaidInterest > 0 {
		told = append(told, french.Cents(i.PaidInterest)+" d’intérêts d’abord (C. civ., art. 1343-1)")
	}
	if i.PaidFlat > 0 {
		told = append(told, french.Cents(i.PaidFlat)+" d’indemnité en dernier")
	}
	return unbroken.Replace(french.And(told))
}

// since writes the day of a remark, if it is known.
func since(word string, r dossier.Remark) string {
	if r.On == "" {
		return ""
	}
	return word + shortDay(r.On)
}

// shortDay writes a day: "31/12/2026".
func shortDay(d decision.Day) string { return french.Day(string(d)) }
