// Package draw is what every screen is drawn with: a frame to draw in and its
// looks, text laid out on a width, blocks, the page that scrolls through them, the
// window around it, bars, the line one types on, and the keys that mean one thing
// everywhere.
//
// It knows no screen, no action and no case. A block carries what it leads to as
// a value: a [Page] gives it back when one chooses it, and whoever asked makes of
// it what it likes.
package draw

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/french"
)

// Frame is the room there is to draw in, and the looks of what is drawn. It goes
// by value through every drawing function, most of which want a room of their own.
type Frame struct {
	Width, Height int
	Styles        *Styles
}

// The sizes the interface adapts to.
const (
	minWidth   = 40
	minHeight  = 12
	WideWidth  = 100 // from here the ladder stands beside the page
	TallHeight = 20  // from here there is room to breathe
	PageWidth  = 78  // text is never wider: long lines are hard to read
	panelWidth = 48  // at least; more when the page has all it can use
)

// Small says whether there is too little room for anything to be read.
func (f Frame) Small() bool { return f.Width < minWidth || f.Height < minHeight }

// Inner is the canvas less the header and the help line.
func (f Frame) Inner() Frame {
	f.Height -= 2
	if f.Height+2 >= TallHeight {
		f.Height--
	}
	return f
}

// Top is the first line of the body on the screen.
func (f Frame) Top() int {
	if f.Height >= TallHeight {
		return 2
	}
	return 1
}

// Wide says whether there is room for the ladder beside the page.
func (f Frame) Wide() bool { return f.Width >= WideWidth }

// Page is the canvas of the page when something stands beside it.
func (f Frame) Page() Frame {
	if f.Wide() {
		f.Width = min(f.Width-panelWidth, PageWidth+Gutter+4)
	}
	return f
}

// TextWidth is the width of the text of a page.
func (f Frame) TextWidth() int { return min(f.Width-Gutter-1, PageWidth) }

// Window is the whole of what one sees: a header, a body, and the keys under it.
type Window struct {
	Name, Subject string        // what the header says, on the left and on the right
	Keys          []key.Binding // those that work here, the most useful first
	Help          key.Binding   // the key that explains the others
	Asks          bool          // every key answers what is asked: help does not come
	Body          string
}

// Draw puts the header above the body and the help line below.
func (w Window) Draw(f Frame) string {
	inner := f.Inner()
	parts := []string{w.header(f)}
	if f.Height >= TallHeight {
		parts = append(parts, f.Styles.Rule.Render(strings.Repeat("─", f.Width)))
	}
	parts = append(parts, Fit(w.Body, inner.Width, inner.Height), w.helpLine(f))
	return strings.Join(parts, "\n")
}

func (w Window) header(f Frame) string {
	name := " " + f.Styles.Title.Render(w.Name)
	room := f.Width - ansi.StringWidth(name) - 3
	subject := ansi.Truncate(french.Line(w.Subject), room, "…")
	gap := f.Width - ansi.StringWidth(name) - ansi.StringWidth(subject) - 1
	return name + strings.Repeat(" ", max(gap, 1)) + f.Styles.Dim.Render(subject)
}

// helpLine writes the keys that fit on one line. Help itself always does, when it
// would come.
func (w Window) helpLine(f Frame) string {
	last := ""
	if !w.Asks {
		last = helpItem(w.Help, f.Styles)
	}
	line, room := " ", f.Width-2-ansi.StringWidth(last)
	for _, b := range w.Keys {
		item := helpItem(b, f.Styles) + f.Styles.Rule.Render("  ")
		width := ansi.StringWidth(item)
		if width > room {
			break
		}
		line += item
		room -= width
	}
	return line + last
}

func helpItem(b key.Binding, s *Styles) string {
	return s.Accent.Render(b.Help().Key) + " " + s.Dim.Render(b.Help().Desc)
}

// Fit makes a text exactly as high as asked, and cuts what is too wide. Every
// screen goes through it: what would still order the terminal goes.
func Fit(text string, width, height int) string {
	lines := strings.Split(text, "\n")
	if len(lines) > height {
		lines = lines[:height]
	}
	for i, l := range lines {
		l = textual(l)
		lines[i] = l
		if ansi.StringWidth(l) > width {
			lines[i] = ansi.Truncate(l, width, "…")
		}
	}
	for len(lines) < height {
		lines = append(lines, "")
	}
	return strings.Join(lines, "\n")
}

// wordTooSmall is all that a window too small says.
const wordTooSmall = "Agrandissez la fenêtre : il faut au moins 40 colonnes et 12 lignes."

// TooSmall asks for a larger window, as far as the room allows.
func TooSmall(f Frame) string {
	return Fit(strings.Join(Wrap(wordTooSmall, max(f.Width, 1), f.Styles.Strong), "\n"), f.Width, f.Height)
}

// Footed draws a page above a few lines, which leave it one line at least.
func Footed(page func(f Frame) string, foot []string, f Frame) string {
	foot = foot[:max(min(len(foot), f.Height-1), 0)]
	f.Height -= len(foot)
	body := Fit(page(f), f.Width, f.Height)
	if len(foot) == 0 {
		return body
	}
	return body + "\n" + strings.Join(Indent(foot), "\n")
}
