package say

import (
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// OldReading and EndedVersion are the two ways in which what we say of a text may
// no longer hold, on the day it is told: see [decision.Guide.AsOf].
const (
	OldReading   = "lu il y a plus d’un an"
	EndedVersion = "version lue terminée"
)

// agedMark is what the reading of a text has become, in a few words; "" while it is
// good.
func agedMark(b *decision.LegalBasis) string {
	if b == nil {
		return ""
	}
	switch b.Age {
	case decision.Ended:
		return EndedVersion
	case decision.Old:
		return OldReading
	}
	return ""
}

// Aged says the same in full, and what to do.
func Aged(b *decision.LegalBasis) string {
	switch mark := agedMark(b); mark {
	case EndedVersion:
		return mark + " (elle valait jusqu’au " + french.Date(b.Until) + "), lisez le texte en vigueur"
	case OldReading:
		return mark + " (consulté le " + french.Date(b.ReadOn) + "), relisez-le avant de vous en servir"
	}
	return ""
}

// Named is the reference of a text where there is room for nothing else, with
// what its reading has become.
func Named(b *decision.LegalBasis) string {
	if mark := agedMark(b); mark != "" {
		return b.Reference + " (" + mark + ")"
	}
	return b.Reference
}

// AgedLetter says that a letter rests on texts whose reading no longer holds, and
// what to do; "" of any other. A letter that cites no text asserts no right.
func AgedLetter(g *decision.Guide, l *decision.Letter) string {
	if aged := AgedCitations(g, l.Bases); aged != "" {
		return "Ce courrier affirme un droit d’après des textes à relire (" + aged + "). Lisez-les dans leur version en vigueur avant de l’envoyer."
	}
	return ""
}

// mostAged is how many texts are named for each way to age.
const mostAged = 3

// AgedCitations names, in a line, those of some citations whose reading no longer
// holds: "version lue terminée : C. com., art. L. 441-10".
func AgedCitations(g *decision.Guide, all []decision.Citation) string {
	var told []string
	for _, mark := range []string{EndedVersion, OldReading} {
		var labels []string
		for _, c := range all {
			if agedMark(g.Basis(c.Basis)) == mark {
				labels = append(labels, c.Label)
			}
		}
		if more := len(labels) - mostAged; more > 1 {
			labels = append(labels[:mostAged:mostAged], french.Plural(more, "autre", "autres"))
		}
		if len(labels) > 0 {
			told = append(told, mark+french.NBSP+": "+french.And(labels))
		}
	}
	return strings.Join(told, french.NBSP+"; ")
}

// AgedTexts names the same, each with what its reading has become, as [Named] does.
func AgedTexts(g *decision.Guide, all []decision.Citation) []string {
	var names []string
	for _, c := range all {
		if b := g.Basis(c.Basis); agedMark(b) != "" {
			names = append(names, Named(b))
		}
	}
	return names
}
