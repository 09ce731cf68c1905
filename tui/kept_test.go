package tui_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/tui"
)

// keeping opens the interface on a folder of cases, on a day.
func keeping(t testing.TB, dir string, on time.Time, open string) *driver {
	t.Helper()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := &driver{t: t, guide: guide(t)}
	d.model = tui.New(tui.Config{Load: load, Today: on, Cases: cases, Open: open})
	d.resize(100, 30)
	d.run(d.model.Init())
	return d
}

// onlyCase reads the one case of a folder.
func onlyCase(t testing.TB, dir string) dossier.Case {
	t.Helper()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	all, err := cases.List()
	if err != nil || len(all.Cases) != 1 || len(all.Damaged) != 0 {
		t.Fatalf("cases: %+v, %v", all, err)
	}
	f, err := cases.Open(all.Cases[0].ID, "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	return f.Case()
}

// TestEveryAnswerIsKept: after each answer, what was said is on disk, and
// quitting asks nothing.
func TestEveryAnswerIsKept(t *testing.T) {
	dir := t.TempDir()
	d := keeping(t, dir, today, "").press("n")
	a := decision.NewAnswers(today)
	for next := d.guide.Walk(a).Next; next != nil; next = d.guide.Walk(a).Next {
		d.reply(next, next.Options[0].Value)
		a = d.answered(a, next.Fact, string(next.Options[0].Value))
		kept := onlyCase(t, dir)
		for f, said := range a.Said() {
			if kept.Said[f] != said {
				t.Fatalf("%s=%s is not kept: %v", f, said, kept.Said)
			}
		}
	}
	if d.press("q"); !d.quit {
		t.Fatal("quitting asks, though everything is kept")
	}
	c := onlyCase(t, dir)
	if c.Concluded.Step != d.guide.Verdict(a).Step.ID || c.Opened == "" {
		t.Errorf("concluded %+v", c.Concluded)
	}
	keeping(t, dir, today, c.ID).want(d.guide.Verdict(a).Step.Title)
}

// TestExamplesAreNotKept unless one asks for it.
func TestExamplesAreNotKept(t *testing.T) {
	dir := t.TempDir()
	d := keeping(t, dir, today, "").press("1", "m", "f")
	if files, _ := filepath.Glob(filepath.Join(dir, "*.json")); len(files) != 0 {
		t.Fatalf("an example was kept: %v", files)
	}
	d.press("enter")
	if c := onlyCase(t, dir); c.Said["cause"] != "impaye" {
		t.Errorf("kept %+v", c)
	}
}

// TestOverWeeks follows the unpaid invoice from the first call to the payment
// order, over several days and several openings of the program.
func TestOverWeeks(t *testing.T) {
	dir, day := t.TempDir(), today
	d := keeping(t, dir, day, "")
	d.play(said{"cause": "impaye", "client": "commercant", "contact": "aucun"}, "")
	d.press("q")
	for _, came := range []struct {
		days int
		step string
		pick string // a word of the outcome
	}{
		{0, "appeler-client", "injoignable"}, {7, "relancer-par-ecrit", "répond pas"}, {15, "mettre-en-demeure", "répond pas"},
	} {
		day = day.AddDate(0, 0, came.days)
		id := onlyCase(t, dir).ID
		d = keeping(t, dir, day, id).press("1").toStep(onlyCase(t, dir)).want(d.guide.Step(came.step).Title)
		d.press("s").clickAt(came.pick).press("ctrl+s", "q")
		c := onlyCase(t, dir)
		last := c.Journal[len(c.Journal)-1]
		if last.Step != came.step || last.On != decision.DayOf(day) {
			t.Fatalf("journal: %+v", last)
		}
	}
	c := onlyCase(t, dir)
	done := 0
	for _, e := range c.Journal {
		if e.Kind == dossier.StepDone {
			done++
		}
	}
	// A call, a reminder and a notice are noted too, with their own days.
	if done != 3 || len(c.Journal) != 6 || c.Said["contact"] != "mise-en-demeure" || c.Said["reponse"] != "silence" {
		t.Errorf("after three steps: %+v", c)
	}
}

// TestUndo takes the last event back, with what it changed.
func TestUndo(t *testing.T) {
	dir := t.TempDir()
	d := keeping(t, dir, today, "")
	d.play(said{"cause": "impaye", "client": "commercant", "contact": "aucun"}, "")
	before := onlyCase(t, dir).Said
	d.press("s", "enter", "ctrl+s", "m", "j", "u", "n") // the outcome asks a question
	if c := onlyCase(t, dir); len(c.Journal) != 2 {
		t.Errorf("taken back without a yes: %+v", c.Journal)
	}
	d.press("u", "o")
	c := onlyCase(t, dir)
	if len(c.Journal) != 1 || c.Journal[0].Kind != dossier.Called || len(c.Said) != len(before) || c.Said["contact"] != before["contact"] {
		t.Errorf("%+v is not %v", c, before)
	}
}

// TestTheOtherWindow opens a case that another window has: it reads, and does
// not write.
func TestTheOtherWindow(t *testing.T) {
	dir := t.TempDir()
	d := keeping(t, dir, today, "").press("n", "1")
	id := onlyCase(t, dir).ID
	other := keeping(t, dir, today, id).want("lecture seule")
	other.press("esc", "1", "1")
	if said := onlyCase(t, dir).Said; len(said) != 1 {
		t.Errorf("the other window wrote: %v", said)
	}
	d.press("1")
	if said := onlyCase(t, dir).Said; len(said) != 2 {
		t.Errorf("the first window no longer writes: %v", said)
	}
}

// TestUnsaved: a folder that takes nothing is told, and nothing is lost.
func TestUnsaved(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "dossiers")
	d := keeping(t, dir, today, "").press("n")
	noFolder(t, dir)
	d.press("1").want("Dossier non enregistré").press("enter", "q").want("Non, rester")
	if d.quit {
		t.Error("quits and loses the answer")
	}
}

