package dossier_test

import (
	"pgregory.net/rapid"

	"compromis/content/contenttest"
	"compromis/decision"
)

// today is the day the answers of the tests are given on.
var today = contenttest.Today

// guide returns the real content.
var guide = contenttest.Guide

// answer answers as a person would, and stops the test when refused.
func answer(t interface{ Fatal(...any) }, g *decision.Guide, a decision.Answers, f decision.Fact, said string) decision.Answers {
	a, err := g.Answer(a, f, said)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// randomWalk answers the questions as they come, up to some moment; now and
// then with "I don't know".
func randomWalk(t *rapid.T, g *decision.Guide) decision.Answers {
	a := decision.NewAnswers(today)
	for w := g.Walk(a); w.Next != nil && rapid.IntRange(0, 9).Draw(t, "stop") > 0; w = g.Walk(a) {
		value := rapid.SampledFrom(w.Next.Options).Draw(t, "option").Value
		if rapid.IntRange(0, 3).Draw(t, "unknown") == 0 {
			value = decision.Unknown
		}
		a = answer(t, g, a, w.Next.Fact, string(value))
	}
	return a
}
