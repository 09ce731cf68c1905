package content

import (
	"strings"

	"compromis/decision"
)

// questions reads the pages of questions/, one a fact.
func (r *reader) questions() error { return r.pages("questions", r.question) }

func (r *reader) question(p *page) {
	q := decision.Question{Fact: decision.Fact(p.id), Title: french(p.root.title), Pos: p.pos(p.root.line)}
	q.Help = texts(p.root.blocks)
	p.fill(p.root.line, "##", p.root.subs, []field{
		{title: "En un mot", read: p.short(&q.Name)},
		{title: "Pourquoi cette question", read: p.text(&q.Why)},
		{title: "Saisie", optional: true, read: func(s section) { q.Kind = p.kind(s) }},
		{title: "Réponses", read: p.flat(func(s section) { q.Options = p.options(s) })},
		{title: "Si vous ne savez pas", read: p.text(&q.Unsure)},
	})
	r.guide.Questions = append(r.guide.Questions, q)
}

func (p *page) kind(s section) decision.Kind {
	var word string
	p.short(&word)(s)
	switch word {
	case "":
		return decision.Choice
	case "montant":
		return decision.Amount
	case "date":
		return decision.Date
	}
	p.complain(s.blocks[0].items[0].line, "sous « Saisie », écrivez : montant, ou : date")
	return decision.Choice
}

// options reads « valeur : Libellé — aide → fait : valeur ».
func (p *page) options(s section) []decision.Option {
	var all []decision.Option
	entries := p.entries(s)
	for _, it := range entries {
		said, implied, hasArrow := strings.Cut(it.String(), "→")
		value, label, ok := strings.Cut(said, ":")
		if !ok || slug(value) == "" || strings.TrimSpace(label) == "" {
			p.complain(it.line, "écrivez la valeur, « : », puis le libellé. Exemple : - public : Une administration")
			continue
		}
		label, help, _ := cutDash(strings.TrimSpace(label))
		o := decision.Option{Value: decision.Value(slug(value)), Label: french(label), Help: french(strings.TrimSpace(help))}
		if hasArrow {
			o.Implies = p.settings(implied, it.line)
		}
		all = append(all, o)
	}
	if len(entries) == 1 {
		p.complain(s.line, "une question a au moins deux réponses.")
	}
	return all
}
