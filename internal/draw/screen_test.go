package draw

import (
	"regexp"
	"strings"
	"testing"

	"compromis/internal/french"
)

// orders is what may be left of what a text orders a terminal, said another way.
var orders = regexp.MustCompile("\x1b(?:\\[[0-9;:]*m|\\]8;[^\x00-\x1f\x7f-\u009f]*(?:\a|\x1b\\\\))")

// FuzzTextual: of what any text orders a terminal, colours and links stay as they are;
// what is between them is text.
func FuzzTextual(f *testing.F) {
	for _, s := range []string{
		"", "texte", "\x1b[1;38;2;95;211;198mgras\x1b[m", "\x1b[2Jeffacé", "\x1b[31", "\x1b\x1b[m", "\x1b[1m\x1b[", "\x1b]8;;https://a\x1b\\lien\x1b]8;;\a",
		"\x1b]0;titre\a", "\x1b]8;;\x1b[m", "é\x1b[4:3mé\x07", "\x1b[m\n\x1b[38:5:1m", "\x1bPq\x1b\\", "\xff\x1b[1mé",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, drawn string) {
		var want strings.Builder
		at := 0
		for _, o := range orders.FindAllStringIndex(drawn, -1) {
			want.WriteString(french.Text(drawn[at:o[0]]))
			want.WriteString(drawn[o[0]:o[1]])
			at = o[1]
		}
		want.WriteString(french.Text(drawn[at:]))
		if got := textual(drawn); got != want.String() {
			t.Errorf("%q becomes %q, not %q", drawn, got, want.String())
		}
	})
}
