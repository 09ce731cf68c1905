package wire

import (
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// What an assistant is told, which speaks to a person in its turn: each answer carries
// what this program is not, besides the day it is told for.

// careful is what such an answer begins with.
type careful struct {
	head
	Caution string `json:"avertissement"`
}

func (w Writer) careful() careful { return careful{w.head(), say.Caution(w.guide)} }

// asking is the question to put next.
type asking struct {
	careful
	Complete bool      `json:"complet"`
	Next     *question `json:"prochaine_question"`
	Left     left      `json:"encore"`
	Path     []reply   `json:"chemin"`
}

// Asking writes the question to put next, and nothing of where the answers lead.
func (w Writer) Asking(a decision.Answers) error {
	all := w.advice(a)
	return w.write(asking{w.careful(), all.Complete, all.Next, all.Left, all.Path})
}

// concluded is where the answers lead, with the page of the step.
type concluded struct {
	careful
	Step     string   `json:"etape"`
	Title    string   `json:"titre_etape"`
	Bases    []basis  `json:"fondements"`
	Reasons  []reason `json:"motifs"`
	RuledOut []ruled  `json:"ecartees"`
	Changes  []change `json:"changements"`
	Path     []reply  `json:"chemin"`
	running
	Sheet sheet `json:"fiche"`
}

// sheet is the page of a step, as it is told after some answers.
type sheet struct {
	Summary    string    `json:"resume"`
	Cost       string    `json:"cout"`
	Time       string    `json:"delai"`
	Worth      string    `json:"effet"`
	Initiative string    `json:"initiative"`
	Privacy    string    `json:"confidentialite"`
	Passages   []passage `json:"passages"`
	Outcomes   []string  `json:"suites"`
}

// passage is a part of a page.
type passage struct {
	Title string `json:"titre"`
	Text  string `json:"texte"`
}

func newPassage(p say.Part) passage { return passage{p.Title, p.Text.String()} }

// Concluded writes where the answers lead, with the page of the step: there is one.
func (w Writer) Concluded(a decision.Answers) error {
	s := w.guide.Told(w.guide.Verdict(a).Step, a)
	all := w.advice(a)
	return w.write(concluded{w.careful(), *all.Step, *all.Title, all.Bases, all.Reasons, all.RuledOut, all.Changes, all.Path, all.running, sheet{
		s.Summary, s.Brief.Cost, s.Brief.Time, s.Brief.Worth, s.Brief.Initiative, s.Brief.Privacy,
		each(say.Body(w.guide, s, say.Owed(w.guide, a), w.on), newPassage), each(s.Outcomes, say.Outcome),
	}})
}

// cautiousClaim is what may be asked for.
type cautiousClaim struct {
	careful
	claim
}

// CautiousClaim writes what [Writer.Claim] does, for an assistant.
func (w Writer) CautiousClaim(of dossier.Claim) error {
	return w.write(cautiousClaim{w.careful(), w.claim(of)})
}

// lawText is a legal text, in plain words.
type lawText struct {
	careful
	basis
	Summary  string    `json:"resume"`
	Passages []passage `json:"passages"`
}

// LawText writes a legal text.
func (w Writer) LawText(b *decision.LegalBasis) error {
	return w.write(lawText{w.careful(), w.basis(b.ID), b.Summary.String(), each(say.Basis(b), newPassage)})
}

// questions are all those that may be asked.
type questions struct {
	careful
	All []question `json:"questions"`
}

// Questions writes all the questions that may be asked, before any answer.
func (w Writer) Questions() error {
	return w.write(questions{w.careful(), each(w.guide.Questions, func(q decision.Question) question { return *newQuestion(&q) })})
}
