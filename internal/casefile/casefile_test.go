package casefile_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

const client = "Boulangerie Éléonore & Fils"

func example() dossier.Case {
	return dossier.Case{
		Title:     "Facture de mars",
		Client:    dossier.Party{Name: client, Address: "1 rue du Four\n75001 Paris"},
		Said:      map[decision.Fact]string{"cause": "impaye", "client": "commercant"},
		Journal:   []dossier.Event{{On: "2026-03-03", Kind: dossier.Called, Note: "« Demain », dit-elle <bientôt>."}},
		Invoices:  []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-02-01", Cents: 150000}}}},
		Concluded: dossier.Conclusion{Step: "relancer-par-ecrit", On: "2026-03-04"},
		Next:      dossier.Deadline{On: "2027-01-31", Kind: dossier.LastDayToSue},
		Opened:    "2026-03-01",
		Changed:   "2026-03-04",
	}
}

func openStore(t testing.TB, dir string) casefile.Store {
	t.Helper()
	s, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newStore(t testing.TB) casefile.Store {
	t.Helper()
	return openStore(t, filepath.Join(t.TempDir(), "dossiers"))
}

// create saves a case, closes it and returns its ID.
func create(t testing.TB, s casefile.Store, c dossier.Case) string {
	t.Helper()
	f, err := s.Create(c)
	if err != nil {
		t.Fatal(err)
	}
	closeFile(t, f)
	return f.Case().ID
}

func open(t testing.TB, s casefile.Store, id, passphrase string) casefile.File {
	t.Helper()
	f, err := s.Open(id, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func closeFile(t testing.TB, f casefile.File) {
	t.Helper()
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func list(t testing.TB, s casefile.Store) casefile.Listing {
	t.Helper()
	l, err := s.List()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func write(t testing.TB, path, data string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// names returns the names in the folder, without the index.
func names(t testing.TB, s casefile.Store) []string {
	t.Helper()
	entries, err := os.ReadDir(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		if e.Name() != ".index" {
			all = append(all, e.Name())
		}
	}
	return all
}

// caseNames are the same, without the former states of cases.
func caseNames(t testing.TB, s casefile.Store) []string {
	t.Helper()
	return slices.DeleteFunc(names(t, s), func(name string) bool { return strings.HasSuffix(name, ".etats") })
}

// frenchSentence fails unless an error is one a person can act upon.
func frenchSentence(t testing.TB, err error) {
	t.Helper()
	var told *casefile.Error
	if !errors.As(err, &told) {
		t.Fatalf("%v is no *casefile.Error", err)
	}
	if text := err.Error(); !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") || strings.ContainsAny(text, "'\n") || strings.Contains(text, " :") {
		t.Errorf("not a French sentence on one line: %q", text)
	}
}

func TestACaseComesBackAsItWasSaved(t *testing.T) {
	s := newStore(t)
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Make[dossier.Case]().Draw(t, "case")
		f, err := s.Create(want)
		if err != nil {
			t.Fatal(err)
		}
		want.ID = f.Case().ID
		again := rapid.Make[dossier.Case]().Draw(t, "again")
		check := func() {
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			if f, err = s.Open(want.ID, ""); err != nil {
				t.Fatal(err)
			}
			got := f.Case()
			tidy(reflect.ValueOf(&got).Elem(), func(s string) string { return s })
			tidy(reflect.ValueOf(&want).Elem(), french.Text)
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("got  %+v\nwant %+v", got, want)
			}
		}
		check()
		if err := f.Save(again); err != nil {
			t.Fatal(err)
		}
		again.ID, want = want.ID, again
		want.ID = again.ID
		check()
		_ = f.Close()
		if err := s.Delete(want.ID); err != nil {
			t.Fatal(err)
		}
	})
}

// tidy makes empty slices and maps nil: a file does not tell them apart. What is
// read of it is text.
func tidy(v reflect.Value, text func(string) string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text(v.String()))
	case reflect.Struct:
		for i := range v.NumField() {
			tidy(v.Field(i), text)
		}
	case reflect.Slice:
		for i := range v.Len() {
			tidy(v.Index(i), text)
		}
		if v.Len() == 0 {
			v.SetZero()
		}
	case reflect.Map:
		if v.Len() == 0 {
			v.SetZero()
		}
		for _, key := range v.MapKeys() {
			held := reflect.New(v.Type().Elem()).Elem()
			held.Set(v.MapIndex(key))
			tidy(held, text)
			v.SetMapIndex(key, held)
		}
	}
}

