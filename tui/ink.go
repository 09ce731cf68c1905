package tui

import "charm.land/lipgloss/v2"

// ink is how a text looks: a style of Lip Gloss, by reference. The style itself
// is half a kilobyte, which a page would copy at each of its words. The zero ink
// leaves a text as it is.
type ink struct{ style *lipgloss.Style }

func inked(s lipgloss.Style) ink { return ink{&s} }

// Render colours a text. It is never inlined: that would copy the style at each
// call, and weigh a tenth of the program.
//
//go:noinline
func (k ink) Render(text string) string {
	if k.style == nil {
		return text
	}
	return k.style.Render(text)
}

func (k ink) bold() ink       { return inked(k.of().Bold(true)) }
func (k ink) italic() ink     { return inked(k.of().Italic(true)) }
func (k ink) underlined() ink { return inked(k.of().Underline(true)) }

// underlines says whether the spaces between words are underlined too.
func (k ink) underlines() bool { return k.of().GetUnderline() }

func (k ink) of() lipgloss.Style {
	if k.style == nil {
		return lipgloss.NewStyle()
	}
	return *k.style
}
