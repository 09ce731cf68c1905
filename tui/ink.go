package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// ink is how a text looks: a style of Lip Gloss, by reference, ready to write.
// The style itself is half a kilobyte, which a page would copy at each of its
// words, and works out at each of them what to write before and after. The zero
// ink leaves a text as it is.
type ink struct{ pen *pen }

type pen struct {
	style      lipgloss.Style
	open, shut string // what the style writes around a word
}

// mark stands for a word that is styled.
const mark = "x"

func inked(s lipgloss.Style) ink {
	p := &pen{style: s}
	p.open, p.shut, _ = strings.Cut(s.Render(mark), mark)
	return ink{p}
}

// Render colours a text. It is never inlined: there are hundreds of calls.
//
//go:noinline
func (k ink) Render(text string) string {
	switch {
	case k.pen == nil:
		return text
	case strings.ContainsAny(text, "\n\r\t") || k.underlines():
		return k.pen.style.Render(text) // each line, each space has its own
	}
	return k.pen.open + text + k.pen.shut
}

func (k ink) bold() ink       { return inked(k.style().Bold(true)) }
func (k ink) italic() ink     { return inked(k.style().Italic(true)) }
func (k ink) underlined() ink { return inked(k.style().Underline(true)) }

// underlines says whether the spaces between words are underlined too.
func (k ink) underlines() bool { return k.pen != nil && k.pen.style.GetUnderline() }

// style is that of Lip Gloss.
func (k ink) style() lipgloss.Style {
	if k.pen == nil {
		return lipgloss.NewStyle()
	}
	return k.pen.style
}
