package draw

import (
	"cmp"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/french"
)

// Page is what most screens are: blocks one scrolls through. The arrows go to
// the next block that leads somewhere when it is in sight, and scroll otherwise.
type Page struct {
	top    int // the first line in sight
	cursor int // the block one stands on, or -1
	column int // the button, on a row of them
	fresh  bool
}

// NewPage returns a page at its top. pick says to stand on the first block
// that leads somewhere; otherwise one reads first.
func NewPage(pick bool) Page { return Page{cursor: -1, fresh: pick} }

// Pick stands on the first block that leads somewhere, once the page is laid out
// anew.
func (p *Page) Pick() { p.fresh = true }

// Stand goes to the block that leads there, when there is one.
func (p *Page) Stand(lead any, blocks []Block) {
	if i := slices.IndexFunc(blocks, func(b Block) bool { return b.Lead == lead }); i >= 0 {
		p.cursor, p.fresh = i, false
	}
}

// Go stands on a block.
func (p *Page) Go(block int) { p.cursor, p.fresh = block, false }

// Chosen says whether one stands on a block that leads somewhere.
func (p *Page) Chosen() bool { return p.cursor >= 0 }

// Overflows says whether a page has more than what is in sight.
func (p *Page) Overflows(blocks []Block, f Frame) bool { return height(blocks) > f.Height }

// Gutter is the room left of the text: a margin, the cursor or a mark, a space.
const Gutter = 3

// View draws what is in sight of the blocks.
func (p *Page) View(blocks []Block, f Frame) string {
	p.settle(blocks, f)
	var lines []string
	for i, b := range blocks {
		if len(b.Buttons) > 0 {
			b.Lines = buttonLines(b.Buttons, p.focus(i), f)
		}
		for j, l := range b.Lines {
			switch {
			case i == p.cursor && len(b.Buttons) == 0:
				lines = append(lines, Picked(l, j == 0, f))
			case b.Mark != "":
				lines = append(lines, " "+b.Mark+" "+l)
			default:
				lines = append(lines, strings.Repeat(" ", Gutter)+l)
			}
		}
	}
	room := p.room(f)
	seen := lines[p.top:min(p.top+room, len(lines))]
	if len(lines) <= f.Height {
		return strings.Join(lines, "\n")
	}
	return strings.Join(seen, "\n") + strings.Repeat("\n", room-len(seen)+1) + Hint(p.top, room, len(lines), p.below(blocks, f), f)
}

// focus is the button of a block that Enter presses, or -1.
func (p *Page) focus(block int) int {
	if block != p.cursor {
		return -1
	}
	return p.column
}

// Picked is a line of what the cursor is on: a bar beside it, a surface under it.
// Its first line is bold.
func Picked(line string, first bool, f Frame) string {
	width := f.TextWidth() + 1
	return " " + f.Styles.Picked.Paint(f.Styles.Accent.Render(CursorMark)+" ", 2, false) + f.Styles.Picked.Paint(line, width, first)
}

// below names the sections one has yet to see.
func (p *Page) below(blocks []Block, f Frame) []string {
	var names []string
	at := 0
	for _, b := range blocks {
		if b.Name != "" && at >= p.top+p.room(f)-1 {
			names = append(names, french.Small(b.Name))
		}
		at += len(b.Lines)
	}
	return names
}

// Hint says whether there is more than the lines in sight, from top on: the names of
// what is below, or how many lines.
func Hint(top, room, total int, names []string, f Frame) string {
	named := strings.Join(names, ", ")
	if ansi.StringWidth(named) >= f.TextWidth()*2/3 {
		named = ""
	}
	text := Beyond(top, room, total, named)
	fill := max(f.TextWidth()-ansi.StringWidth(text)-2, 0)
	return strings.Repeat(" ", Gutter) + f.Styles.Rule.Render(strings.Repeat("─", fill)+"  ") + f.Styles.Dim.Render(text)
}

// Beyond says which way there is more: what is below by its name, else how many lines.
func Beyond(top, room, total int, named string) string {
	var parts []string
	if top > 0 {
		parts = append(parts, "↑")
	}
	if left := total - top - room; left > 0 {
		parts = append(parts, "↓ "+cmp.Or(named, french.Plural(left, "ligne", "lignes")+" de plus"))
	}
	return strings.Join(parts, "  ")
}

// room is how many lines of text are in sight: one is kept for the hint.
func (p *Page) room(f Frame) int { return max(f.Height-1, 1) }

