package draw

import (
	"sync"

	"charm.land/lipgloss/v2"
)

// Styles are the looks of the interface, by meaning. One accent; the rest is
// weight and dimness. Nothing is said by colour alone: a mark or a word always
// says it too.
type Styles struct {
	Text     Ink
	Strong   Ink
	Emph     Ink
	Dim      Ink
	Accent   Ink
	Title    Ink
	Heading  Ink
	Selected Ink
	Closed   Ink
	Caution  Ink
	Fault    Ink
	Rule     Ink
	Caret    Ink // where one types
}

// The two sets of styles are built once: what is laid out for one of them is kept
// as long as it is the same.
var (
	onDark  = sync.OnceValue(func() *Styles { return newStyles(true) })
	onLight = sync.OnceValue(func() *Styles { return newStyles(false) })
)

// StylesFor are the looks on a dark background, or on a light one: always the
// same for each, so that they can be compared.
func StylesFor(dark bool) *Styles {
	if dark {
		return onDark()
	}
	return onLight()
}

func newStyles(dark bool) *Styles {
	pick := lipgloss.LightDark(dark)
	accent := pick(lipgloss.Color("#00636F"), lipgloss.Color("#5FD3C6"))
	dim := pick(lipgloss.Color("#57606A"), lipgloss.Color("#9AA5B1"))
	rule := pick(lipgloss.Color("#A8B0B8"), lipgloss.Color("#4A5260"))
	caution := pick(lipgloss.Color("#8A4B00"), lipgloss.Color("#E5B567"))
	fault := pick(lipgloss.Color("#B3261E"), lipgloss.Color("#FF8A80"))
	base := lipgloss.NewStyle()
	return &Styles{
		Text:     InkOf(base),
		Strong:   InkOf(base.Bold(true)),
		Emph:     InkOf(base.Italic(true)),
		Dim:      InkOf(base.Foreground(dim)),
		Accent:   InkOf(base.Foreground(accent)),
		Title:    InkOf(base.Foreground(accent).Bold(true)),
		Heading:  InkOf(base.Bold(true)),
		Selected: InkOf(base.Foreground(accent).Bold(true)),
		Closed:   InkOf(base.Foreground(dim)),
		Caution:  InkOf(base.Foreground(caution)),
		Fault:    InkOf(base.Foreground(fault).Bold(true)),
		Rule:     InkOf(base.Foreground(rule)),
		Caret:    InkOf(base.Foreground(accent).Reverse(true)),
	}
}

// The marks that carry meaning without colour.
const (
	CursorMark      = "▸"
	OpenMark        = "○"
	ClosedMark      = "×"
	LaterMark       = "·"
	RecommendedMark = "●"
	FaultMark       = "!"
	barMark         = "┃"
)
