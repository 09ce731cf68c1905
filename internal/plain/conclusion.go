package plain

import (
	"slices"
	"strconv"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// unsure says what follows from not knowing: what each answer would lead to,
// when that differs, and which document to look for.
func (s *interview) unsure(q *decision.Question) {
	prospect := s.guide.Prospect(s.answers, q.Fact)
	prospect.Question = q // in the words it was asked
	if same(prospect.Cases) {
		s.Say("Ce n’est pas gênant" + french.NBSP + ": toutes les réponses laissent ouvertes les mêmes étapes.")
	} else {
		s.Heading("Ce que chaque réponse laisse ouvert")
		s.cases(prospect)
	}
	s.section("Pour le savoir", q.Unsure)
}

// cases writes each value of a question with the steps it may lead to.
func (p *Page) cases(d decision.Dependence) {
	for _, c := range d.Cases {
		p.Item("  - ", say.Value(d.Question, string(c.Value))+" → "+say.Steps(c.Steps))
	}
}

func same(cases []decision.Lead) bool {
	for _, c := range cases {
		if !slices.Equal(c.Steps, cases[0].Steps) {
			return false
		}
	}
	return true
}

// dependences writes the unknown facts that decide, numbered.
func (p *Page) dependences(depends []decision.Dependence) {
	for i, d := range depends {
		p.Heading(strconv.Itoa(i+1) + ". " + d.Question.Title)
		p.cases(d)
		p.section("Pour le savoir", d.Question.Unsure)
	}
}
