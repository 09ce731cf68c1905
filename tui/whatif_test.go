package tui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
)

// endings are the texts of the columns of a comparison, line breaks undone.
func (d *driver) endings() []string {
	d.t.Helper()
	var all []string
	for _, l := range d.lines() {
		cells := strings.Split(l, " │ ")
		if len(cells) < 2 {
			continue
		}
		for len(all) < len(cells) {
			all = append(all, "")
		}
		for i, c := range cells {
			all[i] += " " + c
		}
	}
	for i := range all {
		all[i] = words(all[i])
	}
	return all
}

// wantInColumn fails unless a column of the comparison shows the text.
func (d *driver) wantInColumn(i int, text string) *driver {
	d.t.Helper()
	if all := d.endings(); i >= len(all) || !strings.Contains(all[i], words(text)) {
		d.t.Fatalf("no %q in column %d of %q on\n%s", text, i+1, all, d.screen())
	}
	return d
}

// onCase opens the « et si ? » of an exercise, as a case that is kept.
func onCase(t testing.TB, e decision.Exercise) *desk {
	t.Helper()
	d := atDesk(t, dossier.Case{}.WithAnswers(exercise(e)))
	d.resize(110, 200).press("1", "c").want("Ce qui changerait la conclusion")
	return d
}

// TestEveryChangeIsCompared opens changes of every exercise: both answers,
// both steps and what they cost, and the condition that did it; and so on a
// narrow screen.
func TestEveryChangeIsCompared(t *testing.T) {
	for rank, e := range guide(t).Exercises {
		t.Run(e.ID, func(t *testing.T) {
			t.Parallel()
			d := onCase(t, e)
			key := exercise(e)
			for i, c := range d.guide.Changes(key) {
				if !tried(rank, i) {
					continue
				}
				d.press("home")
				for range i {
					d.press("down")
				}
				d.press("enter").want("Comparer")
				after := d.answered(key, c.Question.Fact, string(c.Value))
				d.wantEnding(0, key, c).wantEnding(1, after, c)
				if _, told, _ := strings.Cut(d.text(), "La condition qui fait la différence "); !strings.HasPrefix(strings.TrimLeft(told, "─ "), "•") {
					t.Errorf("%s=%s: no condition on\n%s", c.Question.Fact, c.Value, d.screen())
				}
				d.resize(60, 200).want(d.guide.Step(e.Step).Title).want(c.Question.Option(c.Value).Label)
				if s := d.guide.Verdict(after).Step; s != nil {
					d.want(s.Title)
				}
				d.resize(110, 200).press("x").want("Ce qui changerait la conclusion")
			}
		})
	}
}

// wantEnding fails unless a column shows the answer to the question that
// changes, and where it leads.
func (d *driver) wantEnding(i int, a decision.Answers, c decision.Change) *driver {
	d.t.Helper()
	said, _ := a.Get(c.Question.Fact)
	d.wantInColumn(i, c.Question.Option(decision.Value(said)).Label)
	s := d.guide.Verdict(a).Step
	if s == nil {
		for _, s := range c.Steps[:min(len(c.Steps), 1)] {
			if len(c.Steps) <= 3 {
				d.wantInColumn(i, s.Title)
			}
		}
		return d.wantInColumn(i, d.guide.Walk(a).Next.Title)
	}
	d.wantInColumn(i, s.Title)
	for _, text := range []string{s.Brief.Cost, s.Brief.Time, s.Brief.Worth, s.Bases[0].Label} {
		if !d.shows(text) {
			d.wantInColumn(i, text)
		}
	}
	return d
}

// TestThreeColumns keeps two variants beside the case, no more, and drops the
// one chosen.
func TestThreeColumns(t *testing.T) {
	g := guide(t)
	e := examples(guide(t))[1]
	changes := g.Changes(exercise(e))
	d := start(t, 110, 100).press("2", "c", "enter", "+").want("Variante, gardée")
	d.press("esc", "home", "down", "enter").want("Variante 1, gardée").wantInColumn(1, changes[0].Question.Option(changes[0].Value).Label)
	d.wantInColumn(2, changes[1].Question.Option(changes[1].Value).Label)
	d.press("esc", "home", "down", "down", "enter").wantInColumn(2, changes[2].Question.Option(changes[2].Value).Label)
	d.press("+", "esc", "home", "enter").want("Trois colonnes au plus")
	if n := len(d.endings()); n != 3 {
		t.Errorf("%d columns\n%s", n, d.screen())
	}
	d.want("● Variante 2").press("tab").want("● Variante 1").press("x").wantNot("Trois colonnes")
	d.wantInColumn(1, changes[2].Question.Option(changes[2].Value).Label)
	d.press("x").want("Ce qui changerait la conclusion")
}

