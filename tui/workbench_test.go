package tui_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/content"
	"compromis/internal/workbench"
	"compromis/tui"
)

// atBench is the workbench on a folder with a step and a letter that were just begun.
func atBench(t *testing.T, width, height int) (w *tui.Workbench, seen func() string, press func(...string), opened *string) {
	t.Helper()
	day := time.Date(2026, time.December, 24, 0, 0, 0, 0, time.UTC)
	dir := filepath.Join(t.TempDir(), "mien")
	for _, kind := range []string{"etape", "courrier"} {
		if _, err := content.Begin(guide(t), dir, kind, "ma-page", day); err != nil {
			t.Fatal(err)
		}
	}
	opened = new(string)
	states := make(chan workbench.State)
	w = tui.NewWorkbench(tui.WorkbenchConfig{Dir: dir, States: states, Today: day, Open: func(file string) tea.Cmd { *opened = file; return nil }})
	w.Update(tea.WindowSizeMsg{Width: width, Height: height})
	s := workbench.New(dir).Look(day)
	if len(s.Wrong) > 0 {
		t.Fatal(s.Wrong)
	}
	w.Update(s)
	seen = func() string { return strings.ReplaceAll(ansi.Strip(w.View().Content), "\u00a0", " ") }
	press = func(keys ...string) {
		for _, k := range keys {
			w.Update(map[string]tea.KeyPressMsg{"right": {Code: tea.KeyRight}, "left": {Code: tea.KeyLeft}}[k])
			if len(k) == 1 {
				w.Update(tea.KeyPressMsg{Code: rune(k[0]), Text: k})
			}
		}
	}
	return w, seen, press, opened
}

// TestWorkbench: the page saved last is in sight, with what passes through it; the keys
// go from page to page, to what is wrong, to the editor.
func TestWorkbench(t *testing.T) {
	w, seen, press, opened := atBench(t, 80, 40)
	has := func(words ...string) {
		t.Helper()
		for _, word := range words {
			if !strings.Contains(seen(), word) {
				t.Errorf("no %q in\n%s", word, seen())
			}
		}
	}
	has("! Rien n’est faux, mais 20 passages restent à écrire.", "courriers/ma-page.md, lignes 2, 8, 16", "ma-page.md", "/4")
	for range 3 {
		if strings.Contains(seen(), "› etapes/ma-page.md") {
			break
		}
		press("right")
	}
	has("1 parcours passe par ici, 0 cas pratique.", "À l’écran", "Comment faire")
	press("v")
	has("Sur papier")
	press("o")
	if *opened != "etapes/ma-page.md" {
		t.Errorf("opened %q", *opened)
	}
	press("left", "?")
	has("Les touches", "erreur suivante")
	press("?")
	w.Update(workbench.State{
		Pages: []string{"courriers/ma-page.md", "etapes/ma-page.md"}, Last: "courriers/ma-page.md",
		Wrong: content.Complaints{{File: "mien/etapes/ma-page.md", Line: 27, Quote: "## Piege", Say: "le titre n'existe pas"}},
	})
	has("1 chose à corriger.", "Dans d’autres fichiers", "courriers/ma-page.md")
	press("e")
	has("etapes/ma-page.md", "ligne 27", "## Piege")
	long := strings.Repeat("un mot ", 40)
	w.Update(workbench.State{
		Pages: []string{"courriers/ma-page.md", "etapes/ma-page.md"}, Last: "etapes/ma-page.md",
		Wrong: content.Complaints{{File: "mien/etapes/ma-page.md", Say: "ce fichier n'est pas du texte"}, {File: "mien/baremes/taux.csv", Line: 3, Quote: long, Say: "ce n'est pas un taux"}},
	})
	has("ce fichier n'est pas du texte", "mien/baremes/taux.csv:3")
	for line := range strings.Lines(seen()) {
		if strings.Contains(line, "ligne 0") || strings.Contains(line, "un mot") && !strings.HasPrefix(line, "    ") {
			t.Errorf("told as %q in\n%s", line, seen())
		}
	}
}

// TestWorkbenchShowsEveryPage: each page of the program is shown as on the screen, or on
// paper when it is only read there, and fits.
func TestWorkbenchShowsEveryPage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tout")
	if err := content.Export(dir); err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, time.December, 24, 0, 0, 0, 0, time.UTC)
	s := workbench.New(dir).Look(day)
	for _, width := range []int{40, 80, 120} {
		w := tui.NewWorkbench(tui.WorkbenchConfig{Dir: dir, Today: day})
		w.Update(tea.WindowSizeMsg{Width: width, Height: 40})
		w.Update(s)
		for range s.Pages {
			w.Update(tea.KeyPressMsg{Code: tea.KeyRight})
			seen := ansi.Strip(w.View().Content)
			_, at, _ := strings.Cut(seen, "› ")
			section, _, inSection := strings.Cut(strings.Fields(at + " ?")[0], "/")
			where := "À l’écran"
			if section == "courriers" {
				where = "Sur papier"
			}
			if inSection && section != "baremes" && !strings.Contains(seen, where) {
				t.Errorf("nothing of the page shows on\n%s", seen)
			}
			for l := range strings.Lines(seen) {
				if ansi.StringWidth(strings.TrimRight(l, "\n")) > width {
					t.Errorf("%q is wider than %d", l, width)
				}
			}
		}
	}
}

// TestWorkbenchFits: no line is wider than the window, however small it is.
func TestWorkbenchFits(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {60, 16}, {80, 24}, {120, 40}, {20, 5}} {
		_, seen, press, _ := atBench(t, size[0], size[1])
		for range 4 {
			lines := strings.Split(seen(), "\n")
			if len(lines) > size[1] {
				t.Errorf("%v: %d lines", size, len(lines))
			}
			for _, l := range lines {
				if ansi.StringWidth(l) > size[0] {
					t.Errorf("%v: %q is too wide", size, l)
				}
			}
			press("right", "v")
		}
	}
}
