package casefile_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"compromis/decision/decisiontest"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

const passphrase = "douze chevaux blancs"

// protected returns the bytes of a protected case.
func protected(t testing.TB) string {
	t.Helper()
	s := newStore(t)
	f, err := s.Create(example())
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Protect(passphrase, false); err != nil {
		t.Fatal(err)
	}
	return read(t, filepath.Join(s.Dir(), f.Case().ID+".json"))
}

func plain(t testing.TB) string {
	t.Helper()
	s := newStore(t)
	return read(t, filepath.Join(s.Dir(), create(t, s, example())+".json"))
}

// TestTruncated cuts a file at every length: what is left is either the whole
// case or set aside, byte for byte, and the cases beside it still open.
func TestTruncated(t *testing.T) {
	for name, whole := range map[string]string{"plain": plain(t), "protected": protected(t)} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			sound, files := create(t, s, example()), 1
			for n := range len(whole) {
				if !decisiontest.Tries(n) {
					continue
				}
				write(t, filepath.Join(s.Dir(), fmt.Sprintf("cut%05d.json", n)), whole[:n])
				files++
			}
			l := list(t, s)
			if len(l.Cases)+len(l.Damaged) != files || len(l.Cases) > 2 { // all but the last newline is whole
				t.Fatalf("%d cases and %d damaged files for %d", len(l.Cases), len(l.Damaged), files)
			}
			for _, d := range l.Damaged {
				var n int
				if _, err := fmt.Sscanf(d.File, "cut%05d.json", &n); err != nil || d.Aside == "" {
					t.Fatalf("%+v", d)
				}
				if read(t, filepath.Join(s.Dir(), d.Aside)) != whole[:n] {
					t.Errorf("%s was not kept as it was", d.File)
				}
				frenchSentence(t, d.Err)
			}
			closeFile(t, open(t, s, sound, ""))
		})
	}
}

func TestUnreadableFiles(t *testing.T) {
	const stays, aside = false, true
	for _, test := range []struct {
		name, data string
		moved      bool
	}{
		{"empty", "", aside},
		{"zeros", strings.Repeat("\x00", 512), aside},
		{"foreign", `{"name": "left-pad"}`, aside},
		{"list", `[1, 2]`, aside},
		{"no case", `{"format": 1}`, aside},
		{"null case", `{"format": 1, "dossier": null}`, aside},
		{"both", `{"format": 1, "dossier": {"id": "x"}, "protege": {}}`, aside},
		{"format zero", `{"format": 0, "dossier": {"id": "x"}}`, aside},
		{"format text", `{"format": "1", "dossier": {"id": "x"}}`, aside},
		{"wrong type", `{"format": 1, "dossier": {"id": 3}}`, aside},
		{"two values", `{"format": 1, "dossier": {"id": "x"}} {}`, aside},
		{"latin-1", "{\"format\": 1, \"dossier\": {\"id\": \"x\", \"titre\": \"abandonn\xe9\"}}", aside},
		{"newer format", `{"format": 2, "affaire": {"id": "x"}}`, stays},
		{"newer field", `{"format": 1, "dossier": {"id": "x", "avocat": "Me Dupont"}}`, stays},
		{"newer inner field", `{"format": 1, "dossier": {"id": "x", "client": {"pays": "BE"}}}`, stays},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newStore(t)
			write(t, filepath.Join(s.Dir(), "x.json"), test.data)
			_, err := s.Open("x", "")
			var told *casefile.Error
			if frenchSentence(t, err); !errors.As(err, &told) || (told.Aside != "") != test.moved {
				t.Fatalf("set aside as %q: %v", told.Aside, err)
			}
			for range 2 { // the day it happens, and the days after
				l := list(t, s)
				if len(l.Cases) != 0 || len(l.Damaged) != 1 || l.Damaged[0].File != "x.json" || l.Damaged[0].Aside != told.Aside {
					t.Fatalf("%+v", l)
				}
				frenchSentence(t, l.Damaged[0].Err)
			}
			where := "x.json"
			if test.moved {
				where = told.Aside
			}
			if got := names(t, s); !slices.Equal(got, []string{where}) || read(t, filepath.Join(s.Dir(), where)) != test.data {
				t.Errorf("the folder holds %q", got)
			}
		})
	}
}

// TestSetAsideTwice: what is set aside never takes the place of something else.
func TestSetAsideTwice(t *testing.T) {
	s := newStore(t)
	for _, data := range []string{"un", "deux", "trois"} {
		write(t, filepath.Join(s.Dir(), "x.json"), data)
		list(t, s)
	}
	var kept []string
	for _, name := range names(t, s) {
		kept = append(kept, read(t, filepath.Join(s.Dir(), name)))
	}
	slices.Sort(kept)
	if !slices.Equal(kept, []string{"deux", "trois", "un"}) {
		t.Errorf("kept %q", kept)
	}
}

