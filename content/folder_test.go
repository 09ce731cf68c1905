package content

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"compromis/decision"
	"compromis/internal/french"
)

// write makes the tests write what they expect, instead of checking it:
//
//	go test ./content -run 'IDs|Refused|Mistakes' -args -write
var write = flag.Bool("write", false, "write the expected complaints and ids")

func readCase(t testing.TB, name string) *txtar.Archive {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return archive
}

// base returns the small folder without a fault.
func base(t testing.TB) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	for _, f := range readCase(t, "base.txtar").Files {
		folder[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return folder
}

// spoil lays a part of a case over the folder: a whole file, or what is done to one:
//
//	modifier FILE    a passage, a line « => » and what takes its place
//	ajouter FILE     what comes at its end
//	supprimer FILE
//	renommer FILE    its new name
//	enregistrer FILE how a program saves it: see recoded
func spoil(t testing.TB, folder fstest.MapFS, part txtar.File) {
	t.Helper()
	text := string(part.Data)
	verb, file, ok := strings.Cut(part.Name, " ")
	if known := folder[file]; ok && known == nil && verb != "" && file != "" && slices.Contains([]string{"modifier", "ajouter", "supprimer", "renommer", "enregistrer"}, verb) {
		t.Fatalf("no file %q", file)
	}
	switch {
	case !ok:
		folder[part.Name] = &fstest.MapFile{Data: part.Data}
	case verb == "supprimer":
		delete(folder, file)
	case verb == "renommer":
		folder[strings.TrimSpace(text)] = folder[file]
		delete(folder, file)
	case verb == "ajouter":
		folder[file] = &fstest.MapFile{Data: append(folder[file].Data[:len(folder[file].Data):len(folder[file].Data)], text...)}
	case verb == "enregistrer":
		folder[file] = &fstest.MapFile{Data: recoded(t, folder[file].Data, strings.TrimSpace(text))}
	case verb == "modifier":
		before, after, _ := strings.Cut(text, "=>\n")
		source := string(folder[file].Data)
		if !strings.Contains(source, before) { // less than a line
			before, after = strings.TrimSuffix(before, "\n"), strings.TrimSuffix(after, "\n")
		}
		if strings.Count(source, before) != 1 {
			t.Fatalf("%q is not once in %s", before, file)
		}
		folder[file] = &fstest.MapFile{Data: []byte(strings.Replace(source, before, after, 1))}
	default: // a name with spaces in it
		folder[part.Name] = &fstest.MapFile{Data: part.Data}
	}
}

// verified reads a folder and proves it sound.
func verified(folder fs.FS) (*decision.Guide, error) {
	g, err := Read(folder, mistakeDay)
	if err == nil {
		_, err = Verify(g)
	}
	return g, err
}

func TestBaseIsSound(t *testing.T) {
	if _, err := verified(base(t)); err != nil {
		t.Error(err)
	}
}

// TestRefused plays every case of testdata: a folder with a fault in it, and
// the complaints it must raise, all of them and in order.
func TestRefused(t *testing.T) {
	for _, name := range cases(t) {
		t.Run(strings.TrimSuffix(name, ".txtar"), func(t *testing.T) { refused(t, name) })
	}
}

// cases returns the files of the folders that are refused.
func cases(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) < 120 {
		t.Fatalf("%d cases: %v", len(files), err)
	}
	var names []string
	for _, file := range files {
		if name := filepath.Base(file); name != "base.txtar" {
			names = append(names, name)
		}
	}
	return names
}

