package workshop_test

import (
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/workshop"
)

// told is all a sheet says, in one text.
func toldBy(s workshop.Sheet) string {
	var all []string
	for _, p := range s.Parts {
		all = append(all, p.Title, p.Point.String())
		for _, a := range p.Asked {
			all = append(all, a.Question)
			for _, row := range a.Rows() {
				all = append(all, row.String())
			}
		}
	}
	return strings.Join(all, "\n")
}

func sheet(t *testing.T, r *workshop.Room, s workshop.Seat) workshop.Sheet {
	t.Helper()
	told, err := r.Sheet(s)
	if err != nil {
		t.Fatal(err)
	}
	return told
}

// TestSheetTellsNothingBefore: at every moment of an exercise, what one may take away
// says no right answer that the room was not shown; a restart changes nothing of it.
func TestSheetTellsNothingBefore(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	right := guide(t).Step(expected(t, "impaye")).Title
	a, b := join(t, r, "a"), join(t, r, "b")
	secret := func(moment string) {
		t.Helper()
		if told := sheet(t, r, a); state(t, r, a).Sheet || len(told.Parts) > 0 {
			t.Errorf("%s: %+v", moment, told.Parts)
		}
	}
	secret("start")
	must(t, r.Choose("impaye"))
	secret("story")
	must(t, r.Ask(workshop.WhichStep), r.OpenVote())
	s := state(t, r, a)
	must(t, r.Answer(a, s.Ballot, string(other(s.Question, expected(t, "impaye")))), r.Answer(b, s.Ballot, expected(t, "impaye")))
	secret("voting")
	must(t, r.CloseVote())
	secret("counted")
	must(t, r.Reveal())
	secret("revealed once")
	must(t, r.SecondRound(), r.OpenVote())
	secret("second vote")
	must(t, r.CloseVote(), r.Reveal())
	if told := toldBy(sheet(t, r, a)); !state(t, r, a).Sheet || strings.Count(told, "La bonne réponse") != 1 || !strings.Contains(told, right) {
		t.Errorf("told in the end:\n%s", told)
	}
	if told := toldBy(sheet(t, r, b)); strings.Contains(told, "La bonne réponse") || !strings.Contains(told, right+" (juste)") {
		t.Errorf("whoever was right is told:\n%s", told)
	}
	before := toldBy(sheet(t, r, a))
	must(t, r.Close())
	r = open(t, dir)
	a = join(t, r, "a")
	if again := toldBy(sheet(t, r, a)); again != before {
		t.Errorf("after a restart\n%s\nbefore\n%s", again, before)
	}
	join(t, r, "a")
	if _, err := r.Sheet(a); err != workshop.ErrGone { //nolint:errorlint // itself
		t.Errorf("an old visit reads a sheet: %v", err)
	}
	if _, err := r.Sheet(workshop.Console); err != workshop.ErrGone { //nolint:errorlint // itself
		t.Errorf("the trainer reads a sheet: %v", err)
	}
}

// TestSheetKeepsTheStep: what a fact is may be told before the step is asked for; the
// texts, which name the step, wait for it.
func TestSheetKeepsTheStep(t *testing.T) {
	r := open(t, t.TempDir())
	a := join(t, r, "a")
	twice := func(f decision.Fact) {
		t.Helper()
		must(t, r.Ask(f))
		for range 2 {
			must(t, r.OpenVote())
			s := state(t, r, a)
			must(t, r.Answer(a, s.Ballot, string(s.Question.Options[0].Value)), r.CloseVote(), r.Reveal())
			if s.Round == 1 {
				must(t, r.SecondRound())
			}
		}
	}
	must(t, r.Choose("impaye"))
	twice(state(t, r, a).Questions[0].Fact)
	told := sheet(t, r, a)
	if len(told.Parts) != 1 || told.Parts[0].Asked[0].Right == "" || len(told.Parts[0].Texts)+len(told.Parts[0].Point) > 0 || strings.Contains(toldBy(told), guide(t).Step(expected(t, "impaye")).Title) {
		t.Errorf("before the step: %+v", told.Parts)
	}
	twice(workshop.WhichStep)
	if told := sheet(t, r, a); len(told.Parts) != 1 || len(told.Parts[0].Asked) != 2 || len(told.Parts[0].Texts) == 0 {
		t.Errorf("after it: %+v", told.Parts)
	}
}

// TestSheetOfWhatWasLeft: an exercise whose counts were shown, and that the room left,
// is over; one whose result was never shown is not, nor what the room does now.
func TestSheetOfWhatWasLeft(t *testing.T) {
	r := open(t, t.TempDir())
	a := join(t, r, "a")
	step := func(id string, acts ...func() error) {
		t.Helper()
		must(t, r.Choose(id), r.Ask(workshop.WhichStep), r.OpenVote())
		s := state(t, r, a)
		must(t, r.Answer(a, s.Ballot, string(other(s.Question, expected(t, id)))), r.CloseVote())
		for _, do := range acts {
			must(t, do())
		}
	}
	exercises := guide(t).Exercises
	step(exercises[0].ID, r.Reveal)
	step(exercises[1].ID)
	step(exercises[2].ID, r.Reveal)
	told := sheet(t, r, a)
	if len(told.Parts) != 1 || told.Parts[0].Title != exercises[0].Title || len(told.Parts[0].Texts) == 0 || len(told.Parts[0].Point) == 0 {
		t.Errorf("%+v", told.Parts)
	}
	var redo []string
	for _, e := range told.Redo {
		redo = append(redo, e.ID)
	}
	if want := []string{exercises[0].ID, exercises[3].ID, exercises[4].ID}; !slices.Equal(redo, want) {
		t.Errorf("to do again %q, not %q", redo, want)
	}
	if told.Again != told.On.Add(14) {
		t.Errorf("again on %s, after %s", told.Again, told.On)
	}
	must(t, r.FreePlay())
	for s := state(t, r, a); s.Question != nil; s = state(t, r, a) {
		must(t, r.Answer(a, s.Ballot, string(decision.Unknown)))
	}
	if told := toldBy(sheet(t, r, a)); strings.Contains(told, exercises[2].Title) {
		t.Errorf("while everyone walks alone:\n%s", told)
	}
	must(t, r.Reveal())
	if told := toldBy(sheet(t, r, a)); !strings.Contains(told, exercises[2].Title) || !strings.Contains(told, guide(t).Step(exercises[2].Step).Title) {
		t.Errorf("once where everyone arrived is shown:\n%s", told)
	}
}

// other is an answer that is not that one.
func other(q *workshop.Question, not string) decision.Value {
	for _, o := range q.Options {
		if string(o.Value) != not {
			return o.Value
		}
	}
	return ""
}
