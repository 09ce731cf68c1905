package draw

import (
	"strings"
	"testing"

	"compromis/internal/french/frenchtest"
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

// TestNoWordIsAnOrder: the words that are laid out order nothing, even what a look
// would write.
func TestNoWordIsAnOrder(t *testing.T) {
	for _, text := range frenchtest.Hostile() {
		for _, line := range Wrap(text, 40, Ink{}) {
			if obeyed := frenchtest.Obeyed(line); obeyed != "" {
				t.Errorf("%q: %s", text, obeyed)
			}
		}
	}
}
