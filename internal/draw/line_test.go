package draw

import (
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"compromis/internal/french"
)

// presses are the keys of a line, by name.
var presses = map[string]tea.Key{
	"left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "tab": {Code: tea.KeyTab}, "enter": {Code: tea.KeyEnter},
	"backspace": {Code: tea.KeyBackspace}, "delete": {Code: tea.KeyDelete}, "space": {Code: tea.KeySpace, Text: " "},
	"ctrl+left": {Code: tea.KeyLeft, Mod: tea.ModCtrl}, "ctrl+right": {Code: tea.KeyRight, Mod: tea.ModCtrl},
	"alt+backspace": {Code: tea.KeyBackspace, Mod: tea.ModAlt}, "ctrl+delete": {Code: tea.KeyDelete, Mod: tea.ModCtrl},
	"alt+d": {Code: 'd', Mod: tea.ModAlt}, "ctrl+a": {Code: 'a', Mod: tea.ModCtrl}, "ctrl+e": {Code: 'e', Mod: tea.ModCtrl},
	"ctrl+k": {Code: 'k', Mod: tea.ModCtrl}, "ctrl+u": {Code: 'u', Mod: tea.ModCtrl}, "ctrl+v": {Code: 'v', Mod: tea.ModCtrl},
	"ctrl+w": {Code: 'w', Mod: tea.ModCtrl},
}

