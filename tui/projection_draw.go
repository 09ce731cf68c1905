package tui

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
)

// The room of a slide: short lines, wide margins, so that the back row reads.
const (
	slideWidth  = 60
	slideMargin = 2 // at least, on each side
)

// column is the frame of the text of a slide: its textWidth is what is written.
func (f frame) column() frame {
	f.Width = min(slideWidth, f.Width-2*slideMargin) + draw.Gutter + 1
	return f
}

// view draws the slide, or a black window.
func (p *projection) view(f frame) string {
	if p.play.Black {
		dark := lipgloss.NewStyle().Background(lipgloss.Color("#000000"))
		return strings.Repeat(dark.Render(strings.Repeat(" ", f.Width))+"\n", f.Height-1) + dark.Render(strings.Repeat(" ", f.Width))
	}
	c := f.column()
	head, pages, foot := p.layout(f)
	p.part = min(p.part, len(pages)-1)
	lines := append([]string{}, head...)
	body := pages[p.part]
	above := max((f.Height-len(head)-len(foot)-1-len(body))/2, 0)
	if len(pages) > 1 {
		above = 0
	}
	lines = append(append(lines, make([]string, above)...), body...)
	for len(lines) < f.Height-len(foot)-1 {
		lines = append(lines, "")
	}
	lines = append(lines[:f.Height-len(foot)-1], foot...)
	left := strings.Repeat(" ", (f.Width-c.TextWidth())/2)
	for i, l := range lines {
		if l != "" {
			lines[i] = left + l
		}
	}
	return joinLines(append(lines, p.number(len(pages), f)))
}

// number is the discreet last line: the number of the screen, and its part when
// it takes several.
func (p *projection) number(parts int, f frame) string {
	text := strconv.Itoa(p.play.Screen + 1)
	if parts > 1 {
		text += "  (" + strconv.Itoa(p.part+1) + "/" + strconv.Itoa(parts) + ")"
	}
	return strings.Repeat(" ", max(f.Width-ansi.StringWidth(text)-slideMargin, 0)) + f.Styles.Rule.Render(text)
}

// layout lays the present slide out: its heading, its body in as many pages as
// it takes, and what is being typed.
func (p *projection) layout(f frame) (head []string, pages [][]string, foot []string) {
	c := f.column()
	s := p.slide(f.guide)
	title, blocks := s.head, []draw.Block(nil)
	if p.asking {
		title = wordStopAsk
		blocks = []draw.Block{draw.Plain(wordStopHow, c.Frame)}
		if p.unkept != nil {
			blocks = append(blocks, draw.Plain(p.unkept.Error(), c.Frame))
		}
	} else {
		blocks, foot = s.body(p, c), p.foot(s.kind, c)
	}
	head = append(make([]string, f.Height/16), draw.Wrap(capitals(title), c.TextWidth(), c.Styles.Heading)...)
	head = append(head, "")
	room := max(f.Height-len(head)-len(foot)-1, 1)
	return head, paged(blocks, room), foot
}

// paged spaces blocks out as much as the room allows, and cuts them in pages
// when even the tightest layout does not fit.
func paged(blocks []draw.Block, room int) [][]string {
	for _, space := range []struct{ between, within int }{{3, 1}, {2, 1}, {2, 0}, {1, 0}, {0, 0}} {
		if lines := spaced(blocks, space.between, space.within); len(lines) <= room {
			return [][]string{lines}
		}
	}
	var pages [][]string
	var page []string
	turn := func() { pages, page = append(pages, page), nil }
	for _, b := range blocks {
		if len(page) > 0 && (len(page)+1 >= room || len(b.Lines) <= room && len(page)+1+len(b.Lines) > room) {
			turn()
		} else if len(page) > 0 {
			page = append(page, "")
		}
		rest := b.Lines
		for len(page)+len(rest) > room {
			n := room - len(page)
			page, rest = append(page, rest[:n]...), rest[n:]
			turn()
		}
		page = append(page, rest...)
	}
	return append(pages, page)
}

// spaced puts blank lines between the blocks, and between the lines of each.
func spaced(blocks []draw.Block, between, within int) []string {
	var lines []string
	for i, b := range blocks {
		if i > 0 {
			lines = append(lines, make([]string, between)...)
		}
		for j, l := range b.Lines {
			if j > 0 {
				lines = append(lines, make([]string, within)...)
			}
			lines = append(lines, l)
		}
	}
	return lines
}
