package workshop

import (
	"slices"

	"compromis/decision"
	"compromis/internal/stage"
)

// WhichStep is the fact of the question « Quelle étape choisiriez-vous ? »: its
// values are the ids of the steps proposed.
const WhichStep decision.Fact = ""

const wordWhichStep = "Quelle étape choisiriez-vous\u00a0?"

// OwnQuestion is the fact of a question the trainer typed: it leads to no step, and no
// answer to it is the right one.
const OwnQuestion decision.Fact = "?"

// Question is what a room can be asked: a fact of the story, the step, or what the
// trainer typed.
type Question struct {
	Fact    decision.Fact // or [WhichStep], or [OwnQuestion]
	Title   string
	About   *decision.Question // its help and its why; nil for WhichStep
	Options []Option
	Open    bool // no option: each answers in a few words, shown once the trainer accepts them
}

// Option is one possible answer.
type Option struct {
	Value decision.Value // for WhichStep, the id of a step
	Label string
	Help  string
}

// index returns the place of a value among the options, or -1.
func (q *Question) index(v decision.Value) int {
	return slices.IndexFunc(q.Options, func(o Option) bool { return o.Value == v })
}

// questions returns what the room can be asked about an exercise: the facts on
// the way to its step, in the order they are asked, then the step.
func questions(g *decision.Guide, e *decision.Exercise, story decision.Answers) []Question {
	var all []Question
	for _, r := range g.Walk(story).Path {
		if !r.Deduced {
			all = append(all, FactQuestion(r.Question))
		}
	}
	return append(all, stepQuestion(g, e))
}

// FactQuestion asks a room about a fact of the guide.
func FactQuestion(q *decision.Question) Question {
	asked := Question{Fact: q.Fact, Title: q.Title, About: q}
	for _, o := range q.Options {
		asked.Options = append(asked.Options, Option{o.Value, o.Label, o.Help})
	}
	return asked
}

func stepQuestion(g *decision.Guide, e *decision.Exercise) Question {
	asked := Question{Fact: WhichStep, Title: wordWhichStep}
	for _, s := range stage.Proposals(g, e) {
		asked.Options = append(asked.Options, Option{decision.Value(s.ID), s.Title, s.Summary})
	}
	return asked
}
