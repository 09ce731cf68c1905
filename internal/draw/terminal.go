package draw

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// Terminal is what is known of the terminal one draws on: until it answers, it is
// dark and has all the colours.
type Terminal struct {
	Width, Height int
	light         bool
	poorer        colorprofile.Profile // the colours it has, when not all of them
}

// Learn takes what a terminal tells of itself. It says whether anything changed:
// equal sizes come again each time a field of huh is built.
func (t *Terminal) Learn(msg tea.Msg) bool {
	was := *t
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		t.Width, t.Height = msg.Width, msg.Height
	case tea.BackgroundColorMsg:
		t.light = !msg.IsDark()
	case tea.ColorProfileMsg:
		t.poorer = msg.Profile
		if msg.Profile == colorprofile.TrueColor {
			t.poorer = colorprofile.Unknown
		}
	}
	return *t != was
}

// Frame is the whole of the terminal, with the looks it can show.
func (t Terminal) Frame() Frame {
	colour := t.poorer
	if colour == colorprofile.Unknown {
		colour = colorprofile.TrueColor
	}
	return Frame{Width: t.Width, Height: t.Height, Styles: StylesFor(!t.light, colour)}
}
