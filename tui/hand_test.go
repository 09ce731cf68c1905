package tui_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/tui"
)

// window opens the interface on a case of a folder, with timers that run and, as
// in the program, what touches the disk beside the main loop.
func window(t *testing.T, dir, id string) *driver {
	t.Helper()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := (&driver{t: t, guide: guide(t)}).timed()
	d.model = tui.New(tui.Config{Load: load, Today: today, Cases: cases, Open: id, Edit: editedBy(func(text string) (string, error) { return text + "\nAjouté.", nil })})
	d.resize(100, 40)
	d.run(d.model.Init())
	return d
}

// keptCase makes a case at a step, and returns its folder and its ID.
func keptCase(t *testing.T) (dir, id string) {
	t.Helper()
	dir = t.TempDir()
	d := keeping(t, dir, today, "")
	d.play(said{"cause": "impaye", "client": "commercant", "contact": "aucun"}, "")
	d.press("m", "p").write("Garage Alizé").press("ctrl+s", "q")
	return dir, onlyCase(t, dir).ID
}

// TestEveryScreenOfTheOtherWindowOnlyReads: whatever one tries there, it is told
// at once that another window writes, and nothing changes.
func TestEveryScreenOfTheOtherWindowOnlyReads(t *testing.T) {
	dir, id := keptCase(t)
	window(t, dir, id)
	before := fmt.Sprintf("%+v", onlyCase(t, dir))
	for name, keys := range map[string][]string{
		"answer": {"1", "r", "enter", "1"}, "outcome": {"1", "s", "enter"},
		"journal": {"j", "+"}, "journal, undo": {"j", "u"}, "parties": {"p"}, "invoice": {"e", "+"}, "payment": {"e", "p"},
		"complaint": {"r", "+"}, "letter": {"l", "enter", "e"}, "archive": {"f", "enter"}, "protect": {"f", "down", "enter"},
	} {
		t.Run(name, func(t *testing.T) {
			other := window(t, dir, id).want("lecture seule")
			other.press(keys...)
			if name != "journal, undo" && name != "payment" { // nothing to undo, nothing to pay: no key
				other.want("Prendre la main")
			}
			other.press("esc", "esc", "q")
			if now := fmt.Sprintf("%+v", onlyCase(t, dir)); now != before {
				t.Errorf("the other window wrote:\n%s\n%s", before, now)
			}
		})
	}
}

// TestTakingTheHand: the window that asks becomes the one that writes, the first
// reads only, says so once, and keeps what was half typed; it may take the hand
// back, and then what it had typed joins what the other wrote.
func TestTakingTheHand(t *testing.T) {
	dir, id := keptCase(t)
	first := window(t, dir, id).press("p", "tab").write("12 rue du Port") // half typed: the address
	second := window(t, dir, id).press("j", "+").want("Prendre la main")
	second.take(first).want("Noter un événement")
	second.press("tab", "tab").write("appel à midi").press("ctrl+s").want("appel à midi")
	first.until("Une autre fenêtre a pris la main").press("enter").want("12 rue du Port").wantNot("Une autre fenêtre")
	if c := onlyCase(t, dir); len(c.Journal) != 1 || c.Client.Address != "" {
		t.Fatalf("kept %+v", c)
	}
	first.press("ctrl+s").want("Prendre la main")
	first.take(second).want("Mon dossier")
	second.until("Une autre fenêtre a pris la main")
	c := onlyCase(t, dir)
	if len(c.Journal) != 1 || c.Journal[0].Note != "appel à midi" || c.Client.Address != "12 rue du Port" || c.Client.Name != "Garage Alizé" {
		t.Errorf("kept %+v", c)
	}
	second.press("enter", "esc", "j", "+").want("Prendre la main")
}

// take chooses to take the hand, while the other window goes on.
func (d *driver) take(other *driver) *driver {
	d.t.Helper()
	d.late = true
	d.clickAt("Prendre la main")
	d.late = false
	waiting := d.waiting
	d.waiting = nil
	done := make(chan []tea.Msg)
	go func() {
		var all []tea.Msg
		for _, cmd := range waiting {
			all = append(all, leaves(cmd)...)
		}
		done <- all
	}()
	for {
		select {
		case all := <-done:
			for _, msg := range all {
				d.send(msg)
			}
			return d
		case msg := <-other.timers:
			other.send(msg)
		}
	}
}