func refused(t *testing.T, name string) {
	archive := readCase(t, name)
	last := &archive.Files[len(archive.Files)-1]
	if last.Name != "plainte" {
		t.Fatal("the last part is not « plainte »")
	}
	folder := base(t)
	for _, part := range archive.Files[:len(archive.Files)-1] {
		spoil(t, folder, part)
	}
	_, err := verified(folder)
	got := ""
	if err != nil {
		got = err.Error() + "\n"
	}
	if want := string(last.Data); *write {
		last.Data = []byte(got)
		if err := os.WriteFile(filepath.Join("testdata", name), txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if got == "" || got != want {
		t.Errorf("complaints:\n%s\nwant:\n%s", got, want)
	}
}

// TestEditorsAreForgiven: what editors do to a file changes nothing to what is
// read: a byte order mark, the lines of Windows, spaces and apostrophes as
// word processors type them.
func TestEditorsAreForgiven(t *testing.T) {
	want, err := Read(base(t), mistakeDay)
	if err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string]func(string) string{
		"byte order mark": func(s string) string { return "\ufeff" + s },
		"windows":         func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"both":            func(s string) string { return "\ufeff" + strings.ReplaceAll(s, "\n", "\r\n") },
		"non-breaking spaces": func(s string) string {
			return strings.NewReplacer(" :", french.NBSP+":", "aucun —", "aucun"+french.NBSP+"—", "Réclamation —", "Réclamation"+french.NBSP+"—", "- mise en demeure", "- mise en"+french.NBSP+"demeure").Replace(s)
		},
		"narrow spaces": func(s string) string { return strings.ReplaceAll(s, " :", "\u202f:") },
		"apostrophes":   func(s string) string { return strings.ReplaceAll(s, "'", "’") },
		"escapes":       func(s string) string { return strings.ReplaceAll(s, "C. civ.", `C\. civ&#46;`) },
		"no last line":  func(s string) string { return strings.TrimSuffix(s, "\n") },
		"draft":         func(s string) string { return s },
	} {
		folder := base(t)
		for file, f := range folder {
			f.Data = []byte(edit(string(f.Data)))
			folder[file] = f
		}
		if name == "draft" {
			folder["etapes/_brouillon.md"] = &fstest.MapFile{Data: []byte("pas encore une page")}
			folder["questions/.cache.md"] = &fstest.MapFile{Data: []byte{0xff}}
		}
		got, err := verified(folder)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if field := differs(got, want); field != "" {
			t.Errorf("%s changes what is read: %s", name, field)
		}
	}
}

// differs returns the first part of two guides that is not the same.
func differs(got, want *decision.Guide) string {
	if !reflect.DeepEqual(got.Letters(), want.Letters()) {
		return "the letters"
	}
	a, b := reflect.ValueOf(got).Elem(), reflect.ValueOf(want).Elem()
	for _, field := range reflect.VisibleFields(a.Type()) {
		if field.IsExported() && !reflect.DeepEqual(a.FieldByIndex(field.Index).Interface(), b.FieldByIndex(field.Index).Interface()) {
			return field.Name
		}
	}
	return ""
}

// TestOneCauseIsSaidOnce: a content that misses one of its pieces is told so first, and
// in one line, not in as many as lead to what is missing.
func TestOneCauseIsSaidOnce(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "tout")
	if err := Export(whole); err != nil {
		t.Fatal(err)
	}
	for _, piece := range append([]string{"echelle.md", "article.md"}, folders...) {
		dir := filepath.Join(t.TempDir(), "x")
		if err := os.CopyFS(dir, os.DirFS(whole)); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(filepath.Join(dir, piece)); err != nil {
			t.Fatal(err)
		}
		_, err := Read(os.DirFS(dir), time.Time{})
		var told Complaints
		cut := piece == tablesDir // the answers that the tables cut are told after them
		if !errors.As(err, &told) || told[0].File != piece || len(told) != 1 && !cut {
			t.Errorf("without %s, %d lines:\n%v", piece, len(told), err)
		}
	}
}

// TestNotesBesideAFolder: what lies beside the folders and passes for no page refuses
// none of them.
func TestNotesBesideAFolder(t *testing.T) {
	dir := laid(t, "moi", map[string]string{
		"courriers/_brouillon.md": "", "notes.txt": "à faire", ".DS_Store": "x", "Thumbs.db": "x", "desktop.ini": "x", ".git/HEAD": "ref",
		"README.md": "# moi", "LISEZMOI.txt": "moi", "photo.jpg": "x", "fondements/.DS_Store": "x", "fondements/Thumbs.db": "x",
	})
	page, err := embedded.ReadFile("fondements/c-civ-1344.md")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "fondements", "c-civ-1344.md"), page, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Over([]string{dir}, time.Now(), Proofs{}); err != nil {
		t.Error(err)
	}
}
