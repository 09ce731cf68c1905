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
	tea "charm.land/bubbletea/v2"
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
	roomyWidth = 60  // from here buttons stand side by side, and the name of the program is shown
	WideWidth  = 100 // from here something stands beside the page
	fullWidth  = 144 // more is left empty on both sides
	TallHeight = 20  // from here there is room to breathe
	airyHeight = 30  // and from here, room to spare
	PageWidth  = 74  // text is never wider: long lines are hard to read
	pageShare  = 71  // the page when something stands beside it, of 120 cells
)

// Small says whether there is too little room for anything to be read.
func (f Frame) Small() bool { return f.Width < minWidth || f.Height < minHeight }

// Inner is the canvas less the header and the help line.
func (f Frame) Inner() Frame {
	taken := f.Top() + 1
	if f.Height >= TallHeight {
		taken++
	}
	f.Height -= taken
	return f
}

// Top is the first line of the body on the screen.
func (f Frame) Top() int {
	switch {
	case f.Height >= airyHeight:
		return 3
	case f.Height >= TallHeight:
		return 2
	}
	return 1
}

// Airy says whether the page is high enough for what explains.
func (f Frame) Airy() bool { return f.Height >= TallHeight-4 }

// Roomy says whether what belongs together may stand side by side.
func (f Frame) Roomy() bool { return f.Width >= roomyWidth }

// Wide says whether there is room for something beside the page.
func (f Frame) Wide() bool { return f.Width >= WideWidth }

// Page is the canvas of the page when something stands beside it.
func (f Frame) Page() Frame {
	if f.Wide() {
		f.Width = min(max(f.Width*pageShare/120, 60), PageWidth+2*Gutter)
	}
	return f
}

// Centred is the frame in the middle of one that is wider than anybody reads, and
// how many cells are left empty before it.
func (f Frame) Centred() (Frame, int) {
	left := max((f.Width-fullWidth)/2, 0)
	f.Width = min(f.Width, fullWidth)
	return f, left
}

// TextWidth is the width of the text of a page.
func (f Frame) TextWidth() int { return min(f.Width-2*Gutter, PageWidth) }

// Window is the whole of what one sees: a header, a body, and the keys under it.
type Window struct {
	Name  string        // of the program
	Trail []string      // where one is, and what leads there
	Fact  string        // one thing more, on the right
	Marks []string      // what must never be missed, beside it: the same thing, in fewer and fewer words
	Keys  []key.Binding // those that work here, the most useful first
	Help  key.Binding   // the key that explains the others
	Asks  bool          // every key answers what is asked: help does not come
	Body  string
}

// Draw puts the header above the body and the help line below.
func (w Window) Draw(f Frame) string {
	inner := f.Inner()
	var lines []string
	if f.Height >= airyHeight {
		lines = append(lines, "")
	}
	lines = append(lines, w.header(f))
	if f.Height >= TallHeight {
		lines = append(lines, "")
	}
	lines = append(lines, Fit(w.Body, inner.Width, inner.Height))
	if f.Height >= TallHeight {
		lines = append(lines, "")
	}
	return strings.Join(append(lines, w.helpLine(f)), "\n")
}

// header says where one is: the name of the program, the way here, and on the right
// one thing more. The way is cut at whole words, from its beginning.
func (w Window) header(f Frame) string {
	name := " "
	if f.Roomy() {
		name = "  " + f.Styles.Chip.Render(w.Name) + "   "
		if !f.Styles.Bare || f.Styles.Chip.reverses() {
			name = " " + f.Styles.Chip.Render(" "+w.Name+" ") + "  "
		}
	} else if len(w.Trail) == 0 {
		name = " " + f.Styles.Title.Render(w.Name) + " "
	}
	fact := Cut(french.Line(w.Fact), f.Width/2)
	room := f.Width - ansi.StringWidth(name) - ansi.StringWidth(fact) - Gutter
	way := w.Trail
	if !f.Roomy() {
		way = way[max(len(way)-1, 0):]
	}
	mark := w.mark(room)
	if needed, cells := w.least(mark), ansi.StringWidth(fact); mark != "" && needed > room && needed <= room+cells { // the mark and the name come first
		room, fact = room+cells, ""
		mark = w.mark(room)
	}
	if mark != "" {
		room -= ansi.StringWidth(mark) + Gutter
	}
	trail := Trail(way, room, f.Styles)
	right := f.Styles.Dim.Render(fact)
	if mark != "" {
		if fact != "" {
			right = strings.Repeat(" ", Gutter) + right
		}
		right = f.Styles.Caution.Render(mark) + right
	}
	gap := f.Width - ansi.StringWidth(name) - ansi.StringWidth(trail) - ansi.StringWidth(right) - 2
	return name + trail + strings.Repeat(" ", max(gap, 1)) + right
}

