package workshop_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compromis/content/contenttest"
	"compromis/internal/workshop"
)

// FuzzJournal reads any bytes as the journal of a room: it opens, and its
// pseudonyms are text, or one is told why and the bytes are still there.
func FuzzJournal(f *testing.F) {
	g := contenttest.Guide(f)
	dir := f.TempDir()
	now := func() time.Time { return contenttest.Today }
	r, err := workshop.Open(g, dir, now)
	if err != nil {
		f.Fatal(err)
	}
	if err := r.Choose("impaye"); err != nil {
		f.Fatal(err)
	}
	r.Close()
	path := filepath.Join(dir, journal)
	whole, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)-3])
	f.Add([]byte(strings.Replace(string(whole), "impaye", "\\u001b[2J", 1)))
	f.Add([]byte("{}\n{}\n"))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := workshop.Open(g, dir, now)
		if err == nil {
			if err := r.Close(); err != nil {
				t.Fatal(err)
			}
			return
		}
		if text := err.Error(); !strings.HasSuffix(text, ".") || strings.Contains(text, "\n") {
			t.Errorf("%q: not a sentence: %q", data, text)
		}
		if kept, _ := os.ReadFile(path); string(kept) != string(data) {
			t.Errorf("refused, and lost: %q", data)
		}
	})
}
