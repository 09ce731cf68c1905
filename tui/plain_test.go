package tui_test

import (
	"encoding/json"
	"io"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/cli"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// The same story, by keys in the full screen and by plain lines, leaves the same
// file.

// chapter is something one does with a case, in both.
type chapter struct {
	name  string
	keys  func(*driver)
	lines []string // after those that open the case
}

// written is what the editor makes of a text on the screen, in the chapters that open it.
func written(text string) (string, error) {
	if text == "" {
		return "La cuisine est posée.\n\nElle plaît.\n", nil
	}
	return strings.Replace(text, "Atelier Martin", "Atelier Neuf", 1), nil
}

// number is the place of a line of the menu « le dossier » in plain lines.
func (l linesMenu) number(t testing.TB, name string) string {
	t.Helper()
	at := slices.IndexFunc(l, func(line string) bool { return strings.HasPrefix(line, name) })
	if at < 0 {
		t.Fatalf("no line %q in %q", name, l)
	}
	return strconv.Itoa(at + 1)
}

// linesMenu are the lines of that menu.
type linesMenu []string

// inLines types in the plain lines of a case.
func inLines(t testing.TB, dir, id string, typed ...string) string {
	t.Helper()
	var out strings.Builder
	streams := cli.Streams{In: strings.NewReader(strings.Join(append(typed, "q"), "\n") + "\n"), Out: &out, Err: &out}
	read := func(string) (*decision.Guide, error) { return nil, io.EOF }
	if exit := cli.Run([]string{"--dossiers", dir, "--lineaire", "--dossier", id}, streams, load, read, func() time.Time { return today }); exit != 0 {
		t.Fatalf("exit %d:\n%s", exit, out.String())
	}
	return out.String()
}

// menuOfLines reads the menu « le dossier ».
func menuOfLines(t testing.TB) (all linesMenu) {
	t.Helper()
	d := atDesk(t, kitchen())
	d.press("ctrl+c")
	_, told, _ := strings.Cut(words(inLines(t, d.cases, onlyCase(t, d.cases).ID, "dossier")), "Le dossier 1. ")
	told, _, _ = strings.Cut(told, "Votre choix")
	for n := 2; ; n++ {
		line, rest, more := strings.Cut(told, " "+strconv.Itoa(n)+". ")
		if all = append(all, line); !more {
			return all
		}
		told = rest
	}
}

// story are the chapters: every kind of act of the journal, then the rest.
func story(t testing.TB) []chapter {
	menu := menuOfLines(t)
	at := func(name string, typed ...string) []string {
		return append([]string{"dossier", menu.number(t, name)}, typed...)
	}
	var all []chapter
	for _, kind := range dossier.EventKinds(guide(t)) {
		named := say.Event(guide(t), kind)
		typed := []string{named, "12/11/2026", "F-12", "31/12/2026", "dit"}
		sum, until := "", "31/12/2026"
		if kind == dossier.Paid {
			typed, sum, until = []string{named, "12/11/2026", "250,00", "F-12", "dit"}, "250,00", ""
		}
		all = append(all, chapter{"event " + string(kind), func(d *driver) {
			d.press("j", "+").onKind(kind).press("enter").fill("12/11/2026", "dit", sum, "down", until)
		}, at("Noter ce qui s’est passé", typed...)})
	}
	return append(all,
		chapter{"payment", func(d *driver) {
			d.press("1", "s").clickAt("a payé une partie").press("enter").fill("12/11/2026", "", "1 250,50", "=", "")
		}, at("Noter un paiement reçu", "12/11/2026", "1250,5", "", "")},
		chapter{"outcome", func(d *driver) { d.press("1", "s", "enter").fill("02/11/2026", "12/11/2026", "vu") }, []string{"2", "1", "02/11/2026", "12/11/2026", "vu"}},
		chapter{"undo", func(d *driver) { d.press("j", "+", "ctrl+s", "+", "down", "ctrl+s", "u", "o") },
			slices.Concat(at("Noter ce qui", "1", "", "", "", ""), at("Noter ce qui", "2", "", "", "", ""), at("Annuler", "oui"))},
		chapter{"answer", func(d *driver) { d.press("1", "r").clickOn("Le client").press("2") }, []string{"mes réponses", "2", "2"}},
		chapter{"invoice", func(d *driver) {
			d.press("e", "+").fill("F-13", "", "30/09/2026", "30/10/2026", "500,00")
		}, at("Ajouter une facture", "F-13", "30/10/2026", "500,00", "", "", "30/09/2026", "")},
		chapter{"complaint", func(d *driver) {
			d.press("r", "+").fill("=", "20/11/2026", "down", "=", "porte rayée", "", "la remplacer")
		}, at("Noter une réclamation", "porte rayée", "20/11/2026", "2", "", "", "la remplacer", "", "")},
		chapter{"parties", func(d *driver) {
			d.press("p").fill("Garage Neuf", "2 rue du Port, 35000 Rennes", "=", "=", "=", "=", "=", "le portail", "Atelier Neuf")
		}, at("Les parties", "Garage Neuf", "2 rue du Port, 35000 Rennes", "", "", "", "", "", "Atelier Neuf", "", "", "", "", "", "le portail")},
		chapter{"gesture", func(d *driver) { d.press("1", "2", "1", "2") }, []string{"comment faire", "2", "1", "2"}},
		chapter{"reminder", func(d *driver) { d.press("1", "e").fill("15/12") }, []string{"3", "15/12"}},
		chapter{"letter", func(d *driver) { d.press("l").clickOn(notice).press("e") }, at("Tous les courriers", notice, "3", "1", "Atelier Neuf", ".")},
		chapter{"facts", func(d *driver) { d.press("8").clickOn("Raconter les faits") }, at("Raconter les faits", "1", "La cuisine est posée.", "Elle plaît.", "")},
		chapter{"what if", func(d *driver) {
			d.press("1", "c", "enter", "g", "left", "enter")
		}, []string{"et si ?", "3", "Son argent risque de disparaître. Alors : Faire bloquer l’argent du client", "2"}},
		chapter{"archive", func(d *driver) { d.press("f").clickAt("Archiver") }, at("Archiver")},
	)
}

// TestSameFile plays each chapter in both, and compares the files. A part of a case
// that no chapter changes fails: it needs its own.
func TestSameFile(t *testing.T) {
	changed := map[string]bool{}
	for _, c := range story(t) {
		t.Run(c.name, func(t *testing.T) {
			d := atDesk(t, kitchen())
			before := onlyCase(t, d.cases)
			d.edited = written
			c.keys(d.resize(100, 60))
			d.press("ctrl+c")
			if !d.quit {
				d.press("ctrl+c")
			}
			byKeys := onlyCase(t, d.cases)
			dir := t.TempDir()
			cases, err := casefile.OpenStore(dir)
			if err != nil {
				t.Fatal(err)
			}
			file, err := cases.Create(kitchen())
			if err != nil {
				t.Fatal(err)
			}
			file.Close() //nolint:errcheck // saved
			out := inLines(t, dir, file.Case().ID, c.lines...)
			byLines := onlyCase(t, dir)
			byKeys.ID, byLines.ID, before.ID = "", "", ""
			one, _ := json.MarshalIndent(byKeys, "", " ")
			other, _ := json.MarshalIndent(byLines, "", " ")
			if string(one) != string(other) {
				t.Errorf("by keys:\n%s\nby lines:\n%s\n%s\n%s", one, other, d.screen(), out)
			}
			if reflect.DeepEqual(before, byKeys) {
				t.Errorf("nothing changed on\n%s", d.screen())
			}
			for _, f := range reflect.VisibleFields(reflect.TypeFor[dossier.Case]()) {
				was, is := reflect.ValueOf(before).FieldByIndex(f.Index), reflect.ValueOf(byKeys).FieldByIndex(f.Index)
				changed[f.Name] = changed[f.Name] || !reflect.DeepEqual(was.Interface(), is.Interface())
			}
		})
	}
	elsewhere := []string{"ID", "Former", "Closed", "Aside"} // by what is not typed
	for _, f := range reflect.VisibleFields(reflect.TypeFor[dossier.Case]()) {
		if !changed[f.Name] && !slices.Contains(elsewhere, f.Name) {
			t.Errorf("no chapter changes %s", f.Name)
		}
	}
}

// twins say, for each action of the screens, the line that does the same in plain
// lines: of the menu « le dossier », or of the one under a result. Those that have none
// only move on the screen, or do nothing to a case.
var twins = map[string]string{
	"alter": "Les parties", "amend": "Noter ce qui", "answer": "mes réponses", "begin": "Ouvrir un autre dossier", "bringBack": "Les états gardés",
	"cleanTries": "Ouvrir un autre dossier", "compose": "Raconter les faits", "discard": "Ouvrir un autre dossier", "edit": "mes réponses", "erase": "Supprimer le dossier",
	"export": "Tous les courriers", "followed": "Raconter les faits", "forget": "Vos brouillons", "happened": "c’est fait", "keep": "enregistrer", "listStates": "Les états gardés",
	"openAside": "Ouvrir un autre dossier", "openCase": "Ouvrir un autre dossier", "protect": "Protéger", "recoverCase": "Ouvrir un autre dossier", "revise": "Tous les courriers",
	"settle": "Réunir deux versions", "take": "et si ?", "takeHand": "main", "tick": "comment faire", "undo": "Annuler le dernier", "unlock": "Réunir deux versions",

	"answered": "", "back": "", "home": "", "landOn": "", "listCases": "", "open": "", "peekCases": "", "quit": "", "replace": "", "reportSession": "", "restingOn": "",
	"resume": "", "sameSession": "", "showAside": "", "turn": "",
}

// TestEveryActionHasItsLine: what the full screen can do for a case, plain lines can.
// A new action fails until it has its line.
func TestEveryActionHasItsLine(t *testing.T) {
	source, err := os.ReadFile("actions.go")
	if err != nil {
		t.Fatal(err)
	}
	actions := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^func \((\w+)\) isAction\(\)`).FindAllStringSubmatch(string(source), -1) {
		actions[m[1]] = true
		if _, known := twins[m[1]]; !known {
			t.Errorf("nothing says how plain lines do what %s does", m[1])
		}
	}
	dir, id := keptCase(t)
	typed := inLines(t, dir, id, "?")
	lines := []string{"main"}
	lines = append(lines, menuOfLines(t)...)
	for _, m := range regexp.MustCompile(`\d+\x{a0}([^,]+),`).FindAllStringSubmatch(typed, -1) {
		lines = append(lines, words(m[1]))
	}
	for action, line := range twins {
		switch found := slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, line) }); {
		case !actions[action]:
			t.Errorf("%s is no action any more", action)
		case line != "" && !found:
			t.Errorf("%s: no line %q in %q", action, line, lines)
		}
	}
}

// TestInstalmentsTypedInLines: all that were typed there are taken up on the screen,
// however many.
func TestInstalmentsTypedInLines(t *testing.T) {
	dir, id := keptCase(t)
	menu := menuOfLines(t)
	typed := []string{"dossier", menu.number(t, "Ajouter une facture"), "F-20", "31/01/2027", "100,00"}
	for _, on := range []string{"28/02", "31/03", "30/04", "31/05", "30/06"} {
		typed = append(typed, on+"/2027 100,00")
	}
	inLines(t, dir, id, append(typed, "m")...)
	d := window(t, dir, id).resize(100, 60).press("e", "+").want("30/06/2027").press("ctrl+s")
	if all := onlyCase(t, dir).Invoices; len(all) == 0 || len(all[len(all)-1].Dues) != 6 {
		t.Errorf("kept %+v from\n%s", all, d.screen())
	}
}
