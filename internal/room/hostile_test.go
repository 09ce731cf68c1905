package room_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/french"
	"compromis/internal/french/frenchtest"
)

// ordered is what a screen may tell a terminal besides text.
var ordered = regexp.MustCompile("\x1b\\[[0-9;:]*m")

// orders are what a screen tells a terminal besides text; the rest, and the title of
// the window, must be text.
func orders(t testing.TB, who string, v tea.View) []string {
	t.Helper()
	if obeyed := frenchtest.Obeyed(ordered.ReplaceAllString(v.Content, "") + v.WindowTitle); obeyed != "" {
		t.Errorf("%s: %s", who, obeyed)
	}
	return ordered.FindAllString(v.Content, -1)
}

// shows gives both screens at a moment, with a pseudonym pasted on that of the
// participant, and what they tell a terminal besides text.
func (c *class) shows(pasted string) (all []string) {
	c.t.Helper()
	for who, m := range c.screens() {
		m = opened(m, 80, 24)
		all = append(all, orders(c.t, who, m.View())...)
		if who != "place" {
			continue
		}
		for _, msg := range []tea.Msg{tea.KeyPressMsg{Code: 'p', Text: "p"}, tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl}, tea.PasteMsg{Content: pasted}} {
			m, _ = m.Update(msg)
		}
		all = append(all, orders(c.t, who, m.View())...)
		_, _, found := french.Hidden(pasted)
		if told := strings.Contains(seen(m), "ont été retirés"); told != found {
			c.t.Errorf("%q pasted: told %v\n%s", pasted, told, seen(m))
		}
	}
	return all
}

// TestNoPseudonymObeyed: every hostile text as the pseudonym of a participant, given
// by a door or pasted; both screens at every moment. It is text once the room has it,
// and one is told when something was dropped.
func TestNoPseudonymObeyed(t *testing.T) {
	texts, at := frenchtest.Hostile(), 0
	share := (len(texts) + len(roomScenes) - 1) / len(roomScenes)
	for _, s := range roomScenes {
		c := newClass(t)
		s.play(c)
		c.lead(func() error { return c.room.Rename(c.seats[1], "mot") }) // each change comes to every mailbox
		known := c.shows("mot")
		c.lead(func() error { return c.room.Rename(c.seats[1], "mots") })
		known = append(known, c.shows("mot\u200b")...)
		for n := range share {
			name := texts[at%len(texts)]
			at++
			seat := c.seats[n%len(c.seats)]
			if err := c.room.Rename(seat, name); err != nil {
				t.Fatalf("%q: %v", name, err)
			}
			if seat != c.seats[0] { // whose mailbox is that of the screen
				kept := (<-c.room.Watch(seat)).Name
				if at, sign, found := french.Hidden(kept); found || french.Line(kept) != kept {
					t.Errorf("%q is known as %q: %U at %d", name, kept, sign, at)
				}
			}
			if n%12 > 0 {
				continue
			}
			for _, order := range c.shows(name) {
				if !slices.Contains(known, order) {
					t.Errorf("%q orders %q", name, order)
				}
			}
		}
	}
}
