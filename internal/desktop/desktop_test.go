package desktop_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compromis/internal/desktop"
)

func say(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

// TestExportKeepsWhatIsThere never writes over a document.
func TestExportKeepsWhatIsThere(t *testing.T) {
	t.Chdir(t.TempDir())
	for i, want := range []string{"lettre.md", "lettre-2.md", "lettre-3.md"} {
		where, err := desktop.Export("lettre.md", say(string(rune('a'+i))))
		if err != nil || filepath.Base(where) != want {
			t.Fatalf("%s, %v; want %s", where, err, want)
		}
	}
	for i, name := range []string{"lettre.md", "lettre-2.md", "lettre-3.md"} {
		if content, _ := os.ReadFile(name); string(content) != string(rune('a'+i)) {
			t.Errorf("%s holds %q", name, content)
		}
	}
}

// TestExportLeavesNothingBehind when it fails.
func TestExportLeavesNothingBehind(t *testing.T) {
	t.Chdir(t.TempDir())
	_, err := desktop.Export("lettre.md", func(w io.Writer) error {
		io.WriteString(w, "la moitié") //nolint:errcheck // a buffer
		return errors.New("panne")
	})
	if err == nil || !strings.Contains(err.Error(), "lettre.md") {
		t.Errorf("told %v", err)
	}
	if left, _ := os.ReadDir("."); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

// TestExportNowhere tells where it could not write.
func TestExportNowhere(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("dossier", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := desktop.Export("dossier/lettre.md", say("a")); err == nil || !strings.Contains(err.Error(), "dossier") || !strings.Contains(err.Error(), "passe par un fichier") {
		t.Errorf("told %v", err)
	}
}

// TestWrite replaces a file only when asked.
func TestWrite(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.md")
	for _, c := range []struct {
		text string
		over bool
		want error
		now  string
	}{{"un", false, nil, "un"}, {"deux", false, fs.ErrExist, "un"}, {"trois", true, nil, "trois"}} {
		if err := desktop.Write(name, func(w io.Writer) error { _, err := io.WriteString(w, c.text); return err }, c.over); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.text, err)
		}
		if content, _ := os.ReadFile(name); string(content) != c.now {
			t.Errorf("holds %q, want %q", content, c.now)
		}
	}
}
