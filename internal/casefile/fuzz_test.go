package casefile_test

import (
	"archive/zip"
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// archived is a sound archive with one case.
func archived(f *testing.F) []byte {
	f.Helper()
	s := newStore(f)
	create(f, s, dossier.Case{Client: dossier.Party{Name: "Zoé"}})
	var b bytes.Buffer
	if err := s.Export(&b); err != nil {
		f.Fatal(err)
	}
	return b.Bytes()
}

// FuzzImport reads any bytes as an archive: each case it says it added opens, or it
// says why in a French sentence and adds nothing.
func FuzzImport(f *testing.F) {
	whole := archived(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("PK\x05\x06" + string(make([]byte, 18))))
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"../x.json", "a\x1b[2J.json", "x.json", "x.json"} {
		if w, err := z.Create(name); err == nil {
			w.Write([]byte(`{"format":1,"dossier":{}}`))
		}
	}
	z.Close()
	f.Add(b.Bytes())
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, archive []byte) {
		at, err := os.MkdirTemp(dir, "")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(at)
		s := openStore(t, at)
		ids, _, err := s.Import(bytes.NewReader(archive), int64(len(archive)))
		if err != nil {
			frenchSentence(t, err)
		}
		all, listErr := s.List()
		if listErr != nil || len(all.Cases) != len(ids) || len(all.Damaged) != 0 {
			t.Errorf("added %q, there are %+v, %v", ids, all, listErr)
		}
		for _, id := range ids {
			if file, err := s.Open(id, ""); err == nil {
				file.Close()
			} else {
				frenchSentence(t, err)
			}
		}
	})
}

// FuzzDrafts reads any bytes as the drafts of a case: what it tells is text, and one
// may keep another draft, or is told why not.
func FuzzDrafts(f *testing.F) {
	f.Add([]byte(`{"format":1,"brouillons":[{"id":"a","lieu":"courrier/x","titre":"\u001b[2J","jour":"2026-11-28","ecrit":"2026-11-28T10:00:00Z","texte":{"texte":"\u202e"}}]}`))
	f.Add([]byte(`{"format":1,"proteges":["AA=="]}`))
	f.Add([]byte(`{"format":2}`))
	f.Add([]byte(`{`))
	s := newStore(f)
	id := create(f, s, dossier.Case{})
	path := filepath.Join(s.Dir(), id+".brouillons")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		file := open(t, s, id, "")
		defer file.Close()
		drafts, err := file.Drafts()
		if err != nil && err.Error() == "" {
			t.Errorf("%q: refused without a word", data)
		}
		for _, d := range drafts {
			for _, said := range append(slices.Collect(maps.Values(d.Fields)), d.About, d.Place) {
				if at, sign, found := french.Hidden(said); found {
					t.Errorf("%q tells %U at %d", data, sign, at)
				}
			}
		}
		if err := file.KeepDraft(casefile.NewDraft("faits", "Les faits", "2026-11-28")); err != nil && err.Error() == "" {
			t.Errorf("%q: not kept, without a word", data)
		}
	})
}

// FuzzStates reads any bytes as the former states of a case: what it tells is text.
func FuzzStates(f *testing.F) {
	s := newStore(f)
	id := create(f, s, dossier.Case{Title: "avant"})
	path := filepath.Join(s.Dir(), id+".etats")
	file := open(f, s, id, "")
	for _, title := range []string{"un", "deux"} {
		if err := file.Save(dossier.Case{Title: title}); err != nil {
			f.Fatal(err)
		}
	}
	file.Close()
	if whole, err := os.ReadFile(path); err == nil {
		f.Add(whole)
	}
	f.Add([]byte(`{"le":"2026-11-28T10:00:00Z","etat":{"format":1,"dossier":{"titre":"\u001b[2J"}}}` + "\n"))
	f.Add([]byte("\n{}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		file := open(t, s, id, "")
		defer file.Close()
		states, err := file.States("")
		if err != nil && err.Error() == "" {
			t.Errorf("%q: refused without a word", data)
		}
		for _, state := range states {
			c := state.Case
			for _, said := range []string{c.Title, c.Facts, c.Client.Name} {
				if at, sign, found := french.Hidden(said); found {
					t.Errorf("%q tells %U at %d", data, sign, at)
				}
			}
		}
	})
}
