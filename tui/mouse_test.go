package tui_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/say"
)

// TestClickOnAnOption answers with the option under the mouse, wherever the
// list is scrolled to.
func TestClickOnAnOption(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {120, 40}} {
		g := guide(t)
		q := g.Questions[0]
		for _, down := range []int{0, 4, len(q.Options)} {
			for i, o := range q.Options {
				d := start(t, size[0], size[1]).press("n", "p")
				for range down {
					d.press("down")
				}
				y := d.row(fmt.Sprintf("%d  ", i+1))
				if y < 0 {
					continue // scrolled out of sight
				}
				a := d.answered(decision.NewAnswers(today), q.Fact, string(o.Value))
				if d.click(6, y); !d.shows("question 2") {
					t.Fatalf("%v: click on option %d after %d down:\n%s", size, i+1, down, d.screen())
				}
				d.resize(120, 40).wantNext(a).press("esc")
				if !strings.HasPrefix(d.cursor(), fmt.Sprintf("%d  ", i+1)) {
					t.Fatalf("%v: click on option %d answered %q", size, i+1, d.cursor())
				}
			}
		}
	}
}

// TestLongListOnANarrowScreen shows every answer of the longest list where there
// is room for all, though their labels take several lines, and a click answers
// with the one under the mouse.
func TestLongListOnANarrowScreen(t *testing.T) {
	pieces := said{"cause": "impaye", "client": "public"}
	asked := guide(t).AskedOn(guide(t).Walk(decision.NewAnswers(today).With("cause", "impaye").With("client", "public")), "piece")
	for i, o := range asked.Options {
		d := start(t, 40, 60)
		a := d.play(pieces, "piece")
		y := d.row(fmt.Sprintf("%-3d", i+1))
		if y < 0 {
			t.Fatalf("no answer %d on\n%s", i+1, d.screen())
		}
		if shown := d.shows(o.Label + " (sans effet ici)"); shown != o.Idle {
			t.Errorf("%s is idle: %v, shown so: %v", o.Value, o.Idle, shown)
		}
		d.click(6, y).wantNext(d.answered(a, "piece", string(o.Value)))
	}
}

// row is the line of the screen whose text starts so, or -1.
func (d *driver) row(start string) int {
	for y, l := range d.lines() {
		if strings.HasPrefix(strings.TrimLeft(l, " ▌│"), start) {
			return y
		}
	}
	return -1
}

// TestClickOnALine opens what the line leads to.
func TestClickOnALine(t *testing.T) {
	start(t, 80, 24).clickAt("Nouveau conflit").wantQuestion("cause")
	start(t, 80, 24).clickOn("2 ").want("Votre étape")
	d := start(t, 80, 24).press("2", "f")
	for _, e := range examples(d.guide) {
		if e.Welcome == 2 {
			d.clickOn(d.guide.Step(e.Step).Bases[0].Label).want("Un texte").press("esc").want(say.TextsTitle)
		}
	}
	d = start(t, 80, 24).press("2", "end")
	d.clickOn("r ").want("Choisissez une réponse")
	d.clickOn("Le client").wantQuestion("client")
}

func (d *driver) clickOn(start string) *driver {
	d.t.Helper()
	y := d.row(start)
	if y < 0 {
		d.t.Fatalf("no line %q on\n%s", start, d.screen())
	}
	return d.click(6, y)
}

// TestClickElsewhere does nothing on what is not a line one can choose: the
// header, the ends of the help line, blank lines, the ladder, the margins of the text.
func TestClickElsewhere(t *testing.T) {
	for _, s := range scenes {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
			t.Run(fmt.Sprintf("%s/%d", s.name, size[0]), func(t *testing.T) {
				t.Parallel()
				d := onScene(t, s, size[0], size[1])
				before := d.screen()
				spots := [][2]int{{0, 0}, {5, 0}, {0, size[1] - 1}, {size[0] - 1, size[1] - 1}}
				painted := strings.Split(d.model.View().Content, "\n")
				for y, l := range d.lines() {
					if strings.TrimSpace(l) == "" && strings.Contains(painted[y], "48;") {
						continue // the surface of a field
					}
					if strings.TrimSpace(l) == "" || strings.Contains(l, "↓ la suite") || strings.Contains(l, "↑ plus haut") {
						spots = append(spots, [2]int{5, y})
					}
					if strings.Contains(l, "│ ○") || strings.Contains(l, "│ ×") {
						spots = append(spots, [2]int{size[0] - 20, y})
					}
				}
				for _, at := range spots {
					if d.click(at[0], at[1]); d.quit || d.screen() != before {
						t.Fatalf("a click at %v changes\n%s\nto\n%s", at, before, d.screen())
					}
				}
			})
		}
	}
}

// TestClickOnAKey: a click on a key of the help line does what the key does; on one
// that stands for several, nothing.
func TestClickOnAKey(t *testing.T) {
	for _, s := range scenes {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 60}} {
			t.Run(fmt.Sprintf("%s/%d", s.name, size[0]), func(t *testing.T) {
				t.Parallel()
				before := onScene(t, s, size[0], size[1])
				line := before.lines()[size[1]-1]
				for _, shown := range before.helpers() {
					names, want, got := pressed[shown], onScene(t, s, size[0], size[1]), onScene(t, s, size[0], size[1])
					if len([]rune(shown)) == 1 && shown != "↑" && shown != "↓" || strings.HasPrefix(shown, "ctrl+") {
						names = []string{shown}
					}
					if shown != "← →" && shown != "↑↓" && !strings.Contains(line, shown+" entrée ") {
						want.press(names...)
					}
					padded := " " + line
					at := ansi.StringWidth(padded[:strings.Index(padded, "  "+strings.Split(shown, " ")[0]+" ")]) + 1
					if got.click(at, size[1]-1); got.quit != want.quit || got.screen() != want.screen() {
						t.Errorf("%q clicked on gives\n%s\ninstead of\n%s", shown, got.screen(), want.screen())
					}
				}
			})
		}
	}
}

// TestWheel scrolls pages and moves through lists.
func TestWheel(t *testing.T) {
	d := start(t, 80, 24).press("2")
	top := d.screen()
	if d.wheel(1); d.screen() == top {
		t.Error("the wheel does not scroll the recommendation")
	}
	if d.wheel(-1); d.screen() != top {
		t.Error("the wheel does not come back up")
	}
	if d.wheel(-5); d.screen() != top {
		t.Error("the wheel goes above the top")
	}
	d = start(t, 40, 12).press("n").wheel(6)
	if !strings.HasPrefix(d.cursor(), "7  ") {
		t.Errorf("the wheel leads to %q", d.cursor())
	}
}
