package plain

import (
	"io"

	"compromis/decision"
)

// AskAll asks the questions that the answers leave, until a step is recommended, and
// returns the whole path: the questions that are asked, by their values. « Je ne sais
// pas » is no answer there. The error is [io.ErrUnexpectedEOF] when the input ends
// before.
func AskAll(in io.Reader, out io.Writer, g *decision.Guide, a decision.Answers) ([]decision.Setting, error) {
	path := asked(g, a)
	t := NewTalk(in, out)
	for {
		a = decision.NewAnswers(g.Version) // by value: neither a sum nor a day is kept
		for _, s := range path {
			a = a.With(s.Fact, string(s.Value))
		}
		q := g.Walk(a).Next
		if q == nil {
			return asked(g, a), t.Flush()
		}
		t.Blank()
		t.Say(q.Title)
		t.text("", q.Help)
		var labels []string
		for _, o := range q.Options {
			labels = append(labels, o.Label)
		}
		t.Numbered(labels)
		typed, ok := t.Ask("Votre réponse (" + upTo(len(q.Options)) + ")")
		if !ok {
			return nil, io.ErrUnexpectedEOF
		}
		if v, ok := chosen(q, typed); ok {
			path = append(path, decision.Setting{Fact: q.Fact, Value: v})
			continue
		}
		t.Say(nonsense(q, typed))
	}
}

// asked are the questions of the path that were asked and answered, with the values of
// the answers.
func asked(g *decision.Guide, a decision.Answers) (path []decision.Setting) {
	for _, r := range g.Walk(a).Path {
		if !r.Deduced && r.Value != decision.Unknown {
			path = append(path, decision.Setting{Fact: r.Question.Fact, Value: r.Value})
		}
	}
	return path
}
