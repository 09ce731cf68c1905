package disk_test

import (
	"strings"
	"testing"

	"compromis/internal/disk"
)

// TestFormat: what is no plain text is known by how it begins, and a text is none of it.
func TestFormat(t *testing.T) {
	for start, want := range map[string]string{
		"{\\rtf1\\ansi # Titre}": "RTF", "PK\x03\x04\x14\x00": "Word", "\xd0\xcf\x11\xe0\xa1\xb1": "ancien format", "%PDF-1.7\n": "PDF",
		"\n  <!DOCTYPE html><html>": "page web", "\ufeff<HTML>": "page web", "<?xml version": "XML", "\x89PNG\r\n": "image", "\xff\xd8\xff\xe0": "image",
	} {
		if got := disk.Format([]byte(start)); !strings.Contains(got, want) {
			t.Errorf("%q is %q, not %q", start, got, want)
		}
	}
	for _, text := range []string{"", "P", "# Appeler\n", "\ufeff# Appeler", "valeur,du,au\n", "\xff\xfe#\x00", "{somme}", "PK, c'est tout", "<https://exemple.fr>"} {
		if got := disk.Format([]byte(text)); got != "" {
			t.Errorf("%q is %q", text, got)
		}
	}
}
