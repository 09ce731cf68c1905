package casefile_test

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compromis/internal/casefile"
)

// typed is a draft of a text, as it grows.
func typed(d casefile.Draft, text string) casefile.Draft {
	d.Fields = map[string]string{"note": text}
	return d
}

func keepDraft(t testing.TB, f casefile.File, d casefile.Draft) {
	t.Helper()
	if err := f.KeepDraft(d); err != nil {
		t.Fatal(err)
	}
}

func drafts(t testing.TB, f casefile.File) []casefile.Draft {
	t.Helper()
	all, err := f.Drafts()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// texts are what the drafts say, the latest first.
func texts(t testing.TB, f casefile.File) string {
	t.Helper()
	var all []string
	for _, d := range drafts(t, f) {
		all = append(all, d.Fields["note"])
	}
	return strings.Join(all, ", ")
}

// TestDrafts: one draft takes the place of itself only, and what is dropped leaves
// no file.
func TestDrafts(t *testing.T) {
	s := newStore(t)
	f := open(t, s, create(t, s, example()), "")
	one := casefile.NewDraft("formulaire/parties", "Les parties", "2026-11-28")
	other := casefile.NewDraft("formulaire/parties", "Les parties", "2026-11-28")
	for _, d := range []casefile.Draft{typed(one, "Du"), typed(other, "Mar"), typed(one, "Dupont")} {
		keepDraft(t, f, d)
	}
	if got := texts(t, f); got != "Dupont, Mar" {
		t.Errorf("kept %q", got)
	}
	got := drafts(t, f)[0]
	if got.Place != one.Place || got.About != one.About || got.On != one.On || time.Since(got.At) > time.Minute {
		t.Errorf("kept %+v", got)
	}
	closeFile(t, f)
	if err := f.KeepDraft(one); !errors.Is(err, casefile.ErrReadOnly) {
		t.Errorf("kept once closed: %v", err)
	}
	if l := list(t, s); len(l.Cases) != 1 || len(l.Damaged) != 0 {
		t.Errorf("%+v", l)
	}
	f = open(t, s, f.Case().ID, "")
	defer f.Close()
	if got := texts(t, f); got != "Dupont, Mar" {
		t.Errorf("reopened: %q", got)
	}
	for _, d := range []casefile.Draft{one, other} {
		if err := f.DropDraft(d.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(t, s); len(got) != 2 || strings.Contains(fmt.Sprint(got), "brouillons") { // the case and its lock
		t.Errorf("left: %q", got)
	}
}

// TestDraftsAreSealed with their case: protecting it, changing its passphrase,
// taking the protection off.
func TestDraftsAreSealed(t *testing.T) {
	s := newStore(t)
	f := open(t, s, create(t, s, example()), "")
	d := casefile.NewDraft("courrier/relance", "Relance pour Éléonore", "2026-11-28")
	keepDraft(t, f, typed(d, "la Boulangerie doit"))
	for _, p := range []string{passphrase, "une autre phrase"} {
		if err := f.Protect(p, false); err != nil {
			t.Fatal(err)
		}
		noLeak(t, s)
		if got := texts(t, f); got != "la Boulangerie doit" {
			t.Errorf("sealed: %q", got)
		}
	}
	keepDraft(t, f, typed(d, "la Boulangerie doit tout"))
	noLeak(t, s)
	closeFile(t, f)
	f = open(t, s, f.Case().ID, "une autre phrase")
	defer f.Close()
	if got := texts(t, f); got != "la Boulangerie doit tout" {
		t.Errorf("reopened: %q", got)
	}
	if err := f.Protect("", false); err != nil {
		t.Fatal(err)
	}
	if got := read(t, draftsOf(s, f)); !strings.Contains(got, "la Boulangerie doit tout") || strings.Contains(got, "proteges") {
		t.Errorf("unprotected: %s", got)
	}
}

func draftsOf(s casefile.Store, f casefile.File) string {
	return filepath.Join(s.Dir(), f.Case().ID+".brouillons")
}

// TestDraftsLeftInClear: a process killed between sealing the case and its drafts
// leaves them in clear until the case is opened.
func TestDraftsLeftInClear(t *testing.T) {
	s := newStore(t)
	f := open(t, s, create(t, s, example()), "")
	keepDraft(t, f, typed(casefile.NewDraft("a", "b", "2026-11-28"), "la Boulangerie"))
	clear := read(t, draftsOf(s, f))
	if err := f.Protect(passphrase, false); err != nil {
		t.Fatal(err)
	}
	write(t, draftsOf(s, f), clear)
	if got := texts(t, f); got != "la Boulangerie" {
		t.Errorf("%q", got)
	}
	noLeak(t, s)
	closeFile(t, f)
}

// TestAddDraft adds what a killed process left, without the passphrase.
func TestAddDraft(t *testing.T) {
	for _, p := range []string{"", passphrase} {
		s := newStore(t)
		f := open(t, s, create(t, s, example()), "")
		if err := f.Protect(p, false); err != nil {
			t.Fatal(err)
		}
		d := casefile.NewDraft("courrier/relance", "Relance", "2026-11-28")
		keepDraft(t, f, typed(d, "la Boulangerie"))
		dir, id, recipient := f.Place()
		closeFile(t, f)
		if dir != s.Dir() || id != f.Case().ID || (recipient == "") != (p == "") {
			t.Fatalf("place %q %q %q", dir, id, recipient)
		}
		stale, late := typed(d, "la Boulang"), typed(d, "la Boulangerie doit")
		late.At = time.Now().Add(time.Second)
		for _, d := range []casefile.Draft{late, stale} {
			if err := s.AddDraft(id, recipient, d); err != nil {
				t.Fatal(err)
			}
		}
		if p != "" {
			noLeak(t, s)
			if err := s.AddDraft(id, "", late); err == nil || !strings.Contains(err.Error(), "protégé") {
				t.Errorf("rescued in clear: %v", err)
			}
			noLeak(t, s)
		}
		f = open(t, s, id, p)
		if got := texts(t, f); got != "la Boulangerie doit" {
			t.Errorf("passphrase %q: %q", p, got)
		}
		closeFile(t, f)
		if err := errors.Join(s.Delete(id), s.AddDraft(id, recipient, late)); err != nil {
			t.Fatal(err)
		}
		if got := names(t, s); len(got) != 0 {
			t.Errorf("left of a case that is no more: %q", got)
		}
	}
}

// TestDraftsGoWithTheirCase, and stay with one that was set aside.
func TestDraftsGoWithTheirCase(t *testing.T) {
	s := newStore(t)
	f := open(t, s, create(t, s, example()), "")
	keepDraft(t, f, typed(casefile.NewDraft("a", "b", "2026-11-28"), "mots"))
	closeFile(t, f)
	id, path := f.Case().ID, draftsOf(s, f)
	write(t, filepath.Join(s.Dir(), id+".json"), "{")
	if l := list(t, s); len(l.Damaged) != 1 {
		t.Fatalf("%+v", l)
	}
	list(t, s)
	if _, err := os.Stat(path); err != nil {
		t.Errorf("gone with a case that was set aside: %v", err)
	}
	for _, name := range names(t, s) {
		if strings.HasPrefix(name, id+".json") {
			if err := os.Remove(filepath.Join(s.Dir(), name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	list(t, s)
	if got := names(t, s); len(got) != 0 {
		t.Errorf("left: %q", got)
	}
}

// TestDamagedDrafts are set aside and told, and what a newer program wrote stays.
func TestDamagedDrafts(t *testing.T) {
	for data, damaged := range map[string]bool{
		"": true, "{": true, `{"format":1,"brouillons":[{"id":1}]}`: true, "\xff": true, `{"autre":true}`: true,
		`{"format":2,"brouillons":[]}`: false, `{"format":1,"neuf":1}`: false,
	} {
		s := newStore(t)
		f := open(t, s, create(t, s, example()), "")
		write(t, draftsOf(s, f), data)
		err := f.KeepDraft(typed(casefile.NewDraft("a", "b", "2026-11-28"), "mots"))
		if (err == nil) != damaged {
			t.Errorf("%q: %v", data, err)
		}
		told := list(t, s).Damaged
		if damaged && (len(told) != 1 || !strings.Contains(told[0].Aside, ".brouillons.abime-") || read(t, filepath.Join(s.Dir(), told[0].Aside)) != data) {
			t.Errorf("%q: told %+v", data, told)
		}
		if !damaged && read(t, draftsOf(s, f)) != data {
			t.Errorf("%q was written over", data)
		}
		closeFile(t, f)
	}
}

// TestDraftsSealedHalfway: changing the key fails or stops at any point, and
// the drafts still open with the case, whichever of the two it is.
func TestDraftsSealedHalfway(t *testing.T) {
	s := newStore(t)
	f := open(t, s, create(t, s, example()), "")
	if err := f.Protect(passphrase, false); err != nil {
		t.Fatal(err)
	}
	d := casefile.NewDraft("a", "b", "2026-11-28")
	keepDraft(t, f, typed(d, "la Boulangerie"))
	casePath, path := filepath.Join(s.Dir(), f.Case().ID+".json"), draftsOf(s, f)
	states := map[string]string{}
	keep := func(name string) { states[name] = read(t, casePath) + "\x00" + read(t, path) }
	keep("before")
	blocked := casePath + ".tmp" // the case cannot be written: only its drafts are, under both keys
	if err := os.Mkdir(blocked, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.Protect("une autre phrase", false); err == nil {
		t.Fatal("written")
	}
	keep("drafts only")
	if got := texts(t, f); got != "la Boulangerie" {
		t.Errorf("after a failure: %q", got)
	}
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	if err := f.Protect("une autre phrase", false); err != nil {
		t.Fatal(err)
	}
	keep("after")
	closeFile(t, f)
	for name, state := range maps.All(states) {
		kase, kept, _ := strings.Cut(state, "\x00")
		write(t, casePath, kase)
		write(t, path, kept)
		p := passphrase
		if name == "after" {
			p = "une autre phrase"
		}
		f := open(t, s, f.Case().ID, p)
		if got := texts(t, f); got != "la Boulangerie" {
			t.Errorf("%s: %q", name, got)
		}
		closeFile(t, f)
	}
	noLeak(t, s)
}
