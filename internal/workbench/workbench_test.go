package workbench_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/content"
	"compromis/decision"
	"compromis/internal/workbench"
)

var day = time.Date(2026, time.December, 24, 0, 0, 0, 0, time.UTC)

// folder is one with a step that was just begun, as its author has it.
func folder(t *testing.T) (dir, page, text string) {
	t.Helper()
	g, err := content.Load()
	if err != nil {
		t.Fatal(err)
	}
	dir = filepath.Join(t.TempDir(), "mien")
	b, err := content.Begin(g, dir, "etape", "proposer-un-avoir", day)
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(b.Files[0])
	if err != nil {
		t.Fatal(err)
	}
	return dir, b.Files[0], string(source)
}

// save writes a page as vim does: beside it, then in its place.
func save(t *testing.T, page, text string) {
	t.Helper()
	beside := filepath.Join(filepath.Dir(page), ".4913.swp")
	if err := os.WriteFile(beside, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(page, page+"~"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(beside, page); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(page + "~"); err != nil {
		t.Fatal(err)
	}
}

// TestFollow: each save is told once the editor is done, with its errors and its page;
// a save in several goes never tells of an error that is not.
func TestFollow(t *testing.T) {
	dir, page, text := folder(t)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	states := make(chan workbench.State, 32)
	go workbench.Follow(ctx, workbench.New(dir), func() time.Time { return day }, func(s workbench.State) { states <- s })
	next := func(what string) workbench.State {
		t.Helper()
		select {
		case s := <-states:
			return s
		case <-time.After(time.Minute):
			t.Fatalf("%s: nothing is told", what)
		}
		return workbench.State{}
	}
	if s := next("at first"); len(s.Wrong) > 0 || s.Guide.Step("proposer-un-avoir") == nil {
		t.Fatalf("at first: %v", s.Wrong)
	}
	save(t, page, strings.Replace(text, "## Pièges", "## Piege", 1))
	s := next("a fault")
	if wrong := s.WrongWith("etapes/proposer-un-avoir.md"); len(wrong) == 0 || wrong[0].Line == 0 || !strings.Contains(wrong[0].Say, "Pièges") {
		t.Fatalf("a fault: %v", s.Wrong)
	}
	if s.Guide == nil {
		t.Error("what was sound is forgotten")
	}
	save(t, page, strings.Replace(text, "# Proposer un avoir", "# Offrir un avoir", 1))
	if s = next("mended"); len(s.Wrong) > 0 || s.Guide.Step("proposer-un-avoir").Title != "Offrir un avoir" || s.Last != "etapes/proposer-un-avoir.md" {
		t.Fatalf("mended: %v, %s", s.Wrong, s.Last)
	}
	half := text[:len(text)/2]
	for _, part := range []string{"", half, text} { // as a slow disk gives it
		if err := os.WriteFile(page, []byte(part), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if s = next("in several goes"); len(s.Wrong) > 0 {
		t.Errorf("half a page is told of: %v", s.Wrong)
	}
}

// TestLook: what passes through a page, and what the session moved.
func TestLook(t *testing.T) {
	dir, page, text := folder(t)
	b := workbench.New(dir)
	s := b.Look(day)
	if told := s.Through("etapes/proposer-un-avoir.md"); strings.ReplaceAll(told, "\u00a0", " ") != "1 parcours passe par ici, 0 cas pratique." {
		t.Errorf("told %q", told)
	}
	if told := s.Through("baremes/etapes.csv"); told != "" || !slices.Contains(s.Pages, "baremes/etapes.csv") || s.Last != "etapes/proposer-un-avoir.md" {
		t.Errorf("of a table: %q, %q, %s", told, s.Pages, s.Last)
	}
	if told := s.Through("questions/cause.md"); !strings.HasPrefix(told, "349") {
		t.Errorf("told %q", told)
	}
	if len(s.Moves.Moves) != 0 {
		t.Errorf("moved at first: %+v", s.Moves)
	}
	narrow := strings.Replace(text, "- contact : mise-en-demeure", "- contact : ecrit", 1)
	if narrow == text {
		t.Fatal("the page says otherwise")
	}
	save(t, page, narrow)
	if s = b.Look(day); len(s.Wrong) > 0 || s.Moves.Moved() != 2 || !s.Fresh {
		t.Errorf("%v, %+v", s.Wrong, s.Moves)
	}
	for _, name := range append(s.Pages, "questions/client.md", "fondements/c-civ-1104.md", "courriers/relance-1.md", "cas-pratiques/impaye.md") {
		if d, ok := s.Sheet(name, decision.DayOf(day)); ok == (name == "echelle.md" || strings.HasPrefix(name, "baremes/")) || ok && len(d.Blocks) == 0 {
			t.Errorf("%s is not shown", name)
		}
	}
	if lines := strings.Join(s.Lines(), "\n"); !strings.Contains(lines, "Rien n’est faux") || !strings.Contains(lines, "proposer-un-avoir") {
		t.Errorf("told %s", lines)
	}
}

// TestLookNowhere: a folder that is not there is told, and comes back.
func TestLookNowhere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nulle-part")
	b := workbench.New(dir)
	if s := b.Look(day); len(s.Wrong) != 1 || s.Guide != nil {
		t.Errorf("%v", s.Wrong)
	}
}
