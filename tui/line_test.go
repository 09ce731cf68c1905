package tui_test

import (
	"cmp"
	"strings"
	"testing"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// finding returns the screens that search, each after its search was begun and
// « ecluse » or « tribunal » can be found there.
func finding(t *testing.T) map[string]*driver {
	dir := t.TempDir()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Tribunal de Garenne", "SARL L’Écluse"} {
		f, err := cases.Create(dossier.Case{Client: dossier.Party{Name: name}, Changed: "2026-11-23"})
		if err != nil {
			t.Fatal(err)
		}
		f.Close() //nolint:errcheck // saved already
	}
	return map[string]*driver{
		"dossiers": keeping(t, dir, today, "").press("d", "/"),
		"étapes":   practising(t, 90, 40).onExercise(0).press("down", "enter", "/"),
		"arbre":    start(t, 90, 40).press("2", "a", "t", "/"),
	}
}

// TestSearchLine: whichever screen one searches on, the line takes the same keys
// and pastes.
func TestSearchLine(t *testing.T) {
	for name, d := range finding(t) {
		label := map[string]string{"dossiers": "Filtrer "}[name]
		label = cmp.Or(label, "Chercher : ")
		d.write("tibunalx").press("backspace", "home", "right", "r", "end", "left", "delete", "l").want(label + "tribunal")
		if d.press("ctrl+u").paste("le tri\nbunal\x1b[2J ici\n").want(label + "le tri bunal ici"); strings.Contains(d.screen(), "[2J") {
			t.Errorf("%s: a paste shows what a terminal obeys\n%s", name, d.screen())
		}
		d.press("ctrl+w", "ctrl+w").want(label + "le tri").wantNot("tri bunal")
		d.paste(strings.Repeat("日本 ", 100) + "fin")
		if fault := d.misfit(); fault != "" {
			t.Errorf("%s: %s", name, fault)
		}
		d.press("esc").wantNot("日本")
	}
}

// TestSearchThrough: one goes through what is found while typing.
func TestSearchThrough(t *testing.T) {
	all := finding(t)
	for _, name := range []string{"dossiers", "étapes"} {
		d := all[name]
		first := d.cursor()
		if d.press("down"); d.cursor() == first {
			t.Errorf("%s: the arrows do not move\n%s", name, d.screen())
		}
		if d.press("up").write("q"); d.quit {
			t.Errorf("%s: a letter quits", name)
		}
	}
}

// TestTypedAnswerIsALine: what one types to a question, and in a form, is mended
// as on any line; no key of a line is fatal, wherever the caret is.
func TestTypedAnswerIsALine(t *testing.T) {
	d := start(t, 80, 24)
	d.ask("montant")
	d.write("134").press("left", "left", "2", "home", "delete", "1", "end", "5", "ctrl+delete", "left", "ctrl+delete", "alt+d")
	d.press("enter", "esc").wantQuestion("montant").want("12 345,00 €").press("ctrl+u").want("Par exemple : 1 234,56")
	d, _ = unpaid(t)
	d.press("+").write("F-13").press("left", "alt+d", "ctrl+delete", "left", "0", "ctrl+w").paste("F-\r\n2\x1b[2J0").want("F- 2013")
}
