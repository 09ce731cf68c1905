package tui_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// questions lead to each question that the full screen asks before something is
// lost.
var questions = map[string]func(t *testing.T) *driver{
	"quit":          func(t *testing.T) *driver { return start(t, 100, 30).press("n", "1", "q") },
	"begin another": func(t *testing.T) *driver { return start(t, 100, 30).press("n", "1", "esc", "esc", "n") },
	"undo an event": func(t *testing.T) *driver { return start(t, 100, 30).press("1", "s", "enter", "ctrl+s", "m", "j", "u") },
	"forget a draft": func(t *testing.T) *driver {
		dir, id := keptCase(t)
		return window(t, dir, id).press("p").write("Dupont").press("esc", "p", "ctrl+r")
	},
	"bring a state back": func(t *testing.T) *driver {
		dir, id := keptCase(t)
		d := keeping(t, dir, today, id).press("p", "tab").write("1 rue du Port").press("ctrl+s", "f").clickAt("États gardés")
		return d.press("enter").clickAt("Reprendre cet état")
	},
	"delete a file set aside": func(t *testing.T) *driver {
		dir, id := keptCase(t)
		path := filepath.Join(dir, id+".json")
		data, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(path, data[:len(data)-3], 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		d := keeping(t, dir, today, "").press("d") // it is set aside, the first time
		return d.press("esc", "d").clickAt(".abime-").clickAt("Supprimer ce fichier")
	},
	"clean tries": func(t *testing.T) *driver {
		return keeping(t, severalCases(t, 2), today, "").press("d").clickAt("Effacer ces 2 essais")
	},
	"forget a series": func(t *testing.T) *driver { return aSeries(t).press("x") },
	"take a variant":  func(t *testing.T) *driver { return onCase(t, examples(guide(t))[1]).driver.press("enter", "g") },
	"write on an old reading": func(t *testing.T) *driver {
		return atDeskIn(t, today.AddDate(2, 0, 0)).press("l").clickOn(notice).press("p")
	},
	"delete a case": func(t *testing.T) *driver {
		return keeping(t, t.TempDir(), today, "").press("n", "1", "m", "f").clickAt("Supprimer")
	},
}

// aSeries is the result of a series of exercises, one of which is done.
func aSeries(t *testing.T) *driver {
	d := practising(t, 90, 200).onExercise(0)
	return d.press("down", "enter", "enter").want("Correction").press("r").want("Résultat")
}

// TestTheSafeAnswerFirst: whatever is asked, a key struck once too often loses
// nothing; and no question is missing here.
func TestTheSafeAnswerFirst(t *testing.T) {
	for name, open := range questions {
		t.Run(name, func(t *testing.T) {
			d := open(t).want("[x] Non")
			if d.press("enter"); d.quit || d.shows("[x] Non") {
				t.Errorf("Enter does not leave the question\n%s", d.screen())
			}
		})
	}
	if n := confirms(t); n != len(questions) {
		t.Errorf("%d questions of %d are tried", len(questions), n)
	}
}

// confirms counts the questions in the sources.
func confirms(t *testing.T) (n int) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(node ast.Node) bool {
			made, ok := node.(*ast.CompositeLit)
			if ok {
				if kind, ok := made.Type.(*ast.Ident); ok && kind.Name == "confirm" {
					n++
				}
			}
			return true
		})
	}
	return n
}

// TestQuittingWhileSaving asks, and leaves by itself as soon as the case is saved;
// staying stays; and whoever quits again does not wait.
func TestQuittingWhileSaving(t *testing.T) {
	slow := func() *driver {
		d := keeping(t, t.TempDir(), today, "").press("n")
		d.late = true
		d.press("1", "ctrl+c").want("L’enregistrement est en cours").want("[x] Non")
		return d
	}
	d := slow()
	if d.catchUp(); !d.quit {
		t.Errorf("does not leave once saved\n%s", d.screen())
	}
	d = slow().press("esc").wantNot("Quitter ?")
	if d.catchUp(); d.quit {
		t.Error("leaves though one stays")
	}
	for _, again := range []string{"ctrl+c", "q", "o"} {
		d = slow()
		d.waiting = nil // the disk does not answer
		d.press(again)
		if d.catchUp(); !d.quit {
			t.Errorf("%s waits for the disk", again)
		}
	}
}

// TestTypingFast: what is typed right after a line of a form is left goes to the
// next line, however late huh is.
func TestTypingFast(t *testing.T) {
	dir := t.TempDir()
	d := keeping(t, dir, today, "").press("n", "1", "m", "j", "+")
	d.late = true
	d.press("tab", "tab").write("appel à midi").press("tab").write("25").press("shift+tab").write(" pile")
	d.catchUp()
	d.late = false
	d.press("ctrl+s")
	if journal := onlyCase(t, dir).Journal; len(journal) != 1 || journal[0].Note != "appel à midi pile" {
		t.Errorf("kept %+v", journal)
	}
}

// TestLastWords: once the screen is left, what the disk did not take is tried once
// more, or told.
func TestLastWords(t *testing.T) {
	type closer interface{ Close() string }
	dir := t.TempDir()
	d := keeping(t, dir, today, "").press("n")
	d.late = true
	d.press("1").send(tea.QuitMsg{})
	if told := d.model.(closer).Close(); told != "" || onlyCase(t, dir).Said["cause"] == "" {
		t.Errorf("told %q", told)
	}
	dir = filepath.Join(t.TempDir(), "dossiers")
	d = keeping(t, dir, today, "").press("n", "1")
	noFolder(t, dir)
	d.press("1").want("Dossier non enregistré")
	if told := d.model.(closer).Close(); !strings.Contains(told, "n’ont pas pu être enregistrés") {
		t.Errorf("told %q", told)
	}
}
