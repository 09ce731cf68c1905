package workshop

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// This file is what each participant may take away: their own answers, the right ones
// and the texts, of what the room was shown to its end. Nobody's name is in it, and the
// trainer never has it.

// Sheet is what one participant takes away.
type Sheet struct {
	On    decision.Day // of the session
	Again decision.Day // when to do exercises again
	Parts []Played     // what was played, in that order
	Redo  []Redone
	Mark  string // tells it from any other, and names nobody
	Law   string // dates the content it tells, and says what must never be missed of it: see [say.Content]
}

// Caution ends a sheet: what it is not, and of which content.
func (s Sheet) Caution() string { return say.NotAdvice + " " + s.Law }

// Played is an exercise, or the questions of the trainer.
type Played struct {
	Title string
	Asked []Replied
	Point decision.Text          // what to remember, once it was shown
	Texts []*decision.LegalBasis // those the right answers stand on
}

// Redone is an exercise to do again.
type Redone struct {
	*decision.Exercise
	Step *decision.Step // the expected one, where the room was shown it; or nil
}

// Cited is a text as a sheet names it.
type Cited struct {
	Name, Summary, Link string // the last two may be empty
}

// Cited are the texts of an exercise: what the first one says, the others by name.
func (p Played) Cited() (all []Cited) {
	for i, b := range p.Texts {
		c := Cited{Name: say.Marked(b, b.Reference), Link: b.Link}
		if i == 0 {
			c.Summary = b.Summary.String()
		}
		all = append(all, c)
	}
	return all
}

// Replied is a question and what one answered.
type Replied struct {
	Question string
	Own      []string // in each round one answered, or at the end of one's way
	Right    string   // "" when no answer is the right one
	Good     bool     // the last one given is
}

// How exercises are done again.
const (
	redone    = 3  // so many of them
	redoAfter = 14 // days after the session
)

// The headings of a sheet, and what is said on it.
const (
	WordSheet     = "Ma fiche"
	WordSheetHead = "Atelier «\u00a0Résoudre un conflit avec un client\u00a0»"
	WordSheetName = "Nom"
	WordSheetOnly = "Cette fiche n’est qu’à vous\u00a0: le formateur ne l’a pas, et elle s’efface quand il finit l’atelier."
	WordTexts     = "Les textes"
	WordRedoHow   = "Relisez chaque histoire, et écrivez l’étape que vous choisiriez, sans regarder plus haut. Comparez ensuite avec le corrigé."
	WordRedoWrite = "Votre réponse, et pourquoi"
	WordRedoShow  = "Voir l’étape attendue"
	WordReadTexts = "Un texte se lit à sa référence sur"
	LinkReadTexts = "https://www.legifrance.gouv.fr"
	WordNoSheet   = "Votre fiche n’a encore rien\u00a0: elle se remplit quand une question est finie."
	wordNoAnswer  = "Pas de réponse"
	wordWay       = "Seul, jusqu’à l’étape"
)

// WordRedo is the heading of what to do again.
func (s Sheet) WordRedo() string {
	return "À refaire dans deux semaines, le " + french.Date(s.Again.Time())
}

// Day says when the session was.
func (s Sheet) Day() string { return french.Capital(french.Date(s.On.Time())) }

// Question is what is asked of the story.
func (r Redone) Question() string { return wordWhichStep }

// Where says where its answer is. The sheet does not hold that of a case the trainer may
// still play.
func (r Redone) Where() string {
	return "Le corrigé" + colon + "demandez-le à votre formateur. Sur un ordinateur, le programme Compromis le montre" + colon + "compromis cas " + r.ID + " --corrige"
}

// WordSummary is what a calendar shows of the day to do exercises again.
func (s Sheet) WordSummary() string {
	return "Refaire " + french.Plural(len(s.Redo), "cas pratique", "cas pratiques") + " de l’atelier"
}

// WordAbout is what it says of it.
func (s Sheet) WordAbout() string {
	lines := []string{"Les histoires et les questions sont sur votre fiche."}
	for _, e := range s.Redo {
		lines = append(lines, e.Title+". "+e.Where())
	}
	return strings.Join(append(lines, s.Caution()), "\n")
}

