package tui_test

import (
	"math/rand/v2"
	"testing"

	"compromis/decision/decisiontest"
)

// TestSituationsByKeys plays every real situation by keys, from the welcome
// screen to the step a jurist expects.
func TestSituationsByKeys(t *testing.T) {
	dice := rand.New(rand.NewPCG(11, 12))
	for _, s := range decisiontest.Situations() {
		d := start(t, 80, 40)
		a, err := s.Answer(d.guide, today, dice)
		if err != nil {
			t.Fatal(err)
		}
		answers := said{}
		for _, r := range d.guide.Walk(a).Path {
			answers[r.Question.Fact] = r.Value
		}
		d.play(answers, "")
		d.wantStep(d.guide.Step(s.Step))
	}
}
