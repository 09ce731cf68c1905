package tui_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compromis/internal/casefile"
	"compromis/tui"
)

// TestFormerStates: one looks at what a case was, brings it back once sure, and
// comes back the same way; what is undone is kept.
func TestFormerStates(t *testing.T) {
	dir, id := keptCase(t)
	d := keeping(t, dir, today, id)
	d.press("p", "tab").write("1 rue du Port").press("ctrl+s")
	d.press("j", "+", "tab", "tab").write("appel à midi").press("ctrl+s").want("appel à midi")
	d.press("u", "o").wantNot("appel à midi").press("esc", "f").clickAt("États gardés")
	d.want("Journal").want("Client, adresse").press("enter").want("Reprendre cet état").want("appel à midi")
	d.press("enter").want("sera gardé à son tour").press("enter") // no is what Enter says
	if c := onlyCase(t, dir); len(c.Journal) != 0 {
		t.Fatalf("Enter alone brought back %+v", c.Journal)
	}
	d.clickAt("Reprendre cet état").press("o").want("Dossier repris")
	c := onlyCase(t, dir)
	if len(c.Journal) != 1 || c.Journal[0].Note != "appel à midi" || c.Client.Address != "1 rue du Port" {
		t.Fatalf("brought back %+v", c)
	}
	d.press("enter", "f").clickAt("États gardés").press("enter").want("Journal").press("enter", "o").want("Dossier repris")
	if c := onlyCase(t, dir); len(c.Journal) != 0 || c.Client.Address != "1 rue du Port" {
		t.Errorf("brought back %+v", c)
	}
}

// TestFormerStatesOfTheOtherWindow: where a case is only read, they are looked at,
// and none is brought back.
func TestFormerStatesOfTheOtherWindow(t *testing.T) {
	dir, id := keptCase(t)
	first := window(t, dir, id)
	first.press("p", "tab").write("1 rue").press("ctrl+s")
	other := window(t, dir, id).want("lecture seule").press("f").clickAt("États gardés").press("enter")
	other.clickAt("Reprendre cet état").press("o").want("Prendre la main")
	if c := onlyCase(t, dir); c.Client.Address != "1 rue" {
		t.Errorf("kept %+v", c.Client)
	}
}

// TestRescueOnTheScreen: a file set aside opens from the list; what it says is
// shown, exported, made a case of; it goes only once one is sure.
func TestRescueOnTheScreen(t *testing.T) {
	for name, passphrase := range map[string]string{"clear": "", "protected": "treize chevaux"} {
		t.Run(name, func(t *testing.T) {
			dir, id := keptCase(t)
			cases, err := casefile.OpenStore(dir)
			if err != nil {
				t.Fatal(err)
			}
			f, err := cases.Open(id, "")
			if err == nil && passphrase != "" {
				err = f.Protect(passphrase, false)
			}
			if err != nil {
				t.Fatal(err)
			}
			id = f.Case().ID
			f.Close() //nolint:errcheck // nothing to save
			path := filepath.Join(dir, id+".json")
			data, err := os.ReadFile(path)
			if err == nil {
				err = os.WriteFile(path, append(data[:len(data)-3], "\x1b]0;x\x07"...), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			var exported strings.Builder
			d := &driver{t: t, guide: guide(t)}
			d.model = tui.New(tui.Config{Load: load, Today: today, Cases: cases, Export: func(name string, write func(io.Writer) error) (string, error) { return name, write(&exported) }})
			d.resize(80, 40)
			d.run(d.model.Init())
			d.press("d", "enter")
			if passphrase != "" {
				d.write("faux").press("enter").want("n’est pas le bon").write(passphrase).press("enter")
			}
			d.want("En faire un dossier").want("Garage Alizé").clickAt("Exporter le texte").want(".txt").press("enter")
			if !strings.Contains(exported.String(), "Garage Alizé") || strings.Contains(exported.String(), "\x1b") {
				t.Errorf("exported %q", exported.String())
			}
			d.clickAt("En faire un dossier").want("Mon dossier").want("Garage Alizé")
			d.press("a", "d").clickAt(".abime-")
			if passphrase != "" {
				d.write(passphrase).press("enter")
			}
			d.clickAt("Supprimer ce fichier").press("enter").want("En faire un dossier") // no is what Enter says
			d.clickAt("Supprimer ce fichier").press("o").wantNot(".abime-")
			if left, _ := filepath.Glob(path + ".abime-*"); len(left) != 0 {
				t.Errorf("left %q", left)
			}
		})
	}
}
