package plain

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// turn is one question being asked.
type turn struct {
	question *decision.Question
	before   *decision.Reply // the answer given before, or nil
	walk     decision.Walk
	asked    []decision.Reply
}

// ask asks a question until it is answered or left. What was typed wrong is
// explained and asked again.
func (s *interview) ask(t *turn) error {
	s.question(t)
	for {
		s.prompt(t)
		typed, ok := s.Read()
		if !ok {
			return s.stopped()
		}
		if done, err := s.hear(t, typed); done || err != nil {
			return err
		}
	}
}

// question writes the question with its options.
func (s *interview) question(t *turn) {
	q := t.question
	left := french.Remaining(t.walk.Min, t.walk.Max)
	if t.before != nil {
		left = say.Answered
	}
	s.Blank()
	s.Say("Question" + french.NBSP + strconv.Itoa(s.at+1) + " (" + left + "). " + q.Title)
	s.text("", q.Help)
	for i, o := range q.Options {
		told := o.Label
		switch {
		case o.Idle:
			told += " — " + say.Idle
		case o.Help != "":
			told += " — " + o.Help
		}
		s.Item("  "+strconv.Itoa(i+1)+". ", told)
	}
	s.Item("  0. ", say.Unsure)
	if t.before != nil {
		s.Say("Réponse actuelle" + french.NBSP + ": " + say.Reply(*t.before) + ". Ligne vide pour la garder.")
	}
}

func (s *interview) prompt(t *turn) {
	also := ""
	switch t.question.Kind {
	case decision.Amount:
		also = ", ou un montant comme " + french.Cents(123456)
	case decision.Date:
		also = ", ou une date comme 31/12/2026, 15 septembre ou hier"
	}
	keys := ", 0 si vous ne savez pas, a aide)"
	if !s.prompted { // whole once: it is heard at each question
		s.prompted, keys = true, ", 0 si vous ne savez pas, p pourquoi, r retour, a aide, q quitter)"
	}
	s.Say("Votre réponse (" + upTo(len(t.question.Options)) + also + keys + french.NBSP + ":")
}

// hear takes what was typed: an answer first, else a command. It says whether
// the question is done with.
func (s *interview) hear(t *turn, typed string) (done bool, err error) {
	if typed == "" && t.before != nil {
		s.Say("Réponse gardée" + french.NBSP + ": " + say.Reply(*t.before) + ".")
		s.at++
		return true, nil
	}
	if v, ok := chosen(t.question, typed); ok {
		return s.take(t, string(v)), nil
	}
	switch typed {
	case "0":
		return s.typed(t, Unknown), nil
	case "?": // a key that asks for help everywhere else: it answers nothing
		s.Say("Vous ne savez pas" + french.NBSP + "? Tapez 0 pour répondre « je ne sais pas »" + french.NBSP + ": on vous dira ce que cela change, et quelle pièce chercher. Tapez a pour l’aide. Aucune réponse n’est notée.")
		return false, nil
	}
	switch french.Slug(typed) {
	case "p", "pourquoi":
		s.section("Pourquoi cette question", t.question.Why)
	case "a", "aide":
		s.help()
	case "r", "retour":
		return s.back(s.at), nil
	case "recap":
		s.recap(t.walk)
	default:
		if known, done, err := s.anywhere(typed); known {
			return done, err
		}
		return s.typed(t, typed), nil
	}
	return false, nil
}

// chosen returns the option named by its number, its value or its label.
func chosen(q *decision.Question, typed string) (decision.Value, bool) {
	if n, err := strconv.Atoi(typed); err == nil {
		if n < 1 || n > len(q.Options) {
			return "", false
		}
		return q.Options[n-1].Value, true
	}
	slug := french.Slug(typed)
	for _, o := range q.Options {
		if slug != "" && (slug == string(o.Value) || slug == french.Slug(o.Label)) {
			return o.Value, true
		}
	}
	return "", false
}

// typed takes an amount, a date or "I don't know", or explains what was wrong.
func (s *interview) typed(t *turn, typed string) bool {
	if typed == "" {
		s.Say(nonsense(t.question, ""))
		return false
	}
	said, err := canonical(t.question, typed, s.today)
	if err != nil {
		s.refuse(t, typed, err)
		return false
	}
	if said == string(decision.Unknown) {
		s.unsure(t.question)
	}
	return s.take(t, said)
}

// take keeps an answer, then acknowledges it; or explains why it cannot be.
func (s *interview) take(t *turn, said string) bool {
	kase, err := s.kase.Answer(s.guide, s.today, t.question.Fact, said)
	if err != nil {
		s.refuse(t, said, err)
		return false
	}
	if !s.keep(kase) {
		return false
	}
	for _, r := range s.guide.Walk(s.answers).Path {
		if r.Question.Fact == t.question.Fact {
			s.Say("Noté" + french.NBSP + ": " + say.Reply(r) + ".")
		}
	}
	if s.at++; t.before == nil {
		s.at = end
	}
	return true
}

// refuse says what is wrong and what to type.
func (s *interview) refuse(t *turn, typed string, err error) {
	var input *decision.InputError
	if errors.As(err, &input) && input.Fault == decision.UnknownValue {
		s.Say(nonsense(t.question, typed))
		return
	}
	s.Say(say.Error(s.guide, err))
}

// nonsense says that the words are none of the answers.
func nonsense(q *decision.Question, typed string) string {
	n := len(q.Options)
	told := fmt.Sprintf("Écrivez un nombre de 1 à %d, ou a pour l’aide.", n)
	if typed == "" {
		return told
	}
	names := make([]string, 0, 2*n)
	for _, o := range q.Options {
		names = append(names, string(o.Value), strings.ToLower(o.Label))
	}
	told = french.Quote(french.Shown(typed)) + " n’est pas une réponse à cette question. " + told
	if near := decision.Nearest(strings.ToLower(typed), names); near != "" {
		told += " Vouliez-vous dire " + french.Quote(near) + french.NBSP + "?"
	}
	return told
}

// help lists what one may type.
func (s *interview) help() {
	s.Heading("Ce que vous pouvez taper")
	for _, l := range []string{
		"le numéro d’une réponse, ou ses mots",
		"0 si vous ne savez pas" + french.NBSP + ": on vous dit ce que cela change et quelle pièce chercher",
		"p ou pourquoi" + french.NBSP + ": la raison de la question",
		"r ou retour" + french.NBSP + ": la question d’avant",
		"dossier" + french.NBSP + ": tout ce que contient le dossier, et ce qu’on peut y noter",
		"dossiers" + french.NBSP + ": ouvrir un autre dossier",
		"récap" + french.NBSP + ": vos réponses jusqu’ici",
		"q ou quitter" + french.NBSP + ": arrêter",
	} {
		s.Item("  - ", l)
	}
}

// recap lists the answers so far, those deduced included.
func (s *interview) recap(walk decision.Walk) {
	s.Heading("Vos réponses jusqu’ici")
	if len(walk.Path) == 0 {
		s.Item("  ", "Aucune pour l’instant.")
	}
	for _, r := range walk.Path {
		told := r.Question.Name + french.NBSP + ": " + say.Reply(r)
		if r.Deduced {
			told += " (déduit)"
		}
		s.Item("  - ", told)
	}
}
