package terminal

import (
	"os"
	"runtime"
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

// Whoever says that a terminal reads other letters than UTF-8 is told; the first
// variable that says something says it. Windows is not told by them.
func TestForeign(t *testing.T) {
	for _, c := range []struct {
		all, letters, lang string
		want               bool
	}{
		{"", "", "", false}, {"", "", "fr_FR.UTF-8", false}, {"C.utf8", "", "C", false},
		{"", "", "C", true}, {"", "fr_FR@euro", "fr_FR.UTF-8", true}, {"POSIX", "fr_FR.UTF-8", "", true},
	} {
		env := map[string]string{"LC_ALL": c.all, "LC_CTYPE": c.letters, "LANG": c.lang}
		if got := Foreign(func(name string) string { return env[name] }); got != (c.want && runtime.GOOS != "windows") {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