func TestAFileIsReadableAndPrivate(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	path := filepath.Join(s.Dir(), id+".json")
	text := read(t, path)
	for _, want := range []string{`"format": 1`, client, "<bientôt>", "\n  "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	var e struct{ Dossier dossier.Case }
	if err := json.Unmarshal([]byte(text), &e); err != nil || e.Dossier.ID != id {
		t.Errorf("%v, ID %q, want %q", err, e.Dossier.ID, id)
	}
	list(t, s)
	for _, name := range []string{id + ".json", ".index"} {
		info, err := os.Stat(filepath.Join(s.Dir(), name))
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is open to others: %v", name, info.Mode())
		}
	}
	if info, err := os.Stat(s.Dir()); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the folder is open to others: %v %v", info.Mode(), err)
	}
	if got := names(t, s); !slices.Equal(got, []string{id + ".json"}) {
		t.Errorf("left in the folder: %q", got)
	}
}

func TestTheIDSaysWhoTheClientIs(t *testing.T) {
	s := newStore(t)
	for _, test := range []struct{ name, title, want string }{
		{client, "Facture", "boulangerie-eleonore-fils-"},
		{"", "Œuvre inachevée", "oeuvre-inachevee-"},
		{"  ??", "", "dossier-"},
		{"../../etc/passwd", "", "etc-passwd-"},
		{strings.Repeat("é", 500), "", strings.Repeat("e", 40) + "-"},
	} {
		id := create(t, s, dossier.Case{Client: dossier.Party{Name: test.name}, Title: test.title})
		rest, ok := strings.CutPrefix(id, test.want)
		if !ok || len(rest) != 6 {
			t.Errorf("%q, %q: ID %q, want %q and six letters", test.name, test.title, id, test.want)
		}
	}
}

