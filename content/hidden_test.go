package content

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compromis/decision/decisiontest"
	"compromis/internal/french"
	"compromis/internal/french/frenchtest"
)

// TestNoPageObeyed: a page with any hostile text in it is refused or harmless; what is
// not text is named with its line and its number, and the complaint is clean.
func TestNoPageObeyed(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("contenttest/small")); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(dir, "etapes", "appeler-le-client.md")
	sound, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before := strings.Count(string(sound), "\n")
	for at, text := range frenchtest.Hostile() {
		if !decisiontest.Tries(at) {
			continue
		}
		if err := os.WriteFile(page, append(sound[:len(sound):len(sound)], "\nmot "+text+"\n"...), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := ReadFolder(dir, mistakeDay)
		_, sign, hidden := french.Hidden(text)
		switch {
		case err == nil && hidden:
			t.Errorf("%q is taken", text)
		case err == nil:
			continue
		}
		if obeyed := frenchtest.Obeyed(err.Error()); obeyed != "" {
			t.Errorf("%q: the complaint itself: %s", text, obeyed)
		}
		var told Complaints
		if hidden && (!errors.As(err, &told) || !strings.Contains(err.Error(), "appeler-le-client.md:") && !strings.Contains(err.Error(), "UTF-8")) {
			t.Errorf("%q (%s, after line %d): %.300v", text, fmt.Sprintf("%U", sign), before, err)
		}
	}
}
