package plain

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// whatIf compares where the case ends with where it would end, had an answer been
// otherwise. The case changes only when one takes what was compared.
func (s *interview) whatIf() (bool, error) {
	other, ok := s.alter(s.answers, "Et si une réponse était autre"+french.NBSP+"? Votre dossier ne change pas.", "Viser une étape"+french.NBSP+": ce qui y mènerait")
	return ok && s.compare(other), nil
}

// compare shows the case beside what it would be with other answers, and offers to
// take them. It says whether they were.
func (s *interview) compare(other decision.Answers) bool {
	for {
		s.page(func(p *Page) { p.comparison(s.guide, s.answers, other) })
		at, ok := s.Pick("Que faire de cette comparaison"+french.NBSP+"?", []string{
			"Laisser le dossier comme il est", "Prendre ces réponses" + french.NBSP + ": celles du dossier changent", "Changer encore une réponse, puis comparer",
		})
		switch {
		case !ok || at == 0:
			return false
		case at == 1:
			if !s.keep(s.kase.Adopt(s.guide, other)) {
				return false
			}
			s.Say("Noté" + french.NBSP + ": ce sont maintenant les réponses du dossier.")
			s.at = end
			return true
		}
		if again, ok := s.alter(other, "Quelle réponse serait autre"+french.NBSP+"?"); ok {
			other = again
		}
	}
}

// comparison writes what differs between two sets of answers, one block each, then
// the condition that makes the difference.
func (p *Page) comparison(g *decision.Guide, now, other decision.Answers) {
	both := say.Endings(g, now, other)
	changed, same := say.Contrasts(g, both)
	for i, title := range []string{say.NowTitle, "Avec l’autre réponse"} {
		var rows []string
		for _, c := range changed {
			if text := c.Sides[i].Text; text != "" && text != say.PerStep {
				rows = append(rows, c.Label+french.NBSP+": "+text)
			}
		}
		p.list(title, rows)
	}
	var labels []string
	for _, c := range same {
		labels = append(labels, french.Small(c.Label))
	}
	if len(labels) > 0 {
		p.Blank()
		p.Say("Pareil dans les deux cas" + french.NBSP + ": " + french.And(labels) + ".")
	}
	var why []string
	for _, w := range say.Reasons(g, say.Asked(g, other), say.Makes(g, both[0], both[1])) {
		why = append(why, w.String())
	}
	if slices.Equal(both[0].Steps, both[1].Steps) {
		why = []string{say.SameStep}
	}
	p.list(say.DecisiveTitle, why)
}

// alter asks for one of the answers on a path, or for the next one, and for what else
// it may be. A line more offers to say which step one would like.
func (s *interview) alter(base decision.Answers, title string, more ...string) (decision.Answers, bool) {
	walk := s.guide.Walk(base)
	replies := askedOf(walk)
	if walk.Next != nil {
		replies = append(replies, decision.Reply{Question: walk.Next})
	}
	changes := s.guide.Changes(base)
	var lines []string
	for _, r := range replies {
		told := "pas encore répondu"
		if r.Value != "" {
			told = say.Reply(r)
		}
		if slices.ContainsFunc(changes, func(c decision.Change) bool { return c.Question.Fact == r.Question.Fact }) {
			told += " (peut changer l’étape)"
		}
		lines = append(lines, r.Question.Name+french.NBSP+": "+told)
	}
	at, ok := s.Pick(title, append(lines, more...))
	switch {
	case !ok:
		return base, false
	case at >= len(lines):
		return s.aim()
	}
	return s.value(base, replies[at])
}

// value asks what an answer would be, and tells where each would lead.
func (s *interview) value(base decision.Answers, r decision.Reply) (decision.Answers, bool) {
	var lines []string
	var others []decision.Answers
	for _, o := range r.Question.Options {
		other, err := s.guide.Answer(base, r.Question.Fact, string(o.Value))
		if o.Value == r.Value || err != nil {
			continue
		}
		both := say.Endings(s.guide, base, other)
		then := say.Steps(both[1].Steps)
		if slices.Equal(both[0].Steps, both[1].Steps) {
			then = "la même étape"
		}
		lines, others = append(lines, o.Label+". Alors"+french.NBSP+": "+then), append(others, other)
	}
	at, ok := s.Pick(r.Question.Title, lines)
	if !ok {
		return base, false
	}
	return others[at], true
}

// aim asks for a step one would like, and for one of the smallest changes that lead
// to it.
func (s *interview) aim() (decision.Answers, bool) {
	typed, ok := s.Ask("Quelle étape voudriez-vous" + french.NBSP + "? Quelques mots de son nom, ou Entrée pour les voir toutes")
	if !ok {
		return s.answers, false
	}
	var steps []*decision.Step
	var titles []string
	for i := range s.guide.Steps {
		step := &s.guide.Steps[i]
		if strings.Contains(french.Slug(step.Title), french.Slug(typed)) {
			steps, titles = append(steps, step), append(titles, step.Title)
		}
	}
	if len(steps) == 0 {
		s.Say("Aucune étape ne porte ces mots.")
		return s.answers, false
	}
	at, ok := s.Pick("Les étapes", titles)
	if !ok {
		return s.answers, false
	}
	routes := s.guide.Toward(s.answers, steps[at].ID)
	if len(routes) == 0 {
		s.Say(say.AlreadyThere)
		return s.answers, false
	}
	var lines []string
	for _, r := range routes {
		var parts []string
		for _, part := range say.RouteParts(s.guide, s.answers, r) {
			var rows []string
			for _, row := range part.Rows {
				rows = append(rows, row.String())
			}
			parts = append(parts, french.Capital(part.Title)+", "+french.And(rows)+".")
		}
		lines = append(lines, strings.Join(parts, " "))
	}
	at, ok = s.Pick("Ce qui mènerait à cette étape. Choisissez, pour comparer.", lines)
	if !ok {
		return s.answers, false
	}
	return say.Taking(s.guide, s.answers, routes[at]), true
}
