package content

import (
	"strings"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/french"
)

// steps reads the pages of etapes/.
func (r *reader) steps() error { return r.pages("etapes", r.step) }

func (r *reader) step(p *page) {
	s := decision.Step{ID: p.id, Title: typeset(p.root.title), Pos: p.pos(p.root.line)}
	p.lead(&s.Summary)
	p.fill(p.root.line, "##", p.root.subs, []field{
		{title: "Quand", read: func(sec section) { s.When = p.alternatives(sec) }},
		{title: "Pourquoi maintenant", read: p.text(&s.WhyNow)},
		{title: "En bref", read: p.flat(func(sec section) { s.Brief = p.brief(sec) })},
		{title: "Comment faire", read: p.text(&s.HowTo)},
		{title: "Pièces à réunir", read: p.text(&s.Documents)},
		{title: "Pièges", read: p.text(&s.Pitfalls)},
		{title: "Fondement", read: p.lawOf(&s)},
		{title: "Ensuite", read: p.flat(func(sec section) { s.Outcomes = p.outcomes(sec) })},
		{title: "Voies voisines", read: p.flat(func(sec section) {
			for _, it := range p.entries(sec) {
				s.Neighbours = append(s.Neighbours, line(it.spans))
			}
		})},
	})
	r.guide.Steps = append(r.guide.Steps, s)
}

// alternatives reads the conditions under « Quand » and each « Ou bien ».
func (p *page) alternatives(s section) []decision.Alternative {
	all := []decision.Alternative{p.conditions(s)}
	for _, sub := range s.subs {
		if sub.title != "Ou bien" {
			p.complain(sub.line, "sous « Quand », le seul titre admis est : ### Ou bien")
			continue
		}
		all = append(all, p.conditions(sub))
	}
	return all
}

func (p *page) conditions(s section) decision.Alternative {
	a := decision.Alternative{Pos: p.pos(s.line)}
	entries := p.entries(s)
	for _, it := range entries {
		if it.String() == "toujours" {
			if len(entries) > 1 {
				p.complain(it.line, "« toujours » est seul dans sa liste. Retirez-le, ou retirez les autres lignes.")
			}
			continue
		}
		said, reason, _ := cutDash(it.String())
		c, ok := p.condition(said, it.line)
		if !ok {
			p.complain(it.line, "écrivez « fait : valeur », puis « — » et le motif. Exemple : - client : public — seule une administration est concernée")
			continue
		}
		c.Reason = typeset(reason)
		if links := it.spans.Links(); len(links) > 0 && links[0].Kind == decision.ToBasis {
			c.Basis = links[0].ID
		}
		a.Conditions = append(a.Conditions, c)
	}
	return a
}

// condition reads « fait : valeur, autre valeur ».
func (p *page) condition(said string, line int) (c decision.Condition, ok bool) {
	fact, values, ok := strings.Cut(said, ":")
	if !ok || french.Slug(fact) == "" || french.Slug(values) == "" {
		return c, false
	}
	c = decision.Condition{Fact: decision.Fact(french.Slug(fact)), Pos: p.pos(line)}
	c.Values = valuesOf(values)
	return c, true
}

// mostBrief is how many characters a line of « En bref » may have: it is read from
// the back of a room.
const mostBrief = 80

func (p *page) brief(s section) decision.Brief {
	var b decision.Brief
	p.labelled(s, map[string]*string{
		"Coût": &b.Cost, "Délai": &b.Time, "Valeur": &b.Worth, "Initiative": &b.Initiative, "Confidentialité": &b.Privacy,
	}, []string{"Coût", "Délai", "Valeur", "Initiative", "Confidentialité"}, "")
	for _, b := range s.blocks {
		for _, it := range b.items {
			if _, value, _ := strings.Cut(it.String(), ":"); utf8.RuneCountInString(value) > mostBrief+1 {
				p.complain(it.line, "cette ligne a %d signes après « : », %d au plus. Gardez l'essentiel : le reste va sous « Comment faire ».", utf8.RuneCountInString(value)-1, mostBrief)
			}
		}
	}
	for _, value := range []*string{&b.Cost, &b.Time, &b.Worth, &b.Initiative, &b.Privacy} {
		*value = typeset(*value)
	}
	return b
}

// outcomes reads « Ce qui arrive → fait : valeur » or « → fin : précision »;
// among the facts, « acte : … » is what enters the journal.
func (p *page) outcomes(s section) []decision.Outcome {
	var all []decision.Outcome
	for _, it := range p.entries(s) {
		label, effect, ok := cutArrow(it.String())
		label, effect = strings.TrimSpace(label), strings.TrimSpace(effect)
		if !ok || label == "" || effect == "" {
			p.complain(it.line, "écrivez ce qui arrive, « → », puis ce que cela change ou « fin ». Exemple : - Le client paie → fin")
			continue
		}
		o := decision.Outcome{Label: typeset(label), Pos: p.pos(it.line)}
		if end, note, _ := strings.Cut(effect, ":"); strings.TrimSpace(end) == "fin" {
			o.End, o.EndNote = true, typeset(strings.TrimSpace(note))
		} else {
			for _, s := range p.settings(effect, it.line, arrowForm) {
				if s.Fact == "acte" {
					o.Act = string(s.Value)
				} else {
					o.Effects = append(o.Effects, s)
				}
			}
		}
		all = append(all, o)
	}
	return all
}

// lawOf reads the texts of a step: those for all, then those under « Quand fait :
// valeur », told first to whom they are for.
func (p *page) lawOf(s *decision.Step) func(section) {
	return func(sec section) {
		subs := sec.subs
		sec.subs = nil
		if len(sec.blocks) > 0 || len(subs) == 0 {
			p.citations(&s.Bases)(sec)
		}
		for _, sub := range subs {
			said, _ := strings.CutPrefix(sub.title, "Quand ")
			when, ok := p.condition(said, sub.line)
			if said == sub.title || !ok {
				p.complain(sub.line, "sous « Fondement », le seul titre admis dit à quelle réponse ces textes conviennent. Exemple : ### Quand client : public")
				continue
			}
			from := len(s.Bases)
			p.citations(&s.Bases)(sub)
			for i := range s.Bases[from:] {
				s.Bases[from+i].When = when
			}
		}
	}
}
