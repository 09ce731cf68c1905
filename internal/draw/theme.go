package draw

import (
	"image/color"
	"sync"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// Styles are the looks of the interface, by role. One accent, three voices of
// text, two alerts, two surfaces; the terminal keeps its own background. Nothing
// is said by colour alone: a mark or a word always says it too. docs/design.md
// tells which role is for what.
type Styles struct {
	Text     Ink
	Strong   Ink // what is read: values, keys
	Emph     Ink
	Dim      Ink // what explains: labels, closed ways
	Accent   Ink // the thing of a page
	Title    Ink
	Heading  Ink
	Selected Ink
	Closed   Ink
	Caution  Ink  // what the law leaves uncertain, a blank to fill
	Fault    Ink  // late, this week, an error
	Rule     Ink  // lines that separate, and say nothing
	Caret    Ink  // where one types
	Chip     Ink  // the name of the program
	Alarm    Ink  // the badge of what is late
	Picked   Ink  // the surface of the line under the cursor
	Sheet    Ink  // the surface of a field, of a button, of a letter
	Filled   Ink  // the field being filled
	Main     Ink  // the button Enter presses
	Bare     bool // no surface can be shown: brackets stand in their place
}

// Of a role, the colour on a dark ground and on a light one, as the terminal has
// colours: 16, 256 or all of them.
type role struct{ dark, light tone }

type tone struct{ ansi, ansi256, full string }

var (
	quiet     = role{tone{"7", "145", "#A3ADBA"}, tone{"0", "240", "#566069"}}
	accent    = role{tone{"14", "80", "#5FD3C6"}, tone{"4", "23", "#00636F"}}
	onAccent  = role{tone{"0", "16", "#06211F"}, tone{"0", "231", "#FFFFFF"}}
	urgent    = role{tone{"9", "210", "#FF8F80"}, tone{"1", "124", "#B3261E"}}
	onUrgent  = role{tone{"0", "16", "#2A0A06"}, tone{"15", "231", "#FFFFFF"}}
	amber     = role{tone{"11", "179", "#E8BC6A"}, tone{"0", "94", "#875000"}}
	rule      = role{tone{"8", "240", "#4A5262"}, tone{"7", "250", "#B4BCC4"}}
	picked    = role{tone{"", "237", "#17383A"}, tone{"", "254", "#D5EFEC"}}
	sheet     = role{tone{"", "236", "#2A2C3A"}, tone{"", "255", "#ECEFF2"}}
	onSurface = role{tone{"", "255", "#F1F4F6"}, tone{"", "233", "#14191D"}}
)

// looks are the styles built so far: what is laid out for one of them is kept as
// long as it is the same.
var looks sync.Map

type ground struct {
	dark   bool
	colour colorprofile.Profile
}

// StylesFor are the looks on a dark background or on a light one, with the
// colours the terminal has: always the same for each, so that they can be compared.
func StylesFor(dark bool, colour colorprofile.Profile) *Styles {
	on := ground{dark, colour}
	if known, ok := looks.Load(on); ok {
		return known.(*Styles)
	}
	made, _ := looks.LoadOrStore(on, newStyles(on))
	return made.(*Styles)
}

// color is that of a role, nil for one that has none here.
func (on ground) color(r role) color.Color {
	t := r.light
	if on.dark {
		t = r.dark
	}
	said := t.full
	switch on.colour {
	case colorprofile.ANSI:
		said = t.ansi
	case colorprofile.ANSI256:
		said = t.ansi256
	}
	if said == "" {
		return lipgloss.NoColor{}
	}
	return lipgloss.Color(said)
}

func newStyles(on ground) *Styles {
	base := lipgloss.NewStyle()
	in := func(r role) lipgloss.Style { return base.Foreground(on.color(r)) }
	over := func(text, under role) lipgloss.Style { return in(text).Background(on.color(under)) }
	s := &Styles{
		Text: InkOf(base), Strong: InkOf(base.Bold(true)), Heading: InkOf(base.Bold(true)), Emph: InkOf(base.Italic(true)),
		Dim: InkOf(in(quiet)), Closed: InkOf(in(quiet)), Rule: InkOf(in(rule)),
		Accent: InkOf(in(accent)), Title: InkOf(in(accent).Bold(true)), Selected: InkOf(in(accent).Bold(true)),
		Caution: InkOf(in(amber)), Fault: InkOf(in(urgent).Bold(true)), Caret: InkOf(in(accent).Reverse(true)),
		Chip: InkOf(over(onAccent, accent).Bold(true)), Alarm: InkOf(over(onUrgent, urgent).Bold(true)),
		Main: InkOf(over(onAccent, accent).Bold(true)), Picked: InkOf(over(onSurface, picked)), Sheet: InkOf(over(onSurface, sheet)),
	}
	s.Filled = s.Sheet.Bold().Underlined()
	switch {
	case on.colour < colorprofile.ANSI:
		s.Chip, s.Alarm, s.Main = InkOf(base.Reverse(true).Bold(true)), InkOf(base.Reverse(true).Bold(true)), InkOf(base.Bold(true))
		fallthrough
	case on.colour < colorprofile.ANSI256:
		if on.colour == colorprofile.ANSI {
			s.inSixteen(in, on.dark)
		}
		s.Picked, s.Sheet, s.Filled, s.Bare = InkOf(base), InkOf(base), InkOf(base.Bold(true).Underline(true)), true
	}
	return s
}

// inSixteen mends what bold spoils where there are sixteen colours: many terminals show
// the first eight lighter then, black as grey, blue as sky.
func (s *Styles) inSixteen(in func(role) lipgloss.Style, dark bool) {
	s.Chip, s.Alarm = InkOf(lipgloss.NewStyle().Reverse(true)), InkOf(in(urgent).Reverse(true))
	if !dark {
		s.Title, s.Selected, s.Fault = InkOf(in(accent)), InkOf(in(accent)), InkOf(in(urgent))
	}
	s.Main = s.Title
}

// The marks that carry meaning without colour. Each has a word beside it.
const (
	CursorMark      = "▌"
	stepMark        = "┃" // beside the step of a page: nobody takes it for the cursor
	FocusMark       = "▸" // the button Enter presses, what is folded
	OpenMark        = "○"
	ClosedMark      = "×"
	LaterMark       = "·"
	RecommendedMark = "●"
	DoneMark        = "✓"
	FaultMark       = "!"
	UncertainMark   = "≈"
	UnreadMark      = "*" // we have not read the text again
	WaitingMark     = "…"
)