// settle keeps the view inside the page, and the cursor on a block.
func (p *Page) settle(blocks []Block, f Frame) {
	if p.cursor >= len(blocks) {
		p.cursor = -1
	}
	if p.fresh {
		p.fresh, p.column = false, 0
		p.cursor = first(blocks)
	}
	p.top = max(min(p.top, height(blocks)-p.room(f)), 0)
	if height(blocks) <= f.Height {
		p.top = 0
	}
}

// first is the block one stands on at first: a row of buttons, else one that leads
// somewhere; -1 without any.
func first(blocks []Block) int {
	if at := slices.IndexFunc(blocks, func(b Block) bool { return len(b.Buttons) > 0 }); at >= 0 {
		return at
	}
	return next(blocks, -1, 1)
}

// More says whether there is more below what is in sight.
func (p *Page) More(blocks []Block, f Frame) bool {
	all := height(blocks)
	return all > f.Height && p.top+p.room(f) < all
}

// Relaid keeps the place in a page when its blocks are laid out anew: on the
// block one stood on, as far down as before.
func (p *Page) Relaid(old, blocks []Block, f Frame) {
	if len(old) == 0 || len(old) == len(blocks) && height(old) == height(blocks) {
		return // new, or only its colours are
	}
	p.top = p.top * height(blocks) / height(old)
	if p.cursor < 0 || p.cursor >= len(old) {
		return
	}
	at := p.stop(old).in(blocks)
	p.cursor, p.column = at.block, at.column
	if at := p.cursor; at >= 0 {
		start := height(blocks[:at])
		p.top = min(max(p.top, start+len(blocks[at].Lines)-p.room(f)), start)
	}
}

// stop is a place where one may stop, whatever the room: buttons count for one,
// side by side or one above the other.
type stop struct{ nth, button int }

type place struct{ block, column int }

func (p *Page) stop(blocks []Block) stop {
	s := stop{nth: -1}
	for i, b := range blocks[:p.cursor+1] {
		switch {
		case !b.leads():
		case stacked(blocks, i):
			s.button++
		default:
			s.nth, s.button = s.nth+1, 0
		}
	}
	s.button += p.column
	return s
}

// stacked says whether a block is a button under another.
func stacked(blocks []Block, i int) bool {
	return i > 0 && i < len(blocks) && len(blocks[i].Buttons) > 0 && len(blocks[i-1].Buttons) > 0
}

// in finds a stop among other blocks: none when they have fewer.
func (s stop) in(blocks []Block) place {
	nth, at := -1, -1
	for i, b := range blocks {
		if !b.leads() || stacked(blocks, i) {
			continue
		}
		if nth++; nth == s.nth {
			at = i
			break
		}
	}
	switch {
	case at < 0 || len(blocks[at].Buttons) == 0:
		return place{at, 0}
	case len(blocks[at].Buttons) > 1:
		return place{at, min(s.button, len(blocks[at].Buttons)-1)}
	}
	for range s.button {
		if stacked(blocks, at+1) {
			at++
		}
	}
	return place{at, 0}
}

// Update moves through the page. It returns what the chosen block leads to, or nil.
func (p *Page) Update(msg tea.Msg, blocks []Block, f Frame) any {
	p.settle(blocks, f)
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return p.press(msg, blocks, f)
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelDown {
			p.scroll(3, blocks, f)
		} else if msg.Button == tea.MouseWheelUp {
			p.scroll(-3, blocks, f)
		}
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			return p.click(msg, blocks, f)
		}
	}
	return nil
}

func (p *Page) press(msg tea.KeyPressMsg, blocks []Block, f Frame) any {
	switch {
	case key.Matches(msg, KeyDown):
		p.move(1, blocks, f)
	case key.Matches(msg, KeyUp):
		p.move(-1, blocks, f)
	case key.Matches(msg, KeyPageDn):
		p.scroll(p.room(f)-1, blocks, f)
	case key.Matches(msg, KeyPageUp):
		p.scroll(1-p.room(f), blocks, f)
	case key.Matches(msg, KeyTop):
		p.jump(0, 1, blocks, f)
	case key.Matches(msg, KeyBottom):
		p.jump(height(blocks), -1, blocks, f)
	case key.Matches(msg, KeyChoose) && p.cursor >= 0:
		return blocks[p.cursor].lead(p.column)
	}
	return nil
}

// OnButtons says whether one stands on a row of buttons, along which the arrows
// left and right go.
func (p *Page) OnButtons(blocks []Block) bool {
	return p.cursor >= 0 && p.cursor < len(blocks) && len(blocks[p.cursor].Buttons) > 0
}

// Focused is the button that Enter presses; false elsewhere.
func (p *Page) Focused(blocks []Block) (Button, bool) {
	if !p.OnButtons(blocks) {
		return Button{}, false
	}
	row := blocks[p.cursor].Buttons
	return row[min(p.column, len(row)-1)], true
}

