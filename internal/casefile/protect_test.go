package casefile_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"compromis/internal/casefile"
	"compromis/internal/casefile/internal/cost"
	"compromis/internal/dossier"
)

// noLeak fails if anything in the folder, names included, tells of the example.
func noLeak(t *testing.T, s casefile.Store) {
	t.Helper()
	entries, err := os.ReadDir(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data := e.Name() + "\n" + read(t, filepath.Join(s.Dir(), e.Name()))
		for _, secret := range []string{"oulangerie", "leonore", "Éléonore", "Facture", "Demain", "rue du Four", "F-1", "150000", "relancer", "impaye", "2027-01-31", passphrase} {
			if strings.Contains(data, secret) {
				t.Errorf("%s tells %q", e.Name(), secret)
			}
		}
	}
}

// protectedExample returns a folder with the example, protected, once it has
// been listed in the clear.
func protectedExample(t *testing.T) (casefile.Store, casefile.File) {
	t.Helper()
	s := newStore(t)
	id := create(t, s, example())
	old(t, s, id)
	list(t, s)
	f := open(t, s, id, "")
	if err := f.Protect(passphrase, false); err != nil {
		t.Fatal(err)
	}
	return s, f
}

// TestAPassphraseIsDear reads in the file what trying one costs.
func TestAPassphraseIsDear(t *testing.T) {
	was := cost.Current
	cost.Current = cost.Factor
	t.Cleanup(func() { cost.Current = was })
	s, f := protectedExample(t)
	var file struct {
		Seal struct {
			Key []byte `json:"cle"`
		} `json:"protege"`
	}
	if err := json.Unmarshal([]byte(read(t, filepath.Join(s.Dir(), f.Case().ID+".json"))), &file); err != nil {
		t.Fatal(err)
	}
	if dear := regexp.MustCompile(`(?m)^-> scrypt \S+ 17$`); !dear.Match(file.Seal.Key) {
		t.Errorf("%q", file.Seal.Key)
	}
}

// TestTheListMayNameAProtectedCase: only when its owner says so, only its client, as
// it is saved; and no more once the owner says otherwise.
func TestTheListMayNameAProtectedCase(t *testing.T) {
	s := newStore(t)
	f := open(t, s, create(t, s, example()), "")
	if err := f.Protect(passphrase, true); err != nil {
		t.Fatal(err)
	}
	c := f.Case()
	told := func(want string) {
		t.Helper()
		for range 2 {
			if l := list(t, s); len(l.Cases) != 1 || l.Cases[0] != (casefile.Summary{ID: c.ID, Protected: true, Client: want}) {
				t.Fatalf("%+v", l)
			}
			old(t, s, c.ID) // so that the next list writes the index
		}
	}
	told(c.Client.Name)
	c.Client.Name = "Étude Chêne"
	if err := f.Save(c); err != nil {
		t.Fatal(err)
	}
	told("Étude Chêne")
	closeFile(t, f)
	f = open(t, s, c.ID, passphrase)
	c.Client.Name = "Étude Hêtre"
	if err := f.Save(c); err != nil {
		t.Fatal(err)
	}
	told("Étude Hêtre")
	if err := f.Protect(passphrase, false); err != nil {
		t.Fatal(err)
	}
	told("")
	closeFile(t, f)
	entries, err := os.ReadDir(s.Dir())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(read(t, filepath.Join(s.Dir(), e.Name())), "Étude") {
			t.Errorf("%s still names the client", e.Name())
		}
	}
}

func TestAProtectedCaseTellsNothing(t *testing.T) {
	s, f := protectedExample(t)
	id := f.Case().ID
	noLeak(t, s)
	want := casefile.Summary{ID: id, Protected: true}
	for range 2 {
		if l := list(t, s); len(l.Cases) != 1 || l.Cases[0] != want || l.Damaged != nil {
			t.Errorf("%+v", l)
		}
		noLeak(t, s)
		old(t, s, id) // so that the next list writes the index
	}
	c := f.Case()
	c.Subject = "Facture de la boulangerie"
	if err := f.Save(c); err != nil {
		t.Fatal(err)
	}
	noLeak(t, s)
	closeFile(t, f)
	noLeak(t, s)
	if _, err := s.Find("boulangerie"); !errors.Is(err, casefile.ErrNotFound) {
		t.Errorf("found by its client: %v", err)
	}
	f = open(t, s, id, passphrase)
	defer f.Close()
	if got := f.Case(); got.Subject != c.Subject || got.Client.Name != client || got.ID != id {
		t.Errorf("%+v", got)
	}
}

func TestWrongPassphrase(t *testing.T) {
	s, f := protectedExample(t)
	closeFile(t, f)
	id := f.Case().ID
	for said, want := range map[string]error{"": casefile.ErrPassphrase, "treize chevaux": casefile.ErrWrongPassphrase, passphrase + " ": casefile.ErrWrongPassphrase} {
		_, err := s.Open(id, said)
		if frenchSentence(t, err); !errors.Is(err, want) {
			t.Errorf("%q: %v", said, err)
		}
	}
	if f = open(t, s, id, passphrase); f.ReadOnly() {
		t.Error("a wrong passphrase left the case locked")
	}
	closeFile(t, f)
}

func TestChangeAndRemoveThePassphrase(t *testing.T) {
	s, f := protectedExample(t)
	id := f.Case().ID
	if err := f.Protect("autre phrase", false); err != nil {
		t.Fatal(err)
	}
	closeFile(t, f)
	if _, err := s.Open(id, passphrase); !errors.Is(err, casefile.ErrWrongPassphrase) {
		t.Errorf("the former passphrase: %v", err)
	}
	f = open(t, s, id, "autre phrase")
	if err := f.Protect("", false); err != nil {
		t.Fatal(err)
	}
	closeFile(t, f)
	f = open(t, s, id, "")
	defer f.Close()
	if f.Case().Client.Name != client {
		t.Errorf("%+v", f.Case())
	}
	if l := list(t, s); len(l.Cases) != 1 || l.Cases[0].Protected || l.Cases[0].Client != client {
		t.Errorf("%+v", l)
	}
}

// TestADamagedSeal: no change of one letter is taken for the case.
func TestADamagedSeal(t *testing.T) {
	s, f := protectedExample(t)
	closeFile(t, f)
	id := f.Case().ID
	path := filepath.Join(s.Dir(), id+".json")
	data := read(t, path)
	at := strings.LastIndex(data, "A")
	write(t, path, data[:at]+"B"+data[at+1:])
	_, err := s.Open(id, passphrase)
	var told *casefile.Error
	if frenchSentence(t, err); !errors.As(err, &told) || told.Aside == "" {
		t.Errorf("%v", err)
	}
}

// TestLeftovers: what a killed process leaves of a case that is gone goes too.
func TestLeftovers(t *testing.T) {
	s := newStore(t)
	id := create(t, s, dossier.Case{Title: "reste"})
	for _, name := range []string{"boulangerie-eleonore-abcdef.lock", "boulangerie-eleonore-abcdef.json.tmp", "b.json.tmp"} {
		write(t, filepath.Join(s.Dir(), name), client)
	}
	list(t, s)
	noLeak(t, s)
	if got := names(t, s); len(got) != 1 || got[0] != id+".json" {
		t.Errorf("left in the folder: %q", got)
	}
}