// Rows are what one answered, and the right answer.
func (r Replied) Rows() []say.Row {
	var rows []say.Row
	for i, own := range r.Own {
		label := "Votre réponse"
		if len(r.Own) > 1 {
			label = []string{"Votre première réponse", "Votre seconde réponse"}[min(i, 1)]
		}
		rows = append(rows, say.Row{Label: label, Text: own})
	}
	if len(rows) == 0 {
		rows = []say.Row{{Label: "Votre réponse", Text: wordNoAnswer}}
	}
	if r.Good {
		rows[len(rows)-1].Text += " (juste)"
	} else if r.Right != "" {
		rows = append(rows, say.Row{Label: "La bonne réponse", Text: r.Right})
	}
	return rows
}

// Sheet is what somebody may take away now.
func (r *Room) Sheet(s Seat) (sheet Sheet, err error) {
	err = r.do(func() error {
		if s == Console || r.visitor(s) == nil {
			return ErrGone
		}
		sheet = r.session.sheet(s.Number)
		return nil
	})
	return sheet, err
}

// tell remembers what the room was shown, once something was done.
func (s *session) tell() {
	if v := s.vote; v != nil {
		ended := s.phase == Ended
		v.shown = v.shown || ended || s.phase == Revealed
		v.told = v.told || ended || s.phase == Revealed && v.round() == 2
	}
	switch s.phase {
	case Ended:
		s.ended[s.exercise] = true
	case Mapped:
		s.mapped[s.exercise] = true
	}
}

// over says whether the right answer to a vote is no secret any more: where each answer
// leads was shown, or the counts were and the room went on to another exercise.
func (s *session) over(v *vote) bool {
	return v.told || v.shown && (v.question.Fact == OwnQuestion || s.left(v.exercise))
}

// left says whether the room is no more at an exercise.
func (s *session) left(e *decision.Exercise) bool { return e != nil && e != s.exercise }

// walked says whether the ways of those who walked alone through an exercise are over.
func (s *session) walked(e *decision.Exercise) bool {
	return s.left(e) || s.mapped[e]
}

// stepTold says whether the step of an exercise is no secret any more: the texts name it.
func (s *session) stepTold(e *decision.Exercise) bool {
	return s.left(e) || s.ended[e] || s.mapped[e] || slices.ContainsFunc(s.votes, func(v *vote) bool {
		return v.exercise == e && v.question.Fact == WhichStep && v.told
	})
}

// hasSheet says whether there is something to take away.
func (s *session) hasSheet() bool {
	return slices.ContainsFunc(s.votes, s.over) || slices.ContainsFunc(s.order, s.walked)
}

// sheet is what a seat takes away.
func (s *session) sheet(seat int) Sheet {
	on := decision.DayOf(s.today)
	h := hmac.New(sha256.New, s.salt)
	fmt.Fprintf(h, "fiche %d", seat) // never fails
	told := Sheet{On: on, Again: on.Add(redoAfter), Mark: hex.EncodeToString(h.Sum(nil)[:8]), Law: say.Content(s.guide)}
	var played []*decision.Exercise // by part; nil for the questions of the trainer
	part := func(e *decision.Exercise) *Played {
		i := slices.Index(played, e)
		if i < 0 {
			i, played = len(played), append(played, e)
			told.Parts = append(told.Parts, Played{Title: "Les questions du formateur"})
			if e != nil {
				told.Parts[i].Title = e.Title
			}
		}
		return &told.Parts[i]
	}
	for _, v := range s.votes {
		switch {
		case !s.over(v):
		case v.question.Fact == OwnQuestion:
			p := part(nil)
			p.Asked = append(p.Asked, v.replied(seat))
		default:
			p := part(v.exercise)
			p.Asked = append(p.Asked, v.replied(seat))
			if s.stepTold(v.exercise) {
				p.cite(s.guide, v.texts(s.guide))
			}
		}
	}
	for _, e := range s.order {
		if s.walked(e) {
			p := part(e)
			p.Asked = append(p.Asked, s.arrived(e, seat))
			p.cite(s.guide, s.guide.Step(e.Step).Bases)
		}
	}
	for i, e := range played {
		if e != nil && (s.left(e) || s.ended[e]) {
			told.Parts[i].Point = e.Point
		}
	}
	for _, e := range s.redo(played, told.Parts) {
		again := Redone{Exercise: e}
		if slices.Contains(played, e) && s.stepTold(e) { // what is not played yet may be
			again.Step = s.guide.Step(e.Step)
		}
		told.Redo = append(told.Redo, again)
	}
	return told
}

