package tui_test

import (
	"fmt"
	"testing"
)

// TestTheLetterHasLeft: what came of a step may be that its letter left; one then waits
// for the answer, and is reminded, on a working day, once the time it leaves is over.
func TestTheLetterHasLeft(t *testing.T) {
	d := onNotice(t).press("esc", "esc", "1", "s").clickOn("La lettre est partie").want("Mise en demeure").press("ctrl+s")
	for !d.shows("Il a répondu") {
		d.press("esc")
		if d.quit {
			t.Fatal(fmt.Sprint("nothing is awaited\n", d.screen()))
		}
	}
	d.press("e").want("mercredi 9 décembre").press("esc", "s").wantNot("La lettre est partie")
}
