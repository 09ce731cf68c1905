package cli_test

import (
	"path/filepath"
	"strings"
	"testing"

	"compromis/internal/french/frenchtest"
)

// TestNoVariableObeyed: every hostile text as the folder of cases that the environment
// names, and as its terminal: what is told of them is text.
func TestNoVariableObeyed(t *testing.T) {
	dir := t.TempDir()
	for _, text := range frenchtest.Hostile() {
		if strings.ContainsAny(text, "\x00") || len(text) > 100 {
			continue // no variable holds it, or no file has such a name
		}
		t.Setenv("COMPROMIS_DOSSIERS", filepath.Join(dir, "mot"+strings.ReplaceAll(text, "/", "_")))
		t.Setenv("TERM", text)
		t.Setenv("NO_COLOR", text)
		for _, args := range [][]string{{"dossiers"}, {"dossiers", "ouvrir", "mot"}, {"dossiers", "importer", text}, {"dossiers", "secourir", "mot" + text}} {
			_, out, err := run(t, "", args...)
			if obeyed := frenchtest.Obeyed(strings.ReplaceAll(out+err, "\t", " ")); obeyed != "" {
				t.Errorf("%q, %q: %s", text, args, obeyed)
			}
		}
	}
}
