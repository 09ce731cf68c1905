package tui_test

import (
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/say"
	"compromis/tui"
)

// practising opens the list of the exercises.
func practising(t testing.TB, width, height int) *driver {
	t.Helper()
	return start(t, width, height).press("e").want("S’exercer").want(guide(t).Exercises[0].Title)
}

// onExercise opens the exercise of that rank, on the choice of how to answer.
func (d *driver) onExercise(rank int) *driver {
	d.t.Helper()
	for range rank {
		d.press("down")
	}
	return d.press("enter").onStory(d.guide.Exercises[rank])
}

// onStory reads the story and the documents of an exercise.
func (d *driver) onStory(e decision.Exercise) *driver {
	d.t.Helper()
	d.want(e.Title).want(e.Story[0].Lines[0].String()).wantNot("Les pièces")
	d.press("enter").want("Les pièces • " + e.Documents[0].Lines[0].String()).wantNot(e.Story[0].Lines[0].String())
	return d.want("Répondre fait par fait")
}

// byFacts answers the questions of an exercise as said, the first option where
// nothing is. It returns the answers given.
func (d *driver) byFacts(given decision.Answers) decision.Answers {
	d.t.Helper()
	d.press("enter")
	a := decision.NewAnswers(today)
	for next := d.guide.Walk(a).Next; next != nil; next = d.guide.Walk(a).Next {
		v := string(next.Options[0].Value)
		if said, ok := given.Get(next.Fact); ok {
			v = said
		}
		d.wantNot("Le chemin").wantNot("Voie probable").wantAsked(next).toList(next.Fact).choose(next, decision.Value(v))
		a = d.answered(a, next.Fact, v)
	}
	return a
}

// TestASeriesIsNotQuitWithoutAWord asks before what was done in exercises is
// forgotten, and not once it is in a file.
func TestASeriesIsNotQuitWithoutAWord(t *testing.T) {
	d := practising(t, 130, 200)
	d.model = tui.New(tui.Config{Load: load, Today: today, Export: func(name string, write func(io.Writer) error) (string, error) {
		return name, write(io.Discard)
	}})
	d.run(d.model.Init())
	d.resize(130, 200).press("e").onExercise(0).press("q")
	if !d.quit {
		t.Error("asks before anything was done")
	}
	d.quit = false
	d.byFacts(exercise(d.guide.Exercises[0]))
	if d.press("ctrl+c").want("Non, rester").press("enter"); d.quit {
		t.Error("quits without a word")
	}
	d.press("r", "w").want("Document enregistré").press("enter", "ctrl+c")
	if !d.quit {
		t.Errorf("asks about what is in a file\n%s", d.screen())
	}
}

// TestEveryExerciseFactByFact plays the whole series from key n to key n: each
// exercise reaches its step, and the result counts them all.
func TestEveryExerciseFactByFact(t *testing.T) {
	t.Parallel()
	d := practising(t, 130, 200)
	all := d.guide.Exercises
	d.press("enter")
	for i, e := range all {
		d.onStory(e).byFacts(exercise(e))
		d.want("Juste").want(d.guide.Step(e.Step).Title).wantNot("Où les chemins se séparent")
		d.want(e.Point[0].Lines[0].String()).want(e.Discussion[0].Lines[0].String())
		d.press("r").resize(130, 1000).want("Points vus").want("Cas par cas").wantNot("Points manqués")
		if i+1 < len(all) {
			d.want("Restent à faire").press("esc")
		}
		d.resize(130, 200).press("n")
	}
	d.resize(130, 1000)
	d.want("Résultat de la série").wantNot("Restent à faire")
}

// tried says whether a test takes the item of that number on the exercise of that
// rank: one in three, and not the same ones on the next.
func tried(rank, item int) bool { return (rank+item)%3 == 0 && decisiontest.Tries((rank+item)/3) }

// TestWrongStepByFacts changes an answer of each exercise: the correction tells
// that answer, and that of the case.
func TestWrongStepByFacts(t *testing.T) {
	for rank, e := range guide(t).Exercises {
		t.Run(e.ID, func(t *testing.T) {
			t.Parallel()
			d := practising(t, 90, 200)
			d.onExercise(rank)
			key := exercise(e)
			for i, c := range d.guide.Changes(key) {
				if !tried(rank, i) {
					continue
				}
				given := d.resize(90, 40).byFacts(key.With(c.Question.Fact, string(c.Value)))
				d.resize(90, 200).want("Ce n’est pas l’étape attendue").want("Étape attendue " + d.guide.Step(e.Step).Title)
				d.want("Votre étape " + d.guide.Verdict(given).Step.Title)
				said, _ := key.Get(c.Question.Fact)
				d.want("Où les chemins se séparent").want(c.Question.Title)
				d.want("Vous " + c.Question.Option(c.Value).Label).want("Le cas dit " + c.Question.Option(decision.Value(said)).Label)
				d.press("x").onStory(e)
			}
		})
	}
}

