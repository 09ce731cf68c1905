package contenttest

import "strings"

// Spaced turns non-breaking spaces and line ends into ordinary spaces, to look
// for words wherever lines break.
func Spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// Has checks that the words are in the text, wherever lines break.
func Has(t interface {
	Helper()
	Errorf(string, ...any)
}, text string, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		if !strings.Contains(Spaced(text), Spaced(w)) {
			t.Errorf("no %q in:\n%s", w, text)
		}
	}
}
