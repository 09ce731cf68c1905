package content

import (
	"slices"

	"compromis/decision"
)

// exercises reads the pages of cas-pratiques/, one a fictional conflict.
func (r *reader) exercises() error { return r.pages("cas-pratiques", r.exercise) }

// sortExercises puts the exercises in the order of their causes.
func (r *reader) sortExercises() {
	for _, q := range r.guide.Questions {
		if q.Fact != decision.FactCause {
			continue
		}
		place := func(e decision.Exercise) int {
			return slices.IndexFunc(q.Options, func(o decision.Option) bool {
				return slices.Contains(e.Answers, decision.Setting{Fact: q.Fact, Value: o.Value})
			})
		}
		slices.SortStableFunc(r.guide.Exercises, func(a, b decision.Exercise) int { return place(a) - place(b) })
	}
}

func (r *reader) exercise(p *page) {
	e := decision.Exercise{ID: p.id, Title: french(p.root.title), Pos: p.pos(p.root.line)}
	e.Story = texts(p.root.blocks)
	p.fill(p.root.line, "##", p.root.subs, []field{
		{title: "Réponses", read: p.flat(func(s section) {
			for _, it := range p.entries(s) {
				e.Answers = append(e.Answers, p.settings(it.String(), it.line)...)
			}
		})},
		{title: "Étape attendue", read: p.flat(func(s section) { e.Step = p.expected(s) })},
	})
	r.guide.Exercises = append(r.guide.Exercises, e)
}

// expected reads the link to the step an exercise must lead to.
func (p *page) expected(s section) string {
	if len(s.blocks) == 1 && len(s.blocks[0].items) == 1 {
		links := s.blocks[0].items[0].spans.Links()
		if len(links) == 1 && links[0].Kind == decision.ToStep {
			return links[0].ID
		}
	}
	p.complain(s.line, "écrivez un lien vers une étape. Exemple : [Appeler le client](../etapes/appeler-client.md)")
	return ""
}
