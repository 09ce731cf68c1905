package draw

import (
	"testing"

	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"
)

// TestInk: a text written in an ink is the one Lip Gloss would write.
func TestInk(t *testing.T) {
	for _, s := range []*Styles{newStyles(ground{true, colorprofile.TrueColor}), newStyles(ground{false, colorprofile.TrueColor})} {
		for _, k := range []Ink{s.Text, s.Strong, s.Emph, s.Dim, s.Title, s.Fault, s.Text.Underlined(), s.Accent.Bold().italic(), Ink{}.Bold(), Ink{}.Underlined()} {
			rapid.Check(t, func(t *rapid.T) {
				text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-zé  ’\n\t]*`)).Draw(t, "text")
				if got, want := k.Render(text), k.Style().Render(text); got != want {
					t.Fatalf("%q: %q, want %q", text, got, want)
				}
			})
		}
	}
}
