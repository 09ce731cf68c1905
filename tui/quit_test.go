package tui_test

import (
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/tui"
)

// quitting are keys pressed before, keys pressed to quit, and whether one does
// or is asked.
var quitting = map[string]struct {
	before []string
	keys   []string
	quits  bool
	asks   bool
}{
	"at once on the welcome screen":   {nil, []string{"q"}, true, false},
	"with ctrl+c":                     {nil, []string{"ctrl+c"}, true, false},
	"with Escape":                     {nil, []string{"esc"}, true, false},
	"a question not answered":         {[]string{"n"}, []string{"q"}, true, false},
	"an example not changed":          {[]string{"1"}, []string{"q"}, true, false},
	"an example read":                 {[]string{"2", "v", "enter", "esc", "esc", "r"}, []string{"ctrl+c"}, true, false},
	"an example ticked":               {[]string{"1", "1", "2"}, []string{"q"}, true, false},
	"an example changed":              {[]string{"2", "r", "enter", "3"}, []string{"q"}, false, true},
	"an example gone further":         {[]string{"2", "s", "enter"}, []string{"q"}, false, true},
	"an answer":                       {[]string{"n", "1"}, []string{"q"}, false, true},
	"an answer, Escape on welcome":    {[]string{"n", "1", "a", "r", "a"}, []string{"esc"}, false, true},
	"no by Enter":                     {[]string{"n", "1"}, []string{"q", "enter"}, false, false},
	"yes by its letter":               {[]string{"n", "1"}, []string{"q", "o"}, true, false},
	"yes by q again":                  {[]string{"n", "1"}, []string{"q", "q"}, true, false},
	"ctrl+c twice":                    {[]string{"n", "1"}, []string{"ctrl+c", "ctrl+c"}, true, false},
	"ctrl+c twice while typing":       {[]string{"n", "1", "1", "1", "5"}, []string{"ctrl+c", "ctrl+c"}, true, false},
	"no by Escape":                    {[]string{"n", "1"}, []string{"q", "esc"}, false, false},
	"no by its letter":                {[]string{"n", "1"}, []string{"q", "n"}, false, false},
	"yes by the arrows":               {[]string{"n", "1"}, []string{"q", "left", "enter"}, true, false},
	"the letters of another language": {[]string{"n", "1"}, []string{"q", "y", "Y"}, false, true},
}

// TestQuit asks once when answers would be lost, and never otherwise.
func TestQuit(t *testing.T) {
	for name, c := range quitting {
		t.Run(name, func(t *testing.T) {
			d := start(t, 80, 24).press(c.before...)
			if d.quit {
				t.Fatal("quits too early")
			}
			before := d.screen()
			d.press(c.keys...)
			if d.quit != c.quits || !d.quit && d.shows("Non, rester") != c.asks {
				t.Fatalf("quits: %v\n%s", d.quit, d.screen())
			}
			if !c.quits && !c.asks && d.screen() != before {
				t.Fatalf("staying does not come back to\n%s\nbut to\n%s", before, d.screen())
			}
		})
	}
}

// TestStayOnWelcome comes back to the welcome screen from what one opened on
// it, a case being under way.
func TestStayOnWelcome(t *testing.T) {
	for _, keys := range [][]string{{"q", "n"}, {"q", "esc"}, {"?", "esc"}, {"?", "?"}, {"end", "up", "enter", "esc"}} {
		d := start(t, 80, 24).press("n", "1", "r", "a")
		d.want("Reprendre le conflit en cours")
		if d.press(keys...); !d.shows("Reprendre le conflit en cours") {
			t.Errorf("%v leads to\n%s", keys, d.screen())
		}
	}
}

// TestContentThatDoesNotLoad quits, and says why.
func TestContentThatDoesNotLoad(t *testing.T) {
	broken := errors.New("broken")
	m := tui.New(tui.Config{Load: func() (*decision.Guide, error) { return nil, broken }, Today: today})
	d := &driver{t: t, model: m}
	d.resize(80, 24).press("n", "?", "q").run(m.Init())
	if !d.quit || !errors.Is(m.Err(), broken) {
		t.Fatalf("quits: %v, error: %v", d.quit, m.Err())
	}
}

// TestBeforeTheContent: what is pointed at or pasted before the guide is read falls on
// nothing; keys wait (TestTypedAhead).
func TestBeforeTheContent(t *testing.T) {
	d := &driver{t: t, guide: guide(t), model: tui.New(tui.Config{Load: load, Today: today})}
	d.resize(80, 24).click(3, 3).wheel(2).send(tea.PasteMsg{Content: "x"})
	d.run(d.model.Init())
	d.want("Nouveau conflit")
	if d = (&driver{t: t, model: tui.New(tui.Config{Load: load, Today: today})}).press("ctrl+c"); !d.quit {
		t.Error("ctrl+c does not quit before the content is read")
	}
}

// TestStartingOverAsks: a new conflict takes the place of another only once
// that is confirmed.
func TestStartingOverAsks(t *testing.T) {
	for _, begin := range []string{"n", "2"} {
		d := start(t, 80, 24).press("n", "1", "esc", "esc")
		welcome := d.screen()
		if d.press(begin); !d.shows("Oui, commencer") {
			t.Fatalf("%s: answers are lost without a word\n%s", begin, d.screen())
		}
		if d.press("n"); d.screen() != welcome {
			t.Fatalf("%s: no does not come back\n%s", begin, d.screen())
		}
		if d.press(begin, "enter"); d.screen() != welcome {
			t.Fatalf("%s: Enter says yes\n%s", begin, d.screen())
		}
		if d.press(begin, "o"); d.shows("Oui, commencer") || d.screen() == welcome {
			t.Fatalf("%s: yes does not start\n%s", begin, d.screen())
		}
		if d.press("ctrl+c"); !d.quit {
			t.Fatalf("%s: answers that were given up are still asked about\n%s", begin, d.screen())
		}
	}
}
