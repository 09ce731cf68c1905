package casefile_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// old makes a file look as if it was saved long ago: the index trusts no other.
func old(t testing.TB, s casefile.Store, id string) {
	t.Helper()
	then := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(s.Dir(), id+".json"), then, then); err != nil {
		t.Fatal(err)
	}
}

func TestTheIndexIsNeverTrustedOverFiles(t *testing.T) {
	s := newStore(t)
	a, b := create(t, s, example()), create(t, s, example())
	old(t, s, a)
	old(t, s, b)
	list(t, s)
	index := filepath.Join(s.Dir(), ".index")
	if !strings.Contains(read(t, index), a) {
		t.Fatal("the index does not hold the case")
	}
	if err := os.Remove(filepath.Join(s.Dir(), b+".json")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.Dir(), a+".json")
	write(t, path, strings.Replace(read(t, path), "Facture de mars", "Facture de juin", 1)) // same size
	check := func(what string) {
		t.Helper()
		if l := list(t, s); len(l.Cases) != 1 || l.Cases[0].Title != "Facture de juin" {
			t.Errorf("%s: %+v", what, l)
		}
	}
	check("files changed by hand")
	for _, bad := range []string{"", "{", "[]", `{"version": 99, "dossiers": {"` + a + `": {}}}`, `{"version": 1, "dossiers": {"fantome": {"octets": 1}}}`} {
		write(t, index, bad)
		check(fmt.Sprintf("index %q", bad))
	}
	old(t, s, a)
	check("a settled file")
	if strings.Contains(read(t, index), "fantome") || !strings.Contains(read(t, index), a) {
		t.Errorf("the index was not made again: %s", read(t, index))
	}
	write(t, path, strings.Replace(read(t, path), "Facture de juin", "Facture de mai", 1))
	old(t, s, a)
	if l := list(t, s); l.Cases[0].Title != "Facture de mai" {
		t.Errorf("another size at the same time: %+v", l)
	}
	write(t, path, strings.Replace(read(t, path), "Facture de mai", "Facture de juin", 1))
	old(t, s, a)
	check("the first size again")
	if err := os.Remove(index); err != nil {
		t.Fatal(err)
	}
	check("no index")
	if err := os.Remove(index); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(index, 0o700); err != nil {
		t.Fatal(err)
	}
	check("an index that cannot be written")
}

// TestTheIndexWaitsForFilesToSettle: two saves within one tick of the clock may
// leave the same size and the same time.
func TestTheIndexWaitsForFilesToSettle(t *testing.T) {
	s := newStore(t)
	f, err := s.Create(dossier.Case{Title: "0000"})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	now := time.Now()
	for n := range 50 {
		title := fmt.Sprintf("%04d", n)
		if err := f.Save(dossier.Case{Title: title}); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(filepath.Join(s.Dir(), f.Case().ID+".json"), now, now); err != nil {
			t.Fatal(err)
		}
		if l := list(t, s); len(l.Cases) != 1 || l.Cases[0].Title != title {
			t.Fatalf("save %s: %+v", title, l)
		}
	}
}

// tenThousand returns a folder of 10,000 cases, one in ten archived, one in a
// hundred set aside.
func tenThousand(b *testing.B) casefile.Store {
	b.Helper()
	s := newStore(b)
	data := plain(b)
	for n := range 10_000 {
		id, text := fmt.Sprintf("client-%05d-abcdef", n), data
		switch {
		case n%100 == 0:
			id += ".json.abime-2026-01-01"
		case n%10 == 1:
			text = strings.Replace(text, `"ouvert_le"`, `"archive": true, "ouvert_le"`, 1)
		}
		if n%100 == 0 {
			write(b, filepath.Join(s.Dir(), id), text)
			continue
		}
		write(b, filepath.Join(s.Dir(), id+".json"), text)
		old(b, s, id)
	}
	return s
}

// BenchmarkList10000 is the list of a large folder, as on any day.
func BenchmarkList10000(b *testing.B) {
	s := tenThousand(b)
	list(b, s)
	for b.Loop() {
		if l := list(b, s); len(l.Cases) != 9_900 || len(l.Damaged) != 100 {
			b.Fatal(len(l.Cases), len(l.Damaged))
		}
	}
}

// BenchmarkList10000WithoutIndex is the same the first time.
func BenchmarkList10000WithoutIndex(b *testing.B) {
	s := tenThousand(b)
	for b.Loop() {
		_ = os.Remove(filepath.Join(s.Dir(), ".index"))
		list(b, s)
	}
}

// BenchmarkSave is one answer kept.
func BenchmarkSave(b *testing.B) {
	s := newStore(b)
	f, err := s.Create(example())
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	for b.Loop() {
		if err := f.Save(f.Case()); err != nil {
			b.Fatal(err)
		}
	}
}
