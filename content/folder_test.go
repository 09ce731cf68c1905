package content

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"compromis/decision"
	"compromis/internal/french"
)

// write makes the tests write what they expect, instead of checking it:
//
//	go test ./content -run 'IDs|Refused' -args -write
var write = flag.Bool("write", false, "write the expected complaints and ids")

// part is a named piece of a txtar file.
type part struct{ name, text string }

// parts cuts a txtar file at its lines « -- name -- ». What comes first is a
// comment, and has no name.
func parts(source string) []part {
	all := []part{{}}
	for line := range strings.Lines(source) {
		name, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "-- ")
		if name, closed := strings.CutSuffix(name, " --"); ok && closed {
			all = append(all, part{name: name})
			continue
		}
		all[len(all)-1].text += line
	}
	return all
}

func readParts(t testing.TB, name string) []part {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return parts(string(source))
}

// base returns the small folder without a fault.
func base(t testing.TB) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	for _, p := range readParts(t, "base.txtar")[1:] {
		folder[p.name] = &fstest.MapFile{Data: []byte(p.text)}
	}
	return folder
}

// spoil lays the parts of a case over the folder: a whole file, « modifier
// file » with a passage, a line « => » and what takes its place, or
// « supprimer file ».
func spoil(t *testing.T, folder fstest.MapFS, parts []part) {
	t.Helper()
	for _, p := range parts {
		verb, file, ok := strings.Cut(p.name, " ")
		switch {
		case verb == "supprimer":
			delete(folder, file)
		case verb == "modifier":
			before, after, _ := strings.Cut(p.text, "=>\n")
			source := string(folder[file].Data)
			if strings.Count(source, before) != 1 {
				t.Fatalf("%q is not once in %s", before, file)
			}
			folder[file] = &fstest.MapFile{Data: []byte(strings.Replace(source, before, after, 1))}
		case ok:
			t.Fatalf("unknown verb in %q", p.name)
		default:
			folder[p.name] = &fstest.MapFile{Data: []byte(p.text)}
		}
	}
}

// verified reads a folder and proves it sound.
func verified(folder fs.FS) (*decision.Guide, error) {
	g, err := Read(folder)
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
	all := readParts(t, name)
	last := len(all) - 1
	if all[last].name != "plainte" {
		t.Fatal("the last part is not « plainte »")
	}
	folder := base(t)
	spoil(t, folder, all[1:last])
	_, err := verified(folder)
	got := ""
	if err != nil {
		got = err.Error() + "\n"
	}
	if *write {
		writeCase(t, name, all, got)
	} else if got == "" || got != all[last].text {
		t.Errorf("complaints:\n%s\nwant:\n%s", got, all[last].text)
	}
}

func writeCase(t *testing.T, name string, all []part, complaints string) {
	var b strings.Builder
	all[len(all)-1].text = complaints
	b.WriteString(all[0].text)
	for _, p := range all[1:] {
		b.WriteString("-- " + p.name + " --\n" + p.text)
	}
	if err := os.WriteFile(filepath.Join("testdata", name), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestEditorsAreForgiven: what editors do to a file changes nothing to what is
// read: a byte order mark, the lines of Windows, spaces and apostrophes as
// word processors type them.
func TestEditorsAreForgiven(t *testing.T) {
	want, err := Read(base(t))
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