// typed gives a line keys by their names; what is no name is typed.
func typed(l *Line, keys ...string) {
	for _, name := range keys {
		if k, known := presses[name]; known {
			l.Update(tea.KeyPressMsg(k))
			continue
		}
		for _, r := range name {
			l.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
}

// TestLineEdits: the keys of any line work on this one, and a letter goes with
// its accents, however they are written.
func TestLineEdits(t *testing.T) {
	for _, c := range []struct {
		keys []string
		want string
	}{
		{[]string{"Éclse", "left", "left", "u"}, "Écluse"},
		{[]string{"cluse", "home", "É"}, "Écluse"},
		{[]string{"cluse", "home", "É", "end", "s"}, "Écluses"},
		{[]string{"ab", "ctrl+a", "x", "ctrl+e", "y"}, "xaby"},
		{[]string{"abc", "home", "delete"}, "bc"},
		{[]string{"abc", "delete"}, "abc"},
		{[]string{"abc", "home", "backspace"}, "abc"},
		{[]string{"mise en demeure", "ctrl+w"}, "mise en "},
		{[]string{"mise en demeure", "alt+backspace", "ctrl+w"}, "mise "},
		{[]string{"mise en demeure", "ctrl+left", "ctrl+u"}, "demeure"},
		{[]string{"mise en demeure", "home", "ctrl+right", "ctrl+k"}, "mise"},
		{[]string{"a", "space", "b"}, "a b"},
		{[]string{"日本", "left", "x", "right", "backspace"}, "日x"},
		{[]string{"e\u0301t", "left", "backspace"}, "t"},
		{[]string{"e\u0301t", "home", "delete"}, "t"},
		{[]string{"e\u0301t", "home", "right", "x"}, "éxt"},
		{[]string{"te\u0301", "left", "x"}, "txé"},
		{[]string{"ab", "left", "alt+d"}, "ab"}, // Bubbles would fall over it
		{[]string{"ab", "up", "down", "tab", "enter", "ctrl+v"}, "ab"},
		{[]string{"0123456789"}, "01234567"},
		{[]string{"01234567", "left", "left", "x", "backspace", "y"}, "01234y67"},
	} {
		most := 40
		if strings.HasPrefix(c.keys[0], "0") {
			most = 8
		}
		l := NewLine(most)
		if typed(&l, c.keys...); l.Value() != c.want {
			t.Errorf("%q: %q, not %q", c.keys, l.Value(), c.want)
		}
	}
}

// TestLineLeavesTheClipboard: no key has Bubbles do something aside, such as
// reading the clipboard of the machine, which in a room is the trainer's.
func TestLineLeavesTheClipboard(t *testing.T) {
	for name, k := range presses {
		l := NewLine(40)
		l.Set("abc")
		l.input.CursorStart()
		if _, cmd := l.input.Update(tea.KeyPressMsg(k)); cmd != nil {
			t.Errorf("%s asks for something", name)
		}
	}
}

// TestLinePastes: whatever is pasted becomes one clean line, where the caret is.
func TestLinePastes(t *testing.T) {
	for pasted, want := range map[string]string{
		"1 234,56\n":                   "<1 234,56>",
		"1\u202f234,56\u00a0€":         "<1\u202f234,56\u00a0€>",
		"mettre en\r\n  demeure":       "<mettre en demeure>",
		"\n\nune\n\n\ndeux\n":          "<une deux>",
		"a\tb\vc\fd\u0085e\u2028f":     "<a b c d e f>",
		"\x1b[31mrouge\x1b[0m\a\x00":   "<rouge>",
		"a\n\x00\nb":                   "<a b>",
		"\u202eenvers\u200b \ufeffici": "<envers ici>",
		"\xffoctet\xc3":                "<octet>",
		" apart ":                      "< apart >",
		"":                             "<>",
	} {
		l := NewLine(40)
		typed(&l, "<>", "left")
		if l.Update(tea.PasteMsg{Content: pasted}); l.Value() != want {
			t.Errorf("%q pasted gives %q, not %q", pasted, l.Value(), want)
		}
	}
}

// TestLineHint: the example shows as long as nothing is typed, and is no value.
func TestLineHint(t *testing.T) {
	l := NewLine(40)
	l.Hint = "31/12/2025"
	if shown, _, _ := sight(&l, 20); shown != l.Hint || l.Value() != "" {
		t.Errorf("shows %q, holds %q", shown, l.Value())
	}
	if typed(&l, "1"); strings.Contains(l.View(20, Ink{}, StylesFor(true, colorprofile.TrueColor)), "31") {
		t.Error("the example stays once something is typed")
	}
}

// sight is what is in sight of a line, and the letter under its caret.
func sight(l *Line, width int) (shown, before, under string) {
	s := StylesFor(true, colorprofile.TrueColor)
	view := l.View(width, s.Text, s)
	before, rest, _ := strings.Cut(view, s.Caret.pen.open)
	under, _, _ = strings.Cut(rest, s.Caret.pen.shut)
	return ansi.Strip(view), ansi.Strip(before), under
}

// TestLineInSight: whatever is typed, the line stays on its width, shows the
// letter one is on, all that fits, and holds one clean line.
func TestLineInSight(t *testing.T) {
	var names []string
	for name := range presses {
		names = append(names, name)
	}
	names = append(names, "left", "left", "right", "home", "a", "é", "e\u0301", "日", "🙂", "👨‍👩‍👧", "\u0301", "\u200d", "long mot ")
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(1, 60).Draw(t, "most")
		l := NewLine(most)
		l.Set(rapid.String().Draw(t, "set"))
		for range rapid.IntRange(1, 40).Draw(t, "events") {
			if rapid.IntRange(0, 9).Draw(t, "paste?") == 0 {
				l.Update(tea.PasteMsg{Content: rapid.String().Draw(t, "pasted")})
			} else {
				typed(&l, rapid.SampledFrom(names).Draw(t, "key"))
			}
			width := rapid.IntRange(3, 40).Draw(t, "width")
			value := l.Value()
			if _, _, hidden := french.Hidden(value); hidden || utf8.RuneCountInString(value) > most || strings.ContainsAny(value, "\n\t") {
				t.Fatalf("holds %q", value)
			}
			if l.pending() {
				continue // nothing to see yet
			}
			shown, before, under := sight(&l, width)
			if w := ansi.StringWidth(shown); w > width {
				t.Fatalf("%q is %d wide, not %d", shown, w, width)
			}
			head, tail := l.around()
			on := " "
			if len(tail) > 0 {
				on = tail[0]
			}
			if under != on && under != " "+on || !strings.HasSuffix(strings.Join(head, ""), before) {
				t.Fatalf("shows %q and the caret on %q, in %q at %d", shown, under, value, l.input.Position())
			}
			if len(tail) == 0 {
				value += " "
			}
			if ansi.StringWidth(value) < width && !strings.Contains(strings.ReplaceAll(shown, " ", ""), strings.ReplaceAll(value, " ", "")) {
				t.Fatalf("shows %q of %q on %d", shown, value, width)
			}
		}
	})
}

// TestJoinersAreTyped: a joiner that spelling needs stays, typed before the letter it
// joins; one that joins nothing does not outlive the next key.
func TestJoinersAreTyped(t *testing.T) {
	for keys, want := range map[string]string{"می\u200cخواهم": "می\u200cخواهم", "क्\u200dष": "क्\u200dष", "a\u200db": "ab", "a\u200c\u200cb": "ab", "\u200dx": "x"} {
		l := NewLine(40)
		if typed(&l, keys); l.Value() != want {
			t.Errorf("%q gives %q", keys, l.Value())
		}
	}
}
