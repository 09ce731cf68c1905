package casefile_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// conflictNames are what programs that share folders call the second file.
var conflictNames = map[string]string{
	"Syncthing":        "%s.sync-conflict-20261128-101112-ABCDEFG",
	"Nextcloud":        "%s (conflicted copy 2026-11-28 101112)",
	"ownCloud":         "%s_conflict-20261128-101112",
	"Nextcloud, named": "%s (conflicted copy of anne 2026-11-28 101112)",
	"Dropbox":          "%s (Anne's conflicted copy 2026-11-28)",
	"Dropbox, French":  "%s (Copie en conflit de PC de Léa 2026-11-28)",
	"OneDrive":         "%s-DESKTOP-AB12CD",
	"OneDrive, Mac":    "%s-MacBook-Pro-de-Marie",
	"OneDrive, number": "%s-1",
	"iCloud":           "%s 2",
	"Google Drive":     "%s (1)",
	"twice":            "%s.sync-conflict-20261128-101112-ABCDEFG.sync-conflict-20261129-101112-HIJKLMN",
}

// TestConflictCopiesAreVersions: whatever shares the folder, the list shows one
// case, and the second file is read as a version of it, sealed or not.
func TestConflictCopiesAreVersions(t *testing.T) {
	for name, form := range conflictNames {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			id := create(t, s, example())
			copied := fmt.Sprintf(form, id)
			text := strings.Replace(read(t, filepath.Join(s.Dir(), id+".json")), "Facture de mars", "Ailleurs", 1)
			write(t, filepath.Join(s.Dir(), copied+".json"), text)
			for range 2 { // with the index, and without
				if l := list(t, s); len(l.Cases) != 1 || l.Cases[0].ID != id || l.Cases[0].Versions != 1 || len(l.Damaged) != 0 {
					t.Fatalf("%+v", l)
				}
			}
			f := open(t, s, id, "")
			versions, err := f.Versions("")
			if err != nil || len(versions) != 1 || versions[0].Name != copied || versions[0].Case.Title != "Ailleurs" {
				t.Fatalf("%+v, %v", versions, err)
			}
			if err := f.PutAside(versions); err != nil {
				t.Fatal(err)
			}
			closeFile(t, f)
			all := names(t, s)
			if l := list(t, s); len(all) != 2 || len(l.Cases) != 1 || l.Cases[0].Versions != 0 || len(l.Damaged) != 0 {
				t.Errorf("%q, %+v", all, l)
			}
			if !slices.ContainsFunc(all, func(n string) bool { return read(t, filepath.Join(s.Dir(), n)) == text }) {
				t.Error("the copy is nowhere any more")
			}
			if err := s.Delete(id); err != nil || len(names(t, s)) != 0 {
				t.Errorf("deleted for good: %v, left %q", err, names(t, s))
			}
		})
	}
}

// TestACopyMadeOnPurposeIsACase: by its name, or once it has been saved; and a
// copy whose case is not there is all there is of it.
func TestACopyMadeOnPurposeIsACase(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	text := read(t, filepath.Join(s.Dir(), id+".json"))
	for _, copied := range []string{id + " (copie)", id + " - Copie", id + "-avant-accord", "copie de " + id, id + "bis"} {
		write(t, filepath.Join(s.Dir(), copied+".json"), text)
	}
	saved := id + " (1)"
	write(t, filepath.Join(s.Dir(), saved+".json"), text)
	f := open(t, s, saved, "")
	if err := f.Save(f.Case()); err != nil {
		t.Fatal(err)
	}
	closeFile(t, f)
	write(t, filepath.Join(s.Dir(), "parti (1).json"), strings.Replace(text, `"id": "`+id, `"id": "parti`, 1))
	l := list(t, s)
	if len(l.Cases) != 8 || len(l.Damaged) != 0 {
		t.Fatalf("%d cases: %+v", len(l.Cases), l)
	}
	for _, c := range l.Cases {
		if c.Versions != 0 {
			t.Errorf("%q has versions", c.ID)
		}
	}
}

// TestProtectedVersions: the key of the case opens its copies; another
// passphrase is asked for.
func TestProtectedVersions(t *testing.T) {
	s := newStore(t)
	f, err := s.Create(example())
	if err == nil {
		err = f.Protect(passphrase, false)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	id := f.Case().ID
	write(t, filepath.Join(s.Dir(), id+" (1).json"), read(t, filepath.Join(s.Dir(), id+".json")))
	if err := f.Protect("une autre phrase", false); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(s.Dir(), id+" (2).json"), read(t, filepath.Join(s.Dir(), id+".json")))
	if l := list(t, s); len(l.Cases) != 1 || l.Cases[0].Versions != 2 || !l.Cases[0].Protected {
		t.Fatalf("%+v", l)
	}
	versions, err := f.Versions("")
	if err != nil || len(versions) != 2 || !errors.Is(versions[0].Err, casefile.ErrPassphrase) || versions[1].Err != nil {
		t.Fatalf("%+v, %v", versions, err)
	}
	if versions, err = f.Versions(passphrase); err != nil || versions[0].Err != nil || versions[0].Case.Client.Name != client {
		t.Errorf("%+v, %v", versions, err)
	}
}

