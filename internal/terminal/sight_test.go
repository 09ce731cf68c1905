package terminal

import (
	"os"
	"testing"
)

// The full screen is for a person at a terminal that obeys; where it would show its
// codes instead, one gets plain lines, and knows why.
func TestSight(t *testing.T) {
	for _, c := range []struct {
		person bool
		name   string
		obeys  bool
		want   Sight
	}{
		{true, "xterm-256color", true, Screen},
		{true, "", true, Screen}, // Windows has no TERM
		{true, "", false, Poor},
		{true, "xterm", false, Poor},
		{true, "dumb", true, Lines},
		{true, "dumb", false, Lines}, // nobody wonders why: it was asked for
		{false, "xterm", true, Nobody},
		{false, "", false, Nobody},
	} {
		asked := false
		got := sight(c.person, c.name, func() bool { asked = true; return c.obeys })
		if got != c.want {
			t.Errorf("%+v: got %d", c, got)
		}
		if asked && (!c.person || c.name == "dumb") {
			t.Errorf("%+v: a console is asked, and there is none to ask", c)
		}
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	if got := Look(r, w, "xterm"); got != Nobody {
		t.Errorf("pipes: got %d", got)
	}
}