// leaves carries out a command and those it is made of, but timers.
func leaves(cmd tea.Cmd) (all []tea.Msg) {
	if cmd == nil || waits(cmd) {
		return nil
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			all = append(all, leaves(c)...)
		}
	default:
		all = append(all, msg)
	}
	return all
}

// TestAnotherCaseIsErased while the open one is only read here; the open one is not.
func TestAnotherCaseIsErased(t *testing.T) {
	dir, id := keptCase(t)
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := cases.Create(unanswered("commercant", "2026-06-15"))
	if err != nil {
		t.Fatal(err)
	}
	f.Close() //nolint:errcheck // nothing to save
	first := window(t, dir, id)
	other := window(t, dir, id).want("lecture seule").press("d").write("mettre").press("tab").clickAt("Supprimer").press("o").wantNot("Prendre la main")
	if c := onlyCase(t, dir); c.ID != id {
		t.Errorf("left %q", c.ID)
	}
	other.press("esc", "tab").clickAt("Supprimer").press("o").want("Prendre la main")
	first.press("q")
}

// TestTheSameLineTypedTwice: when both windows wrote the same line, one chooses,
// and nothing is written before.
func TestTheSameLineTypedTwice(t *testing.T) {
	dir, id := keptCase(t)
	first := window(t, dir, id).press("p", "tab").write("1 rue")
	second := window(t, dir, id).press("p")
	second.take(first).press("tab").write("2 rue").press("ctrl+s").want("Mon dossier")
	first.until("Une autre fenêtre a pris la main").press("enter", "ctrl+s")
	first.take(second).want("a changé la même chose").want("Client, adresse").want("1 rue").want("2 rue")
	if c := onlyCase(t, dir); c.Client.Address != "2 rue" {
		t.Fatalf("kept %+v before one chose", c.Client)
	}
	first.press("esc").want("1 rue").press("ctrl+s").clickAt("( ) L’autre fenêtre").clickAt("Garder ces choix").want("Mon dossier")
	if c := onlyCase(t, dir); c.Client.Address != "2 rue" {
		t.Errorf("kept %+v", c.Client)
	}
}

// TestAFrozenWindow keeps the hand: one is told, and still only reads.
func TestAFrozenWindow(t *testing.T) {
	dir, id := keptCase(t)
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := cases.Open(id, "")
	if err != nil {
		t.Fatal(err)
	}
	d := window(t, dir, id).press("p").clickAt("Prendre la main").want("ne rend pas le dossier").press("enter").want("lecture seule")
	f.Close() //nolint:errcheck // as when it dies
	d.press("p").clickAt("Prendre la main").want("Nom du client").write(" & Fils").press("ctrl+s")
	if c := onlyCase(t, dir); c.Client.Name != "Garage Alizé & Fils" {
		t.Errorf("kept %+v", c.Client)
	}
}

// TestAProtectedCaseOpensOnce: its form does not open it against itself.
func TestAProtectedCaseOpensOnce(t *testing.T) {
	dir := t.TempDir()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := cases.Create(dossier.Case{Client: dossier.Party{Name: "Zéphyr"}})
	if err == nil {
		err = f.Protect("un deux trois quatre", false)
	}
	if err != nil {
		t.Fatal(err)
	}
	f.Close() //nolint:errcheck // saved already
	d := keeping(t, dir, today, "").press("d", "enter").write("un deux trois quatre")
	d.late = true
	d.press("enter", "enter").send(tea.FocusMsg{}) // and anything a terminal may send
	d.catchUp()
	d.late = false
	d.want("Zéphyr").wantNot("lecture seule")
}

// TestAFolderThatHangs: after two seconds one is told, the case is not said to be
// saved, and quitting asks, then does not wait.
func TestAFolderThatHangs(t *testing.T) {
	dir, id := keptCase(t)
	d := window(t, dir, id).want("Enregistré sur cet ordinateur").press("p").write(" & Fils")
	d.late = true // nothing comes back from the disk
	d.press("ctrl+s").want("Enregistrement…").wantNot("Enregistré sur")
	hung := d.waiting
	d.waiting = nil
	for _, cmd := range hung {
		d.start(cmd)
	}
	d.until("ne répond pas").press("enter").want("Pas encore enregistré")
	d.press("ctrl+c").want("Non, rester").press("ctrl+c")
	for _, cmd := range d.waiting {
		d.quit = d.quit || pointer(cmd) == pointer(tea.Quit)
	}
	if !d.quit {
		t.Error("quitting waits for a folder that hangs")
	}
}

