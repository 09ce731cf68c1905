package tui_test

import (
	"fmt"
	"image/color"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

var (
	someWidths  = []int{40, 59, 60, 80, 99, 100, 200}
	someHeights = []int{12, 13, 16, 17, 19, 20, 24, 60}
)

// TestEveryScreenFitsEverySize resizes every screen, down and up each width,
// and checks that it fills the window exactly.
func TestEveryScreenFitsEverySize(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := onScene(t, s, 80, 24)
			for i, w := range someWidths {
				for j, h := range someHeights {
					if i%2 == 1 {
						h = someHeights[len(someHeights)-1-j]
					}
					d.resize(w, h).fits()
				}
			}
		})
	}
}

// fits checks what holds of every screen at every size.
func (d *driver) fits() {
	d.t.Helper()
	if fault := d.misfit(); fault != "" {
		d.t.Fatalf("%d×%d: %s\n%s", d.width, d.height, fault, d.screen())
	}
}

// helped is how a help line ends: what one types may be a question mark.
var helped = regexp.MustCompile(`(\?|F1) aide *$`)

// misfit tells what does not hold of the screen, or "".
func (d *driver) misfit() string {
	lines := d.lines()
	if len(lines) != d.height {
		return fmt.Sprintf("%d lines", len(lines))
	}
	for i, l := range lines {
		if ansi.StringWidth(l) > d.width {
			return fmt.Sprintf("line %d is %d wide", i+1, ansi.StringWidth(l))
		}
	}
	headed := strings.Contains(lines[0]+lines[min(1, len(lines)-1)], " Compromis ") // only the slides in front of a room have no header
	if !d.small() && headed && !helped.MatchString(lines[d.height-1]) {
		return "the help line does not end with help"
	}
	return ""
}

func (d *driver) small() bool { return d.width < 40 || d.height < 12 }

// TestTooSmall shows a word instead of a broken screen, and comes back whole.
func TestTooSmall(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := onScene(t, s, 80, 24)
			before := d.screen()
			for _, size := range [][2]int{{39, 12}, {40, 11}, {10, 3}, {1, 1}, {1, 200}, {200, 1}, {0, 0}} {
				d.resize(size[0], size[1]).press("down", "enter", "1", "x", "?").click(0, 0).wheel(1)
				if size[0] > 1 && size[1] > 1 {
					d.fits()
				}
			}
			if d.resize(80, 24); d.screen() != before {
				t.Errorf("changed by going small:\n%s\nbefore:\n%s", d.screen(), before)
			}
		})
	}
	start(t, 39, 12).want("Agrandissez la fenêtre")
}

// TestQuitWhileTooSmall never traps anybody in a window that is too small.
func TestQuitWhileTooSmall(t *testing.T) {
	for _, size := range [][2]int{{39, 11}, {1, 1}, {0, 0}} {
		d := start(t, 80, 24).press("n", "1").resize(size[0], size[1]).press("ctrl+c", "ctrl+c")
		if !d.quit {
			t.Errorf("%v: two ctrl+c do not quit", size)
		}
	}
}

// pressed are the keys to press for what the help line shows.
var pressed = map[string][]string{
	"entrée": {"enter"}, "échap": {"esc"}, "espace": {"space"}, "tab": {"tab"}, "maj+tab": {"shift+tab"}, "← →": {"right"}, "↑↓": {"down"}, "F1": {"f1"},
}

// TestEveryKeyShownWorks presses every key of the help line.
func TestEveryKeyShownWorks(t *testing.T) {
	for _, s := range scenes {
		for _, size := range [][2]int{{40, 12}, {120, 24}} {
			t.Run(fmt.Sprintf("%s/%d", s.name, size[0]), func(t *testing.T) {
				t.Parallel()
				for _, shown := range onScene(t, s, size[0], size[1]).keysShown() {
					names := pressed[shown]
					if first, last, ok := strings.Cut(shown, "-"); ok {
						names = []string{first, last} // 1-5
					} else if names == nil {
						names = []string{shown}
					}
					for _, name := range names {
						d := onScene(t, s, size[0], size[1])
						before := d.screen()
						if name == "enter" && strings.Contains(before, "\n   ! ") {
							continue // the same answer has the same fault
						}
						if d.press(name); !d.quit && d.screen() == before {
							t.Errorf("%q does nothing on\n%s", name, before)
						}
					}
				}
			})
		}
	}
}

// helpers are the keys of the help line, of none where a room looks.
func (d *driver) helpers() []string {
	if !helped.MatchString(d.lines()[d.height-1]) {
		return nil
	}
	return d.keysShown()
}

// keysShown are the keys of the help line.
func (d *driver) keysShown() []string {
	var shown []string
	between := "   "
	if d.width < 60 {
		between = "  "
	}
	for _, item := range strings.Split(strings.TrimSpace(d.lines()[d.height-1]), between) {
		name, _, _ := strings.Cut(item, " ")
		if name == "←" {
			name = "← →"
		}
		shown = append(shown, name)
	}
	if len(shown) < 2 || !slices.Contains(shown, "?") && !slices.Contains(shown, "F1") {
		d.t.Fatalf("keys %q on\n%s", shown, d.screen())
	}
	return shown
}

