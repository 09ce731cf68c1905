package draw

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Ink is how a text looks: a style of Lip Gloss, by reference, ready to write.
// The style itself is half a kilobyte, which a page would copy at each of its
// words, and works out at each of them what to write before and after. The zero
// ink leaves a text as it is.
type Ink struct{ pen *pen }

type pen struct {
	style      lipgloss.Style
	open, shut string // what the style writes around a word
}

// mark stands for a word that is styled.
const mark = "x"

// InkOf holds a style of Lip Gloss.
func InkOf(s lipgloss.Style) Ink {
	p := &pen{style: s}
	p.open, p.shut, _ = strings.Cut(s.Render(mark), mark)
	return Ink{p}
}

// Render colours a text. It is never inlined: there are hundreds of calls.
//
//go:noinline
func (k Ink) Render(text string) string {
	switch {
	case k.pen == nil:
		return text
	case strings.ContainsAny(text, "\n\r\t") || k.underlines():
		return k.pen.style.Render(text) // each line, each space has its own
	}
	return k.pen.open + text + k.pen.shut
}

// Bold is the same, heavier.
func (k Ink) Bold() Ink   { return InkOf(k.Style().Bold(true)) }
func (k Ink) italic() Ink { return InkOf(k.Style().Italic(true)) }

// Underlined is the same, on a line.
func (k Ink) Underlined() Ink { return InkOf(k.Style().Underline(true)) }

// underlines says whether the spaces between words are underlined too.
func (k Ink) underlines() bool { return k.pen != nil && k.pen.style.GetUnderline() }

// surface says whether one sees where a space of it is.
func (k Ink) surface() bool {
	if k.underlines() {
		return true
	}
	_, none := k.Style().GetBackground().(lipgloss.NoColor)
	return !none
}

// reverses says whether it swaps the letters and the ground.
func (k Ink) reverses() bool { return k.pen != nil && k.pen.style.GetReverse() }

// Style is that of Lip Gloss.
func (k Ink) Style() lipgloss.Style {
	if k.pen == nil {
		return lipgloss.NewStyle()
	}
	return k.pen.style
}

// Paint puts a line on a surface, over so many cells: what is coloured in it keeps
// its colour, and stays legible on the surface. A bold line is bold where it has
// no look of its own.
func (k Ink) Paint(line string, width int, bold bool) string {
	if k.pen == nil || k.pen.open == "" && !bold {
		return line
	}
	under := k
	if bold {
		under = k.Bold()
	}
	var b strings.Builder
	own, rest := false, line
	for rest != "" {
		from, to := nextOrder(rest)
		b.WriteString(under.pen.between(rest[:from], own))
		code := rest[from:to]
		switch {
		case code == ansi.ResetStyle || code == "\x1b[0m":
			own = false
		case strings.HasSuffix(code, "m"):
			if !own {
				b.WriteString(k.pen.open)
			}
			own = true
		}
		b.WriteString(code)
		rest = rest[to:]
	}
	if left := width - ansi.StringWidth(line); left > 0 {
		b.WriteString(k.pen.open + strings.Repeat(" ", left) + k.pen.shut)
	}
	return b.String()
}

// between writes a piece of a painted line: with the look it opened itself, or with
// that of the surface.
func (p *pen) between(text string, own bool) string {
	if text == "" || own {
		return text
	}
	return p.open + text + p.shut
}