// TestAVersionThatChangesStays: the folder is shared, and a newer copy may come
// while one chooses.
func TestAVersionThatChangesStays(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	copied := filepath.Join(s.Dir(), id+" (1).json")
	write(t, copied, read(t, filepath.Join(s.Dir(), id+".json")))
	f := open(t, s, id, "")
	defer f.Close()
	versions, err := f.Versions("")
	if err != nil {
		t.Fatal(err)
	}
	write(t, copied, strings.Replace(read(t, copied), "Facture de mars", "Plus tard", 1))
	if err := f.PutAside(versions); err != nil || len(names(t, s)) != 3 { // and the lock
		t.Errorf("%v: %q", err, names(t, s))
	}
}

// TestAnArchiveKeepsVersions: exported and imported, they are still versions.
func TestAnArchiveKeepsVersions(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	for _, form := range conflictNames {
		write(t, filepath.Join(s.Dir(), fmt.Sprintf(form, id)+".json"), read(t, filepath.Join(s.Dir(), id+".json")))
	}
	to := newStore(t)
	if _, err := imported(to, export(t, s)); err != nil {
		t.Fatal(err)
	}
	if l := list(t, to); len(l.Cases) != 1 || l.Cases[0].Versions != len(conflictNames) {
		t.Errorf("%+v", l)
	}
}

// TestTwoComputers plays a hundred times (-rapid.checks=1000 for more) two computers that share a folder and
// write the same case, each saving between the passes of the program that shares
// it: each act that a save acknowledged is in the case once its versions have
// joined, or is told as something to choose.
func TestTwoComputers(T *testing.T) { // T outlives each play
	kinds := slices.Sorted(func(yield func(string) bool) {
		for _, form := range conflictNames {
			if !yield(form) {
				return
			}
		}
	})
	shared := newStore(T)
	other := newStore(T)
	rapid.Check(T, func(t *rapid.T) {
		f, err := shared.Create(dossier.Case{Title: "x"})
		if err != nil {
			t.Fatal(err)
		}
		id := f.Case().ID
		path, far := filepath.Join(shared.Dir(), id+".json"), filepath.Join(other.Dir(), id+".json")
		write(T, far, read(T, path))
		g := open(T, other, id, "")
		acts := map[string]bool{}
		act := func(f casefile.File, n int) {
			c := f.Case()
			name := fmt.Sprint("acte ", n)
			switch n % 3 {
			case 0:
				c = c.With(dossier.Event{On: "2026-03-03", Kind: dossier.Noted, Note: name})
			case 1:
				c.Invoices = append(slices.Clone(c.Invoices), dossier.Invoice{Number: name, Dues: []dossier.Due{{On: "2026-03-03", Cents: 1}}})
			case 2:
				c.Complaints = append(slices.Clone(c.Complaints), dossier.Complaint{Number: c.NextComplaint("2026-01-01"), On: "2026-03-03", What: name})
			}
			if err := f.Save(c); err != nil {
				t.Fatal(err)
			}
			acts[name] = true
		}
		passes := 0
		for n, who := range rapid.SliceOfN(rapid.IntRange(0, 2), 1, 6).Draw(t, "turns") {
			switch who {
			case 0:
				act(f, n)
			case 1:
				act(g, n)
			case 2: // the far file comes, beside the near one
				form := rapid.SampledFrom(kinds).Draw(t, "sharer")
				write(T, filepath.Join(shared.Dir(), fmt.Sprintf(form, id)+fmt.Sprintf(" (%d)", passes)+".json"), read(T, far))
				passes++
			}
		}
		write(T, filepath.Join(shared.Dir(), id+" (9).json"), read(T, far))
		together(t, f, acts)
		closeFile(T, f)
		closeFile(T, g)
		if err := errors.Join(shared.Delete(id), other.Delete(id)); err != nil {
			t.Fatal(err)
		}
		if left := names(T, shared); len(left) != 0 {
			t.Fatalf("left %q", left)
		}
	})
}

// together merges a case with its versions, and checks that every act is there.
func together(t *rapid.T, f casefile.File, acts map[string]bool) {
	versions, err := f.Versions("")
	if err != nil || len(versions) == 0 {
		t.Fatalf("%d versions, %v", len(versions), err)
	}
	merged, told := f.Case(), ""
	for _, v := range versions {
		var apart []dossier.Difference
		merged, apart = dossier.Merge(merged, v.Case)
		told += fmt.Sprint(apart)
	}
	if err := f.Save(merged); err != nil {
		t.Fatal(err)
	}
	if err := f.PutAside(versions); err != nil {
		t.Fatal(err)
	}
	kept := fmt.Sprintf("%+v %s", f.Case(), told)
	for name := range acts {
		if !strings.Contains(kept, name) {
			t.Fatalf("%s is lost: %s", name, kept)
		}
	}
}
