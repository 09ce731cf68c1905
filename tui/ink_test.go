package tui

import (
	"testing"

	"pgregory.net/rapid"
)

// TestInk: a text written in an ink is the one Lip Gloss would write.
func TestInk(t *testing.T) {
	for _, s := range []*styles{newStyles(true), newStyles(false)} {
		for _, k := range []ink{s.text, s.strong, s.emph, s.dim, s.title, s.fault, s.text.underlined(), s.accent.bold().italic(), ink{}.bold(), ink{}.underlined()} {
			rapid.Check(t, func(t *rapid.T) {
				text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-zé  ’\n\t]*`)).Draw(t, "text")
				if got, want := k.Render(text), k.style().Render(text); got != want {
					t.Fatalf("%q: %q, want %q", text, got, want)
				}
			})
		}
	}
}
