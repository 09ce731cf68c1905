package casefile_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/internal/casefile"
	"compromis/internal/casefile/casefiletest"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// setAside puts a file where the program puts those it cannot read.
func setAside(t testing.TB, s casefile.Store, id, data string) string {
	t.Helper()
	name := id + ".json.abime-2026-03-03"
	write(t, filepath.Join(s.Dir(), name), data)
	return name
}

func rescue(t testing.TB, s casefile.Store, name, passphrase string) casefile.Rescued {
	t.Helper()
	r, err := s.Rescue(name, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// valueLine is a line of a case that holds a text: its name, and the text.
var valueLine = regexp.MustCompile(`(?m)^ +"[^"]+": ("(?:[^"\\]|\\.)*"),?$`)

// held writes what was read as the file of a case does.
func held(t testing.TB, r casefile.Rescued) string {
	t.Helper()
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r.Case); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// clearFormer are the files of a former program that are not protected.
func clearFormer(t testing.TB) []string {
	paths, err := filepath.Glob(filepath.Join(formerDir, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(paths, func(path string) bool { return strings.Contains(read(t, path), `"protege"`) })
}

// TestWhatIsWholeIsRescued: of a case cut anywhere, or with a hole in it, each
// line that is whole before is in the case one makes of it; and the text one may
// copy is all there is.
func TestWhatIsWholeIsRescued(t *testing.T) {
	s, paths, lines := newStore(t), clearFormer(t), 0
	rapid.Check(t, func(rt *rapid.T) {
		data := read(t, rapid.SampledFrom(paths).Draw(rt, "file"))
		cut := data[:rapid.IntRange(0, len(data)).Draw(rt, "cut")]
		left := cut
		if rapid.Bool().Draw(rt, "hole") {
			left += strings.Repeat("\x00", 100)
		}
		r := rescue(t, s, setAside(t, s, "x", left), "")
		held := held(t, r)
		for _, m := range valueLine.FindAllStringSubmatch(cut, -1) {
			if lines++; !strings.Contains(held, m[1]) && !strings.Contains(m[0], `"id"`) {
				rt.Fatalf("%s is lost: %s", m[0], held)
			}
		}
		if want := strings.TrimSpace(french.Text(strings.ToValidUTF8(cut, "\ufffd"))); r.Text != want {
			rt.Fatalf("its text is %q, not %q", r.Text, want)
		}
	})
	if lines == 0 {
		t.Error("nothing was ever whole")
	}
}

// TestOneWrongByte: at any place of a case, it leaves almost all of it.
func TestOneWrongByte(t *testing.T) {
	s := newStore(t)
	data := plain(t)
	all := len(valueLine.FindAllString(data, -1))
	worst := 0
	for at := strings.Index(data, `"titre"`); at < len(data); at += 3 {
		for _, wrong := range []string{"x", `"`, "}", "", ",", "\x80"} {
			held := held(t, rescue(t, s, setAside(t, s, "x", data[:at]+wrong+data[at+1:]), ""))
			lost := 0
			for _, m := range valueLine.FindAllStringSubmatch(data, -1) {
				if !strings.Contains(held, m[1]) && !strings.Contains(m[0], `"id"`) {
					lost++
				}
			}
			if lost > worst {
				worst = lost
				t.Logf("%q for %q: %d lines lost", wrong, data[max(0, at-20):at+10], lost)
			}
		}
	}
	if worst > all/2 {
		t.Errorf("%d of %d lines lost", worst, all)
	}
	t.Logf("at most %d of %d lines lost", worst, all)
}

// TestBrokenInManyWays: what people and programs do to a file.
func TestBrokenInManyWays(t *testing.T) {
	for name, test := range map[string]struct{ data, title string }{
		"nothing":         {"", ""},
		"holes":           {strings.Repeat("\x00", 5000), ""},
		"no JSON":         {"bonjour", ""},
		"comma missing":   {`{"format": 1 "dossier": {"titre": "Oui" "objet": "x"}}`, "Oui"},
		"commas too many": {`{"format": 1,, "dossier": {"titre": "Oui",,},}`, "Oui"},
		"no beginning":    {`"titre": "Oui", "objet": "x"}}`, "Oui"},
		"two files":       {"<<<<<<< ici\n{\"format\": 1,\n\"dossier\": {\n\"titre\": \"Oui\"\n=======\n\"titre\": \"Oui\"\n>>>>>>> là\n}}", "Oui"},
		"wrong types":     {`{"format": "1", "dossier": {"titre": "Oui", "journal": 3, "factures": [4, {"numero": 5}], "reponses": []}}`, "Oui"},
		"unknown field":   {`{"format": 1, "dossier": {"titre": "Oui", "avocat": {"nom": "Me Dupont"}}}`, "Oui"},
		"deep":            {`{"dossier": {"titre": "Oui", "journal": ` + strings.Repeat("[", 1<<20), "Oui"},
		"a text cut":      {`{"dossier": {"titre": "Oui`, "Oui"},
		"escape cut":      {`{"dossier": {"titre": "Oui\`, "Oui"},
		"Latin letters":   {"{\"dossier\": {\"titre\": \"Oui\", \"objet\": \"caf\xe9\"}}", "Oui"},
		"obeyed":          {"{\"dossier\": {\"titre\": \"Oui\x1b[31m\x07\"}}", "Oui"},
		"seal, no key":    {`{"protege": {"contenu": "abcd"}}`, ""},
		"seal, no body":   {`{"protege": {"cle": "`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			r := rescue(t, s, setAside(t, s, "x", test.data), "")
			if got := r.Case.Title; got != test.title && name != "obeyed" || strings.ContainsAny(got+r.Text, "\x1b\x07\x00") || r.Some != (test.title != "") {
				t.Errorf("title %q, text %q", got, r.Text)
			}
		})
	}
}

// TestRescue: the case takes its name back, with its former states; the file set
// aside stays until it is removed, and its name leads nowhere else.
func TestRescue(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	f := open(t, s, id, "")
	saveAs(t, f, f.Save, "Facture deux")
	closeFile(t, f)
	path := filepath.Join(s.Dir(), id+".json")
	write(t, path, strings.Replace(read(t, path), `"objet"`, `!"objet"`, 1)[:400])
	l := list(t, s)
	if len(l.Damaged) != 1 || l.Damaged[0].Aside == "" {
		t.Fatalf("%+v", l)
	}
	aside := l.Damaged[0].Aside
	r := rescue(t, s, aside, "")
	if !r.Some || r.Case.Client.Name != client {
		t.Fatalf("%+v", r)
	}
	f, err := s.Recover(r)
	if err != nil || f.Case().ID != id || titles(t, f) != example().Title {
		t.Fatalf("%v, %+v", err, f.Case())
	}
	closeFile(t, f)
	second, err := s.Recover(r)
	if err != nil || second.Case().ID == id {
		t.Fatalf("%v, %q", err, second.Case().ID)
	}
	closeFile(t, second)
	if _, err := os.Stat(filepath.Join(s.Dir(), aside)); err != nil {
		t.Error("the file set aside is gone")
	}
	if err := s.DeleteAside(aside); err != nil || len(list(t, s).Damaged) != 0 || len(list(t, s).Cases) != 2 {
		t.Errorf("%v, %+v", err, list(t, s))
	}
	for _, name := range []string{aside, id + ".json", "../x.json.abime-2026-03-03", "a/b.json.abime-2026-03-03", ".json.abime-2026-03-03", ""} {
		_, err := s.Rescue(name, "")
		for _, err := range []error{err, s.DeleteAside(name)} {
			if frenchSentence(t, err); !errors.Is(err, casefile.ErrNotFound) {
				t.Errorf("%q: %v", name, err)
			}
		}
	}
}

// TestRescueOfAProtectedCase: it asks for the passphrase, reads what the key
// proves, and what comes of it is protected from its first byte.
func TestRescueOfAProtectedCase(t *testing.T) {
	t.Cleanup(casefiletest.Hurry())
	s := newStore(t)
	c := example()
	c.Facts = strings.Repeat("Facture longue. ", 20_000)
	f, err := s.Create(c)
	if err == nil {
		err = f.Protect(passphrase, false)
	}
	if err != nil {
		t.Fatal(err)
	}
	closeFile(t, f)
	path := filepath.Join(s.Dir(), f.Case().ID+".json")
	data := read(t, path)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	aside := setAside(t, s, f.Case().ID, data[:len(data)*2/3])
	for phrase, want := range map[string]error{"": casefile.ErrPassphrase, "faux": casefile.ErrWrongPassphrase} {
		if _, err := s.Rescue(aside, phrase); !errors.Is(err, want) {
			t.Errorf("%q: %v", phrase, err)
		}
	}
	r := rescue(t, s, aside, passphrase)
	if r.Case.Client.Name != client || len(r.Case.Facts) < 100_000 {
		t.Errorf("%+.300v", r.Case)
	}
	if f, err = s.Recover(r); err != nil {
		t.Fatal(err)
	}
	noLeak(t, s)
	closeFile(t, f)
	f = open(t, s, f.Case().ID, passphrase)
	defer f.Close()
	if f.Case().Client.Name != client {
		t.Errorf("%+.300v", f.Case())
	}
}

// FuzzRescue reads any bytes: it ends, and what it gives is text.
func FuzzRescue(f *testing.F) {
	f.Add([]byte(plain(f)))
	f.Add([]byte(protected(f)))
	f.Add([]byte(`{"dossier": {"journal": [{"le": "2026-`))
	s := newStore(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := s.Rescue(setAside(t, s, "x", string(data)), "")
		if err != nil {
			frenchSentence(t, err)
			return
		}
		if r.Text != french.Text(r.Text) || !r.Some && !r.Case.Same(dossier.Case{}) {
			t.Errorf("%+v", r)
		}
		held(t, r)
	})
}