// noFolder puts a file where the folder was.
func noFolder(t *testing.T, dir string) {
	t.Helper()
	if err := errors.Join(os.RemoveAll(dir), os.WriteFile(dir, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
}

// TestProtect encrypts a case: its content is nowhere in the folder, and it
// opens with its passphrase only.
func TestProtect(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	d := keeping(t, dir, today, "").press("n", "1", "a")
	d.press("q")
	c := onlyCase(t, dir)
	d = keeping(t, dir, today, c.ID).press("p").write("Boulangerie Zéphyr").press("ctrl+s", "f")
	d.clickAt("Protéger").write("un").press("tab").write("deux").press("ctrl+s").want("pas les mêmes").press("esc")
	d.clickAt("Protéger").write("un deux trois quatre").press("tab").write("un deux trois quatre").press("ctrl+s", "q")
	for _, file := range files(t, dir) {
		source, _ := os.ReadFile(file)
		if strings.Contains(string(source)+file, "Zéphyr") {
			t.Errorf("%s tells the client's name", file)
		}
	}
	d = keeping(t, dir, today, "").press("d", "enter").want("Mot de passe")
	d.write("un deux trois").press("enter").want("n’est pas le bon")
	d.write("un deux trois quatre").press("enter").want("Boulangerie Zéphyr")
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestErase deletes a case once asked.
func TestErase(t *testing.T) {
	dir := t.TempDir()
	keeping(t, dir, today, "").press("n", "1", "q")
	id := onlyCase(t, dir).ID
	d := keeping(t, dir, today, id).press("f").clickAt("Supprimer")
	d.press("enter").want("Archiver") // by default, no
	d.clickAt("Supprimer").press("o").want("Aucun dossier")
	if left, _ := filepath.Glob(filepath.Join(dir, "*.json")); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

// TestSearch finds a case by the name of its client.
func TestSearch(t *testing.T) {
	dir := t.TempDir()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Garage Alizé", "Mairie de Bourg-Neuf", "SARL L’Écluse"} {
		f, err := cases.Create(dossier.Case{Client: dossier.Party{Name: name}, Changed: "2026-11-23"})
		if err != nil {
			t.Fatal(err)
		}
		f.Close() //nolint:errcheck // saved already
	}
	d := keeping(t, dir, today, "").press("d").want("Garage Alizé").press("/").write("bourg")
	d.want("Mairie de Bourg-Neuf").wantNot("Garage").press("enter").want("Mairie de Bourg-Neuf").want("Mon dossier")
	for _, typed := range []string{"ecluse", "L'ECLUSE", "l ecluse", "lecluse"} {
		keeping(t, dir, today, "").press("d", "/").write(typed).want("SARL L’Écluse").wantNot("Garage")
	}
}

// toStep answers the questions left, each with its first answer.
func (d *driver) toStep(c dossier.Case) *driver {
	d.t.Helper()
	a := c.Answers(d.guide, today)
	for next := d.guide.Walk(a).Next; next != nil; next = d.guide.Walk(a).Next {
		d.reply(next, next.Options[0].Value)
		a = d.answered(a, next.Fact, string(next.Options[0].Value))
	}
	return d
}

// clickAt clicks on the first line that holds a text.
func (d *driver) clickAt(text string) *driver {
	d.t.Helper()
	for y, l := range d.lines() {
		if strings.Contains(words(l), words(text)) {
			return d.click(4, y)
		}
	}
	d.t.Fatalf("no line holds %q\n%s", text, d.screen())
	return d
}

// TestOldContent reads a case concluded with another content: what changed is
// said, and an answer that no longer exists is asked again.
func TestOldContent(t *testing.T) {
	dir := t.TempDir()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	e := examples(guide(t))[0]
	c := dossier.Case{Client: dossier.Party{Name: "Garage Alizé"}}.WithAnswers(exercise(e))
	c.Said["relation"] = "peut-etre"
	c.Concluded = dossier.Conclusion{Step: "appeler-client", On: "2025-03-03", Content: "2025-01-01"}
	f, err := cases.Create(c)
	if err != nil {
		t.Fatal(err)
	}
	f.Close() //nolint:errcheck // saved already
	d := keeping(t, dir, today, f.Case().ID)
	d.want("Le contenu a changé").want("03/03/2025").want(d.guide.Step("appeler-client").Title).want("peut-etre")
	d.press("enter").want("Garage Alizé").press("1").wantQuestion("relation")
	kept := onlyCase(t, dir)
	if _, still := kept.Said["relation"]; still || kept.Concluded.On != decision.DayOf(today) {
		t.Errorf("kept %+v", kept)
	}
}

// TestTwoCasesInARow: beginning another case, or opening one, at once after an
// answer mixes nothing and loses nothing, even when saves are slow to come
// back.
func TestTwoCasesInARow(t *testing.T) {
	dir := t.TempDir()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := &driver{t: t, guide: guide(t), late: true}
	d.model = tui.New(tui.Config{Load: load, Today: today, Cases: cases})
	d.resize(100, 30)
	d.run(d.model.Init())
	d.catchUp()
	d.press("n", "1", "1", "r", "a", "n", "2", "r", "a", "n", "3", "2", "1")
	d.catchUp()
	d.press("q")
	d.catchUp()
	all, err := cases.List()
	if err != nil || len(all.Cases) != 3 {
		t.Fatalf("cases: %+v, %v", all, err)
	}
	causes := map[string]int{}
	for _, s := range all.Cases {
		f, err := cases.Open(s.ID, "")
		if err != nil {
			t.Fatal(err)
		}
		causes[f.Case().Said["cause"]] = len(f.Case().Said)
		f.Close() //nolint:errcheck // read only
	}
	options := d.guide.Questions[0].Options
	if len(causes) != 3 || causes[string(options[0].Value)] != 2 || causes[string(options[1].Value)] != 1 || causes[string(options[2].Value)] != 3 {
		t.Errorf("kept %v", causes)
	}
}