// least is the room that a mark needs beside the name of where one is, whole.
func (w Window) least(mark string) int {
	cells := ansi.StringWidth(mark) + Gutter
	if len(w.Trail) > 0 {
		cells += ansi.StringWidth(french.Line(w.Trail[len(w.Trail)-1])) + Gutter
	}
	return cells
}

// mark is what must never be missed, in as many words as leave the name of where one
// is whole; in the fewest when none do.
func (w Window) mark(room int) string {
	if len(w.Trail) > 0 {
		room -= ansi.StringWidth(french.Line(w.Trail[len(w.Trail)-1])) + Gutter
	}
	return Fewest(w.Marks, room)
}

// Fewest is the same thing said in fewer and fewer words, in the first that fit in a
// room; the last ones are cut.
func Fewest(marks []string, room int) string {
	if len(marks) == 0 {
		return ""
	}
	for _, words := range marks {
		if words = french.Line(words); ansi.StringWidth(words) <= room {
			return words
		}
	}
	return Cut(french.Line(marks[len(marks)-1]), max(room, 8))
}

// Trail writes where one is after what leads there, on so many cells: the first
// steps go, then the last is cut.
func Trail(all []string, room int, s *Styles) string {
	if len(all) == 0 || room <= 0 {
		return ""
	}
	const between = " › "
	last := Cut(french.Line(all[len(all)-1]), room)
	before, used := "", ansi.StringWidth(last)
	for i := len(all) - 2; i >= 0; i-- {
		crumb, rest := french.Line(all[i])+between, 0
		if i > 0 {
			rest = ansi.StringWidth("…" + between)
		}
		if used+ansi.StringWidth(crumb)+rest > room {
			if used+ansi.StringWidth("…"+between) <= room {
				before = "…" + between + before
			}
			break
		}
		before, used = crumb+before, used+ansi.StringWidth(crumb)
	}
	return s.Dim.Render(before) + s.Text.Render(last)
}

// helpLine writes the keys that fit on one line.
func (w Window) helpLine(f Frame) string {
	line := ""
	for _, k := range w.keysShown(f) {
		line += strings.Repeat(" ", k.from-ansi.StringWidth(line)) + helpItem(k.binding, f.Styles)
	}
	return line
}

// keyShown is a key of the help line, and the cells it stands on.
type keyShown struct {
	binding  key.Binding
	from, to int // to is the first cell after it
}

// keysShown are the keys that fit on the help line. Help itself always does, when it
// would come.
func (w Window) keysShown(f Frame) []keyShown {
	last, at, between := 0, 2, 3
	if !f.Roomy() {
		at, between = 1, 2
	}
	if !w.Asks {
		last = ansi.StringWidth(helpItem(w.Help, f.Styles))
	}
	var all []keyShown
	for _, b := range w.Keys {
		width := ansi.StringWidth(helpItem(b, f.Styles))
		if at+width+between > f.Width-1-last {
			break
		}
		all = append(all, keyShown{b, at, at + width})
		at += width + between
	}
	if !w.Asks {
		all = append(all, keyShown{w.Help, at, at + last})
	}
	return all
}

// KeyAt is the key of the help line under a cell of it, as if it were pressed.
func (w Window) KeyAt(x int, f Frame) (tea.KeyPressMsg, bool) {
	for _, k := range w.keysShown(f) {
		if k.from <= x && x < k.to {
			return Press(k.binding)
		}
	}
	return tea.KeyPressMsg{}, false
}

func helpItem(b key.Binding, s *Styles) string {
	return s.Strong.Render(b.Help().Key) + " " + s.Dim.Render(b.Help().Desc)
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
