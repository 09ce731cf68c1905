package casefile_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// titles are those of the former states of a case, the latest first.
func titles(t testing.TB, f casefile.File) string {
	t.Helper()
	all, err := f.States("")
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, s := range all {
		if s.Err != nil {
			t.Fatal(s.Err)
		}
		told = append(told, s.Case.Title)
	}
	return strings.Join(told, " ")
}

func titled(title string) dossier.Case { return dossier.Case{Title: title} }

func saveAs(t testing.TB, f casefile.File, save func(dossier.Case) error, title string) {
	t.Helper()
	c := f.Case()
	c.Title = title
	if err := save(c); err != nil {
		t.Fatal(err)
	}
}

// TestWhichStatesAreKept: the one before the first save of an opening, then one
// in ten minutes, and the one before anything that undoes; never one that says
// what the next says; ten at most, the last.
func TestWhichStatesAreKept(t *testing.T) {
	s := newStore(t)
	synctest.Test(t, func(t *testing.T) {
		f, err := s.Create(titled("a"))
		if err != nil {
			t.Fatal(err)
		}
		want := func(titled string) {
			t.Helper()
			if got := titles(t, f); got != titled {
				t.Errorf("kept %q, not %q", got, titled)
			}
		}
		want("")
		saveAs(t, f, f.Save, "b")
		saveAs(t, f, f.Save, "c")
		want("a")
		time.Sleep(11 * time.Minute)
		saveAs(t, f, f.Save, "c") // says nothing else
		want("a")
		saveAs(t, f, f.Save, "d")
		saveAs(t, f, f.Save, "e")
		want("c a")
		saveAs(t, f, f.Replace, "f")
		want("e c a")
		all, err := f.States("")
		if err != nil || len(all) != 3 || all[0].At.Sub(all[2].At) < 11*time.Minute || all[0].Case.ID != f.Case().ID {
			t.Errorf("%+v, %v", all, err)
		}
		closeFile(t, f)
		f = open(t, s, f.Case().ID, "")
		saveAs(t, f, f.Save, "g")
		want("f e c a")
		for n := range 12 {
			saveAs(t, f, f.Replace, strconv.Itoa(n))
		}
		want("10 9 8 7 6 5 4 3 2 1")
		closeFile(t, f)
	})
}

// TestAProtectedCaseHasNoClearState: whatever one does to its protection, and
// whatever stood beside it.
func TestAProtectedCaseHasNoClearState(t *testing.T) {
	s := newStore(t)
	f, err := s.Create(example())
	if err != nil {
		t.Fatal(err)
	}
	first := f.Case().ID
	saveAs(t, f, f.Save, "Facture deux")
	saveAs(t, f, f.Replace, "Facture trois")
	states := filepath.Join(s.Dir(), first+".etats")
	write(t, filepath.Join(s.Dir(), first+".sync-conflict-20261128-101112-ABCDEFG.etats"), strings.Replace(read(t, states), "Facture de mars", "Facture ailleurs", 1)+"Éléonore, à demi\n")
	if err := f.Protect(passphrase, false); err != nil {
		t.Fatal(err)
	}
	noLeak(t, s)
	if got := titles(t, f); got != "Facture deux Facture ailleurs Facture de mars" {
		t.Errorf("kept %q", got)
	}
	kept := titles(t, f)
	saveAs(t, f, f.Replace, "Facture quatre")
	noLeak(t, s)
	if err := f.Protect("autre phrase", false); err != nil {
		t.Fatal(err)
	}
	noLeak(t, s)
	closeFile(t, f)
	id := f.Case().ID
	if _, err := os.Stat(states); err == nil || id == first {
		t.Errorf("the states kept their name: %v", err)
	}
	f = open(t, s, id, "autre phrase")
	if got := titles(t, f); got != "Facture trois "+kept {
		t.Errorf("kept %q", got)
	}
	clear := example()
	clear.Title = "Facture cinq"
	write(t, filepath.Join(s.Dir(), id+".etats"), `{"le":"2026-11-28T10:11:12Z","etat":`+strings.ReplaceAll(plain(t), "\n", "")+"}\n")
	saveAs(t, f, f.Replace, "Facture six")
	noLeak(t, s)
	if err := f.Protect("", false); err != nil || !strings.Contains(read(t, filepath.Join(s.Dir(), id+".etats")), "Facture quatre") {
		t.Errorf("%v; the states of a case that is clear again are not: %q", err, titles(t, f))
	}
	closeFile(t, f)
	if err := s.Delete(id); err != nil || len(names(t, s)) != 0 {
		t.Errorf("%v; left %q", err, names(t, s))
	}
}

