package content

import (
	"strings"

	"compromis/decision"
)

// bases reads the pages of fondements/, one a legal text.
func (r *reader) bases() error { return r.pages("fondements", r.basis) }

func (r *reader) basis(p *page) {
	b := decision.LegalBasis{ID: p.id, Title: typeset(p.root.title), Pos: p.pos(p.root.line)}
	b.Summary = texts(p.root.blocks)
	if len(b.Summary) == 0 {
		p.complain(p.root.line, "sous le titre, expliquez le texte avec vos mots.")
	}
	p.fill(p.root.line, "##", p.root.subs, []field{
		{title: "Repères", read: p.flat(func(s section) { p.marks(s, &b) })},
		{title: "Ce qui a changé", optional: true, read: p.text(&b.Changed)},
		{title: "Droit discuté", optional: true, read: p.text(&b.Disputed)},
		{title: "Texte à relire", optional: true, read: p.text(&b.Unread)},
	})
	if b.Confidence != decision.ConfidenceA && b.Confidence != "" && len(b.Disputed)+len(b.Unread) == 0 {
		p.complain(p.root.line, "la confiance est %s : dites ce qui reste à vérifier. Ajoutez : ## Droit discuté (le droit lui-même est incertain), ou : ## Texte à relire (nous n'avons pas relu le texte actuel)", b.Confidence)
	}
	r.guide.Bases = append(r.guide.Bases, b)
}

func (p *page) marks(s section, b *decision.LegalBasis) {
	var since, checked, grade string
	p.labelled(s, map[string]*string{
		"Référence": &b.Reference, "Lien": &b.Link, "En vigueur depuis": &since, "Relu le": &checked, "Lu dans": &b.ReadIn, "Confiance": &grade,
	}, []string{"Référence", "Lien", "En vigueur depuis", "Relu le", "Lu dans", "Confiance"}, "Lien")
	b.Reference, b.ReadIn = typeset(b.Reference), typeset(b.ReadIn)
	if b.Link != "" && !strings.HasPrefix(b.Link, "https://") {
		p.complain(lineOf(s, "Lien"), "un lien commence par https://")
	}
	if since != "" {
		b.InForce = p.partial(since, lineOf(s, "En vigueur"))
	}
	if checked != "" {
		b.CheckedOn = p.past(checked, lineOf(s, "Relu"))
	}
	if grade != "" {
		b.Confidence = p.grade(grade, lineOf(s, "Confiance"))
	}
}
