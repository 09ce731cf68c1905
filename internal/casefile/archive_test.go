package casefile_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

func export(t *testing.T, s casefile.Store, ids ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Export(&b, ids...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func imported(s casefile.Store, archive []byte) ([]string, error) {
	ids, _, err := s.Import(bytes.NewReader(archive), int64(len(archive)))
	return ids, err
}

func TestArchiveThereAndBack(t *testing.T) {
	from, sealed := protectedExample(t)
	closeFile(t, sealed)
	first, second := create(t, from, example()), create(t, from, dossier.Case{Title: "Devis", Archived: true})
	to := newStore(t)
	archive := export(t, from)
	ids, err := imported(to, archive)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(ids)
	want := []string{first, second, sealed.Case().ID}
	if slices.Sort(want); !slices.Equal(ids, want) {
		t.Errorf("got %q, want %q", ids, want)
	}
	if got, want := list(t, to), list(t, from); !slices.Equal(got.Cases, want.Cases) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	f := open(t, to, sealed.Case().ID, passphrase)
	if f.Case().Client.Name != client {
		t.Errorf("%+v", f.Case())
	}
	closeFile(t, f)
	if ids, err = imported(newStore(t), export(t, from, second)); err != nil || !slices.Equal(ids, []string{second}) {
		t.Errorf("one case: %q, %v", ids, err)
	}
}

func TestImportOverwritesNothing(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	archive := export(t, s)
	f := open(t, s, id, "")
	defer f.Close()
	if err := f.Save(dossier.Case{Title: "plus récent"}); err != nil {
		t.Fatal(err)
	}
	ids, err := imported(s, archive)
	if err != nil || len(ids) != 1 || ids[0] == id || !strings.HasPrefix(ids[0], "boulangerie-eleonore") {
		t.Fatalf("%q, %v", ids, err)
	}
	if got := list(t, s); len(got.Cases) != 2 {
		t.Errorf("%+v", got)
	}
	other := open(t, s, ids[0], "")
	defer other.Close()
	if other.Case().Title != example().Title || other.Case().ID != ids[0] || f.Case().Title != "plus récent" {
		t.Errorf("%+v\n%+v", f.Case(), other.Case())
	}
}

// zipOf returns an archive of one sound case, then an entry.
func zipOf(t *testing.T, header *zip.FileHeader, content io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	sound, err := z.Create("bon-dossier.json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(sound, plain(t)); err != nil {
		t.Fatal(err)
	}
	w, err := z.CreateHeader(header)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, content); err != nil && !strings.HasSuffix(header.Name, "/") {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRefusedArchives: an archive with anything else than cases brings nothing.
func TestRefusedArchives(t *testing.T) {
	named := func(name string) []byte {
		return zipOf(t, &zip.FileHeader{Name: name, Method: zip.Deflate}, strings.NewReader(plain(t)))
	}
	holding := func(text string) []byte {
		return zipOf(t, &zip.FileHeader{Name: "x.json", Method: zip.Deflate}, strings.NewReader(text))
	}
	link := &zip.FileHeader{Name: "x.json"}
	link.SetMode(fs.ModeSymlink | 0o777)
	huge := func() io.Reader {
		return io.MultiReader(strings.NewReader(`{"format": 1, "dossier": {"titre": "`), io.LimitReader(spaces{}, 40<<20), strings.NewReader(`"}}`))
	}
	for name, archive := range map[string][]byte{
		"no archive":   []byte("bonjour"),
		"cut archive":  named("x.json")[:200],
		"above":        named("../x.json"),
		"far above":    named("../../../../tmp/x.json"),
		"absolute":     named("/tmp/x.json"),
		"backslash":    named(`..\x.json`),
		"drive":        named(`C:x.json`),
		"folder":       named("a/x.json"),
		"a folder":     named("a/"),
		"hidden":       named(".index.json"),
		"no name":      named(".json"),
		"escape":       named("\x1b[31mx.json"),
		"other kind":   named("x.sh"),
		"link":         zipOf(t, link, strings.NewReader(plain(t))),
		"huge":         zipOf(t, &zip.FileHeader{Name: "x.json", Method: zip.Deflate}, huge()),
		"foreign":      holding(`{"name": "left-pad"}`),
		"newer":        holding(`{"format": 2}`),
		"newer field":  holding(`{"format": 1, "dossier": {"id": "x", "avocat": "Me Dupont"}}`),
		"cut":          holding(plain(t)[:100]),
		"lying header": lying(t),
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := openStore(t, filepath.Join(dir, "a", "dossiers"))
			ids, err := imported(s, archive)
			if frenchSentence(t, err); len(ids) != 0 {
				t.Errorf("imported %q", ids)
			}
			var files []string
			_ = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
				if !e.IsDir() {
					files = append(files, path)
				}
				return err
			})
			if len(files) != 0 {
				t.Errorf("wrote %q", files)
			}
		})
	}
}

// spaces is an endless text that packs well.
type spaces struct{}

func (spaces) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

// lying returns an archive whose case says it is shorter than it is.
func lying(t *testing.T) []byte {
	data := []byte(plain(t))
	header := &zip.FileHeader{Name: "x.json", Method: zip.Store, UncompressedSize64: 10, CompressedSize64: uint64(len(data))}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(header)
	if err == nil {
		_, err = w.Write(data)
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestExportOfWhatIsNotThere(t *testing.T) {
	s := newStore(t)
	err := s.Export(io.Discard, "absent")
	if frenchSentence(t, err); !errors.Is(err, casefile.ErrNotFound) {
		t.Error(err)
	}
	create(t, s, example())
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_, _ = r.Close(), w.Close()
	frenchSentence(t, s.Export(w))
	empty := export(t, newStore(t))
	if ids, err := imported(s, empty); err != nil || len(ids) != 0 {
		t.Errorf("an archive of no case: %q, %v", ids, err)
	}
}

// TestNoExportThatCannotComeBack: what an archive could not give back is not put
// in one, and one is told.
func TestNoExportThatCannotComeBack(t *testing.T) {
	s := newStore(t)
	c := example()
	c.Facts = strings.Repeat("x", 9<<20)
	heavy := create(t, s, c)
	err := s.Export(io.Discard, heavy)
	if frenchSentence(t, err); !strings.Contains(err.Error(), "Copiez son fichier") {
		t.Error(err)
	}
	c.Facts = c.Facts[:7<<20]
	var ids []string
	for range 5 {
		ids = append(ids, create(t, s, c))
	}
	err = s.Export(io.Discard, ids...)
	if frenchSentence(t, err); !strings.Contains(err.Error(), "en plusieurs fois") {
		t.Error(err)
	}
	if back, err := imported(newStore(t), export(t, s, ids[:4]...)); err != nil || len(back) != 4 {
		t.Errorf("%q, %v", back, err)
	}
}