// TestStatesOfAnotherPassphrase: a state that the key of the case does not open
// asks for its own.
func TestStatesOfAnotherPassphrase(t *testing.T) {
	s, f := protectedExample(t)
	saveAs(t, f, f.Save, "deux")
	path := filepath.Join(s.Dir(), f.Case().ID+".etats")
	were := read(t, path)
	if err := f.Protect("autre phrase", false); err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	write(t, path, were)
	all, err := f.States("")
	if err != nil || len(all) != 1 || !all[0].Locked() {
		t.Fatalf("%+v, %v", all, err)
	}
	frenchSentence(t, all[0].Err)
	if all, err = f.States(passphrase); err != nil || all[0].Err != nil || all[0].Case.Client.Name != client {
		t.Errorf("%+v, %v", all, err)
	}
}

// TestACaseNeedsNoStates: whatever is in the place of its states, it opens, is
// saved and goes.
func TestACaseNeedsNoStates(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"nothing": func(string) error { return nil },
		"garbage": func(path string) error {
			return os.WriteFile(path, []byte("{\n\x00\xff}{\"le\":3}\n{\"etat\":[]}\n"), 0o600)
		},
		"a folder": func(path string) error { return os.Mkdir(path, 0o700) },
		"a link":   func(path string) error { return os.Symlink("/etc/passwd", path) },
		"huge":     func(path string) error { return errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, 40<<20)) },
		"a cut line": func(path string) error {
			return os.WriteFile(path, []byte(`{"le":"2026-11-28T10:11:12Z","etat":{"format":1,"dossier":{"id":"x","titre":"entier"}}}`+"\n"+`{"le":"2026-11-28T10:11:12Z","etat":{"for`), 0o600)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			id := create(t, s, example())
			path := filepath.Join(s.Dir(), id+".etats")
			if err := put(path); err != nil {
				t.Fatal(err)
			}
			f := open(t, s, id, "")
			saveAs(t, f, f.Save, "deux")
			if all, err := f.States(""); err != nil {
				frenchSentence(t, err)
			} else if len(all) == 0 || all[0].Case.Title != example().Title {
				t.Errorf("%+v", all)
			}
			closeFile(t, f)
			if l := list(t, s); len(l.Cases) != 1 || l.Cases[0].Title != "deux" || len(l.Damaged) != 0 {
				t.Errorf("%+v", l)
			}
			if err := s.Delete(id); err != nil || len(names(t, s)) != 0 {
				t.Errorf("%v; left %q", err, names(t, s))
			}
		})
	}
}

// TestStatesWeighNoMoreThanACase: the oldest go first.
func TestStatesWeighNoMoreThanACase(t *testing.T) {
	s := newStore(t)
	c := example()
	c.Facts = strings.Repeat("x", 9<<20)
	f, err := s.Create(c)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for n := range 5 {
		saveAs(t, f, f.Replace, strconv.Itoa(n))
	}
	info, err := os.Stat(filepath.Join(s.Dir(), f.Case().ID+".etats"))
	if err != nil || info.Size() > 32<<20 || titles(t, f) != "3 2 1" {
		t.Errorf("%d bytes, %v", info.Size(), err)
	}
}

// TestStatesThatLostTheirCase: those of a client that a killed process left behind
// go once they are sealed; others stay.
func TestStatesThatLostTheirCase(t *testing.T) {
	s, f := protectedExample(t)
	saveAs(t, f, f.Save, "deux")
	closeFile(t, f)
	sealed := read(t, filepath.Join(s.Dir(), f.Case().ID+".etats"))
	clear := `{"le":"2026-11-28T10:11:12Z","etat":{"format":1,"dossier":{"id":"perdu-abcdef","titre":"entier"}}}` + "\n"
	write(t, filepath.Join(s.Dir(), "boulangerie-abcdef.etats"), sealed)
	write(t, filepath.Join(s.Dir(), "abime-abcdef.etats"), sealed)
	write(t, filepath.Join(s.Dir(), "abime-abcdef.json.abime-2026-03-03"), "{")
	write(t, filepath.Join(s.Dir(), "perdu-abcdef.etats"), clear)
	write(t, filepath.Join(s.Dir(), "tue-abcdef.etats.tmp"), clear)
	list(t, s)
	if got := strings.Join(names(t, s), " "); strings.Contains(got, "boulangerie") || strings.Contains(got, "tue") || !strings.Contains(got, "abime-abcdef.etats") || !strings.Contains(got, "perdu-abcdef.etats") {
		t.Errorf("left %q", got)
	}
}
