package content

import (
	"regexp"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
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
	var since, checked, read, until, source, grade string
	p.labelled(s, map[string]*string{
		"Référence": &b.Reference, "Identifiant": &b.Identifier, "Lien": &b.Link, "En vigueur depuis": &since, "Fin de la version lue": &until,
		"Relu le": &checked, "Consulté le": &read, "Source": &source, "Lu dans": &b.ReadIn, "Confiance": &grade,
	}, []string{"Référence", "Identifiant", "Lien", "En vigueur depuis", "Fin de la version lue", "Relu le", "Consulté le", "Source", "Lu dans", "Confiance"},
		"Identifiant", "Lien", "Fin de la version lue", "Consulté le", "Source")
	b.Reference, b.ReadIn = typeset(b.Reference), typeset(b.ReadIn)
	if b.Link != "" && !strings.HasPrefix(b.Link, "https://") {
		p.complain(lineOf(s, "Lien"), "un lien commence par https://")
	}
	if b.Identifier != "" && !identifiers.MatchString(b.Identifier) {
		p.complain(lineOf(s, "Identifiant"), "« %s » n'est pas un identifiant. Recopiez celui de Légifrance (LEGIARTI… ou JURITEXT…, douze chiffres) ou d'EUR-Lex (32006R1896) ; deux se séparent par une virgule.", b.Identifier)
	}
	p.another(b)
	if m := articleFirst.FindStringSubmatch(b.Reference); m != nil {
		p.complain(lineOf(s, "Référence"), "le texte vient d'abord, et l'article ensuite : c'est ainsi que « veille » les retrouve. Écrivez : - Référence : %s, article %s", french.Capital(m[2]), m[1])
	}
	if since != "" {
		b.InForce = p.partial(since, lineOf(s, "En vigueur"))
	}
	if until != "" {
		b.Until = p.day(until, lineOf(s, "Fin de la version lue"))
	}
	if checked != "" && checked != neverRead {
		b.CheckedOn = p.past(checked, lineOf(s, "Relu"))
	}
	b.ReadOn = b.CheckedOn // the safer of the two
	if read != "" {
		b.ReadOn = p.past(read, lineOf(s, "Consulté"))
	}
	if source != "" {
		b.Source = p.source(source, lineOf(s, "Source"))
	}
	if grade != "" {
		b.Confidence = p.grade(grade, lineOf(s, "Confiance"))
	}
	if checked == neverRead && (b.Source != decision.Told || b.Confidence != decision.ConfidenceC) {
		p.complain(lineOf(s, "Relu"), "un texte que personne n'a lu est connu par d'autres. Écrivez : - Source : %s, et : - Confiance : C ; ou bien, sous « Relu le », le jour de l'état du texte lu.", decision.Told)
	}
	p.sound(s, b)
}

// articleFirst is a reference as a site titles it: « Article 1103 du Code civil ».
var articleFirst = regexp.MustCompile(`(?i)^art(?:icle|\.)[ ` + "\u00a0" + `]+(.+?)[ ` + "\u00a0" + `]+(?:du|de la|de l['’]|de)[ ` + "\u00a0" + `]*((?:code|loi|décret|ordonnance)\b.*)$`)

// ofOne are names that one article or one decision has, and no other.
var ofOne = regexp.MustCompile(`(?:LEGIARTI|JORFARTI|JURITEXT|CETATEXT)\d{12}`)

// another complains of a text whose name in the official bases is that of another page.
// Of two pages, one of which is the program's, the other is at fault.
func (p *page) another(b *decision.LegalBasis) {
	if b.Identifier == "" || p.own() {
		return
	}
	for _, name := range ofOne.FindAllString(b.Identifier, -1) {
		for i := range p.guide.Bases {
			if !strings.Contains(p.guide.Bases[i].Identifier, name) {
				continue
			}
			at, other := p.name, "fondements/"+p.guide.Bases[i].ID+".md"
			if p.proven(p.name) {
				at, other = other, at
			}
			line := p.reader.lineWith(at, name)
			p.reader.complain(at, line, p.quote(at, line), "l'identifiant %s est déjà celui de %s. Un article n'a qu'une page : recopiez l'identifiant de celui-ci, ou réunissez les deux pages.", name, other)
		}
	}
}

// neverRead is written under « Relu le » for a text nobody read.
const neverRead = "non relu"

// identifiers are names of texts as the official bases write them, one or more.
var (
	oneName     = `(?:(?:LEGI(?:ARTI|TEXT|SCTA)|JURITEXT|CETATEXT|JORF(?:TEXT|ARTI))\d{12}|3\d{4}[RLD]\d{4})`
	identifiers = regexp.MustCompile(`^` + oneName + `(?:, ` + oneName + `)*$`)
)

// sound holds the days of a text to one another, and its grade to its source.
func (p *page) sound(s section, b *decision.LegalBasis) {
	if !b.Until.IsZero() && b.InForce != "" && string(decision.DayOf(b.Until)) < string(b.InForce) {
		p.complain(lineOf(s, "Fin de la version lue"), "la version lue finirait avant d'entrer en vigueur. Vérifiez les deux dates.")
	}
	if !b.Until.IsZero() && b.CheckedOn.After(b.Until) {
		p.complain(lineOf(s, "Fin de la version lue"), "la version lue finirait avant le jour de l'état lu (« Relu le »). Vérifiez les deux dates.")
	}
	if ahead := !p.today.IsZero() && b.CheckedOn.After(p.today); !ahead && !b.ReadOn.IsZero() && b.CheckedOn.After(b.ReadOn) {
		p.complain(lineOf(s, "Consulté"), "le texte n'a pas pu être lu dans un état postérieur à la lecture. « Relu le » est le jour de l'état du texte, « Consulté le » celui de votre lecture.")
	}
	if b.Source == decision.Mirror && b.Confidence == decision.ConfidenceA {
		p.complain(lineOf(s, "Confiance"), "un texte lu seulement dans un miroir ne vaut pas mieux que B. Lisez-le sur le site officiel, ou recoupez-le.")
	}
}

// source reads where a text was read, in a word or two.
func (p *page) source(typed string, at int) decision.Source {
	if s := decision.Source(typed); slices.Contains(decision.Sources, s) {
		return s
	}
	names := make([]string, len(decision.Sources))
	for i, s := range decision.Sources {
		names[i] = string(s)
	}
	p.complain(at, "« %s » n'est pas une source. Écrivez : %s.", typed, strings.Join(names, ", "))
	return ""
}