// TestWrongStepDirectly chooses steps for each exercise, the right one and that of
// the usual mistake among them: the correction tells what would have to be
// otherwise, and the usual mistake when it is that one.
func TestWrongStepDirectly(t *testing.T) {
	for rank, e := range guide(t).Exercises {
		t.Run(e.ID, func(t *testing.T) {
			t.Parallel()
			d := practising(t, 90, 200)
			d.onExercise(rank)
			for i, p := range d.guide.Places(decision.NewAnswers(today)) {
				if !tried(rank, i) && p.Step.ID != e.Step && p.Step.ID != e.WrongStep {
					continue
				}
				d.press("down", "enter", "home")
				for range i {
					d.press("down")
				}
				d.press("enter")
				d.want("Correction").want("Votre étape " + p.Step.Title)
				if p.Step.ID == e.Step {
					d.want("Juste").wantNot("Il faudrait")
				} else {
					d.want("Étape attendue " + d.guide.Step(e.Step).Title).want("Il faudrait").want("Le cas dit")
				}
				if made := d.shows("L’erreur classique"); made != (p.Step.ID == e.WrongStep || e.WrongStep == "" && p.Step.ID != e.Step) {
					t.Errorf("%s chosen, the usual mistake is %q\n%s", p.Step.ID, e.WrongStep, d.screen())
				}
				d.press("x").onStory(e)
			}
		})
	}
}

// TestPartingOpensItsText opens the legal basis of the condition on which the
// ways part.
func TestPartingOpensItsText(t *testing.T) {
	d := practising(t, 90, 200)
	d.onExercise(0).byFacts(exercise(d.guide.Exercises[0]).With("difficulte", "procedure-collective"))
	d.want("Où les chemins se séparent").clickOn("• Ses difficultés").want("Un texte").want("En vigueur")
	d.press("esc").want("Correction")
}

// TestUnknownInPractice leaves the step open, and says so.
func TestUnknownInPractice(t *testing.T) {
	e := guide(t).Exercises[0]
	d := practising(t, 90, 200).onExercise(0)
	d.byFacts(exercise(e).With("contestation", string(decision.Unknown)))
	d.want("Ce n’est pas l’étape attendue").want("il manque une réponse").want("Vous Je ne sais pas")
}

// TestBackInPractice comes back to each question with its answer, then to the
// documents, the story and the list.
func TestBackInPractice(t *testing.T) {
	d := practising(t, 90, 30).onExercise(1)
	e := d.guide.Exercises[1]
	d.press("enter", "2").wantQuestion("dette").press("2").wantQuestion("client")
	d.press("esc").wantQuestion("dette").want(say.Answered).press("esc").wantQuestion("cause")
	if at := d.cursor(); !strings.HasPrefix(at, "2") {
		t.Errorf("the cursor is on %q", at)
	}
	d.press("enter").wantQuestion("dette").press("enter").wantQuestion("client")
	d.press("esc", "esc", "esc").want("À vous").press("esc").want(e.Title).press("esc").want("à faire").press("esc").want("Nouveau conflit")
}

// TestPracticeWaits is where one left it, the series and a question under way.
func TestPracticeWaits(t *testing.T) {
	d := practising(t, 90, 40)
	d.onExercise(0).byFacts(exercise(d.guide.Exercises[0]))
	d.press("a").want("Nouveau conflit").press("e").want("Correction")
	d.press("esc").want("juste").press("down", "enter", "enter", "enter").wantQuestion("cause")
	d.press("r").want("Les pièces").press("a").want("Nouveau conflit").press("e", "esc").wantQuestion("cause")
}

// TestPracticeLeavesTheCase: a series changes neither the case under way, nor
// its file, nor the others.
func TestPracticeLeavesTheCase(t *testing.T) {
	d := atDesk(t, kitchen())
	d.press("1")
	before, screen := fileOf(t, d.cases), d.screen()
	d.press("a", "e").onExercise(0)
	for i := range 4 {
		d.byFacts(exercise(d.guide.Exercises[i]))
		d.press("n").onStory(d.guide.Exercises[i+1])
	}
	d.press("enter", "2", "3", "m", "r").want("Cas 5 sur")
	d.press("a").clickOn("Reprendre le conflit en cours")
	if d.screen() != screen {
		t.Errorf("the case is on\n%s\nand was on\n%s", d.screen(), screen)
	}
	if after := fileOf(t, d.cases); !reflect.DeepEqual(after, before) {
		t.Errorf("kept %+v, was %+v", after, before)
	}
	if d.press("q").want("Le résultat de vos exercices").press("o"); !d.quit {
		t.Errorf("does not quit\n%s", d.screen())
	}
}

