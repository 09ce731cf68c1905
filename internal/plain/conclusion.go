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

// conclude shows where the answers lead, then offers what can be done next.
// The end of the input is then no error: the person has their answer.
func (s *interview) conclude(asked []decision.Reply) error {
	v := s.guide.Verdict(s.answers)
	if v.Step == nil {
		s.undecided(v.Depends)
	} else {
		s.recommendation(s.guide, s.answers, v)
	}
	for {
		s.Blank()
		s.Say(menu(v) + french.NBSP + ":")
		typed, ok := s.read()
		if !ok {
			return s.left()
		}
		if done, err := s.next(v, asked, typed); done || err != nil {
			return err
		}
	}
}

func menu(v decision.Verdict) string {
	switch {
	case v.Step != nil:
		return "Et maintenant" + french.NBSP + "? (s dire ce qui s’est passé, r revenir à la dernière question, q quitter)"
	case len(v.Depends) == 1:
		return "Et maintenant" + french.NBSP + "? (1 répondre à cette question, r revenir à la dernière question, q quitter)"
	}
	return "Et maintenant" + french.NBSP + "? (1 à " + strconv.Itoa(len(v.Depends)) + " répondre à une de ces questions, r revenir à la dernière question, q quitter)"
}

// left ends an interview that has given its answer.
func (s *interview) left() error {
	if err := s.lines.Err(); err != nil {
		return s.stopped()
	}
	return errQuit
}

// next does what was chosen after a conclusion. It says whether the conclusion
// is done with.
func (s *interview) next(v decision.Verdict, asked []decision.Reply, typed string) (bool, error) {
	if n, err := strconv.Atoi(typed); err == nil && n >= 1 && n <= len(v.Depends) {
		s.at = slices.IndexFunc(asked, func(r decision.Reply) bool { return r.Question.Fact == v.Depends[n-1].Question.Fact })
		return true, nil
	}
	switch french.Slug(typed) {
	case "s", "suite":
		if v.Step != nil {
			return s.happened(v.Step)
		}
	case "r", "retour":
		return s.back(len(asked)), nil
	case "recap":
		s.recap(s.guide.Walk(s.answers))
		return false, nil
	case "main":
		s.takeHand()
		return true, nil
	case "q", "quitter":
		return true, s.quit()
	}
	s.Say("Tapez une des lettres proposées, puis Entrée.")
	return false, nil
}

// undecided says which unknown facts decide, and what to look for.
func (s *interview) undecided(depends []decision.Dependence) {
	s.Blank()
	s.Say(say.MissingWhy)
	s.dependences(depends)
	s.disclaimer(s.guide)
}

// dependences writes the unknown facts that decide, numbered.
func (p *Page) dependences(depends []decision.Dependence) {
	for i, d := range depends {
		p.Heading(strconv.Itoa(i+1) + ". " + d.Question.Title)
		p.cases(d)
		p.section("Pour le savoir", d.Question.Unsure)
	}
}

// happened asks what came of the step, and takes the case there.
func (s *interview) happened(step *decision.Step) (bool, error) {
	s.Heading("Que s’est-il passé" + french.NBSP + "?")
	for i, o := range step.Outcomes {
		s.Item("  "+strconv.Itoa(i+1)+". ", say.Outcome(o))
	}
	for {
		s.Say("Votre réponse (1 à " + strconv.Itoa(len(step.Outcomes)) + ", r retour, q quitter)" + french.NBSP + ":")
		typed, ok := s.read()
		if !ok {
			return true, s.left()
		}
		switch french.Slug(typed) {
		case "r", "retour":
			return false, nil
		case "q", "quitter":
			return true, s.quit()
		}
		if n, err := strconv.Atoi(typed); err == nil && n >= 1 && n <= len(step.Outcomes) {
			return true, s.follow(step, step.Outcomes[n-1])
		}
		s.Say("Écrivez un nombre de 1 à " + strconv.Itoa(len(step.Outcomes)) + ".")
	}
}

// follow takes the case to what an outcome leads to.
func (s *interview) follow(step *decision.Step, o decision.Outcome) error {
	if !s.keep(s.kase.Happened(s.guide, step, o, decision.DayOf(s.today), "")) {
		return nil
	}
	s.Say("Noté" + french.NBSP + ": " + say.Outcome(o) + ".")
	if o.End {
		s.Say("Le dossier se clôt ici.")
		return errQuit
	}
	s.at = end
	return nil
}
