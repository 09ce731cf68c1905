package wire

import (
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// advice is where answers lead.
type advice struct {
	recommended
	Complete bool     `json:"complet"`
	Reasons  []reason `json:"motifs"`
	RuledOut []ruled  `json:"ecartees"`
	Changes  []change `json:"changements"`
	running
	Path []reply   `json:"chemin"`
	Next *question `json:"prochaine_question"`
	Left left      `json:"encore"`
}

// recommended is the recommended step: null while questions are left or unknown
// facts decide.
type recommended struct {
	Step  *string `json:"etape"`
	Title *string `json:"titre_etape"`
	Bases []basis `json:"fondements"`
}

// running are the days that count while a step is the one to take.
type running struct {
	Limits  []limit     `json:"delais"`       // those of the step, as « Délais à tenir » tells them
	LastDay *limitation `json:"prescription"` // null when the day it is counted from was not given
}

// limit is a time limit that may run.
type limit struct {
	Kind   dossier.DeadlineKind `json:"quoi"`
	Since  string               `json:"ce_qui_le_lance"` // in words
	Do     string               `json:"faire"`
	Length *int                 `json:"duree"` // null when a contract sets it, or when it is to be asked
	Unit   *limitUnit           `json:"unite"`
	Yours  bool                 `json:"a_vous"`
	Basis  *string              `json:"fondement"` // null for a usage
}

// limitUnit is what a length counts, one of the units of the guide.
type limitUnit decision.TimeUnit

func (w Writer) running(s *decision.Step, a decision.Answers) running {
	all := running{Limits: []limit{}}
	if s != nil {
		all.Limits = each(w.guide.TimeLimitsOf(s.ID, a, w.on), func(l decision.TimeLimit) limit {
			return limit{dossier.DeadlineKind(l.ID), l.Since, l.Do, known(l.Length), known(limitUnit(l.Unit)), l.Whose == decision.Yours, known(l.Basis)}
		})
	}
	if b, found := dossier.BarOf(w.guide, a); found {
		day := newLimitation(b)
		all.LastDay = &day
	}
	return all
}

// basis is a legal text.
type basis struct {
	ID         string                `json:"id"`
	Reference  string                `json:"reference"`
	Title      string                `json:"titre"`
	Identifier *string               `json:"identifiant"`
	Link       *string               `json:"lien"`
	InForce    *decision.PartialDate `json:"en_vigueur_depuis"`
	Until      *decision.Day         `json:"fin_de_version"`
	CheckedOn  *decision.Day         `json:"relu_le"`
	ReadOn     *decision.Day         `json:"consulte_le"`
	Source     decision.Source       `json:"source"`
	ReadIn     string                `json:"lu_dans"`
	Confidence decision.Confidence   `json:"confiance"`
	Disputed   bool                  `json:"droit_discute"`
	Unread     bool                  `json:"texte_a_relire"`
	Ended      bool                  `json:"perime"`
	Again      bool                  `json:"a_relire"`
}

// reason is a condition that opened the step.
type reason struct {
	Fact  decision.Fact  `json:"fait"`
	Value decision.Value `json:"valeur"`
	Text  string         `json:"motif"`
	Basis *string        `json:"fondement"`
	Ended bool           `json:"perime"`
	Again bool           `json:"a_relire"`
}

// ruled is a condition that closes a step.
type ruled struct {
	Step string `json:"etape"`
	reason
}

// change is another answer, with a step it may lead to.
type change struct {
	Fact  decision.Fact  `json:"fait"`
	Value decision.Value `json:"valeur"`
	Step  string         `json:"etape"`
}

// reply is a question on the path, with its answer.
type reply struct {
	Fact    decision.Fact  `json:"fait"`
	Value   decision.Value `json:"valeur"` // "?" when it is not known
	Words   string         `json:"reponse"`
	Deduced bool           `json:"deduite"` // settled by an earlier answer, not asked
}

// question is the question to answer next.
type question struct {
	Fact    decision.Fact    `json:"fait"`
	Title   string           `json:"titre"`
	Values  []decision.Value `json:"valeurs"`
	Kind    answerKind       `json:"genre"`
	Help    string           `json:"aide"`
	Why     string           `json:"pourquoi"`
	Unsure  string           `json:"pour_le_savoir"` // which document to look for
	Options []option         `json:"choix"`
}

// answerKind is how a question is answered.
type answerKind string

// Besides its values, a question may take what is typed.
const (
	takesValue  answerKind = "choix"
	takesAmount answerKind = "montant"
	takesDay    answerKind = "date"
)

// option is an answer one may give.
type option struct {
	Value decision.Value `json:"valeur"`
	Words string         `json:"reponse"`
	Help  string         `json:"aide"`
}

// left counts the questions left, the next one included.
type left struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// advised is where answers lead, alone.
type advised struct {
	head
	advice
}

// Advice writes where answers lead.
func (w Writer) Advice(a decision.Answers) error { return w.write(advised{w.head(), w.advice(a)}) }

func (w Writer) advice(a decision.Answers) advice {
	walk, v := w.guide.Walk(a), w.guide.Verdict(a)
	all := advice{
		recommended: w.recommended(v.Step, a), Complete: v.Step != nil, running: w.running(v.Step, a),
		Reasons:  each(v.Reasons, w.reason),
		RuledOut: []ruled{}, Changes: []change{},
		Path: each(walk.Path, newReply),
		Left: left{walk.Min, walk.Max},
	}
	switch {
	case walk.Next != nil:
		all.Next = newQuestion(walk.Next)
	case len(v.Depends) > 0:
		all.Next = newQuestion(v.Depends[0].Question)
		all.Left = left{1, len(v.Depends)}
	}
	for _, place := range w.guide.RuledOut(a) {
		for _, r := range place.Blocks {
			all.RuledOut = append(all.RuledOut, ruled{place.Step.ID, w.reason(r)})
		}
	}
	for _, c := range w.guide.Changes(a) {
		for _, s := range c.Steps {
			all.Changes = append(all.Changes, change{c.Question.Fact, c.Value, s.ID})
		}
	}
	return all
}

func (w Writer) recommended(s *decision.Step, a decision.Answers) recommended {
	if s == nil {
		return recommended{Bases: []basis{}}
	}
	s = w.guide.Told(s, a)
	return recommended{&s.ID, &s.Title, each(s.Bases, func(c decision.Citation) basis { return w.basis(c.Basis) })}
}

func (w Writer) basis(id string) basis {
	b := w.guide.Basis(id)
	return basis{
		ID: b.ID, Reference: b.Reference, Title: b.Title, Identifier: known(b.Identifier), Link: known(b.Link), InForce: known(b.InForce),
		Until: known(decision.DayOf(b.Until)), CheckedOn: known(decision.DayOf(b.CheckedOn)), ReadOn: known(decision.DayOf(b.ReadOn)), Source: b.Source, ReadIn: b.ReadIn, Confidence: b.Confidence,
		Disputed: len(b.Disputed) > 0, Unread: len(b.Unread) > 0,
		Ended: b.Age == decision.Ended, Again: b.Age != decision.Fresh,
	}
}

func (w Writer) reason(r decision.Reason) reason {
	told := reason{Fact: r.Fact, Value: r.Value, Text: r.Text, Basis: known(r.Basis)}
	if b := w.guide.Basis(r.Basis); b != nil {
		told.Ended, told.Again = b.Age == decision.Ended, b.Age != decision.Fresh
	}
	return told
}

func newReply(r decision.Reply) reply {
	return reply{r.Question.Fact, r.Value, say.Reply(r), r.Deduced}
}

func newQuestion(q *decision.Question) *question {
	return &question{
		Fact: q.Fact, Title: q.Title, Values: each(q.Options, func(o decision.Option) decision.Value { return o.Value }),
		Kind: map[decision.Kind]answerKind{decision.Choice: takesValue, decision.Amount: takesAmount, decision.Date: takesDay}[q.Kind],
		Help: q.Help.String(), Why: q.Why.String(), Unsure: q.Unsure.String(),
		Options: each(q.Options, func(o decision.Option) option { return option{o.Value, o.Label, o.Help} }),
	}
}
