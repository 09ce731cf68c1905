package letter

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/internal/paper"
)

// TestTypedWordsAreRead: words that were protected are read as they were typed.
func TestTypedWordsAreRead(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"a", "é", " ", "*", "**", "\\", "#", ">", "-", "+", "1", "1.", "2)", ".", ")", "[", "_", "\n", "\u00a0"})
	rapid.Check(t, func(t *rapid.T) {
		typed := strings.Join(rapid.SliceOfN(pieces, 1, 12).Draw(t, "typed"), "")
		want := strings.Join(strings.FieldsFunc(typed, func(r rune) bool { return r == ' ' || r == '\n' }), " ")
		if want == "" {
			return
		}
		var s sheet
		s.paragraph(said(typed))
		s.right(said(typed))
		s.paragraph("**" + said(typed) + "**")
		s.list(0, []string{said(typed)})
		for i, b := range paper.Read(s.String()) {
			if b.String() != want {
				t.Fatalf("block %d of %q is %q, want %q", i, s.String(), b.String(), want)
			}
		}
		if n := len(paper.Read(s.String())); n != 4 {
			t.Fatalf("%q has %d blocks", s.String(), n)
		}
	})
}
