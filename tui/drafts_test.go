package tui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/say"
	"compromis/tui"
)

// kept reads the drafts on the disk, without the window.
func kept(t testing.TB, dir string) string {
	t.Helper()
	var all []string
	files, _ := filepath.Glob(filepath.Join(dir, "*.brouillons"))
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(data))
	}
	return strings.Join(all, "\n")
}

// waitKept lets time pass until a draft on the disk says a text, and not another.
func (d *driver) waitKept(dir, text, not string) *driver {
	d.t.Helper()
	for msg := range d.timers {
		d.send(msg)
		if got := kept(d.t, dir); strings.Contains(got, text) && (not == "" || !strings.Contains(got, not)) {
			return d
		}
	}
	return d
}

// reopened kills the window, in effect, and opens the case in another.
func reopened(t *testing.T, dir, id string) *driver {
	t.Helper()
	copied := t.TempDir()
	files, _ := filepath.Glob(filepath.Join(dir, "*[^k]")) // but the lock
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err == nil {
			err = os.WriteFile(filepath.Join(copied, filepath.Base(name)), data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return window(t, copied, id)
}

// TestAFormIsKeptAsItGrows: what is typed is on the disk before it is given, comes
// back at the next opening, and goes once the case holds it.
func TestAFormIsKeptAsItGrows(t *testing.T) {
	dir, id := keptCase(t)
	d := window(t, dir, id).press("p").write("Dupont").waitKept(dir, "Dupont", "")
	again := reopened(t, dir, id).want("Vous écriviez").want("Les parties").want("Dupont")
	again.press("enter").want("Repris de votre brouillon du 23/11/2026").want("Dupont")
	d.write(" SARL").press("esc").want("Vous écriviez").waitKept(dir, "Dupont SARL", "")
	d.press("p").want("Dupont SARL").want("Repris").press("ctrl+s").want("Mon dossier").wantNot("Vous écriviez")
	if c := onlyCase(t, dir); !strings.HasSuffix(c.Client.Name, "Dupont SARL") {
		t.Errorf("kept %+v", c.Client)
	}
	if got := kept(t, dir); got != "" {
		t.Errorf("left: %s", got)
	}
	d.press("p").wantNot("Repris")
}

// TestADraftIsGivenUp only when one says so.
func TestADraftIsGivenUp(t *testing.T) {
	dir, id := keptCase(t)
	d := window(t, dir, id).press("p").write("Dupont").press("esc", "p", "ctrl+r").want("Ne pas garder ce brouillon").want("Dupont")
	d.press("enter").want("Dupont").press("ctrl+r", "o").wantNot("Dupont").wantNot("Repris")
	d.press("esc").wantNot("Vous écriviez")
	d.press("p").write("Durand").press("esc").press("b").want("Vos brouillons").clickOn("Ne pas le garder").press("o").want("Il n’y en a plus.")
	d.press("esc").wantNot("Vous écriviez")
	if got := kept(t, dir); got != "" {
		t.Errorf("left: %s", got)
	}
}

// TestOnlyWhatWasTypedComesBack: a draft keeps the lines that were typed, and the
// others follow the case.
func TestOnlyWhatWasTypedComesBack(t *testing.T) {
	dir, id := keptCase(t)
	d := window(t, dir, id).press("p", "tab").write("2 rue").press("esc", "ctrl+c")
	if !d.quit {
		t.Fatal("does not quit")
	}
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := cases.Open(id, "")
	if err != nil {
		t.Fatal(err)
	}
	c := f.Case()
	c.Client.Name = "Garage Neuf"
	if err := f.Save(c); err != nil {
		t.Fatal(err)
	}
	f.Close() //nolint:errcheck // saved
	window(t, dir, id).want("2 rue").press("enter").want("Garage Neuf").want("2 rue").press("ctrl+s")
	if c := onlyCase(t, dir); c.Client.Name != "Garage Neuf" || c.Client.Address != "2 rue" {
		t.Errorf("kept %+v", c.Client)
	}
}

// TestEveryFormIsKept: each place where one types comes back to itself.
func TestEveryFormIsKept(t *testing.T) {
	c := kitchen()
	c.Complaints = []dossier.Complaint{{Number: "R-1", On: "2026-11-01", Channel: "téléphone"}}
	for name, way := range map[string][]string{
		"parties": {"p"}, "event": {"j", "+", "tab", "tab"}, "invoice": {"e", "+"}, "complaint": {"r", "+", "tab", "tab", "tab"}, "outcome": {"1", "s", "enter", "tab"},
	} {
		t.Run(name, func(t *testing.T) {
			d := atDesk(t, c)
			d.press(way...).write("Marqueur").press("ctrl+c")
			if !d.quit || !strings.Contains(kept(t, d.cases), "Marqueur") {
				t.Fatalf("quit %v, kept %q", d.quit, kept(t, d.cases))
			}
			again := keeping(t, d.cases, today, onlyCase(t, d.cases).ID)
			again.resize(100, 60).want("Vous écriviez").press("enter").want("Marqueur").want("Repris de votre brouillon")
		})
	}
}

// TestAnAnswerIsKept: a date half typed comes back with its question.
func TestAnAnswerIsKept(t *testing.T) {
	dir := t.TempDir()
	d := keeping(t, dir, today, "").press("n")
	for n := 0; n < 30 && !d.shows("Par exemple"); n++ {
		d.press("1")
	}
	id := onlyCase(t, dir).ID
	d.write("12/0").press("ctrl+c")
	again := keeping(t, dir, today, id).want("Vous écriviez").press("enter").want("12/0").want("Repris de votre brouillon")
	again.press("tab").wantNot("12/0").press("tab").want("12/0")
	again.press("tab", "1")
	if got := kept(t, dir); got != "" {
		t.Errorf("left once it is answered: %s", got)
	}
}

// TestSecretsAreNeverKept: a passphrase half typed is nowhere on the disk.
func TestSecretsAreNeverKept(t *testing.T) {
	d := atDesk(t, kitchen())
	d.press("f").clickOn("Protéger").write("sésame").press("tab").write("sésame").press("ctrl+c")
	if got := kept(t, d.cases); got != "" {
		t.Errorf("kept %s", got)
	}
}

// TestAFormIsFilledOnce, whether its draft was given up or not.
func TestAFormIsFilledOnce(t *testing.T) {
	dir, id := keptCase(t)
	d := window(t, dir, id).press("s", "enter", "tab").write("Marqueur")
	d.press("esc").press("enter").want("Marqueur").press("ctrl+r", "o").wantNot("Marqueur").want("À retenir")
	if n := strings.Count(d.screen(), "À retenir"); n != 1 {
		t.Errorf("%d times\n%s", n, d.screen())
	}
}

// TestADayOfADraftStaysTheSame: « hier » is the eve of the day it was typed on.
func TestADayOfADraftStaysTheSame(t *testing.T) {
	dir, id := keptCase(t)
	d := keeping(t, dir, today, id)
	d.press("j", "+", "tab", "ctrl+u").write("hier").want(say.Understood("2026-11-22")).press("ctrl+c")
	later := keeping(t, dir, today.AddDate(0, 0, 2), id).want("Vous écriviez").press("enter").want("22/11/2026")
	later.press("ctrl+s")
	if c := onlyCase(t, dir); len(c.Journal) != 1 || c.Journal[0].On != "2026-11-22" {
		t.Errorf("kept %+v", c.Journal)
	}
}

// TestExamplesKeepNoDraft, and neither does a case of nothing.
func TestExamplesKeepNoDraft(t *testing.T) {
	dir := t.TempDir()
	d := keeping(t, dir, today, "").press("1", "m", "p").write("Dupont").press("esc")
	d.wantNot("Vous écriviez")
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Errorf("kept %v", entries)
	}
}

// TestTheWindowIsClosed: whatever ends the screen, what was typed is kept after it.
func TestTheWindowIsClosed(t *testing.T) {
	dir, id := keptCase(t)
	d := window(t, dir, id).press("p").write("Dupont")
	d.model.(*tui.Model).Close()
	if got := kept(t, dir); !strings.Contains(got, "Dupont") {
		t.Errorf("kept %q", got)
	}
}
