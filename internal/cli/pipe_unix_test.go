//go:build !windows

package cli_test

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestAPipeIsNoCase: a pipe with the name of a case, of a lock or of the list is
// told, and waited for by nobody.
func TestAPipeIsNoCase(t *testing.T) {
	d := newDesk(t)
	d.done("", "dossiers", "nouveau", "--client", "Alizé")
	id := d.list()[0].ID
	for _, name := range []string{"tuyau.json", ".index", id + ".lock"} {
		if err := syscall.Mkfifo(filepath.Join(d.cases, name), 0o600); err != nil && name != ".index" {
			t.Fatal(err)
		}
	}
	if told := words(d.done("", "dossiers")); !strings.Contains(told, id) || !strings.Contains(told, "pas un fichier ordinaire") {
		t.Errorf("told %q", told)
	}
	d.refused(1, "pas un fichier ordinaire", "dossiers", "archiver", id)
	d.refused(1, "pas un fichier ordinaire", "dossiers", "archiver", "tuyau")
}
