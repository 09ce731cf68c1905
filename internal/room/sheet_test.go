package room_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"compromis/content/contenttest"
	"compromis/internal/room"
)

// pressed gives a key to a screen, and what comes of it.
func pressed(m tea.Model, key rune) tea.Model {
	m, cmd := m.Update(tea.KeyPressMsg{Code: key, Text: string(key)})
	if cmd != nil {
		m, _ = m.Update(cmd())
	}
	return m
}

// TestSheetOnTheScreen: one reads what one takes away by a key, at any size, once there
// is something; what the room does next takes its place.
func TestSheetOnTheScreen(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		c := newClassOn(t, contenttest.Small(t))
		c.shown()
		m := pressed(opened(room.NewSeat(c.guide, c.room, c.seats[0]), size[0], size[1]), 'f')
		if strings.Contains(seen(m), "Ma fiche") {
			t.Errorf("%v: there is a sheet before anything is over:\n%s", size, seen(m))
		}
		c = newClassOn(t, contenttest.Small(t))
		c.voted()
		m = pressed(opened(room.NewSeat(c.guide, c.room, c.seats[0]), size[0], size[1]), 'f')
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) { golden.RequireEqual(t, seen(m)) })
		for width := 1; width <= 130; width += 9 {
			m, _ = m.Update(tea.WindowSizeMsg{Width: width, Height: size[1]})
			for _, l := range strings.Split(m.View().Content, "\n") {
				if ansi.StringWidth(l) > width {
					t.Fatalf("%d cells for %d: %q", ansi.StringWidth(l), width, l)
				}
			}
		}
		m, _ = m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		if back := pressed(m, 'f'); strings.Contains(seen(back), "Ma fiche") {
			t.Errorf("%v: the key does not leave it:\n%s", size, seen(back))
		}
	}
	c := newClass(t)
	c.voted()
	m := pressed(opened(room.NewSeat(c.guide, c.room, c.seats[0]), 80, 24), 'f')
	c.lead(func() error { return c.room.Choose(c.guide.Exercises[1].ID) })
	for _, cmd := range m.Init()().(tea.BatchMsg) { // what the room says now
		m, _ = m.Update(cmd())
	}
	if !strings.Contains(seen(m), c.guide.Exercises[1].Title) {
		t.Errorf("the next case does not show:\n%s", seen(m))
	}
}
