package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// page is what most screens are: blocks one scrolls through. The arrows go to
// the next block that does something when it is in sight, and scroll otherwise.
type page struct {
	top    int
	cursor int // the block one stands on, or -1
	fresh  bool
}

// newPage returns a page at its top. pick says to stand on the first block
// that does something; otherwise one reads first.
func newPage(pick bool) page { return page{cursor: -1, fresh: pick} }

// gutter is the room left of the text, where the cursor stands.
const gutter = 2

// textWidth is the width of the text of a page.
func (f canvas) textWidth() int { return min(f.width-gutter-1, pageWidth) }

// view draws what is in sight of the blocks.
func (p *page) view(blocks []block, f canvas) string {
	p.settle(blocks, f)
	var lines []string
	for i, b := range blocks {
		for j, l := range b.lines {
			mark := "  "
			if i == p.cursor && j == 0 {
				mark = f.styles.selected.Render(cursorMark) + " "
			} else if i == p.cursor {
				mark = f.styles.accent.Render("│") + " "
			}
			lines = append(lines, mark+l)
		}
	}
	room := p.room(f)
	seen := lines[p.top:min(p.top+room, len(lines))]
	if len(lines) <= f.height {
		return strings.Join(lines, "\n")
	}
	return strings.Join(seen, "\n") + strings.Repeat("\n", room-len(seen)+1) + p.hint(len(lines), room, f)
}

// hint says that there is more, and where.
func (p *page) hint(total, room int, f canvas) string {
	var parts []string
	if p.top > 0 {
		parts = append(parts, "↑ plus haut")
	}
	if p.top+room < total {
		parts = append(parts, "↓ la suite")
	}
	text := strings.Join(parts, " · ")
	fill := max(min(f.width, pageWidth+gutter)-ansi.StringWidth(text)-3, 0)
	return f.styles.rule.Render(strings.Repeat("─", fill)+" ") + f.styles.dim.Render(text)
}

// room is how many lines of text are in sight: one is kept for the hint.
func (p *page) room(f canvas) int { return max(f.height-1, 1) }

// settle keeps the view inside the page, and the cursor on a block.
func (p *page) settle(blocks []block, f canvas) {
	if p.cursor >= len(blocks) {
		p.cursor = -1
	}
	if p.fresh {
		p.fresh = false
		p.cursor = next(blocks, -1, 1)
	}
	p.top = max(min(p.top, height(blocks)-p.room(f)), 0)
	if height(blocks) <= f.height {
		p.top = 0
	}
}

// more says whether there is more below what is in sight.
func (p *page) more(blocks []block, f canvas) bool {
	all := height(blocks)
	return all > f.height && p.top+p.room(f) < all
}

// relaid keeps the place in a page when its blocks are laid out anew: on the
// block one stood on, as far down as before.
func (p *page) relaid(old, blocks []block, f canvas) {
	if len(old) == 0 {
		return
	}
	p.top = p.top * height(blocks) / height(old)
	if p.cursor < 0 || p.cursor >= len(old) {
		return
	}
	at := -1
	for range countDoing(old[:p.cursor+1]) {
		at = next(blocks, at, 1)
	}
	p.cursor = at
	if at >= 0 {
		start := height(blocks[:at])
		p.top = min(max(p.top, start+len(blocks[at].lines)-p.room(f)), start)
	}
}

// update moves through the page. It returns what the chosen block leads to.
func (p *page) update(msg tea.Msg, blocks []block, f canvas) any {
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

func (p *page) press(msg tea.KeyPressMsg, blocks []block, f canvas) any {
	switch {
	case key.Matches(msg, keyDown):
		p.move(1, blocks, f)
	case key.Matches(msg, keyUp):
		p.move(-1, blocks, f)
	case key.Matches(msg, keyPageDn):
		p.scroll(p.room(f)-1, blocks, f)
	case key.Matches(msg, keyPageUp):
		p.scroll(1-p.room(f), blocks, f)
	case key.Matches(msg, keyTop):
		p.jump(0, 1, blocks, f)
	case key.Matches(msg, keyBottom):
		p.jump(height(blocks), -1, blocks, f)
	case key.Matches(msg, keyChoose) && p.cursor >= 0:
		return blocks[p.cursor].do
	}
	return nil
}

// move goes to the next block that does something, if its first line is in
// sight or one line away; otherwise it scrolls by a line.
func (p *page) move(by int, blocks []block, f canvas) {
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
	end := start + len(blocks[to].lines)
	if start < p.top-1 || start > p.top+p.room(f) {
		p.scroll(by, blocks, f)
		return
	}
	p.cursor = to
	if end > p.top+p.room(f) && height(blocks) > f.height {
		p.top = min(end-p.room(f), start)
	}
	if start < p.top {
		p.top = start
	}
}

// scroll moves the view, and the cursor with it when it goes out of sight.
func (p *page) scroll(by int, blocks []block, f canvas) {
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
func (p *page) jump(top, by int, blocks []block, f canvas) {
	p.top, p.cursor = top, -1
	p.settle(blocks, f)
	if by > 0 {
		p.stand(-1, 1, blocks, f)
	} else {
		p.stand(len(blocks), -1, blocks, f)
	}
}

// stand puts the cursor on the next block that does something in sight, if any.
func (p *page) stand(from, by int, blocks []block, f canvas) {
	for i := next(blocks, from, by); i >= 0; i = next(blocks, i, by) {
		if p.inSight(i, blocks, f) {
			p.cursor = i
			return
		}
	}
}

// inSight says whether the first line of a block is.
func (p *page) inSight(i int, blocks []block, f canvas) bool {
	start := height(blocks[:i])
	return start >= p.top && start < p.top+p.room(f)
}

// click chooses the block under the mouse, if it is in sight.
func (p *page) click(msg tea.MouseClickMsg, blocks []block, f canvas) any {
	seen := f.height
	if height(blocks) > f.height {
		seen = p.room(f)
	}
	if msg.X >= f.width || msg.Y < 0 || msg.Y >= seen {
		return nil
	}
	at := p.top + msg.Y
	for i, b := range blocks {
		if at < len(b.lines) {
			if b.do != nil {
				p.cursor = i
				return b.do
			}
			return nil
		}
		at -= len(b.lines)
	}
	return nil
}
