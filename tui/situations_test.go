package tui_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/dossier"
	"compromis/internal/letter"
)

// TestSituationsByKeys plays every real situation by keys, from the welcome
// screen to the step a jurist expects.
func TestSituationsByKeys(t *testing.T) {
	dice := rand.New(rand.NewPCG(11, 12))
	for _, s := range start(t, 80, 40).guide.Situations() {
		d := start(t, 80, 40)
		a, err := decisiontest.Answer(d.guide, s, today, dice)
		if err != nil {
			t.Fatal(err)
		}
		answers := said{}
		for _, r := range d.guide.Walk(a).Path {
			answers[r.Question.Fact] = r.Value
		}
		d.play(answers, "")
		d.wantStep(d.guide.Step(s.Step))
		d.wantActs(d.guide.Step(s.Step), a)
	}
}

// wantActs fails unless each act of a step is one key away, and Enter does the first:
// its letter, or how to go about it.
func (d *driver) wantActs(step *decision.Step, a decision.Answers) {
	step = d.guide.Told(step, a)
	d.t.Helper()
	kase := dossier.Case{}.WithAnswers(a)
	if all := letter.Suited(d.guide, step.ID, kase, decision.DayOf(today)); len(all) > 0 {
		d.press("enter").want(all[0].Title).press("esc").wantStep(step).press("l").want(all[0].Title).press("esc")
	} else {
		d.press("enter").want(beginning(step.HowTo)).press("home")
	}
	d.wantStep(step).press("s").want(step.Outcomes[0].Label).press("esc")
	d.wantStep(step).press("p").want(beginning(step.WhyNow)).press("esc")
	d.wantStep(step).press("e").want("Me le rappeler").press("esc").wantStep(step)
}

// beginning is the first words of a passage.
func beginning(text decision.Text) string {
	all := strings.Fields(text[0].Lines[0].String())
	return strings.Join(all[:min(3, len(all))], " ")
}

// TestRecallDone: a reminder is said done where it is read, on its day or after it.
func TestRecallDone(t *testing.T) {
	d, dir := at(t, unanswered("commercant", "2026-06-15").With(dossier.Event{On: "2026-11-01", Kind: dossier.ToRecall, Until: "2026-11-20", Note: "Relancer"}), today)
	d.press("3").clickOn("20/11/2026").want("Rappel").clickOn("C’est fait").press("ctrl+s").wantNot("Rappel")
	d.press("q")
	c := onlyCase(t, dir)
	if all := c.Deadlines(d.guide, decision.DayOf(today)); slices.ContainsFunc(all, func(x dossier.Deadline) bool { return x.Kind == dossier.Recall }) {
		t.Errorf("still recalled: %+v", all)
	}
	if next := c.Outlook(d.guide, decision.DayOf(today)).Next; next.Kind == dossier.Recall {
		t.Errorf("still first: %+v", next)
	}
}

// TestRecall: a day asked for from the step is in the agenda until something comes of
// the step; one asked for later takes its place; what is not ahead is refused.
func TestRecall(t *testing.T) {
	d, dir := at(t, unanswered("commercant", "2026-06-15"), today)
	ask := func(day string) *driver {
		d.press("1", "e", "end")
		for range 10 {
			d.press("backspace")
		}
		return d.write(day).press("enter")
	}
	ask("23/11/2026").want("à venir").press("esc")
	d.press("m")
	ask("01/12/2026").want("Rappel demandé pour le 01/12/2026, dans 8 j").press("m").want("rappel")
	ask("04/12/2026").want("pour le 04/12/2026").wantNot("01/12/2026").press("m", "3").want("04/12/2026 Rappel").wantNot("01/12/2026").press("esc")
	d.press("1", "s", "enter", "ctrl+s").wantNot("Rappel demandé").press("q")
	if all := onlyCase(t, dir).Deadlines(d.guide, decision.DayOf(today)); slices.ContainsFunc(all, func(x dossier.Deadline) bool { return x.Kind == dossier.Recall }) {
		t.Errorf("still recalled: %+v", all)
	}
}
