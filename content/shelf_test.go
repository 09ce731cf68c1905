package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/say"
)

// TestExport: what is written is the whole content, and reads as the program's own; a
// folder that holds anything is left alone.
func TestExport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "copie")
	if err := Export(dir); err != nil {
		t.Fatal(err)
	}
	if told, err := Differ(nil, []string{dir}); err != nil || len(told.Added)+len(told.Changed)+len(told.Gone) > 0 {
		t.Errorf("%+v, %v", told, err)
	}
	if g := over(t, dir); differs(g, embeddedGuide(t)) != "Over" {
		t.Errorf("not the same content: %s", differs(g, embeddedGuide(t)))
	}
	if _, err := os.Stat(filepath.Join(dir, "LISEZMOI.md")); err != nil {
		t.Error(err)
	}
	if err := Export(dir); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over: %v", err)
	}
}

// TestBegin: a page that was just begun is sound as it is, says what is left to write,
// and never takes the place of another.
func TestBegin(t *testing.T) {
	g := embeddedGuide(t)
	for _, kind := range Kinds {
		dir := filepath.Join(t.TempDir(), "mien")
		b, err := Begin(g, dir, kind, "ma-page", mistakeDay)
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		if begun, err := Over([]string{dir}, mistakeDay, Proofs{}); err != nil {
			t.Errorf("%s is not sound as it is begun:\n%.1500v", kind, err)
		} else {
			for _, left := range b.Left {
				if !slices.ContainsFunc(begun.Unwritten, func(u decision.Unwritten) bool {
					return fmt.Sprintf("%s:%d: %s", u.File, u.Line, u.Text) == left
				}) {
					t.Errorf("%s: nobody is told again that it is to be written: %s", kind, left)
				}
			}
		}
		if len(b.Left) < 3 || len(b.Files) == 0 || len(b.Lines) > 0 {
			t.Errorf("%s: told %+v", kind, b)
		}
		before, _ := os.ReadFile(b.Files[0])
		if _, err := Begin(g, dir, kind, "ma-page", mistakeDay); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s is begun again: %v", kind, err)
		}
		if after, _ := os.ReadFile(b.Files[0]); !slices.Equal(before, after) {
			t.Errorf("%s was written over", kind)
		}
		if again, err := Begin(g, dir, kind, "autre-page", mistakeDay); err != nil || len(b.Files) > 1 && len(again.Lines) == 0 {
			t.Errorf("%s: a second page says nothing of the lines it needs: %+v, %v", kind, again, err)
		}
	}
	for _, id := range []string{"", "../x", "Été", "a b", "/etc/x"} {
		if _, err := Begin(g, t.TempDir(), "etape", id, mistakeDay); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("%q: %v", id, err)
		}
	}
	if _, err := Begin(g, t.TempDir(), "etape", "appeler-client", mistakeDay); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a page of the content: %v", err)
	}
}

// TestBeginCase: the answers of any exercise make another that is sound.
func TestBeginCase(t *testing.T) {
	g := embeddedGuide(t)
	dir := filepath.Join(t.TempDir(), "mien")
	for i, e := range g.Exercises {
		if b, err := BeginCase(g, dir, fmt.Sprint("mon-cas-", i), e.Answers); err != nil || len(b.Left) < 5 {
			t.Fatalf("%s: %+v, %v", e.ID, b, err)
		}
	}
	if mine := over(t, dir); len(mine.Exercises) != 2*len(g.Exercises) {
		t.Errorf("%d exercises", len(mine.Exercises))
	}
	if _, err := BeginCase(g, dir, "mon-cas-0", g.Exercises[0].Answers); !errors.Is(err, fs.ErrExist) {
		t.Errorf("written over: %v", err)
	}
	if _, err := BeginCase(g, dir, "court", g.Exercises[0].Answers[:1]); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("answers that lead nowhere: %v", err)
	}
}

// TestBegunBasis: no day of reading is written for a text that nobody read, and none is
// told of it.
func TestBegunBasis(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mien")
	if _, err := Begin(embeddedGuide(t), dir, "fondement", "ma-page", mistakeDay); err != nil {
		t.Fatal(err)
	}
	b := over(t, dir).Basis("ma-page")
	if !b.CheckedOn.IsZero() || !b.ReadOn.IsZero() || b.TextRead() {
		t.Errorf("it passes for read: on %v, state of %v", b.ReadOn, b.CheckedOn)
	}
	for _, told := range []string{say.Provenance(b), say.Record(b)} {
		if strings.ContainsAny(told, "0123456789") {
			t.Errorf("a day of reading is told: %s", told)
		}
	}
}

// TestBegunAgain: the lines a second page needs are told with their place, under
// which title and before which line.
func TestBegunAgain(t *testing.T) {
	g, dir := embeddedGuide(t), filepath.Join(t.TempDir(), "mien")
	for _, id := range []string{"ma-page", "autre-page"} {
		b, err := Begin(g, dir, "etape", id, mistakeDay)
		if err != nil {
			t.Fatal(err)
		}
		if id == "ma-page" {
			continue
		}
		all := strings.Join(b.Lines, "\n")
		for _, place := range []string{"echelle.md, sous « ## Étapes », avant la ligne « ", "echelle.md, sous « ### ", "etapes.csv, à la fin: autre-page,"} {
			if !strings.Contains(all, place) {
				t.Errorf("%q is not in:\n%s", place, all)
			}
		}
	}
	b, err := Begin(g, filepath.Join(t.TempDir(), "neuf"), "question", "une-question", mistakeDay)
	if err != nil || len(b.Lines) > 0 {
		t.Fatalf("%+v, %v", b, err)
	}
	if b, err = Begin(g, dir, "question", "une-question", mistakeDay); err != nil || len(b.Lines) != 1 || !strings.Contains(b.Lines[0], "sous « ## Questions », à la fin de la liste: ") {
		t.Errorf("%+v, %v", b, err)
	}
}
