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

// TestCut never cuts a word but one that is alone, and never takes more room.
func TestCut(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"trois petits mots", 17, "trois petits mots"}, {"trois petits mots", 16, "trois petits…"}, {"trois petits mots", 13, "trois petits…"},
		{"trois petits mots", 12, "trois…"}, {"anticonstitutionnel", 6, "antic…"}, {"une assurance-crédit", 14, "une assurance…"}, {"mot", 0, ""},
	} {
		if got := Cut(c.text, c.width); got != c.want {
			t.Errorf("%q on %d: %q, not %q", c.text, c.width, got, c.want)
		}
	}
}