// TestTakeAVariant changes the case that is kept once that is confirmed.
func TestTakeAVariant(t *testing.T) {
	e := examples(guide(t))[1]
	d := onCase(t, e)
	before := fileOf(t, d.cases)
	c := d.guide.Changes(exercise(e))[0]
	after := d.answered(exercise(e), c.Question.Fact, string(c.Value))
	d.press("enter", "g").want("Les réponses de votre dossier changent").press("n").want("Comparer")
	if said := fileOf(t, d.cases).Said; said[c.Question.Fact] != before.Said[c.Question.Fact] {
		t.Fatalf("changed before it was confirmed: %v", said)
	}
	d.press("g", "o").wantNext(after)
	if said := fileOf(t, d.cases).Said; said[c.Question.Fact] != string(c.Value) {
		t.Errorf("kept %v", said)
	}
	start(t, 110, 100).press("2", "c", "enter", "g").wantNext(after)
}

// TestCompareTouchesNothing: until a variant is taken, the case stays.
func TestCompareTouchesNothing(t *testing.T) {
	d := start(t, 110, 100).press("2")
	before := d.screen()
	d.press("c", "enter", "+", "r", "enter", "v", "enter", "esc", "esc", "esc", "esc")
	if d.screen() != before {
		t.Errorf("the case is on\n%s", d.screen())
	}
	if d.press("q"); !d.quit {
		t.Errorf("quitting asks\n%s", d.screen())
	}
}

// TestAnyAnswerMayChange gives every other value to every answer of the path of
// each example, by its line, and compares.
func TestAnyAnswerMayChange(t *testing.T) {
	for _, e := range examples(guide(t)) {
		t.Run(e.ID, func(t *testing.T) {
			t.Parallel()
			d := start(t, 110, 200).press(fmt.Sprint(e.Welcome), "c", "r")
			key, at := exercise(e), 0
			for _, r := range d.guide.Walk(key).Path {
				for _, o := range r.Question.Options {
					after, err := d.guide.Answer(key, r.Question.Fact, string(o.Value))
					if r.Deduced || o.Value == r.Value || err != nil {
						continue
					}
					d.want("Changer une réponse").press("home")
					for range at {
						d.press("down")
					}
					at++
					d.press("enter").want("Comparer").wantInColumn(1, o.Label)
					if s := d.guide.Verdict(after).Step; s != nil && s.ID != e.Step {
						d.wantInColumn(1, s.Title)
					} else if s != nil {
						d.want("L’étape reste la même")
					} else {
						d.wantInColumn(1, d.guide.Walk(after).Next.Title)
					}
					d.press("esc", "r")
				}
			}
		})
	}
}

// TestAlterAVariant goes on from a variant: its questions left are asked first,
// and what is answered changes that column.
func TestAlterAVariant(t *testing.T) {
	g := guide(t)
	for _, e := range examples(guide(t)) {
		for i, c := range g.Changes(exercise(e)) {
			a, err := g.Answer(exercise(e), c.Question.Fact, string(c.Value))
			if err != nil || g.Walk(a).Next == nil {
				continue
			}
			d := start(t, 110, 200).press(fmt.Sprint(e.Welcome), "c")
			for range i {
				d.press("down")
			}
			d.press("enter")
			for next := g.Walk(a).Next; next != nil; next = g.Walk(a).Next {
				d.wantInColumn(1, next.Title).press("r", "enter")
				a = d.answered(a, next.Fact, string(next.Options[0].Value))
			}
			d.wantInColumn(1, g.Verdict(a).Step.Title).wantNot("selon la réponse qui manque")
			return
		}
	}
	t.Fatal("no change of an example leaves a question")
}

// TestAimAtEveryStep chooses every step of the ladder from each example: the
// changes proposed are those of the engine, and lead there.
func TestAimAtEveryStep(t *testing.T) {
	for _, e := range examples(guide(t)) {
		t.Run(e.ID, func(t *testing.T) {
			t.Parallel()
			d := start(t, 110, 1000).press(fmt.Sprint(e.Welcome), "c", "v")
			key := exercise(e)
			for i, p := range d.guide.Places(key) {
				d.want("Viser une étape").press("home")
				for range i {
					d.press("down")
				}
				d.press("enter").want(p.Step.Title)
				routes := d.guide.Toward(key, p.Step.ID)
				if len(routes) == 0 {
					d.want("déjà l’étape recommandée").press("esc")
					continue
				}
				if n := strings.Count(d.screen(), "Si\n") + strings.Count(d.screen(), "Si "); n < len(routes) {
					t.Errorf("%s: %d routes, %d shown\n%s", p.Step.ID, len(routes), n, d.screen())
				}
				last := routes[len(routes)-1]
				after := key
				for _, s := range slices.Concat(last.Changes, last.Asked) {
					after = after.With(s.Fact, string(s.Value))
				}
				for _, s := range slices.Concat(last.Changes, last.Asked) {
					q := d.guide.AskedOn(d.guide.Walk(after), s.Fact)
					d.want(q.Name + " : " + q.Option(s.Value).Label)
				}
				d.press("end", "enter").want("Comparer").wantInColumn(1, p.Step.Title)
				d.press("esc", "v")
			}
		})
	}
}
