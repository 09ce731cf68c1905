package content

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"compromis/decision"
)

// ladder reads echelle.md: the order of the questions and that of the steps.
func (r *reader) ladder() error {
	r.always = map[decision.Fact]bool{}
	return r.page("echelle.md", "echelle", func(p *page) {
		p.fill(p.root.line, "##", p.root.subs, []field{
			{title: "Version", read: func(s section) {
				var day string
				p.short(&day)(s)
				if day != "" {
					r.guide.Version = p.past(day, s.blocks[0].items[0].line)
				}
			}},
			{title: "Questions", read: p.flat(p.order)},
			{title: "Étapes", read: p.flat(p.rungs)},
			{title: "Stades", read: p.phases},
		})
	})
}

// order reads the links to the questions.
func (p *page) order(s section) {
	for _, it := range p.entries(s) {
		fact, _, ok := p.target(it, "questions")
		if !ok {
			p.complain(it.line, "écrivez un lien vers une question. Exemple : 1. [Le client](questions/client.md)")
			continue
		}
		if slices.Contains(p.reader.order, decision.Fact(fact)) {
			p.complain(it.line, "cette question est déjà plus haut. Gardez une seule ligne.")
		}
		p.reader.order = append(p.reader.order, decision.Fact(fact))
		if _, note, ok := cutDash(it.String()); ok {
			if note != "toujours posée" {
				p.complain(it.line, "après le tiret long, seul « toujours posée » est admis.")
			}
			p.always[decision.Fact(fact)] = true
		}
	}
}

// target returns the page and the heading a line of the ladder links to.
func (p *page) target(it item, dir string) (id, heading string, ok bool) {
	_, rest, ok := strings.Cut(p.lines[it.line-1], "](")
	to, _, closed := strings.Cut(rest, ")")
	file, heading, _ := strings.Cut(to, "#")
	return strings.TrimSuffix(path.Base(file), ".md"), heading, ok && closed && path.Dir(file) == dir && path.Ext(file) == ".md"
}

// rungs reads the links to the steps. Which alternatives a rung holds is known
// once the steps are read; until then -1 stands for all of them.
func (p *page) rungs(s section) {
	for _, it := range p.entries(s) {
		id, heading, ok := p.target(it, "etapes")
		if !ok {
			p.complain(it.line, "écrivez un lien vers une étape. Exemple : 1. [Appeler le client](etapes/appeler-client.md)")
			continue
		}
		n, ok := alternative(heading)
		if !ok {
			p.complain(it.line, "après le « # », écrivez quand, ou-bien ou ou-bien-1.")
		}
		p.guide.Ladder = append(p.guide.Ladder, decision.Rung{Step: id, Alternatives: []int{n}, Pos: p.pos(it.line)})
	}
}

// phases reads the stretches of the ladder, a heading each, with the links to
// their steps.
func (p *page) phases(s section) {
	if len(s.subs) == 0 || len(s.blocks) > 0 {
		p.complain(s.line, "sous « Stades », écrivez un titre par stade, puis la liste de ses étapes. Exemple : ### Parler")
	}
	for _, sub := range s.subs {
		phase := decision.Phase{Name: typeset(sub.title), Pos: p.pos(sub.line)}
		for _, it := range p.entries(sub) {
			if p.told(it, &phase) {
				continue
			}
			id, heading, ok := p.target(it, "etapes")
			if !ok || heading != "" {
				p.complain(it.line, "écrivez un lien vers une étape. Exemple : - [Appeler le client](etapes/appeler-client.md)")
				continue
			}
			phase.Steps, phase.Lines = append(phase.Steps, id), append(phase.Lines, p.pos(it.line))
		}
		p.guide.Phases = append(p.guide.Phases, phase)
	}
}

// told reads what a line says of the whole stretch: « à part », or « fait quand »
// and a condition. False for a line that says neither.
func (p *page) told(it item, phase *decision.Phase) bool {
	said := it.String()
	if said == "à part" {
		phase.Apart = true
		return true
	}
	condition, found := strings.CutPrefix(said, "fait quand ")
	if !found {
		return false
	}
	c, ok := p.condition(condition, it.line)
	if !ok {
		p.complain(it.line, "après « fait quand », écrivez « fait : valeur ». Exemple : - fait quand contact : oral, écrit")
	}
	phase.Done = append(phase.Done, c)
	return true
}

const allAlternatives = -1

func alternative(heading string) (int, bool) {
	switch heading {
	case "":
		return allAlternatives, true
	case "quand":
		return 0, true
	case "ou-bien":
		return 1, true
	}
	n, err := strconv.Atoi(strings.TrimPrefix(heading, "ou-bien-"))
	return n + 1, err == nil && n > 0
}

// sortQuestions puts the questions in their order, and spells out the rungs.
func (r *reader) sortQuestions() {
	r.unlisted()
	for i := range r.guide.Questions {
		q := &r.guide.Questions[i]
		q.Always = r.always[q.Fact]
	}
	slices.SortStableFunc(r.guide.Questions, func(a, b decision.Question) int {
		return slices.Index(r.order, a.Fact) - slices.Index(r.order, b.Fact)
	})
	for i := range r.guide.Ladder {
		rung := &r.guide.Ladder[i]
		at := slices.IndexFunc(r.guide.Steps, func(s decision.Step) bool { return s.ID == rung.Step })
		if rung.Alternatives[0] == allAlternatives && at >= 0 {
			rung.Alternatives = rung.Alternatives[:0]
			for a := range r.guide.Steps[at].When {
				rung.Alternatives = append(rung.Alternatives, a)
			}
		}
	}
}

// unlisted complains of questions that are not both in echelle.md and in the
// folder. One that is missing there and one that is missing here are the same
// when their names are close: it was renamed.
func (r *reader) unlisted() {
	paged := namesOf(r.guide.Questions, func(q decision.Question) string { return string(q.Fact) })
	listed := namesOf(r.order, func(f decision.Fact) string { return string(f) })
	renamed := map[string]bool{}
	for _, f := range listed {
		if slices.Contains(paged, f) || r.unread["questions/"+f] || r.unread["questions"] {
			continue
		}
		at := r.lineWith("echelle.md", "/"+f+".md)")
		if near := decision.Nearest(f, paged); near != "" && !slices.Contains(listed, near) {
			renamed[near] = true
			r.complain("echelle.md", at, r.quote("echelle.md", at), "« %s » n'a pas de page dans questions/. Si c'est « %s », corrigez ce lien, ou rendez à la page son nom : %s.md", f, near, f)
			r.stands("questions/" + f)
			continue
		}
		r.complain("echelle.md", at, r.quote("echelle.md", at), "la question « %s » n'a pas de page dans questions/. Créez-la, ou retirez cette ligne.", f)
	}
	if r.unread["echelle"] {
		return
	}
	for _, f := range paged {
		if !slices.Contains(listed, f) && !renamed[f] {
			r.complain("echelle.md", 0, "", "la question « %s » n'y est pas. Ajoutez-la sous « Questions ».", f)
		}
	}
}