// replied is what a seat answered in a vote.
func (v *vote) replied(seat int) Replied {
	told := Replied{Question: v.question.Title}
	var last decision.Value
	for _, cast := range v.cast {
		if value, answered := cast[seat]; answered {
			told.Own, last = append(told.Own, v.said(value)), value
		}
	}
	if i := v.right(); i >= 0 {
		told.Right = v.question.Options[i].Label
		told.Good = last == v.question.Options[i].Value
	}
	return told
}

// said is an answer in words.
func (v *vote) said(value decision.Value) string {
	switch {
	case value == decision.Unknown:
		return say.Unsure
	case v.question.Open:
		return string(value)
	}
	return v.question.Options[v.question.index(value)].Label
}

// right is the place of the right answer, or -1.
func (v *vote) right() int {
	if !v.judged() {
		return -1
	}
	return slices.IndexFunc(v.endings, Ending.Right)
}

// texts are those the right answer stands on: what opens the step for the fact asked
// or, where nothing says more, the step itself.
func (v *vote) texts(g *decision.Guide) (cited []decision.Citation) {
	i := v.right()
	if i < 0 {
		return nil
	}
	for _, why := range v.endings[i].Reasons {
		if v.question.Fact == why.Fact && g.Basis(why.Basis) != nil {
			cited = append(cited, decision.Citation{Basis: why.Basis})
		}
	}
	if step := v.endings[i].Step; len(cited) == 0 && step != nil {
		return step.Bases
	}
	return cited
}

// cite adds texts, each once.
func (p *Played) cite(g *decision.Guide, cited []decision.Citation) {
	for _, c := range cited {
		if b := g.Basis(c.Basis); b != nil && !slices.Contains(p.Texts, b) {
			p.Texts = append(p.Texts, b)
		}
	}
}

// arrived is where a seat arrived alone.
func (s *session) arrived(e *decision.Exercise, seat int) Replied {
	told := Replied{Question: wordWay, Right: s.guide.Step(e.Step).Title}
	w := s.free[e.ID][seat]
	if w == nil {
		return told
	}
	switch at := s.leadOf(w); {
	case at.walk.Next != nil:
		told.Own = []string{"En chemin" + colon + at.walk.Next.Title}
	case at.verdict.Step == nil:
		told.Own = []string{say.Missing}
	default:
		told.Own, told.Good = []string{at.verdict.Step.Title}, at.verdict.Step.ID == e.Step
	}
	return told
}

// redo chooses what to do again: the exercises answered wrongly, in the order they were
// played, then those not answered, in the order of the guide. What the room is doing,
// or was not shown the end of, is never said to be one or the other.
func (s *session) redo(played []*decision.Exercise, parts []Played) (all []*decision.Exercise) {
	done := map[*decision.Exercise]bool{s.exercise: true}
	for _, v := range s.votes {
		done[v.exercise] = true
	}
	for i, e := range played {
		answered, wrong := false, false
		for _, a := range parts[i].Asked {
			answered = answered || len(a.Own) > 0
			wrong = wrong || len(a.Own) > 0 && a.Right != "" && !a.Good
		}
		if wrong && e != nil {
			all = append(all, e)
		}
		done[e] = answered || e == s.exercise
	}
	for i := range s.guide.Exercises {
		if e := &s.guide.Exercises[i]; len(all) < redone && !done[e] {
			all = append(all, e)
		}
	}
	return all[:min(len(all), redone)]
}