func TestWhatIsNotAFileIsLeftAlone(t *testing.T) {
	s := newStore(t)
	if err := os.Mkdir(filepath.Join(s.Dir(), "x.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(s.Dir(), "notes.txt"), "à moi")
	write(t, filepath.Join(s.Dir(), ".cache.json"), "à un autre")
	l := list(t, s)
	if len(l.Damaged) != 1 || l.Damaged[0].Aside != "" {
		t.Fatalf("%+v", l)
	}
	frenchSentence(t, l.Damaged[0].Err)
	if got := names(t, s); !slices.Equal(got, []string{".cache.json", "notes.txt", "x.json"}) {
		t.Errorf("the folder holds %q", got)
	}
}

// TestADamagedFileHeldByAnotherStays: only who holds the lock may move it.
func TestADamagedFileHeldByAnotherStays(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	f := open(t, s, id, "")
	path := filepath.Join(s.Dir(), id+".json")
	write(t, path, "abîmé")
	l := list(t, s)
	if len(l.Damaged) != 1 || l.Damaged[0].Aside != "" || read(t, path) != "abîmé" {
		t.Fatalf("%+v", l)
	}
	if err := f.Save(example()); err != nil {
		t.Fatal(err)
	}
	if l := list(t, s); len(l.Cases) != 1 || len(l.Damaged) != 1 || l.Damaged[0].Aside == "" {
		t.Fatalf("the case and what was in its place: %+v", l)
	}
}

// TestSaveKeepsWhatAnotherProgramWrote, such as an editor or a shared folder.
func TestSaveKeepsWhatAnotherProgramWrote(t *testing.T) {
	s := newStore(t)
	f, err := s.Create(example())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.Dir(), f.Case().ID+".json")
	write(t, path, strings.ReplaceAll(read(t, path), "Facture de mars", "Ailleurs"))
	c := f.Case()
	c.Title = "Ici"
	for range 2 {
		if err := f.Save(c); err != nil {
			t.Fatal(err)
		}
	}
	versions, err := f.Versions("")
	if err != nil || len(versions) != 1 || versions[0].Case.Title != "Ailleurs" {
		t.Errorf("%+v, %v", versions, err)
	}
	closeFile(t, f)
	if l := list(t, s); len(l.Cases) != 1 || l.Cases[0].Title != "Ici" || l.Cases[0].Versions != 1 {
		t.Errorf("%+v", l)
	}
}

// TestByteOrderMark: some editors write one.
func TestByteOrderMark(t *testing.T) {
	s := newStore(t)
	write(t, filepath.Join(s.Dir(), "x.json"), "\ufeff"+plain(t))
	if l := list(t, s); len(l.Cases) != 1 || l.Cases[0].Client != client {
		t.Errorf("%+v", l)
	}
}

// TestACopyIsACase: one may copy, rename and bring back files by hand.
func TestACopyIsACase(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	copied := id + " (copie)"
	write(t, filepath.Join(s.Dir(), copied+".json"), read(t, filepath.Join(s.Dir(), id+".json")))
	f := open(t, s, copied, "")
	defer f.Close()
	if f.Case().ID != copied {
		t.Errorf("ID %q", f.Case().ID)
	}
	if err := f.Save(dossier.Case{Title: "autre"}); err != nil {
		t.Fatal(err)
	}
	other := open(t, s, id, "")
	defer other.Close()
	if other.Case().Title != example().Title {
		t.Error("saving the copy changed the case")
	}
}

func TestTooBig(t *testing.T) {
	s := newStore(t)
	f, err := s.Create(example())
	if err != nil {
		t.Fatal(err)
	}
	c := example()
	c.Drafts = map[string]string{"relance": strings.Repeat("x", 33<<20)}
	frenchSentence(t, f.Save(c))
	closeFile(t, f)
	f = open(t, s, f.Case().ID, "")
	defer f.Close()
	if f.Case().Title != example().Title {
		t.Error("the case was lost")
	}
}

// FuzzOpen reads any bytes as a case: it opens and saves without a loss, or the
// bytes are still in the folder.
func FuzzOpen(f *testing.F) {
	f.Add([]byte(plain(f)))
	f.Add([]byte(protected(f)))
	f.Add([]byte(`{"format": 1, "dossier": {"reponses": {"": ""}, "factures": [{"echeances": null}]}}`))
	f.Add([]byte(`{"format": 2}`))
	s := newStore(f)
	path := filepath.Join(s.Dir(), "x.json")
	f.Fuzz(func(t *testing.T, data []byte) {
		write(t, path, string(data))
		file, err := s.Open("x", "")
		if err != nil {
			frenchSentence(t, err)
			var told *casefile.Error
			if errors.As(err, &told) && told.Aside != "" {
				path := filepath.Join(s.Dir(), told.Aside)
				defer os.Remove(path)
			}
			kept := slices.ContainsFunc(names(t, s), func(name string) bool { return read(t, filepath.Join(s.Dir(), name)) == string(data) })
			if !kept {
				t.Errorf("lost: %v", err)
			}
			return
		}
		before := fmt.Sprintf("%+v", file.Case())
		if err := file.Save(file.Case()); err != nil {
			t.Fatal(err)
		}
		closeFile(t, file)
		file = open(t, s, "x", "")
		defer file.Close()
		if after := fmt.Sprintf("%+v", file.Case()); after != before {
			t.Errorf("before %s\nafter  %s", before, after)
		}
	})
}
