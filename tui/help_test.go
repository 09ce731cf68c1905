package tui_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// labelled are the keys that a label of the help stands for, beyond a sign that is
// itself.
var labelled = map[string][]string{
	"entrée": {"enter"}, "échap": {"esc"}, "espace": {"space"}, "tab": {"tab"}, "maj+tab": {"shift+tab"},
	"retour arrière": {"backspace"}, "suppr": {"delete"}, "pg préc": {"pgup"}, "pg suiv": {"pgdown"}, "début": {"home"}, "fin": {"end"}, "début fin": {"home", "end"},
	"↑": {"up"}, "↓": {"down"}, "←": {"left"}, "→": {"right"}, "↑↓": {"up", "down"}, "← →": {"left", "right"}, "→ ↓": {"right", "down"}, "← ↑": {"left", "up"},
	"F1": {"f1"}, "0 entrée": {"0"}, "5/9/2": {"/"}, "12": strings.Split("0123456789", ""), "a-z": append(signs, "space"),
}

var digitRange = regexp.MustCompile(`^\d-\d$`)

// keysOf are the keys of a label.
func keysOf(t *testing.T, label string) []string {
	t.Helper()
	keys, known := labelled[label]
	switch {
	case known:
		return keys
	case digitRange.MatchString(label):
		for c := label[0]; c <= label[2]; c++ {
			keys = append(keys, string(c))
		}
		return keys
	case strings.HasPrefix(label, "ctrl+"), len([]rune(label)) == 1:
		return []string{label}
	}
	t.Fatalf("the help tells of a key %q", label)
	return nil
}

// helpLine is a line of the help: a key, what it does, and the others that do it.
var helpLine = regexp.MustCompile(`^\s*(\S.*?)\s{2,}(\S.*?)(?: \(aussi : (.*)\))?$`)

// toldKeys are the labels in the help of a screen; those of the keys that do the same
// are with them.
func (d *driver) toldKeys() [][]string {
	d.press("f1").resize(80, 240).want("Les touches de l’écran précédent")
	var told [][]string
	for _, l := range d.lines()[3:] {
		switch m := helpLine.FindStringSubmatch(strings.ReplaceAll(l, "\u00a0", " ")); {
		case strings.HasPrefix(strings.TrimSpace(l), "La souris"):
			return told
		case m != nil && m[3] != "":
			told = append(told, append([]string{m[1]}, strings.Split(m[3], ", ")...))
		case m != nil:
			told = append(told, []string{m[1]})
		}
	}
	d.t.Fatalf("the help has no end\n%s", d.screen())
	return nil
}

// signs are the keys that write.
var signs = strings.Split("abcdefghijklmnopqrstuvwxyzGNO0123456789/*+.?", "")

// keyboard are the keys one may try on a screen.
var keyboard = append(slices.Clone(signs),
	"enter", "esc", "space", "tab", "shift+tab", "backspace", "delete", "up", "down", "left", "right", "pgup", "pgdown", "home", "end",
	"ctrl+a", "ctrl+b", "ctrl+c", "ctrl+d", "ctrl+e", "ctrl+f", "ctrl+k", "ctrl+n", "ctrl+p", "ctrl+r", "ctrl+s", "ctrl+u", "ctrl+w", "ctrl+z", "f1")

// moving are the keys that go through a page or a line: where all is in sight, or
// nothing is typed, they have nothing to do.
var moving = []string{"↑", "↓", "↑↓", "espace", "pg préc", "pg suiv", "début", "fin", "début fin", "← →", "←", "→", "retour arrière", "suppr", "ctrl+u", "ctrl+k", "ctrl+w", "ctrl+a"}

// does are the keys that do something on a screen, from afresh each.
func does(t *testing.T, s scene) []string {
	var all []string
	d := onScene(t, s, 80, 24)
	before := d.model.View().Content
	for _, k := range keyboard {
		if d.press(k); d.quit || d.model.View().Content != before {
			all = append(all, k)
			d = onScene(t, s, 80, 24)
		}
	}
	return all
}

// TestHelpIsWhole: on every screen, each key that does something is in its help, and
// each key in the help does something. A line one types on takes every sign.
func TestHelpIsWhole(t *testing.T) {
	for _, s := range append(slices.Clone(scenes), keys("projection", "p", "enter", "end", "enter")) {
		if slices.Contains([]string{"aide", "aide-etape", "date-faute"}, s.name) {
			continue // the help itself; what is wrong leaves at the next key, whichever
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			works := does(t, s)
			told := onScene(t, s, 80, 24).toldKeys()
			var known []string
			for _, labels := range told {
				var keys []string
				for _, l := range labels {
					keys = append(keys, keysOf(t, l)...)
				}
				known = append(known, keys...)
				for _, also := range labels[1:] {
					if !slices.Contains(moving, labels[0]) && !slices.Contains(works, keysOf(t, also)[0]) {
						t.Errorf("%s is told beside %s and does nothing", also, labels[0])
					}
				}
				if !slices.Contains(moving, labels[0]) && !slices.ContainsFunc(keys, func(k string) bool { return slices.Contains(works, k) }) {
					t.Errorf("%v are told and do nothing", labels)
				}
			}
			for _, k := range works {
				if !slices.Contains(known, k) && !slices.Contains(known, strings.ToLower(k)) {
					t.Errorf("%s does something and is not told", k)
				}
			}
		})
	}
}