// On is what the block one stands on leads to, or nil.
func (p *Page) On(blocks []Block) any {
	at, column := p.cursor, p.column
	if p.fresh {
		at, column = first(blocks), 0
	}
	if at < 0 || at >= len(blocks) {
		return nil
	}
	return blocks[at].lead(column)
}

// Show brings the section of that name to the top.
func (p *Page) Show(name string, blocks []Block, f Frame) {
	at := 0
	for _, b := range blocks {
		if b.Name == name {
			p.jump(at, 1, blocks, f)
			return
		}
		at += len(b.Lines)
	}
}

// Along goes to another button: of the row, or above or below where each has a line.
func (p *Page) Along(by int, blocks []Block, f Frame) {
	if last := len(blocks[p.cursor].Buttons) - 1; last > 0 {
		p.column = min(max(p.column+by, 0), last)
		return
	}
	if to := p.cursor + by; to >= 0 && to < len(blocks) && len(blocks[to].Buttons) > 0 {
		p.move(by, blocks, f)
	}
}

// move goes to the next block that leads somewhere, if its first line is in
// sight or one line away; otherwise it scrolls by a line.
func (p *Page) move(by int, blocks []Block, f Frame) {
	from := p.cursor
	if from < 0 && by < 0 {
		from = len(blocks)
	}
	to := next(blocks, from, by)
	if to < 0 {
		p.scroll(by, blocks, f)
		return
	}
	start := height(blocks[:to])
	end := start + len(blocks[to].Lines)
	if start < p.top-1 || start > p.top+p.room(f) {
		p.scroll(by, blocks, f)
		return
	}
	p.cursor, p.column = to, 0
	if end > p.top+p.room(f) && height(blocks) > f.Height {
		p.top = min(end-p.room(f), start)
	}
	if start < p.top {
		p.top = start
	}
}

// scroll moves the view, and the cursor with it when it goes out of sight.
func (p *Page) scroll(by int, blocks []Block, f Frame) {
	p.top += by
	p.settle(blocks, f)
	if p.cursor < 0 {
		return
	}
	if !p.inSight(p.cursor, blocks, f) {
		p.cursor = -1
		p.stand(-1, 1, blocks, f)
	}
}

// jump goes to an end of the page, and stands on the block nearest to it.
func (p *Page) jump(top, by int, blocks []Block, f Frame) {
	p.top, p.cursor = top, -1
	p.settle(blocks, f)
	if by > 0 {
		p.stand(-1, 1, blocks, f)
	} else {
		p.stand(len(blocks), -1, blocks, f)
	}
}

// stand puts the cursor on the next block that leads somewhere in sight, if any.
func (p *Page) stand(from, by int, blocks []Block, f Frame) {
	for i := next(blocks, from, by); i >= 0; i = next(blocks, i, by) {
		if p.inSight(i, blocks, f) {
			p.cursor = i
			return
		}
	}
}

// Reveal brings the block that leads there in sight, and stands on it, unless all of
// it is in sight.
func (p *Page) Reveal(lead any, blocks []Block, f Frame) {
	at := slices.IndexFunc(blocks, func(b Block) bool { return b.Lead == lead })
	if at < 0 || height(blocks) <= f.Height {
		return
	}
	start := height(blocks[:at])
	end := start + len(blocks[at].Lines)
	if start >= p.top && end <= p.top+p.room(f) {
		return
	}
	p.cursor, p.column = at, 0
	p.top = min(max(p.top, end-p.room(f)), start)
}

// inSight says whether the first line of a block is.
func (p *Page) inSight(i int, blocks []Block, f Frame) bool {
	start := height(blocks[:i])
	return start >= p.top && start < p.top+p.room(f)
}

// click chooses the block under the mouse, if it is in sight.
func (p *Page) click(msg tea.MouseClickMsg, blocks []Block, f Frame) any {
	seen := f.Height
	if height(blocks) > f.Height {
		seen = p.room(f)
	}
	if msg.X >= f.Width || msg.Y < 0 || msg.Y >= seen {
		return nil
	}
	at := p.top + msg.Y
	for i, b := range blocks {
		if at < len(b.Lines) {
			if !b.leads() {
				return nil
			}
			column := 0
			if len(b.Buttons) > 0 {
				if column = buttonAt(b.Buttons, p.focus(i), msg.X-Gutter, f); column < 0 {
					return nil
				}
			}
			p.cursor, p.column = i, column
			return b.lead(column)
		}
		at -= len(b.Lines)
	}
	return nil
}
