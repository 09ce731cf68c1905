package plain

import (
	"time"

	"compromis/decision"
)

// advice is what `compromis conseil --json` writes. Its keys and their order
// are a contract: scripts read them. Lists are never null.
type advice struct {
	Step     *string   `json:"etape"` // null while questions are left or unknown facts decide
	Title    *string   `json:"titre"`
	Complete bool      `json:"complet"`
	Reasons  []motive  `json:"motifs"`
	Bases    []source  `json:"fondements"`
	RuledOut []ruled   `json:"ecartees"`
	Changes  []change  `json:"changements"`
	Path     []reply   `json:"chemin"`
	Next     *question `json:"prochaine_question"`
	Left     left      `json:"encore"`
	Version  string    `json:"version_contenu"`
}

// motive is a condition that opened the step.
type motive struct {
	Fact  decision.Fact  `json:"fait"`
	Value decision.Value `json:"valeur"`
	Text  string         `json:"motif"`
}

// source is a legal basis of the step.
type source struct {
	ID         string              `json:"id"`
	Reference  string              `json:"reference"`
	Link       *string             `json:"lien"`              // null when not known
	InForce    *string             `json:"en_vigueur_depuis"` // a day, a month or a year; null when not known
	CheckedOn  string              `json:"relu_le"`
	ReadIn     string              `json:"lu_dans"`
	Confidence decision.Confidence `json:"confiance"`
	Disputed   bool                `json:"droit_discute"`
	Unread     bool                `json:"texte_a_relire"`
}

// ruled is a condition that closes a step.
type ruled struct {
	Step  string         `json:"etape"`
	Fact  decision.Fact  `json:"fait"`
	Value decision.Value `json:"valeur"`
	Text  string         `json:"motif"`
}

// change is another answer, with a step it may lead to.
type change struct {
	Fact  decision.Fact  `json:"fait"`
	Value decision.Value `json:"valeur"`
	Step  string         `json:"etape"`
}

// reply is an answer to a question that was asked; "?" when not known.
type reply struct {
	Fact  decision.Fact  `json:"fait"`
	Value decision.Value `json:"valeur"`
}

// question is the question to answer next.
type question struct {
	Fact   decision.Fact    `json:"fait"`
	Title  string           `json:"titre"`
	Values []decision.Value `json:"valeurs"`
}

// left counts the questions left, the next one included.
type left struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// newAdvice gathers what is known of where the answers lead.
func newAdvice(g *decision.Guide, a decision.Answers) advice {
	walk, v := g.Walk(a), g.Verdict(a)
	all := advice{
		Reasons: []motive{}, Bases: []source{}, RuledOut: []ruled{}, Changes: []change{}, Path: []reply{},
		Left: left{walk.Min, walk.Max}, Version: g.Version.Format(time.DateOnly),
	}
	switch {
	case walk.Next != nil:
		all.Next = newQuestion(walk.Next)
	case v.Step != nil:
		all.recommend(g, v)
	case len(v.Depends) > 0:
		all.Next = newQuestion(v.Depends[0].Question)
		all.Left = left{1, len(v.Depends)}
	}
	for _, place := range g.RuledOut(a) {
		for _, r := range place.Blocks {
			all.RuledOut = append(all.RuledOut, ruled{place.Step.ID, r.Fact, r.Value, r.Text})
		}
	}
	for _, c := range g.Changes(a) {
		for _, s := range c.Steps {
			all.Changes = append(all.Changes, change{c.Question.Fact, c.Value, s.ID})
		}
	}
	for _, r := range askedOf(walk) {
		all.Path = append(all.Path, reply{r.Question.Fact, r.Value})
	}
	return all
}

// recommend fills in the recommended step, with why and on what ground.
func (all *advice) recommend(g *decision.Guide, v decision.Verdict) {
	all.Step, all.Title, all.Complete = &v.Step.ID, &v.Step.Title, true
	for _, r := range v.Reasons {
		all.Reasons = append(all.Reasons, motive{r.Fact, r.Value, r.Text})
	}
	for _, c := range v.Step.Bases {
		all.Bases = append(all.Bases, newSource(g.Basis(c.Basis)))
	}
}

func newSource(b *decision.LegalBasis) source {
	return source{
		ID: b.ID, Reference: b.Reference, Link: known(b.Link), InForce: known(string(b.InForce)),
		CheckedOn: b.CheckedOn.Format(time.DateOnly), ReadIn: b.ReadIn, Confidence: b.Confidence,
		Disputed: len(b.Disputed) > 0, Unread: len(b.Unread) > 0,
	}
}

// known returns s, or nil when it is empty: null in JSON.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func newQuestion(q *decision.Question) *question {
	asked := &question{Fact: q.Fact, Title: q.Title, Values: []decision.Value{}}
	for _, o := range q.Options {
		asked.Values = append(asked.Values, o.Value)
	}
	return asked
}