// TestAPaperThatHangs: a document that goes to a disk which does not answer is not
// waited for in silence; the case is none the worse, and one may leave.
func TestAPaperThatHangs(t *testing.T) {
	d := onNotice(t)
	d.timed()
	d.late = true
	d.press("w")
	hung := d.waiting
	d.waiting = nil
	for _, cmd := range hung {
		d.start(cmd)
	}
	d.until("pas encore enregistré").wantNot("dossiers ne répond pas").press("enter").want("Objet").wantNot("Pas encore enregistré")
	d.late = false
	if d.press("ctrl+c"); !d.quit {
		d.press("enter")
	}
	if !d.quit {
		t.Error("quitting waits for a paper")
	}
}

// start starts the timers of a command that the disk does not answer.
func (d *driver) start(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	if waits(cmd) {
		d.time(cmd)
		return
	}
	if strings.HasSuffix(runtime.FuncForPC(pointer(cmd)).Name(), "started.func1") {
		return
	}
	if all, ok := cmd().(tea.BatchMsg); ok {
		for _, c := range all {
			d.start(c)
		}
	}
}

// TestVersionsJoin: opening a case that a shared folder kept twice makes one of
// it, or asks where each says something else; the copy stays, aside.
func TestVersionsJoin(t *testing.T) {
	dir, id := keptCase(t)
	data, err := os.ReadFile(filepath.Join(dir, id+".json"))
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(dir, id+".sync-conflict-20261128-101112-ABCDEFG.json")
	put := func(text string) {
		if err := os.WriteFile(copied, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put(strings.Replace(string(data), `"nom": "Garage Alizé"`, `"nom": "Garage Alizé", "telephone": "04 00 00 00 00"`, 1))
	d := keeping(t, dir, today, "").press("d").want("2 versions à réunir").press("enter").want("Une seule version")
	if c := onlyCase(t, dir); c.Client.Phone != "04 00 00 00 00" || c.Client.Name != "Garage Alizé" {
		t.Errorf("kept %+v", c.Client)
	}
	d.press("q")
	put(strings.Replace(string(data), `"nom": "Garage Alizé"`, `"nom": "Garage Zéphyr", "siren": "123456782"`, 1))
	d = keeping(t, dir, today, id).want("Deux versions de ce dossier").want("Client, nom").want("Garage Alizé").want("Garage Zéphyr")
	if c := onlyCase(t, dir); c.Client.Number != "" {
		t.Fatal("merged before one chose")
	}
	d.clickAt("( ) La copie").clickAt("Garder ces choix").want("Une seule version").press("enter").want("Garage Zéphyr")
	if c := onlyCase(t, dir); c.Client.Name != "Garage Zéphyr" || c.Client.Number != "123456782" || c.Client.Phone == "" {
		t.Errorf("kept %+v", c.Client)
	}
	if aside, _ := filepath.Glob(filepath.Join(dir, id+".json.version-*")); len(aside) != 2 {
		t.Errorf("put aside: %q", aside)
	}
}

// TestAProtectedCopy asks for its own passphrase, then joins the case.
func TestAProtectedCopy(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := cases.Create(dossier.Case{Client: dossier.Party{Name: "Zéphyr"}})
	if err == nil {
		err = f.Protect("un deux trois quatre", false)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := f.Case()
	path := filepath.Join(dir, c.ID+".json")
	c.Client.Phone = "04 00 00 00 00"
	if err := f.Save(c); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, c.ID+" 2.json"), data, 0o600)
	}
	if c.Client.Phone = ""; err == nil {
		err = f.Save(c)
	}
	if err == nil {
		err = f.Protect("cinq six sept huit", false)
	}
	if err != nil {
		t.Fatal(err)
	}
	f.Close() //nolint:errcheck // saved already
	d := keeping(t, dir, today, "").press("d").want("2 versions à réunir").press("enter").write("cinq six sept huit").press("enter")
	d.want("Copie protégée").write("mauvaise").press("enter").want("Copie protégée").write("un deux trois quatre").press("enter")
	d.want("Une seule version").press("enter", "p").want("04 00 00 00 00")
}
