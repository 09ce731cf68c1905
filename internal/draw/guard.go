package draw

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Guard stops the keys that whoever answers by a digit did not mean. A digit answers
// at once; many press Enter after it all the same, and it would answer the next
// question, unseen. The zero guard lets every key through.
type Guard struct {
	since time.Time
	other bool // something else is asked since: a digit answers it
}

// Answered tells that a digit, at that moment, answered: the keys that follow it are
// of the same gesture.
func (g *Guard) Answered(now time.Time) { *g = Guard{since: now} }

// Asked tells that something else is asked, which the digit did not bring: as when a
// room opens another vote.
func (g *Guard) Asked() { g.other = true }

// How long after a digit.
const (
	guardEnter = time.Second            // Enter and Space answer nothing
	guardDigit = 150 * time.Millisecond // another digit is of the same gesture: « 12 »
)

var guarded = Bind("entrée", "", "enter", "space")

// Stops says whether a key, pressed at that moment, is to be dropped. Any other key
// ends the guard.
func (g *Guard) Stops(msg tea.KeyPressMsg, now time.Time) bool {
	if on := !g.since.IsZero(); on {
		passed := now.Sub(g.since)
		if Digit(msg) >= 0 && !g.other && passed < guardDigit || key.Matches(msg, guarded) && passed < guardEnter {
			return true
		}
	}
	*g = Guard{}
	return false
}
