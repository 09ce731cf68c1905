package handout_test

import (
	"io"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/handout"
	"compromis/internal/paper"
)

// TestSheets: the room gets the story and not the key; the trainer gets both.
func TestSheets(t *testing.T) {
	g := guide(t)
	for i := range g.Exercises {
		e := &g.Exercises[i]
		room, trainer := handout.Sheet(g, e, false).Markdown(), handout.Sheet(g, e, true).Markdown()
		for _, text := range []decision.Text{e.Story, e.Documents, e.Discussion} {
			holds(t, e.ID, room, text)
			holds(t, e.ID, trainer, text)
		}
		step := g.Step(e.Step)
		if strings.Count(room, step.Title) != 1 || strings.Contains(room, e.Point.String()) { // once, among those proposed
			t.Errorf("%s: the sheet gives the answer away", e.ID)
		}
		holds(t, e.ID, trainer, e.Point)
		holds(t, e.ID, trainer, e.Mistake)
		want := []string{step.Title, step.Summary}
		a := nothing()
		for _, s := range e.Answers {
			q := g.AskedOn(g.Walk(a), s.Fact) // in the words of that story
			if q.Kind == decision.Choice {
				want = append(want, q.Name, q.Option(s.Value).Label)
			}
			other := "**" + q.Name + "**\u00a0: " + g.Question(s.Fact).Option(s.Value).Label
			if strings.Contains(trainer, other) && q.Option(s.Value).Label != g.Question(s.Fact).Option(s.Value).Label {
				t.Errorf("%s: the key says %q, which was not asked so", e.ID, other)
			}
			a = a.With(s.Fact, string(s.Value))
		}
		for _, c := range step.Bases {
			want = append(want, g.Basis(c.Basis).Reference)
		}
		if wrong := g.Step(e.WrongStep); wrong != nil {
			want = append(want, wrong.Title)
		}
		for _, w := range want {
			if !strings.Contains(trainer, w) {
				t.Errorf("%s: no %q in the key", e.ID, w)
			}
		}
	}
}

func holds(t *testing.T, id, sheet string, text decision.Text) {
	t.Helper()
	for line := range strings.SplitSeq(text.String(), "\n") {
		if !strings.Contains(sheet, line) {
			t.Errorf("%s: no %q", id, line)
		}
	}
}

// TestSheetsSayTheSame: the page and the text of a sheet hold the same words.
func TestSheetsSayTheSame(t *testing.T) {
	g := guide(t)
	marks := strings.NewReplacer("**", "", "# ", "", "#", "", "- ", "", "\\", "")
	for i := range g.Exercises {
		page := parse(t, written(t, "cas.html", func(w io.Writer) error { return handout.SheetHTML(w, g, &g.Exercises[i], true) })).all("main")[0].text()
		for line := range strings.Lines(marks.Replace(handout.Sheet(g, &g.Exercises[i], true).Markdown())) {
			words := strings.TrimLeft(strings.TrimSpace(line), "0123456789. ")
			if words, _, linked := strings.Cut(words, " (https://"); !strings.Contains(page, words) {
				t.Errorf("%s: no %q in the page (link: %t)", g.Exercises[i].ID, words, linked)
			}
		}
	}
}

func TestSheetsPrint(t *testing.T) {
	g := guide(t)
	for i := range g.Exercises {
		if err := paper.Write(io.Discard, "pdf", handout.Sheet(g, &g.Exercises[i], true)); err != nil {
			t.Errorf("%s: %v", g.Exercises[i].ID, err)
		}
	}
}
