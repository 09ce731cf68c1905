package decisiontest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"compromis/decision"
)

// Answer answers every question on the way of a situation from what it tells, and
// the others at random. The error says what it tells and the guide does not know.
func Answer(g *decision.Guide, s decision.Situation, today time.Time, dice *rand.Rand) (decision.Answers, error) {
	told := map[decision.Fact]decision.Value{}
	for _, t := range s.Told {
		if q := g.Question(t.Fact); q == nil || q.Option(t.Value) == nil {
			return decision.Answers{}, fmt.Errorf("%s: %s=%s is not an answer", s.Story, t.Fact, t.Value)
		}
		told[t.Fact] = t.Value
	}
	a := decision.NewAnswers(today)
	for q := g.Walk(a).Next; q != nil; q = g.Walk(a).Next {
		v, ok := told[q.Fact]
		if !ok {
			v = q.Options[dice.IntN(len(q.Options))].Value
		}
		a = a.With(q.Fact, string(v))
	}
	return a, nil
}
