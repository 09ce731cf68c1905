package content

import (
	"slices"
	"strings"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/french"
)

// questions reads the pages of questions/, one a fact.
func (r *reader) questions() error { return r.pages("questions", r.question) }

func (r *reader) question(p *page) {
	q := decision.Question{Fact: decision.Fact(p.id), Title: typeset(p.root.title), Pos: p.pos(p.root.line)}
	q.Help = texts(p.root.blocks)
	p.fill(p.root.line, "##", p.wordings(&q), []field{
		{title: "En un mot", read: p.short(&q.Name)},
		{title: "Pourquoi cette question", read: p.text(&q.Why)},
		{title: "Saisie", optional: true, read: func(s section) { q.Kind = p.kind(s) }},
		{title: "Réponse habituelle", optional: true, read: func(s section) { q.Usual = p.usual(s) }},
		{title: "Réponses", read: p.flat(func(s section) { q.Options = p.options(s, 2) })},
		{title: "Si vous ne savez pas", read: p.text(&q.Unsure)},
	})
	p.known(q)
	r.guide.Questions = append(r.guide.Questions, q)
}

// known complains of a usual answer that is none of the answers.
func (p *page) known(q decision.Question) {
	if q.Usual != "" && len(q.Options) > 0 && q.Option(q.Usual) == nil {
		p.complain(p.root.line, "la réponse habituelle « %s » n'est aucune des réponses. Écrivez la valeur de la première : %s", q.Usual, q.Options[0].Value)
	}
}

// wordings takes the sections « Quand fait : valeur » out of a question page,
// and returns the others.
func (p *page) wordings(q *decision.Question) []section {
	var others []section
	for _, s := range p.root.subs {
		condition, ok := strings.CutPrefix(s.title, "Quand ")
		if !ok {
			others = append(others, s)
			continue
		}
		fact, values, _ := strings.Cut(condition, ":")
		if french.Slug(fact) == "" || french.Slug(values) == "" {
			p.complain(s.line, "dites à quelle réponse ces mots conviennent. Exemple : ## Quand dette : non")
			continue
		}
		w := decision.Wording{Fact: decision.Fact(french.Slug(fact)), Values: valuesOf(values), Pos: p.pos(s.line)}
		if len(s.subs) == 0 || len(s.blocks) > 0 {
			p.complain(s.line, "sous ce titre, écrivez ### Question, ### Aide, ### Pourquoi cette question, ### Réponses ou ### Si vous ne savez pas.")
		}
		p.fill(s.line, "###", s.subs, []field{
			{title: "Question", optional: true, read: p.short(&w.Title)},
			{title: "Aide", optional: true, read: p.text(&w.Help)},
			{title: "Pourquoi cette question", optional: true, read: p.text(&w.Why)},
			{title: "Réponses", optional: true, read: p.flat(func(s section) { w.Options = p.reworded(s) })},
			{title: "Si vous ne savez pas", optional: true, read: p.text(&w.Unsure)},
		})
		q.Wording = append(q.Wording, w)
	}
	return others
}

// reworded reads the answers whose words change. What an answer settles does
// not depend on its words.
func (p *page) reworded(s section) []decision.Option {
	all := p.options(s, 1)
	if slices.ContainsFunc(all, func(o decision.Option) bool { return len(o.Implies) > 0 }) {
		p.complain(s.line, "ici, seuls les mots changent. Écrivez la flèche sous « ## Réponses ».")
	}
	return all
}

// usual reads the value of the answer most people give.
func (p *page) usual(s section) decision.Value {
	var word string
	p.short(&word)(s)
	return decision.Value(french.Slug(word))
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

// mostLabel is how many characters an answer may have: it is read again alone, in
// a summary or a reason.
const mostLabel = 60

// options reads « valeur : Libellé — aide → fait : valeur », so many lines at
// least.
func (p *page) options(s section, least int) []decision.Option {
	var all []decision.Option
	entries := p.entries(s)
	for _, it := range entries {
		said, implied, hasArrow := cutArrow(it.String())
		value, label, ok := strings.Cut(said, ":")
		if !ok || french.Slug(value) == "" || strings.TrimSpace(label) == "" {
			p.complain(it.line, "écrivez la valeur, « : », puis le libellé. Exemple : - public : Une administration")
			continue
		}
		label, help, _ := cutDash(strings.TrimSpace(label))
		if tooLong := utf8.RuneCountInString(strings.TrimSpace(label)) - mostLabel; tooLong > 0 {
			p.complain(it.line, "ce libellé a %d signes, %d au plus. Mettez la suite après un tiret long : elle sera une aide.", mostLabel+tooLong, mostLabel)
		}
		o := decision.Option{Value: decision.Value(french.Slug(value)), Label: typeset(label), Help: typeset(strings.TrimSpace(help))}
		if hasArrow {
			o.Implies = p.settings(implied, it.line, arrowForm)
		}
		if slices.ContainsFunc(all, func(other decision.Option) bool { return other.Value == o.Value }) {
			p.complain(it.line, "la valeur « %s » est déjà celle d'une réponse plus haut. Donnez-en une autre à l'une des deux.", o.Value)
			continue
		}
		all = append(all, o)
	}
	if len(entries) > 0 && len(entries) < least {
		p.complain(s.line, "une question a au moins deux réponses.")
	}
	return all
}
