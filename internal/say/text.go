package say

import (
	"slices"

	"compromis/decision"
	"compromis/internal/french"
)

// Marked is the name of a legal text, with its [Mark] in brackets.
func Marked(b *decision.LegalBasis, name string) string {
	if mark := Mark(b); mark != "" {
		return name + " (" + mark + ")"
	}
	return name
}

// Cite is a legal text that something rests on.
type Cite struct {
	Basis  *decision.LegalBasis
	Note   string        // what it brings here; may be empty
	Source string        // its reference, since when it holds, where it was read and how far to trust it
	Doubts decision.Text // what the law leaves uncertain, then what we have not read again
}

// Name is the title of the text, with what it brings here.
func (c Cite) Name() string {
	if c.Note == "" {
		return c.Basis.Title
	}
	return c.Basis.Title + " — " + c.Note
}

// Cited tells the texts of citations; those the guide does not know are left
// out.
func Cited(g *decision.Guide, all []decision.Citation) []Cite {
	var told []Cite
	for _, c := range all {
		if b := g.Basis(c.Basis); b != nil {
			told = append(told, Cite{Basis: b, Note: c.Note, Source: b.Reference + ". " + Provenance(b), Doubts: slices.Concat(b.Disputed, b.Unread)})
		}
	}
	return told
}

// Basis is what is told of a legal text after its title, reference and summary:
// what changed, and why to confirm it.
func Basis(b *decision.LegalBasis) []Part {
	told, do := unread(b)
	return written([]Part{
		{"Ce qui a changé", b.Changed},
		{french.Capital(Disputed) + french.NBSP + ": à faire confirmer", b.Disputed},
		{french.Capital(told) + french.NBSP + ": " + do, b.Unread},
	})
}

// Cleaned says that what came in held signs that are not text: « du texte collé »,
// « de ce dossier ».
func Cleaned(where string) string {
	return "Des caractères invisibles ont été retirés " + where + "."
}
