package letter

import (
	"slices"

	"compromis/decision"
	"compromis/internal/dossier"
)

// Suited returns the letters of a step that a case may send on a day, the one to
// write first: those meant for its client that ask for something, the letters that
// the journal says have left after the others.
func Suited(g *decision.Guide, step string, c dossier.Case, on decision.Day) []*decision.Letter {
	var first, gone []*decision.Letter
	all := g.Letters()
	for i := range all {
		l := &all[i]
		switch {
		case !slices.Contains(l.Steps, step), !l.For(c.ClientKind()), Refused(g, l, c, on) != "":
		case left(l, c):
			gone = append(gone, l)
		default:
			first = append(first, l)
		}
	}
	return append(first, gone...)
}

// left says whether the journal holds that a letter was sent.
func left(l *decision.Letter, c dossier.Case) bool {
	return slices.ContainsFunc(c.Journal, func(e dossier.Event) bool { return e.Note == l.Title })
}
