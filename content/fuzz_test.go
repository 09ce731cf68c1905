package content

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"compromis/decision"
)

// kinds are the kinds of page, each with a place for one in the small folder.
var kinds = []string{
	"echelle.md", "article.md", "questions/contact.md", "etapes/appeler.md", "fondements/c-civ-1103.md",
	"causes/impaye.md", "cas-pratiques/impaye.md", "courriers/relance.md", "baremes/seuils.csv", "baremes/prescription.csv",
	"baremes/taux.csv", "baremes/etapes.csv", "baremes/delais.csv",
}

// kindOf returns the kind of an embedded file, or -1.
func kindOf(name string) int {
	return slices.IndexFunc(kinds, func(k string) bool {
		if path.Ext(name) == ".csv" || path.Dir(name) == "." {
			return k == name
		}
		return path.Dir(k) == path.Dir(name)
	})
}

// FuzzPage puts any bytes in the place of a page, of each kind, and reads the
// folder. Whatever they are, the loader does not panic: it reads them, or
// complains of them with a file and a line that exist.
func FuzzPage(f *testing.F) {
	err := fs.WalkDir(embedded, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		source, err := embedded.ReadFile(name)
		f.Add(kindOf(name), source)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	mistakes, err := filepath.Glob("testdata/erreurs/*.txtar")
	if err != nil || len(mistakes) < 66 {
		f.Fatalf("%d mistakes: %v", len(mistakes), err)
	}
	for _, file := range mistakes {
		for _, page := range mistaken(f, file) {
			f.Add(kindOf(page.Name), page.Data)
		}
	}
	pristine := base(f)
	for i, name := range kinds {
		f.Add(i, pristine[name].Data)
	}
	f.Fuzz(func(t *testing.T, kind int, source []byte) {
		if kind < 0 || kind >= len(kinds) {
			return
		}
		folder := base(t)
		folder[kinds[kind]] = &fstest.MapFile{Data: source}
		_, err := verified(folder)
		if err == nil {
			return
		}
		told, ok := err.(Complaints)
		if !ok || len(told) == 0 {
			t.Fatalf("not complaints: %v", err)
		}
		for _, c := range told {
			wellTold(t, folder, c)
		}
	})
}

// mistaken returns the pages of the real content that a mistake changed.
func mistaken(f *testing.F, file string) (changed []txtar.File) {
	f.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		f.Fatal(err)
	}
	folder, before := contentFolder(f), contentFolder(f)
	for _, part := range archive.Files {
		if part.Name != toldPart && part.Name != untoldPart {
			spoil(f, folder, part)
		}
	}
	for name, page := range folder {
		if sound := before[name]; kindOf(name) >= 0 && (sound == nil || !bytes.Equal(sound.Data, page.Data)) {
			changed = append(changed, txtar.File{Name: name, Data: page.Data})
		}
	}
	return changed
}

// wellTold: a complaint says something, of a line that exists.
func wellTold(t *testing.T, folder fstest.MapFS, c Complaint) {
	t.Helper()
	if c.File == "" || c.Say == "" || strings.Contains(c.Say, "%!") {
		t.Errorf("badly told: %+v", c)
	}
	if file, ok := folder[c.File]; ok && c.Line > 1+strings.Count(clean(string(file.Data)), "\n") {
		t.Errorf("%s has no line %d", c.File, c.Line)
	}
}

// refusedSooner are the problems of a guide that no page can have: an empty
// rubric is refused when it is read.
var refusedSooner = map[decision.ProblemCode]bool{"no-basis": true, "no-outcome": true}

var code = regexp.MustCompile(`ProblemCode = "([a-z-]+)"`)

// TestEveryProblemHasItsWords: no problem of the engine is told in code, and a
// case of testdata shows each of them.
func TestEveryProblemHasItsWords(t *testing.T) {
	source, err := os.ReadFile("../decision/check.go")
	if err != nil {
		t.Fatal(err)
	}
	codes := code.FindAllStringSubmatch(string(source), -1)
	if len(codes) < 15 {
		t.Fatalf("only %d codes read", len(codes))
	}
	shown := complaintsOfCases(t)
	for _, c := range codes {
		told := (&reader{guide: &decision.Guide{}}).say(decision.Problem{Code: decision.ProblemCode(c[1]), Name: "le-nom", Facts: []decision.Setting{{Fact: "le-fait"}}})
		if !strings.Contains(told, "le-nom") || strings.Contains(told, "%!") {
			t.Errorf("%s is told %q", c[1], told)
		}
		if !refusedSooner[decision.ProblemCode(c[1])] && !slices.ContainsFunc(shown, worded(sayings[decision.ProblemCode(c[1])]).MatchString) {
			t.Errorf("%s is in no case of testdata", c[1])
		}
	}
}

// worded matches a complaint made of that saying.
func worded(saying string) *regexp.Regexp {
	return regexp.MustCompile(": " + strings.ReplaceAll(regexp.QuoteMeta(saying), "%s", ".*"))
}

// complaintsOfCases returns the lines of every complaint of testdata.
func complaintsOfCases(t *testing.T) []string {
	t.Helper()
	var lines []string
	for _, name := range cases(t) {
		all := readCase(t, name).Files
		lines = append(lines, strings.Split(string(all[len(all)-1].Data), "\n")...)
	}
	return lines
}