// TestAQuestionMarkIsText opens the help by F1 where one types, and by nothing that
// one may want to write.
func TestAQuestionMarkIsText(t *testing.T) {
	typed := 0
	for _, s := range scenes {
		d := onScene(t, s, 80, 24)
		if !slices.Contains(d.helpers(), "F1") {
			continue
		}
		shown := d.press("?", "?").wantNot("Les touches de").screen()
		if strings.Contains(shown, "??") { // else the first field is a choice
			typed++
		}
		if d.press("f1").want("Les touches de").press("f1"); d.screen() != shown {
			t.Errorf("%s: changed by looking at the help:\n%s\nbefore:\n%s", s.name, d.screen(), shown)
		}
	}
	if typed < 5 {
		t.Errorf("one types on %d screens only", typed)
	}
}

// TestLightAndDark changes nothing but colours.
func TestLightAndDark(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := onScene(t, s, 120, 40)
			d.background(color.Black)
			dark, night := d.screen(), d.model.View().Content
			d.background(color.White)
			if d.screen() != dark {
				t.Errorf("the text changes:\n%s\non light:\n%s", dark, d.screen())
			}
			if d.model.View().Content == night {
				t.Error("the colours do not change")
			}
			if d.background(color.Black); d.model.View().Content != night {
				t.Error("the dark colours do not come back")
			}
		})
	}
}

// cursors is how many things have the cursor beside them: it goes along all their
// lines.
func (d *driver) cursors() int {
	n, in := 0, false
	for _, l := range d.lines() {
		on := strings.HasPrefix(strings.TrimLeft(l, " "), "▌")
		if on && !in {
			n++
		}
		in = on
	}
	return n
}

// TestNothingByColourAlone moves and finds every move without colours.
func TestNothingByColourAlone(t *testing.T) {
	for _, keys := range [][]string{{}, {"n"}, {"2", "s"}, {"2", "v"}, {"2", "r"}, {"n", "0"}} {
		d := start(t, 80, 24).press(keys...)
		if d.cursors() != 1 {
			t.Errorf("%v: not one cursor on\n%s", keys, d.screen())
		}
		before := d.cursor()
		if d.press("down"); d.cursor() == before {
			t.Errorf("%v: the cursor does not move on\n%s", keys, d.screen())
		}
	}
	d := start(t, 80, 24).press("n", "1", "ctrl+c").want("[ ] Oui, quitter").want("[x] Non, rester")
	d.press("left").want("[x] Oui, quitter").want("[ ] Non, rester")
	start(t, 120, 40).press("2").want("●").press("v").want("·").want("×")
}

// TestResizeKeepsWhatIsTyped keeps the text and the place in it.
func TestResizeKeepsWhatIsTyped(t *testing.T) {
	d := start(t, 80, 24)
	d.ask("montant")
	d.write("13").press("left").resize(40, 12).write("2").resize(120, 40)
	d.background(color.White).write("4").press("enter", "esc").want("1 243,00 €")
	d = start(t, 80, 24).press("n", "down", "down")
	at := d.cursor()
	if d.resize(40, 12).resize(120, 40).resize(80, 24); d.cursor() != at {
		t.Errorf("the cursor went from %q to %q", at, d.cursor())
	}
}

// TestResizeKeepsTheCursor keeps it on the same line, and in sight, even where
// the layout differs.
func TestResizeKeepsTheCursor(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := onScene(t, s, 80, 24)
			for range 5 {
				d.press("down")
				start, _, _ := strings.Cut(words(d.cursor()), " ")
				for _, size := range [][2]int{{40, 12}, {120, 40}, {60, 16}, {80, 24}} {
					if d.resize(size[0], size[1]); !strings.HasPrefix(words(d.cursor()), start) || start != "" && d.cursor() == "" {
						t.Fatalf("at %v the cursor went from %q to\n%s", size, start, d.screen())
					}
				}
			}
		})
	}
}

// TestHomeAndEnd go to the very ends of every page.
func TestHomeAndEnd(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := onScene(t, s, 60, 14)
			if s.name == "exercices-recherche" {
				d.press("enter") // while one types, they move on the line
			}
			if d.press("end").wantNot("↓ la suite"); strings.Contains(d.keysText(), "page suivante") {
				t.Errorf("nothing more, but a key for it\n%s", d.screen())
			}
			d.press("home").wantNot("↑ plus haut")
		})
	}
}

func (d *driver) keysText() string { return d.lines()[d.height-1] }

// TestShiftedDigits answers with the digits of a French keyboard, which are
// shifted: some terminals tell the key and the character apart.
func TestShiftedDigits(t *testing.T) {
	d := start(t, 80, 24).press("n")
	d.send(tea.KeyPressMsg{Code: '"', ShiftedCode: '3', Text: "3", Mod: tea.ModShift})
	d.wantQuestion("dette")
	d = start(t, 80, 24)
	d.send(tea.KeyPressMsg{Code: 'é', ShiftedCode: '2', Text: "2", Mod: tea.ModShift}).want("Votre étape")
}
