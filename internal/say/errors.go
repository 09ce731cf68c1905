package say

import (
	"errors"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// Error puts an error into one French line. For a [decision.InputError] the
// line says what is wrong and what to write instead; for a
// [*dossier.HeldError], what the case holds; any other error speaks for itself.
func Error(g *decision.Guide, err error) string {
	var held *dossier.HeldError
	if errors.As(err, &held) {
		return HeldOtherwise(g, held)
	}
	var input *decision.InputError
	if !errors.As(err, &input) {
		return oneLine(err.Error())
	}
	fact, said := string(input.Fact), french.Shown(input.Said)
	switch input.Fault {
	case decision.UnknownFact:
		return "Le fait " + french.Quote(french.Shown(fact)) + " n’existe pas. " + suggest(input.Nearest, "Les faits", french.And(facts(g)))
	case decision.UnknownValue:
		return french.Quote(said) + " n’est pas une réponse à " + french.Quote(fact) + ". " + suggest(input.Nearest, "Les réponses", french.Or(values(g, input.Fact)))
	case decision.BadAmount:
		return french.Quote(said) + " n’est pas un montant. " + french.ErrAmount.Error() + maybe(input.Nearest)
	case decision.BadDate:
		return french.Quote(said) + " n’est pas une date. " + french.ErrDate.Error() + maybe(input.Nearest)
	case decision.NoFigure:
		return "Aucun barème n’est connu à la date du jour pour calculer " + french.Quote(fact) + ". Donnez directement la réponse" + french.NBSP + ": " + french.Or(values(g, input.Fact)) + "."
	case decision.Contradiction:
		return setting(input.Other.Fact, input.Other.Value) + " implique " + setting(input.Fact, input.Settled) +
			", mais vous avez dit " + setting(input.Fact, decision.Value(said)) + ". Retirez l’une des deux réponses."
	}
	return oneLine(err.Error())
}

func setting(f decision.Fact, v decision.Value) string { return string(f) + "=" + string(v) }

// suggest offers the nearest name, or else all of them.
func suggest(nearest, all, names string) string {
	if nearest != "" {
		return "Vouliez-vous dire " + french.Quote(nearest) + french.NBSP + "?"
	}
	return all + french.NBSP + ": " + names + "."
}

func maybe(nearest string) string {
	if nearest == "" {
		return ""
	}
	return " Ou vouliez-vous dire " + french.Quote(nearest) + french.NBSP + "?"
}

func facts(g *decision.Guide) []string {
	names := make([]string, len(g.Questions))
	for i, q := range g.Questions {
		names[i] = string(q.Fact)
	}
	return names
}

func values(g *decision.Guide, f decision.Fact) []string {
	q := g.Question(f)
	if q == nil {
		return nil
	}
	names := make([]string, len(q.Options))
	for i, o := range q.Options {
		names[i] = string(o.Value)
	}
	return names
}

// oneLine keeps a message on one line, whatever it quotes.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r < ' ' || r == 0x7f }), " ")
}
