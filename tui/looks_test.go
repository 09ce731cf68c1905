package tui_test

import (
	"fmt"
	"image/color"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// looked are the colours a terminal may have.
var looked = map[string]func(*driver){
	"dark":     func(d *driver) { d.background(color.Black) },
	"light":    func(d *driver) { d.background(color.White) },
	"256":      func(d *driver) { d.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI256}) },
	"16":       func(d *driver) { d.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI}) },
	"NO_COLOR": func(d *driver) { d.send(tea.ColorProfileMsg{Profile: colorprofile.Ascii}) },
}

// unedged is a screen without what stands in the place of a surface.
func unedged(screen string) string {
	screen = strings.NewReplacer("[", " ", "]", " ").Replace(screen)
	return trailing.ReplaceAllString(screen, "")
}

var trailing = regexp.MustCompile(`(?m) +$`)

// TestEveryLook draws every screen at four sizes with the colours of any terminal:
// it fits, and says the same on the same cells.
func TestEveryLook(t *testing.T) {
	for _, s := range scenes {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}, {200, 60}} {
			t.Run(fmt.Sprintf("%s/%d", s.name, size[0]), func(t *testing.T) {
				t.Parallel()
				d := onScene(t, s, size[0], size[1])
				said := unedged(d.screen())
				for name, look := range looked {
					look(d)
					d.fits()
					if got := unedged(d.screen()); got != said {
						t.Errorf("%s says\n%s\ninstead of\n%s", name, got, said)
					}
				}
			})
		}
	}
}

// cutWord is what stands before an ellipsis, and cutBefore what stands after one.
var (
	cutWord   = regexp.MustCompile(`\S+…`)
	cutBefore = regexp.MustCompile(`(^|\s)…\S+`)
)

// TestNoWordIsCut: what a small screen cuts, it cuts between two words. What stands
// before an ellipsis is a whole word, as a large screen shows it.
func TestNoWordIsCut(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			whole := onScene(t, s, 200, 200).screen() + " Rappel…" // a button of few words
			for _, size := range [][2]int{{40, 12}, {60, 20}, {80, 24}, {100, 30}} {
				d := onScene(t, s, size[0], size[1])
				for _, cut := range cutWord.FindAllString(d.screen(), -1) {
					word := regexp.QuoteMeta(strings.TrimSuffix(cut, "…"))
					if !regexp.MustCompile("(?i)" + word + `([^\p{L}\p{N}]|$)`).MatchString(whole) {
						t.Errorf("%v: %q is cut in a word\n%s", size, cut, d.screen())
					}
				}
				if cut := cutBefore.FindString(d.screen()); cut != "" {
					t.Errorf("%v: %q is cut in a word\n%s", size, cut, d.screen())
				}
			}
		})
	}
}

// numbered is a line that bears a number, which chooses it.
var numbered = regexp.MustCompile(`^ *[▌┃]? *[○●✓×·!…]? *(\d{1,2})  ?\S`)

// TestANumberIsOnOneLine: no two lines of a screen bear the same number.
func TestANumberIsOnOneLine(t *testing.T) {
	for _, s := range scenes {
		d := onScene(t, s, 99, 200)
		borne := map[string]string{}
		for _, l := range d.lines()[2:] {
			m := numbered.FindStringSubmatch(l)
			if m == nil {
				continue
			}
			if other, twice := borne[m[1]]; twice {
				t.Errorf("%s: %q and %q", s.name, other, strings.TrimSpace(l))
			}
			borne[m[1]] = strings.TrimSpace(l)
		}
	}
}

// texts are the scenes that are about texts of law.
var texts = []string{"textes", "un-texte", "droits-et-devoirs", "article", "aide", "aide-etape", "quitter"}

// TestTheFirstFocusIsNoText: what Enter does first on a screen is what the screen is
// for, never the text of a law.
func TestTheFirstFocusIsNoText(t *testing.T) {
	for _, s := range scenes {
		if slices.Contains(texts, s.name) {
			continue
		}
		if d := onScene(t, s, 80, 24).press("enter"); strings.Contains(d.lines()[0], "Un texte") {
			t.Errorf("%s: Enter opens a text\n%s", s.name, d.screen())
		}
	}
}
