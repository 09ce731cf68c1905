package draw_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
)

// TestMarkIsNeverMissed: what must never be missed is in the header of every window, in
// as many words as leave the name of where one is whole.
func TestMarkIsNeverMissed(t *testing.T) {
	for width := 40; width <= 140; width += 4 {
		f := draw.Frame{Width: width, Height: 24, Styles: draw.StylesFor(true, colorprofile.TrueColor)}
		w := draw.Window{Name: "Compromis", Trail: []string{"Dupont", "Le client"}, Fact: "question 3", Marks: []string{"contenu modifié : mon-cas", "contenu modifié", "modifié"}}
		head, _, _ := strings.Cut(ansi.Strip(w.Draw(f)), "\n")
		if !strings.Contains(head, "modifié") || !strings.Contains(head, "Le client") || ansi.StringWidth(head) > width {
			t.Errorf("%d: %q", width, head)
		}
		if width >= 100 && !strings.Contains(head, "mon-cas") {
			t.Errorf("%d: the name is left out of %q", width, head)
		}
	}
}

// TestMarkTakesThePlaceOfTheRest: on a narrow screen, what the header says on the right
// is whole or is not there; the mark and the name of where one is are.
func TestMarkTakesThePlaceOfTheRest(t *testing.T) {
	const fact = "droit au 27/11/2026"
	for _, name := range []string{"", "Mes dossiers"} {
		for width := 40; width <= 100; width++ {
			f := draw.Frame{Width: width, Height: 12, Styles: draw.StylesFor(true, colorprofile.TrueColor)}
			w := draw.Window{Name: "Compromis", Fact: fact, Marks: []string{"droit à relire : 243 textes sur 243", "droit à relire", "à relire"}}
			if name != "" {
				w.Trail = []string{"Dupont", name}
			}
			head, _, _ := strings.Cut(ansi.Strip(w.Draw(f)), "\n")
			if !strings.Contains(head, "à relire") || !strings.Contains(head, name) || strings.Contains(head, "droit au") != strings.Contains(head, fact) || ansi.StringWidth(head) > width {
				t.Errorf("%d: %q", width, head)
			}
		}
	}
}

// TestFewest: what must never be missed is told in as many words as there is room for,
// each mark whole as long as one of them is.
func TestFewest(t *testing.T) {
	marks := []string{"contenu modifié : mon-cas ; droit à relire", "contenu modifié, droit à relire", "modifié, à relire"}
	for room, want := range map[int]string{60: marks[0], 40: marks[1], 20: marks[2], 12: "modifié, à…"} {
		if got := draw.Fewest(marks, room); got != want {
			t.Errorf("in %d cells: %q, want %q", room, got, want)
		}
	}
	if got := draw.Fewest(nil, 40); got != "" {
		t.Errorf("nothing to say: %q", got)
	}
}