func TestListOrder(t *testing.T) {
	s := newStore(t)
	add := func(title string, next, changed decision.Day, archived bool) {
		create(t, s, dossier.Case{Title: title, Next: dossier.Deadline{On: next}, Changed: changed, Archived: archived})
	}
	add("archived", "2026-01-01", "2026-12-01", true)
	add("old", "", "2026-01-01", false)
	add("new", "", "2026-06-01", false)
	add("later", "2027-01-01", "2026-06-02", false)
	add("sooner, old", "2026-12-01", "2026-06-02", false)
	add("sooner, new", "2026-12-01", "2026-06-03", false)
	want := []string{"sooner, new", "sooner, old", "later", "new", "old", "archived"}
	for range 2 { // with the index, and without
		var got []string
		for _, c := range list(t, s).Cases {
			got = append(got, c.Title)
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestSummary(t *testing.T) {
	s := newStore(t)
	c := example()
	c.Closed = "2026-03-05"
	id := create(t, s, c)
	want := casefile.Summary{ID: id, Title: c.Title, Client: client, Outlook: dossier.Outlook{Step: c.Concluded.Step, Next: c.Next}, Changed: c.Changed, Closed: true}
	want.Subject, want.Answered, want.Opened = c.Subject, len(c.Said), c.Opened
	last := c.Journal[len(c.Journal)-1]
	want.Last = casefile.Last{On: last.On, Kind: last.Kind, Cents: last.Cents, Step: last.Step, Outcome: last.Outcome}
	if got := list(t, s); len(got.Cases) != 1 || got.Cases[0] != want || got.Damaged != nil {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestDelete(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	f := open(t, s, id, "")
	if err := s.Delete(id); !errors.Is(err, casefile.ErrReadOnly) {
		t.Errorf("deleted while open: %v", err)
	}
	closeFile(t, f)
	if err := s.Delete(id); err != nil {
		t.Fatal(err)
	}
	if got := names(t, s); len(got) != 0 {
		t.Errorf("left: %q", got)
	}
	for _, err := range []error{s.Delete(id), s.Delete("../dossiers"), s.Delete("")} {
		frenchSentence(t, err)
		if !errors.Is(err, casefile.ErrNotFound) {
			t.Error(err)
		}
	}
}

func TestFind(t *testing.T) {
	s := newStore(t)
	named := func(name string) string {
		return create(t, s, dossier.Case{Client: dossier.Party{Name: name}})
	}
	bakery, garage, garages, anna, annabel := named(client), named("Garage Petit"), named("Garage Petitjean"), named("Anna"), named("Annabelle")
	for said, want := range map[string]string{
		bakery: bakery, bakery[:len(bakery)-3]: bakery, "boulangerie eleonore": bakery, "ÉLÉONORE": bakery,
		"garage petit": garage, "petitjean": garages, "anna": anna, "annab": annabel, " Anna ": anna,
	} {
		if got, err := s.Find(said); err != nil || got != want {
			t.Errorf("Find(%q) = %q, %v, want %q", said, got, err, want)
		}
	}
	lock, oeuvrard, lopez := named("L’Écluse"), named("Œuvrard & Fils"), named("López")
	for said, want := range map[string]string{
		"ecluse": lock, "l ecluse": lock, "L'ECLUSE": lock, "lecluse": lock, "oeuvrard": oeuvrard, "lopez": lopez, "lop": lopez,
	} {
		if got, err := s.Find(said); err != nil || got != want {
			t.Errorf("Find(%q) = %q, %v, want %q", said, got, err, want)
		}
	}
	for id, start := range map[string]string{lock: "l-ecluse-", oeuvrard: "oeuvrard-fils-", lopez: "lopez-"} {
		if !strings.HasPrefix(id, start) {
			t.Errorf("the ID %q does not start with %q", id, start)
		}
	}
	_, err := s.Find("garage")
	frenchSentence(t, err)
	if errors.Is(err, casefile.ErrNotFound) || !strings.Contains(err.Error(), garage) || !strings.Contains(err.Error(), garages) {
		t.Errorf("two garages: %v", err)
	}
	for _, said := range []string{"", "personne", "../x", "?", "Annabele"} {
		_, err := s.Find(said)
		frenchSentence(t, err)
		if !errors.Is(err, casefile.ErrNotFound) {
			t.Errorf("Find(%q): %v", said, err)
		}
	}
	if _, err := s.Find("Annabele"); !strings.Contains(err.Error(), "Annabelle") {
		t.Errorf("no name close to it: %v", err)
	}
}

func TestWhereNoFolderCanBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "fichier")
	write(t, file, "")
	for _, dir := range []string{file, filepath.Join(file, "dossiers"), filepath.Join(file, "a", "b"), filepath.Join(t.TempDir(), strings.Repeat("x", 300))} {
		_, err := casefile.OpenStore(dir)
		frenchSentence(t, err)
	}
	gone := newStore(t)
	if err := os.Remove(gone.Dir()); err != nil {
		t.Fatal(err)
	}
	_, err := gone.List()
	frenchSentence(t, err)
	_, err = gone.Create(example())
	frenchSentence(t, err)
	_, err = gone.Find("x")
	frenchSentence(t, err)
}

func TestDefaultDir(t *testing.T) {
	t.Setenv("COMPROMIS_DOSSIERS", "")
	if dir, err := casefile.DefaultDir(); err != nil || !filepath.IsAbs(dir) || !strings.HasSuffix(filepath.ToSlash(dir), "compromis/dossiers") {
		t.Errorf("%q, %v", dir, err)
	}
	usual := filepath.Join(t.TempDir(), "dossiers")
	t.Setenv("COMPROMIS_DOSSIERS", usual)
	if s, err := casefile.OpenStore(""); err != nil || s.Dir() != usual {
		t.Errorf("the usual folder: %v, %v", s, err)
	}
	t.Setenv("COMPROMIS_DOSSIERS", "ici")
	if dir, err := casefile.DefaultDir(); err != nil || !filepath.IsAbs(dir) || filepath.Base(dir) != "ici" {
		t.Errorf("%q, %v", dir, err)
	}
}
