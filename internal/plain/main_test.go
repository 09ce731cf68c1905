package plain_test

import (
	"strconv"
	"strings"
	"testing"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/plain"
)

// today is the day every test runs on.
var today = contenttest.Today

// guide returns the real content.
var guide = contenttest.Guide

// has and spaced look for words wherever lines break.
var has, spaced = contenttest.Has, contenttest.Spaced

// talk plays an interview, one line typed an argument.
func talk(t *testing.T, typed ...string) (string, error) {
	t.Helper()
	var out strings.Builder
	err := plain.Interview(strings.NewReader(strings.Join(append(typed, ""), "\n")), &out, guide(t), today, nil)
	return out.String(), err
}

// number returns what to type to choose the value.
func number(t testing.TB, q *decision.Question, v decision.Value) string {
	for i, o := range q.Options {
		if o.Value == v {
			return strconv.Itoa(i + 1)
		}
	}
	t.Fatalf("%s has no value %s", q.Fact, v)
	return ""
}

// typedFor returns what to type to follow a path: the numbers are those of the
// questions as they are asked on the way.
func typedFor(t testing.TB, g *decision.Guide, path decisiontest.Path) []string {
	var typed []string
	a := decision.NewAnswers(today)
	for _, s := range path.Settings {
		typed = append(typed, number(t, g.AskedOn(g.Walk(a), s.Fact), s.Value))
		a = a.With(s.Fact, string(s.Value))
	}
	return typed
}

// pathTo returns the first path that ends on the step, with those answers.
func pathTo(t testing.TB, step string, told ...decision.Setting) decisiontest.Path {
	t.Helper()
	path, ok := decisiontest.To(guide(t), step, told...)
	if !ok {
		t.Fatalf("no path to %s with %v", step, told)
	}
	return path
}
