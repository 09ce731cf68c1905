package tui_test

import (
	"fmt"
	"testing"

	"compromis/decision"
)

// TestRoadAtAQuestion: whoever is asked something is told how many ways are left in
// each phase, under the question or beside it, and one of those the last answer
// closed; `v` lists them all.
func TestRoadAtAQuestion(t *testing.T) {
	for _, width := range []int{80, 120} {
		d := start(t, width, 60)
		n := d.guide.Narrowed(d.ask("reponse"), "reponse")
		for _, stretch := range n.Road {
			beside := fmt.Sprintf("%d sur %d", stretch.Open, len(stretch.Places))
			if !d.shows(fmt.Sprintf("%s %d", stretch.Name, stretch.Open)) && !d.shows(beside) {
				t.Errorf("%d cells: %d ways left in %s are not told:\n%s", width, stretch.Open, stretch.Name, d.text())
			}
		}
		if len(n.Closed) > 0 && !d.shows(n.Closed[0].Step.Title) {
			t.Errorf("%d cells: nothing says what was closed:\n%s", width, d.text())
		}
		d.resize(width, 900).press("v")
		for _, stretch := range n.Road {
			for _, p := range stretch.Places {
				d.want(p.Step.Title)
			}
		}
		d.press("esc").wantQuestion("reponse")
	}
}

// TestLikelyWay: along the first answers, the likely way is named as soon as
// few are left, and not before.
func TestLikelyWay(t *testing.T) {
	d := start(t, 80, 60).press("n")
	named := 0
	for a := decision.NewAnswers(today); d.guide.Walk(a).Next != nil; {
		next := d.guide.Walk(a).Next
		d.wantQuestion(next.Fact)
		n := d.guide.Narrowed(a, next.Fact)
		if len(n.Likely) > 0 {
			d.want("Voie probable : " + n.Likely[0].Title)
			named++
		} else {
			d.wantNot("Voie probable")
		}
		v := next.Options[0].Value
		d.reply(next, v)
		a = d.answered(a, next.Fact, string(v))
	}
	if named == 0 {
		t.Error("no way was ever likely")
	}
}
