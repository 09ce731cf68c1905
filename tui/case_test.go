package tui_test

import (
	"fmt"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/say"
)

// TestEditing changes an answer from the list of answers so that the path
// changes: new questions are asked, those answered already are not, and dead
// answers are gone.
func TestEditing(t *testing.T) {
	d := start(t, 80, 24)
	a := d.play(said{"cause": "impaye", "client": "commercant", "contact": "mise-en-demeure"}, "")
	for _, change := range []struct {
		fact  decision.Fact
		value decision.Value
	}{{"cause", "reclamation"}, {"client", "consommateur"}, {"client", "etranger"}, {"cause", "impaye"}, {"contact", "oral"}} {
		asked := d.guide.AskedOn(d.guide.Walk(a), change.fact)
		d.press("r").clickOn(asked.Name).wantAsked(asked).want(say.Answered).choose(asked, change.value)
		a = d.answered(a, change.fact, string(change.value))
		for next := d.guide.Walk(a).Next; next != nil; next = d.guide.Walk(a).Next {
			d.reply(next, next.Options[0].Value)
			a = d.answered(a, next.Fact, string(next.Options[0].Value))
		}
		d.wantNext(a).press("r").wantRecap(a)
		d.press("esc").wantNext(a)
	}
}

// wantRecap fails unless the list of answers is that of the path, no more.
func (d *driver) wantRecap(a decision.Answers) *driver {
	d.t.Helper()
	onPath := map[decision.Fact]bool{}
	for _, r := range d.guide.Walk(a).Path {
		onPath[r.Question.Fact] = true
		d.want(r.Question.Name + " ")
		if o := r.Question.Option(r.Value); o != nil {
			d.want(o.Label)
		}
	}
	for _, q := range d.guide.Questions {
		if !onPath[q.Fact] && d.row(q.Name+"  ") >= 0 {
			d.t.Fatalf("%s is no longer on the path\n%s", q.Fact, d.screen())
		}
	}
	return d
}

// TestEscapeFromEditing leaves the answer as it was.
func TestEscapeFromEditing(t *testing.T) {
	d := start(t, 80, 24).press("2", "r", "down", "down", "enter", "down", "esc")
	d.want("Votre étape").want(d.guide.Step(d.guide.Exercises[1].Step).Title)
}

// TestBackToATypedAnswer keeps what was typed, ready to be changed.
func TestBackToATypedAnswer(t *testing.T) {
	d := start(t, 80, 24)
	d.ask("montant")
	d.write("7500").press("enter", "esc").want("7 500,00 €")
	d.press("enter", "esc").want("7 500,00 €") // it reads what it wrote
	d.press("tab", "2").press("esc")
	if !strings.HasPrefix(d.cursor(), "2  ") {
		t.Errorf("chose the second band, came back on %q", d.cursor())
	}
}

// TestRecapWhileTyping keeps the text half typed.
func TestRecapWhileTyping(t *testing.T) {
	d := start(t, 80, 24)
	d.ask("montant")
	d.write("75").press("ctrl+r").want("Choisissez une réponse").press("esc").write("00")
	d.press("f1").want("Les touches").press("esc").press("ctrl+p", "enter", "esc").want("7 500,00 €")
}

// TestUnsureEverywhere says « je ne sais pas » to every question: one may go
// on, or come back to the question.
func TestUnsureEverywhere(t *testing.T) {
	t.Parallel()
	d := start(t, 80, 24).press("n")
	a := decision.NewAnswers(today)
	for next := d.guide.Walk(a).Next; next != nil; next = d.guide.Walk(a).Next {
		d.toList(next.Fact).press("0").want("Je ne sais pas").want("La pièce à chercher")
		d.press("end", "enter").wantAsked(next).press("esc")
		a = d.answered(a, next.Fact, string(decision.Unknown))
		d.wantNext(a)
	}
	d.want("Il manque une réponse")
}

// TestUnsureTellsWhatItDecides continues when all answers agree, and lists
// where each leads when they do not.
func TestUnsureTellsWhatItDecides(t *testing.T) {
	d := start(t, 120, 60)
	a := d.play(undecided, "tiers")
	d.press("0").want("La pièce à chercher")
	for _, o := range d.guide.AskedOn(d.guide.Walk(a), "tiers").Options {
		d.want(o.Label + " →")
	}
	d.press("enter").wantNext(d.answered(a, "tiers", string(decision.Unknown)))
}

