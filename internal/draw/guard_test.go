package draw

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// TestGuard: what follows a digit, and when, is dropped or not.
func TestGuard(t *testing.T) {
	one, two := tea.KeyPressMsg{Code: '1', Text: "1"}, tea.KeyPressMsg{Code: '2', Text: "2"}
	enter, space, down := tea.KeyPressMsg{Code: tea.KeyEnter}, tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}, tea.KeyPressMsg{Code: tea.KeyDown}
	type press struct {
		key  tea.KeyPressMsg
		at   int // milliseconds after the first
		stop bool
	}
	for name, presses := range map[string][]press{
		"50 ms":          {{one, 0, false}, {enter, 50, true}},
		"500 ms":         {{one, 0, false}, {enter, 500, true}, {space, 600, true}},
		"990 ms":         {{one, 0, false}, {space, 990, true}},
		"1 100 ms":       {{one, 0, false}, {enter, 1100, false}},
		"many":           {{one, 0, false}, {enter, 50, true}, {enter, 900, true}, {enter, 1001, false}},
		"another key":    {{one, 0, false}, {down, 100, false}, {enter, 200, false}},
		"twelve":         {{one, 0, false}, {two, 140, true}, {enter, 900, true}},
		"one then two":   {{one, 0, false}, {two, 160, false}, {enter, 1100, true}},
		"enter alone":    {{enter, 0, false}, {enter, 10, false}},
		"enter, a digit": {{enter, 0, false}, {one, 10, false}},
	} {
		var g Guard
		begin := time.Date(2026, time.November, 27, 9, 0, 0, 0, time.UTC)
		for i, p := range presses {
			now := begin.Add(time.Duration(p.at) * time.Millisecond)
			if got := g.Stops(p.key, now); got != p.stop {
				t.Errorf("%s, key %d: dropped %v, want %v", name, i+1, got, p.stop)
			} else if !got && Digit(p.key) >= 0 {
				g.Answered(now)
			}
		}
	}
	var g Guard
	begin := time.Now()
	g.Answered(begin)
	if g.Asked(); !g.Stops(enter, begin.Add(90*time.Millisecond)) || g.Stops(two, begin.Add(100*time.Millisecond)) {
		t.Error("once something else is asked, a digit answers it, and Enter still does not")
	}
	g = Guard{}
	if g.Stops(one, begin); g.Stops(two, begin) || g.Stops(enter, begin) {
		t.Error("a digit that answered nothing guards nothing, and what followed was dropped")
	}
}
