package plain_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/plain"
)

// TestSituationsByLines plays every real situation as a person who types: they
// must be told the step a jurist expects.
func TestSituationsByLines(t *testing.T) {
	g, dice := guide(t), rand.New(rand.NewPCG(9, 10))
	for _, s := range g.Situations() {
		a, err := decisiontest.Answer(g, s, today, dice)
		if err != nil {
			t.Fatal(err)
		}
		var asked []decision.Setting
		for _, r := range g.Walk(a).Path {
			if !r.Deduced {
				asked = append(asked, decision.Setting{Fact: r.Question.Fact, Value: r.Value})
			}
		}
		typed := strings.Join(typedFor(t, g, decisiontest.Path{Settings: asked}), "\n")
		var lines strings.Builder
		if err := plain.Interview(strings.NewReader(typed), &lines, g, today, nil); err != nil {
			t.Errorf("%s: %v", s.Story, err)
		}
		if !strings.Contains(spaced(lines.String()), spaced("À faire maintenant : "+g.Step(s.Step).Title)) {
			t.Errorf("%s: the lines do not lead to %s", s.Story, s.Step)
		}
	}
}