// TestMissingAnswer ends where unknown answers decide, and goes from each of
// the lines there to a verdict or to what is still to know.
func TestMissingAnswer(t *testing.T) {
	d := start(t, 80, 24)
	a := d.play(undecided, "")
	depends := d.guide.Verdict(a).Depends
	if len(depends) == 0 {
		t.Fatal("the answers decide")
	}
	n := 0
	for _, dep := range depends {
		for _, c := range dep.Cases {
			d := start(t, 80, 24)
			d.play(undecided, "")
			for range n {
				d.press("down")
			}
			d.press("enter").wantNext(d.answered(a, dep.Question.Fact, string(c.Value)))
			n++
		}
	}
	d.press("r").wantRecap(a).press("esc").want("Il manque une réponse").press("esc").want("question ")
}

// TestEveryOutcome says, for each example, what came of its step, and checks
// what follows.
func TestEveryOutcome(t *testing.T) {
	for _, e := range examples(guide(t)) {
		for j, o := range guide(t).Step(e.Step).Outcomes {
			d := start(t, 80, 24).press(fmt.Sprint(e.Welcome))
			d.wantStep(d.guide.Step(e.Step)).press("s").want("Et ensuite")
			for range j {
				d.press("down")
			}
			if d.press("enter"); o.End {
				d.want("Fin du dossier").want(o.EndNote).press("down", "enter").wantStep(d.guide.Step(e.Step))
				continue
			}
			d.wantNext(d.guide.Apply(exercise(e), o))
		}
	}
}

// examples are the exercises of the welcome screen.
func examples(g *decision.Guide) []decision.Exercise {
	var all []decision.Exercise
	for _, e := range g.Exercises {
		if e.Welcome > 0 {
			all = append(all, e)
		}
	}
	return all
}

func exercise(e decision.Exercise) decision.Answers {
	a := decision.NewAnswers(today)
	for _, s := range e.Answers {
		a = a.With(s.Fact, string(s.Value))
	}
	return a
}

// TestToTheEnd follows the least favourable outcome of each step, to the end
// that the screen of the outcomes tells.
func TestToTheEnd(t *testing.T) {
	for _, e := range examples(guide(t)) {
		d := start(t, 120, 200).press(fmt.Sprint(e.Welcome), "s")
		for _, stage := range d.guide.Escalation(exercise(e)) {
			d.want(stage.Step.Title)
		}
		d.press("esc")
		a := exercise(e)
		for steps := 0; ; steps++ {
			if steps > 30 {
				t.Fatalf("%s goes round in circles", e.ID)
			}
			v := d.guide.Verdict(a)
			stage := d.guide.Escalation(a)[0]
			d.wantStep(v.Step).press("s").clickOn(stage.Outcome.Label)
			if stage.Outcome.End {
				d.want("Fin du dossier")
				break
			}
			a = d.guide.Apply(a, stage.Outcome)
			for next := d.guide.Walk(a).Next; next != nil; next = d.guide.Walk(a).Next {
				d.reply(next, next.Options[0].Value)
				a = d.answered(a, next.Fact, string(next.Options[0].Value))
			}
		}
	}
}

// TestHomeAndBack keeps the case under way.
func TestHomeAndBack(t *testing.T) {
	d := start(t, 80, 24).press("2", "a").want("Reprendre le conflit en cours")
	d.press("enter").want("Votre étape").press("s", "a", "enter").want("Votre étape")
}

// TestKeysThatAreNotShown do nothing: on a closed case nothing more comes of its step,
// and where no case is kept there is no list of them.
func TestKeysThatAreNotShown(t *testing.T) {
	c := unanswered("commercant", "2026-06-15")
	c.Closed = "2026-11-20"
	d, _ := at(t, c, today)
	for _, press := range []string{"s", "e", "y", "l"} {
		folder := d.resize(100, 40).want("Clos le").screen()
		if press == "s" && d.press(press).screen() != folder {
			t.Errorf("%s on a closed case shows\n%s", press, d.screen())
		}
		page := d.press("1").want("Pourquoi").wantNot("C’est fait").wantNot("rappeler").screen()
		if d.press(press).screen() != page {
			t.Errorf("%s on the step of a closed case shows\n%s", press, d.screen())
		}
		d.press("m")
	}
	d = start(t, 100, 40).press("1", "m").wantNot("d dossiers")
	if before := d.screen(); d.press("d").screen() != before {
		t.Errorf("d without cases shows\n%s", d.screen())
	}
}
