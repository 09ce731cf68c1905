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

// agedRule is a rule that rests on a text, with what the reading of it has become: in
// the brackets that end it, where it cites the text, or in its own.
func agedRule(rule string, b *decision.LegalBasis) string {
	mark := agedMark(b)
	if mark == "" {
		return rule
	}
	rule = strings.TrimSuffix(rule, ".")
	if before, cites := strings.CutSuffix(rule, ")"); cites {
		return before + french.NBSP + "; " + mark + ")"
	}
	return rule + " (" + mark + ")"
}

// Outdated says that most of the texts of a content are to be read again, for what
// names none of them; "" as long as most are not. Court decisions do not count: they
// never age.
func Outdated(g *decision.Guide) string {
	aged, all := len(TextsToRead(g)), 0
	for i := range g.Bases {
		if b := &g.Bases[i]; agedMark(b) != "" || !b.Ruling() {
			all++
		}
	}
	if 2*aged <= all {
		return ""
	}
	return toReadWord + french.NBSP + ": " + french.Plural(aged, "texte", "textes") + " sur " + french.Number(all)
}

const toReadWord = "droit à relire"

// ToRead heads the list of the texts to be read again.
const ToRead = "Textes à relire"

// TextsToRead are the ids of the texts that are to be read again, on the day the guide
// is told. All that counts them goes by it.
func TextsToRead(g *decision.Guide) (ids []string) {
	for i := range g.Bases {
		if b := &g.Bases[i]; agedMark(b) != "" {
			ids = append(ids, b.ID)
		}
	}
	return ids
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
