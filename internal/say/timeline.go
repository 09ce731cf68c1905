package say

import (
	"cmp"
	"slices"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// Event names what happened: "Mise en demeure". An act that only a time limit
// knows is told in its words; what nobody knows comes back as it is.
func Event(g *decision.Guide, k dossier.EventKind) string {
	if told, ok := events[k]; ok {
		return told
	}
	for _, l := range g.TimeLimits {
		if slices.Contains(l.Acts, string(k)) {
			return l.Since
		}
	}
	return string(k)
}

// deadlines are the words for what is to be done by a day, besides the time
// limits of the guide, which have their own.
var deadlines = map[dossier.DeadlineKind]string{
	dossier.LastDayToSue:         "Dernier jour pour agir en justice",
	dossier.LastDayToEnforce:     "Dernier jour pour faire exécuter le titre",
	dossier.AcknowledgeComplaint: "Accuser réception de la réclamation",
	dossier.AnswerComplaint:      "Répondre à la réclamation",
	dossier.InvoiceDue:           "Échéance de la facture",
	dossier.DayNoted:             "Réponse ou rendez-vous attendu",
	dossier.Recall:               "Rappel",
}

// Deadline says what is to be done, without the day: "Échéance de la facture
// F-12". What is a usage and not a rule is said so.
func Deadline(g *decision.Guide, d dossier.Deadline) string {
	told, ok := deadlines[d.Kind]
	if d.Kind == dossier.LastDayToSue {
		told = ToSue(d.Basis)
	}
	if l, known := limitOf(g, d); !ok && known {
		told = l.Do
	}
	told = cmp.Or(told, string(d.Kind))
	switch {
	case d.About == "":
	case d.Kind == dossier.Recall: // a step, by its title
		told += french.NBSP + ": " + french.Small(french.Shown(d.About))
	case d.Kind == dossier.DayNoted:
		told += french.NBSP + ": " + french.Shown(d.About)
	case d.Kind == dossier.LastDayToSue:
		told += ", facture " + french.Shown(d.About)
	default:
		told += " " + french.Shown(d.About)
	}
	if d.Usage && d.Kind != dossier.Recall {
		told += " (usage)"
	}
	return told
}

// DeadlineDay is the day of a deadline: "04/11/2026", "entre le 1er et le 2" when
// the law that applies is not known, or that it must be asked.
func DeadlineDay(d dossier.Deadline) string {
	switch {
	case d.On == "":
		return "date à demander"
	case d.Latest != "":
		return "entre le " + french.Day(string(d.On)) + " et le " + french.Day(string(d.Latest))
	}
	return french.Day(string(d.On))
}

// DeadlineState says what a deadline that passed has closed and what is left to
// do, or why its day is not certain; "" for one ahead, when it is certain.
func DeadlineState(g *decision.Guide, d dossier.Deadline) string {
	l, _ := limitOf(g, d)
	switch {
	case d.Kind == dossier.LastDayToSue && d.Passed:
		return "Passé" + french.NBSP + ": le juge peut refuser votre demande. Le client peut encore payer, ou renoncer par écrit à ce délai."
	case d.Kind == dossier.LastDayToSue && d.Latest != "" && d.Basis == "":
		return "La loi qui s’applique n’est pas connue" + french.NBSP + ": tenez-vous au premier jour, et faites-la vérifier."
	case d.Kind == dossier.LastDayToSue && d.Latest != "":
		return "Peut-être passé" + french.NBSP + ": tout dépend d’un acompte ou du jour convenu pour payer. Agissez sans attendre, et faites vérifier."
	case d.Kind == dossier.LastDayToEnforce && d.Passed:
		return "Passé" + french.NBSP + ": le titre ne s’exécute plus, sauf acte qui a fait repartir le délai. Faites vérifier."
	case d.On == "":
		return "Demandez ce jour à celui qui le connaît" + french.NBSP + ": commissaire de justice, assureur ou greffe. Puis notez-le."
	case d.Passed && d.Yours() && (d.Usage || d.Kind == dossier.InvoiceDue):
		return "Dépassé" + french.NBSP + ": faites-le dès que possible."
	case d.Passed && d.Yours():
		return sentences("Passé", l.Missed, l.Left)
	case d.Passed:
		return sentences("Terminé", l.Left)
	}
	return ""
}

// Reckoned says how the last day of a limit was found: whose time it is decides
// the safe side (CPC, 640 to 643).
func Reckoned(l decision.TimeLimit, d dossier.Deadline) string {
	if l.Length == 0 || d.On == "" {
		return ""
	}
	told := length(l)
	if l.Unit == decision.Months {
		told += ", de quantième à quantième"
	}
	if l.Distant {
		told += french.NBSP + "; un mois de plus si le client demeure outre-mer, deux à l’étranger (CPC, art. 643)"
		if dossier.LastDay(l, d.Since) != d.On {
			return told + ". Son adresse est outre-mer" + french.NBSP + ": jusqu’au " + french.Day(string(d.On))
		}
	}
	plain := l
	plain.Carried = false
	if raw := dossier.LastDay(plain, d.Since); raw != d.On && l.Carried {
		return told + ". Le " + french.Day(string(raw)) + " n’est pas un jour ouvré" + french.NBSP + ": jusqu’au " + french.Day(string(d.On))
	}
	if !d.Yours() || dossier.Workday(d.On) {
		return told
	}
	return told + ". Ce n’est pas un jour ouvré" + french.NBSP + ": agissez avant"
}

// sentences joins what there is to say after a word.
func sentences(word string, all ...string) string {
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	if len(all) == 0 {
		return word + "."
	}
	told := word + french.NBSP + ": " + french.Small(all[0]) + "."
	for _, s := range all[1:] {
		told += " " + s + "."
	}
	return told
}

// limitOf returns the time limit behind a deadline.
func limitOf(g *decision.Guide, d dossier.Deadline) (decision.TimeLimit, bool) {
	return g.TimeLimit(string(d.Kind), cmp.Or(d.Since, d.On, decision.DayOf(g.Version)))
}

// Awaited says what to wait for, and what comes then: "Mise en demeure du
// 20/10/2026 : attendre jusqu’au 04/11/2026, puis, sans réponse : …". "" when
// there is nothing to wait for.
func Awaited(s dossier.Standing) string {
	d := s.Awaited
	if d == nil {
		return ""
	}
	told := "Envoyé ou fait le " + french.Day(string(d.Since))
	if d.Passed {
		told += french.NBSP + ": le délai du client a fini le " + french.Day(string(d.On)) + ". Dites ce que cela a donné"
	} else {
		told += french.NBSP + ": attendre jusqu’au " + french.Day(string(d.On))
	}
	if s.Then != nil && !d.Passed {
		told += ". Puis, sans réponse" + french.NBSP + ": " + french.Small(s.Then.Title)
	}
	return told + "."
}

// LateLetter warns of a letter that would let the last day to sue pass, "" of any
// other.
func LateLetter(g *decision.Guide, c dossier.Case, l *decision.Letter, on decision.Day) string {
	last, late := c.TooLate(g, l, on)
	if !late {
		return ""
	}
	return "Attention" + french.NBSP + ": ce courrier laisse au client un délai qui finit après, ou juste avant, votre dernier jour pour agir, le " + french.Day(string(last)) +
		". N’attendez pas sa réponse" + french.NBSP + ": protégez d’abord votre droit."
}

// Where says where a case is, for a list: its step, what to wait for, or that it is
// paid.
func Where(g *decision.Guide, o dossier.Outlook) string {
	step := g.Step(o.Step)
	switch {
	case o.Settled:
		return "Factures payées" + french.NBSP + ": à clore"
	case o.Over:
		return "Dire ce qu’a donné" + french.NBSP + ": " + french.Small(StepName(g, o.Step))
	case o.Until != "":
		return "Attendre jusqu’au " + french.Day(string(o.Until)) + french.NBSP + ": " + french.Small(StepName(g, o.Step))
	case step != nil:
		return step.Title
	}
	return "réponses à compléter"
}

// Place says where a case is, in a few words: for a column.
func Place(g *decision.Guide, o dossier.Outlook) string {
	switch {
	case o.Settled:
		return "payé" + french.NBSP + ": à clore"
	case o.Over:
		return "dire ce qu’il a répondu"
	case o.Until != "":
		return "… attend sa réponse"
	case o.Step == "":
		return "questions à finir"
	}
	return StepName(g, o.Step)
}

// PartlyPaid is an outcome of any step while the client owes something.
const PartlyPaid = "Le client a payé une partie"

// Settled says that nothing is left to pay of the invoices, what is left beside
// them or was paid too much, and what to do.
func Settled(of dossier.Claim) string {
	switch {
	case of.Over > 0:
		return "Les factures sont payées, et " + french.Cents(of.Over) + " de trop" + french.NBSP + ": rendez-les, puis clôturez ce dossier."
	case of.Total > 0:
		return "Les factures sont payées. Il reste " + french.Cents(of.Total) + " d’intérêts et d’indemnité" + french.NBSP + ": demandez-les, ou renoncez-y et clôturez ce dossier."
	}
	return "Les factures sont payées" + french.NBSP + ": vous pouvez clore ce dossier."
}

// Contradicted says that what was typed is not what the case holds; "" when they
// agree.
func Contradicted(g *decision.Guide, d dossier.Derived) string {
	q := g.Question(d.Fact)
	if !d.Contradicts || q == nil {
		return ""
	}
	return q.Name + french.NBSP + ": vous aviez répondu " + french.Quote(Value(q, d.Said)) + ", vos factures et votre journal disent " +
		french.Quote(Value(q, d.Value)) + ". C’est cela qui compte. Répondez de nouveau, ou corrigez la facture, ou notez l’acte qui manque."
}

// FromCase marks an answer that the case holds, "" any other.
func FromCase(held []dossier.Derived, f decision.Fact) string {
	if slices.ContainsFunc(held, func(d dossier.Derived) bool { return d.Fact == f }) {
		return " (d’après le dossier)"
	}
	return ""
}

// Held says what the case holds of an answer.
func Held(q *decision.Question, d dossier.Derived) string {
	told := "D’après vos factures et votre journal" + french.NBSP + ": " + french.Quote(Value(q, d.Value)) + "."
	if d.Contradicts {
		told += " Vous aviez répondu " + french.Quote(Value(q, d.Said)) + "."
	}
	return told
}

// HeldOtherwise says that an answer is not what the case holds, and what to do.
func HeldOtherwise(g *decision.Guide, e *dossier.HeldError) string {
	q := g.Question(e.Fact)
	return "Vos factures et votre journal disent " + french.Quote(Value(q, e.Value)) + ", pas " + french.Quote(Value(q, e.Typed)) +
		". Corrigez la facture, ou notez au journal l’acte qui a fait repartir le délai."
}

// BarState says where the limitation period of an invoice is.
func BarState(b dossier.Bar) string {
	switch {
	case b.Hold == dossier.ByTitle && b.State == decision.Barred:
		return "le temps pour exécuter le titre semble passé"
	case b.Hold == dossier.ByTitle:
		return "sans objet" + french.NBSP + ": vous avez un titre, à faire exécuter avant ce jour"
	case b.Hold == dossier.AtCourt:
		return "arrêté" + french.NBSP + ": une action ou une déclaration de créance est en cours"
	case b.State == decision.Barred:
		return "passé"
	case b.State == decision.Near:
		return "proche"
	}
	return "en cours"
}
