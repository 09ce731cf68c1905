package terminal

import (
	"io"
	"strings"
	"testing"
)

// A window that closes with the program waits for Enter over what was said in it, and
// for nothing else.
func TestHold(t *testing.T) {
	for _, c := range []struct {
		own, said bool
		want      string
	}{
		{true, true, "\nAppuyez sur Entrée pour fermer.\n"},
		{true, false, ""},
		{false, true, ""},
	} {
		w := &Window{own: c.own}
		if c.said {
			io.WriteString(w.Lines(io.Discard), "Une panne.\n") //nolint:errcheck // nowhere
		}
		typed, out := strings.NewReader("\nla suite"), strings.Builder{}
		w.Hold(typed, &out)
		if out.String() != c.want {
			t.Errorf("%+v: %q", c, out.String())
		}
		if waited := typed.Len() < len("\nla suite"); waited != (c.want != "") {
			t.Errorf("%+v: waited %v", c, waited)
		}
	}
	w := &Window{own: true}
	w.Lines(io.Discard).Write(nil)            //nolint:errcheck // nowhere
	w.Hold(strings.NewReader(""), io.Discard) // whoever closes the input is not waited for
	if NewWindow(Nobody).own {
		t.Error("a pipe has a window")
	}
}
