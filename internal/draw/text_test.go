package draw

import (
	"strings"
	"testing"
)

// TestWordsWithoutWidth: a word that seems to take no room is drawn all the same.
func TestWordsWithoutWidth(t *testing.T) {
	for _, words := range []string{"\u0600A", "a \u0600B c", "\u0600A \u0600B"} {
		shown := strings.Join(Wrap(words, 20, Ink{}), "\n")
		if shown != words {
			t.Errorf("%q is drawn %q", words, shown)
		}
	}
}
