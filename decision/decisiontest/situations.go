package decisiontest

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"time"

	"compromis/decision"
)

// situations.md holds real situations, one a line, so that a jurist can add one.
//
//go:embed situations.md
var situations string

// Situation is what happened to somebody: the facts the story tells, and the
// step a jurist expects, whatever the facts it does not tell.
type Situation struct {
	Story string
	Told  []decision.Setting
	Step  string
	Why   string
}

var situationLine = regexp.MustCompile("^\\| (.*) \\| (.*) \\| `([a-z-]+)` \\| (.*) \\|$")

// Situations returns every situation of the table.
func Situations() []Situation {
	var all []Situation
	for line := range strings.SplitSeq(situations, "\n") {
		m := situationLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		s := Situation{Story: m[1], Step: m[3], Why: m[4]}
		for told := range strings.SplitSeq(m[2], " · ") {
			fact, value, _ := strings.Cut(told, " ")
			s.Told = append(s.Told, decision.Setting{Fact: decision.Fact(fact), Value: decision.Value(value)})
		}
		all = append(all, s)
	}
	return all
}

// Answer answers every question on the way from what is told, and the others at
// random. The error says what the story tells and the guide does not know.
func (s Situation) Answer(g *decision.Guide, today time.Time, dice *rand.Rand) (decision.Answers, error) {
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
