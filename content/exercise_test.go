package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"compromis/decision"
)

// TestExercisesArePlayable: the answers of an exercise are those the program
// asks, all of them and no other, and they lead to its step.
func TestExercisesArePlayable(t *testing.T) {
	g := embeddedGuide(t)
	for _, e := range g.Exercises {
		a := decision.NewAnswers(g.Version)
		for _, s := range e.Answers {
			a = a.With(s.Fact, string(s.Value))
		}
		if v := g.Verdict(a); v.Step == nil || v.Step.ID != e.Step {
			t.Errorf("%s does not lead to %s", e.Pos, e.Step)
		}
		var asked []decision.Setting
		for _, r := range g.Walk(a).Path {
			if !r.Deduced {
				asked = append(asked, decision.Setting{Fact: r.Question.Fact, Value: r.Value})
			}
		}
		if !slices.Equal(asked, e.Answers) {
			t.Errorf("%s: the program asks %v, the page answers %v", e.Pos, asked, e.Answers)
		}
	}
}

// TestExercisesDiffer: a room never plays the same story, nor the same answers,
// twice.
func TestExercisesDiffer(t *testing.T) {
	seen := map[string]string{}
	for _, e := range embeddedGuide(t).Exercises {
		for _, key := range []string{e.Title, told(e.Story), fmt.Sprint(e.Answers)} {
			if other, found := seen[key]; found {
				t.Errorf("%s repeats %s: %s", e.Pos, other, key)
			}
			seen[key] = e.Pos
		}
	}
}

// told returns a text as one string.
func told(text decision.Text) string {
	var b strings.Builder
	for _, block := range text {
		for _, l := range block.Lines {
			b.WriteString(l.String() + "\n")
		}
	}
	return b.String()
}

// TestExercisesAreWhole: what a trainer needs to run the session is there.
func TestExercisesAreWhole(t *testing.T) {
	g := embeddedGuide(t)
	for _, e := range g.Exercises {
		word := func(s string) bool {
			return strings.ContainsFunc(s, unicode.IsLetter) || strings.ContainsFunc(s, unicode.IsDigit)
		}
		n := 0
		for _, w := range strings.Fields(told(e.Story)) {
			if word(w) {
				n++
			}
		}
		if n < 80 || n > 150 {
			t.Errorf("%s: the story has %d words, 80 to 150 wanted", e.Pos, n)
		}
		if n := len(e.Discussion[0].Lines); n < 2 || n > 4 {
			t.Errorf("%s: %d questions to the room, 2 to 4 wanted", e.Pos, n)
		}
		if e.Minutes < 5 || e.Minutes > 30 {
			t.Errorf("%s: %d minutes, 5 to 30 wanted", e.Pos, e.Minutes)
		}
		if len(e.Documents) == 0 || len(e.Point) != 1 || len(e.Mistake) != 1 {
			t.Errorf("%s: documents, or one paragraph to remember, or one mistake is missing", e.Pos)
		}
	}
}

// TestExerciseLinks: every text and every step an exercise sends to exists.
func TestExerciseLinks(t *testing.T) {
	g := embeddedGuide(t)
	for _, e := range g.Exercises {
		if e.WrongStep != "" && g.Step(e.WrongStep) == nil {
			t.Errorf("%s: no step %s", e.Pos, e.WrongStep)
		}
		for _, text := range []decision.Text{e.Story, e.Documents, e.Point, e.Mistake, e.Discussion} {
			for _, l := range text.Links() {
				known := map[decision.LinkKind]bool{
					decision.ToStep: g.Step(l.ID) != nil, decision.ToBasis: g.Basis(l.ID) != nil,
					decision.ToCause: g.Cause(decision.Value(l.ID)) != nil, decision.ToAddress: true,
				}
				if !known[l.Kind] {
					t.Errorf("%s links to %s, which does not exist", e.Pos, l.ID)
				}
			}
		}
	}
}

// TestExercisesCoverTheArticle: its four conflicts are played with a consumer,
// a company and a public client, and the exercises together reach every step.
func TestExercisesCoverTheArticle(t *testing.T) {
	g := embeddedGuide(t)
	played, steps := map[[2]decision.Value]bool{}, map[string]bool{}
	for _, e := range g.Exercises {
		said := map[decision.Fact]decision.Value{}
		for _, s := range e.Answers {
			said[s.Fact] = s.Value
		}
		played[[2]decision.Value{said[decision.FactCause], said[decision.FactClient]}] = true
		steps[e.Step] = true
	}
	for _, cause := range []decision.Value{"impaye", "retard-livraison", "rupture-stock", "erreur-prix"} {
		for _, client := range []decision.Value{"consommateur", "commercant", "public"} {
			if !played[[2]decision.Value{cause, client}] {
				t.Errorf("no exercise on %s with %s", cause, client)
			}
		}
	}
	for _, s := range g.Steps {
		if !steps[s.ID] {
			t.Errorf("no exercise leads to %s", s.ID)
		}
	}
}

// TestExerciseOrder: the welcome screen's four come first, then the causes in
// the order they are asked, then the ids.
func TestExerciseOrder(t *testing.T) {
	g := embeddedGuide(t)
	for i, want := range []string{"impaye", "retard-livraison", "rupture-stock", "erreur-prix"} {
		if e := g.Exercises[i]; e.ID != want || e.Welcome != i+1 {
			t.Errorf("example %d is %s, of rank %d; %s wanted", i+1, e.ID, e.Welcome, want)
		}
	}
	others, causes := g.Exercises[4:], g.Question(decision.FactCause).Options
	place := func(e decision.Exercise) int {
		return slices.IndexFunc(causes, func(o decision.Option) bool { return o.Value == e.Answers[0].Value })
	}
	if !slices.IsSortedFunc(others, func(a, b decision.Exercise) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), strings.Compare(a.ID, b.ID))
	}) {
		t.Error("the other exercises are not in the order of their causes and ids")
	}
	for _, e := range others {
		if e.Welcome != 0 {
			t.Errorf("%s has the rank %d", e.ID, e.Welcome)
		}
	}
}
