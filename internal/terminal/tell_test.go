package terminal_test

import (
	"os"
	"runtime"
	"slices"
	"testing"

	"compromis/internal/terminal"
)

// TestTell: what the program reads is told by its value; of what would name a person or
// a computer, only that it is there.
func TestTell(t *testing.T) {
	f, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	env := map[string]string{"TERM": "xterm", "LANG": "fr_FR.ISO-8859-1", "SSH_CONNECTION": "192.0.2.1 4 192.0.2.2 22", "HOME": "/home/zoe", "USER": "zoe"}
	all := terminal.Tell(f, f, func(name string) string { return env[name] })
	wanted := [][2]string{{"Terminal", "aucun (un tube ou un fichier)"}, {"TERM", "xterm"}, {"LANG", "fr_FR.ISO-8859-1"}, {"Où", "par SSH"}}
	if runtime.GOOS != "windows" { // which reads UTF-8, whatever LANG says
		wanted = append(wanted, [2]string{"Lettres", "autres que l’UTF-8"})
	}
	for _, want := range wanted {
		if !slices.Contains(all, want) {
			t.Errorf("no %q in %q", want, all)
		}
	}
	for _, row := range all {
		if row[1] == env["SSH_CONNECTION"] || row[1] == "/home/zoe" || row[1] == "zoe" {
			t.Errorf("%q is told", row)
		}
	}
}