// fileOf reads the one case of a folder, though a window has it open.
func fileOf(t testing.TB, dir string) dossier.Case {
	t.Helper()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	all, err := cases.List()
	if err != nil || len(all.Cases) != 1 {
		t.Fatalf("cases: %+v, %v", all, err)
	}
	f, err := cases.Open(all.Cases[0].ID, "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	return f.Case()
}

// TestPracticeKeepsNothingAlone: without a case, no file appears.
func TestPracticeKeepsNothingAlone(t *testing.T) {
	dir := t.TempDir()
	d := keeping(t, dir, today, "").resize(90, 200).press("e")
	d.onExercise(0).byFacts(exercise(d.guide.Exercises[0]))
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := cases.List(); err != nil || len(all.Cases) > 0 {
		t.Errorf("kept: %+v, %v", all, err)
	}
	if d.press("q").want("Le résultat de vos exercices").press("o"); !d.quit {
		t.Errorf("does not quit\n%s", d.screen())
	}
}

// TestSeriesResult writes the result in every format, and forgets it only once
// that is confirmed.
func TestSeriesResult(t *testing.T) {
	d := atDesk(t, kitchen())
	d.press("a", "e").onExercise(0)
	d.byFacts(exercise(d.guide.Exercises[0]))
	d.press("n", "enter", "down", "enter", "/").write(d.guide.Step("appeler-client").Title).press("enter", "enter")
	d.press("r").want("Points vus").want("Points manqués").press("t").want("Document enregistré")
	text := d.paper("exercices-2026-11-23.md")
	for i, part := range []string{"## Points vus", "## Points manqués"} {
		_, after, found := strings.Cut(text, part)
		if point := d.guide.Exercises[i].Point[0].Lines[0].String(); !found || !strings.Contains(after, point) {
			t.Errorf("no %q under %q in\n%s", point, part, text)
		}
	}
	d.press("esc", "w", "esc", "p", "esc").want("Résultat de la série")
	for _, name := range []string{"exercices-2026-11-23.docx", "exercices-2026-11-23.pdf"} {
		if _, err := os.Stat(filepath.Join(d.papers, name)); err != nil {
			t.Error(err)
		}
	}
	d.press("x", "n").want("Points vus").press("x", "o").want("à faire").wantNot("juste")
}

// TestTries counts how many times an exercise was played; the last one counts.
func TestTries(t *testing.T) {
	d := practising(t, 90, 200).onExercise(0)
	d.press("down", "enter", "/").write("tribunal").press("enter", "enter").want("Ce n’est pas l’étape attendue")
	d.press("x", "enter").byFacts(exercise(d.guide.Exercises[0]))
	d.press("esc").want("juste (essai 2)")
}

// TestSearchSteps finds a step by any of its letters, accents or not.
func TestSearchSteps(t *testing.T) {
	d := practising(t, 90, 200).onExercise(0).press("down", "enter", "/").write("MEDIATION conv")
	d.want("Proposer une médiation conventionnelle").wantNot("Appeler votre client")
	d.write("zz").want("Rien ne correspond").press("backspace", "backspace").want("Proposer une médiation conventionnelle")
	d.press("esc").want("Appeler votre client").press("esc").want("À vous")
}

// anyPracticeKey are the keys of practice and of « et si ? », the usual ones
// more often.
var anyPracticeKey = rapid.SampledFrom([]string{
	"enter", "enter", "enter", "enter", "down", "down", "up", "esc", "space", "n", "r", "x", "e", "c", "v", "g", "+", "tab", "/",
	"1", "2", "3", "0", "o", "p", "t", "m", "?", "a", "end", "home", "é", "backspace", "left",
})

// TestAnyPracticeKeys presses keys at random in practice and in « et si ? »:
// every screen fits, and there is a way out.
func TestAnyPracticeKeys(t *testing.T) {
	t.Parallel()
	guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		d := start(t, rapid.IntRange(40, 130).Draw(rt, "width"), rapid.IntRange(12, 45).Draw(rt, "height"))
		d.press(rapid.SampledFrom([][]string{{"e", "enter"}, {"2", "c"}, {"4", "c", "enter"}}).Draw(rt, "from")...)
		for range rapid.IntRange(1, 40).Draw(rt, "keys") {
			if rapid.IntRange(0, 9).Draw(rt, "event") == 0 {
				d.resize(rapid.IntRange(40, 200).Draw(rt, "width"), rapid.IntRange(12, 60).Draw(rt, "height"))
			} else {
				d.press(anyPracticeKey.Draw(rt, "key"))
			}
			if d.quit {
				return
			}
			if fault := d.misfit(); fault != "" {
				rt.Fatalf("%d×%d: %s\n%s", d.width, d.height, fault, d.screen())
			}
		}
		if d.press("ctrl+c", "ctrl+c"); !d.quit {
			rt.Fatalf("two ctrl+c do not quit\n%s", d.screen())
		}
	})
}
