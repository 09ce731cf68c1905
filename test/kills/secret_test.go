//go:build kills && linux

package kills_test

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// TestSecret: a program that is ended while a passphrase is typed leaves a terminal
// that shows what one types; one that is stopped hides it again when it goes on.
func TestSecret(t *testing.T) {
	h := newHome(t)
	s, err := casefile.OpenStore(h.cases())
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Create(dossier.Case{})
	if err == nil {
		err = f.Protect(passphrase, false)
	}
	if err != nil {
		t.Fatal(err)
	}
	id := f.Case().ID
	f.Close() //nolint:errcheck // saved already
	ask := func() *terminal {
		x := h.start(t, "dossiers", "noter", id, "--quoi", "appel")
		x.until("a hidden line", func() bool { return !x.echoes() })
		return x
	}
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		x := ask()
		_ = x.cmd.Process.Signal(s)
		if x.ended(10 * time.Second); !x.echoes() {
			t.Errorf("%s leaves the terminal mute", s)
		}
	}
	x := ask()
	_ = x.cmd.Process.Signal(syscall.SIGTSTP) // no shell is there to take it up again: it goes on
	quiet := 0                                // it shows for a tenth of a second
	x.until("a hidden line again", func() bool {
		if quiet++; x.echoes() {
			quiet = 0
		}
		return quiet > 20
	})
	x.keys(passphrase + "\n")
	x.must("Noté")
	if x.shows(passphrase) {
		t.Error("the passphrase shows")
	}
}

// echoes says whether the terminal shows what one types.
func (x *terminal) echoes() bool {
	ask := exec.Command("stty", "-a")
	ask.Stdin = x.tty
	said, _ := ask.Output()
	return strings.Contains(string(said), " echo ")
}
