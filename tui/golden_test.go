package tui_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"compromis/content/contenttest"
)

// goldenScenes are the screens whose every word is looked at when it changes.
// They show the small guide, whose words are those of the tests:
// go test ./tui -run Golden -update
var goldenScenes = []string{
	"accueil", "question", "pieces", "sans-dette", "date-faute", "montant-lu", "reponses", "etape", "etape-plus-bas", "autres-voies",
	"et-si", "ensuite", "un-texte", "droits-et-devoirs", "article", "aide", "je-ne-sais-pas", "il-manque", "quitter", "fin",
	"dossier", "chronologie", "evenement", "parties", "sommes", "courriers", "courrier", "a-remettre", "a-remettre-mediateur",
}

func TestGolden(t *testing.T) {
	for _, name := range goldenScenes {
		i := slices.IndexFunc(scenes, func(s scene) bool { return s.name == name })
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				d := startOn(t, contenttest.Small(t), size[0], size[1])
				scenes[i].play(d)
				golden.RequireEqual(t, d.trimmed())
			})
		}
	}
	t.Run("trop-petit-39x11", func(t *testing.T) { golden.RequireEqual(t, startOn(t, contenttest.Small(t), 39, 11).trimmed()) })
}

// trimmed is the screen without the blanks at the end of its lines.
func (d *driver) trimmed() string {
	lines := d.lines()
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// loose is a mark that French binds to the word before it, left on its own.
var loose = regexp.MustCompile(`[\pL\d»)] [;:!?»]( |$)|« |(^|[ │▌•┃])[;:?!»](?: \pL|$)`)

// TestTypography finds no ordinary space before a mark, on any screen: it would
// break the line there.
func TestTypography(t *testing.T) {
	for _, s := range scenes {
		if s.name == "ecrire-ici" {
			continue // a text area of Bubbles draws every space alike: what it holds is in TestNoEditor
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := onScene(t, s, 200, 150)
			for _, l := range d.lines()[:d.height-1] {
				if at := loose.FindString(l); at != "" && !strings.Contains(at, "! ") {
					t.Errorf("%q in %q", at, l)
				}
			}
		})
	}
}
