package content

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/tools/txtar"
)

// mistakeDay is the day on which the mistakes are made.
var mistakeDay = time.Date(2026, 11, 29, 0, 0, 0, 0, time.UTC)

// TestMistakesOfAuthors plays every mistake of testdata/erreurs on the real
// content: what a jurist may do with a word processor, a spreadsheet or a file
// manager. Each file says what was done, what the author then reads, all of it
// and in order, and words that must not be said because they would mislead.
func TestMistakesOfAuthors(t *testing.T) {
	files, err := filepath.Glob("testdata/erreurs/*.txtar")
	if err != nil || len(files) < 66 {
		t.Fatalf("%d mistakes: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			mistake(t, file)
		})
	}
}

// What an author reads, and what must not be said.
const toldPart, untoldPart = "on lit", "jamais"

func mistake(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	folder := contentFolder(t)
	var read, never string
	for _, f := range archive.Files {
		switch f.Name {
		case toldPart:
			read = string(f.Data)
		case untoldPart:
			never = string(f.Data)
		default:
			spoil(t, folder, f)
		}
	}
	got := heard(folder)
	if *write {
		for i := range archive.Files {
			if archive.Files[i].Name == toldPart {
				archive.Files[i].Data = []byte(got)
			}
		}
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != read {
		t.Errorf("%sthe author reads:\n%s\nwant:\n%s", archive.Comment, got, read)
	}
	for word := range strings.Lines(never) {
		if word = strings.TrimSpace(word); word != "" && strings.Contains(got, word) {
			t.Errorf("%q is said:\n%s", word, got)
		}
	}
}

// heard returns what is said of a folder: the line quoted stands for its number,
// which changes whenever a page above it does, and N for what is counted.
func heard(folder fstest.MapFS) string {
	g, err := verified(folder)
	if err == nil {
		err = Runnable(g)
	}
	var all Complaints
	if err == nil || !errors.As(err, &all) {
		return ""
	}
	var b strings.Builder
	for _, c := range all {
		if file := folder[c.File]; file != nil && c.Line > 0 && utf8.Valid(file.Data) {
			c.Quote = strings.TrimSpace(strings.Split(string(file.Data), "\n")[c.Line-1])
		}
		c.Line, c.Quote = 0, beginning(c.Quote, 80)
		b.WriteString(counted.ReplaceAllString(c.String(), "$1…") + "\n")
	}
	return numbered.ReplaceAllString(b.String(), "N $1")
}

var (
	counted  = regexp.MustCompile(`(\.md:)\d+`)
	numbered = regexp.MustCompile(`\d+ (lignes|étapes|cas|situations|autres)`)
)

// contentFolder returns the real content, to be changed.
func contentFolder(t testing.TB) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	err := fs.WalkDir(embedded, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		source, err := embedded.ReadFile(name)
		folder[name] = &fstest.MapFile{Data: source}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// recoded returns a file as a program saves it.
func recoded(t testing.TB, source []byte, how string) []byte {
	t.Helper()
	switch how {
	case "windows-1252":
		var out []byte
		for _, r := range string(source) {
			b, known := charmap.Windows1252.EncodeRune(r)
			if !known {
				b = '?'
			}
			out = append(out, b)
		}
		return out
	case "utf-16":
		out := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(string(source))) {
			out = append(out, byte(u), byte(u>>8))
		}
		return out
	case "nfd":
		return norm.NFD.Bytes(source)
	case "bom":
		return append([]byte("\ufeff"), source...)
	case "crlf":
		return bytes.ReplaceAll(source, []byte("\n"), []byte("\r\n"))
	case "points-virgules": // as a French Excel does
		rows, err := csv.NewReader(bytes.NewReader(source)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.Comma, w.UseCRLF = ';', true
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	case "colonnes-vides": // as Excel does once a column was erased
		return bytes.ReplaceAll(source, []byte("\n"), []byte(",,\n"))
	case "titre-au-dessus":
		return append([]byte("Les taux,,,,,,\n"), source...)
	case "rtf": // as TextEdit and WordPad do
		return append([]byte(`{\rtf1\ansi `), append(source, '}')...)
	case "docx":
		return append([]byte("PK\x03\x04\x14\x00"), source...)
	case "doc":
		return append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), source...)
	case "html":
		return append([]byte("<!DOCTYPE html>\n<html>"), source...)
	case "ligne-de-10000":
		return append(source, "- "+strings.Repeat("mot ", 2500)+"\n"...)
	}
	t.Fatalf("no such way to save: %q", how)
	return nil
}
