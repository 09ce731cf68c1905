package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"compromis/decision"
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
