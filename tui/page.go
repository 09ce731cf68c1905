package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// block is a piece of a page that stays together. One may stop on a block that
// does something.
type block struct {
	lines []string
	do    action
}

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
func (f frame) textWidth() int { return min(f.width-gutter-1, pageWidth) }

// view draws what is in sight of the blocks.
func (p *page) view(blocks []block, f frame) string {
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
func (p *page) hint(total, room int, f frame) string {
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
func (p *page) room(f frame) int { return max(f.height-1, 1) }

// settle keeps the view inside the page, and the cursor on a block.
func (p *page) settle(blocks []block, f frame) {
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

// update moves through the page. It returns what the chosen block does.
func (p *page) update(msg tea.Msg, blocks []block, f frame) action {
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
			return p.click(msg.Y, blocks)
		}
	}
	return nil
}

func (p *page) press(msg tea.KeyPressMsg, blocks []block, f frame) action {
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
		p.top, p.cursor = 0, -1
		p.move(1, blocks, f)
	case key.Matches(msg, keyBottom):
		p.scroll(height(blocks), blocks, f)
	case key.Matches(msg, keyChoose) && p.cursor >= 0:
		return blocks[p.cursor].do
	}
	return nil
}

// move goes to the next block that does something, if its first line is in
// sight or one line away; otherwise it scrolls by a line.
func (p *page) move(by int, blocks []block, f frame) {
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
func (p *page) scroll(by int, blocks []block, f frame) {
	p.top += by
	p.settle(blocks, f)
	if p.cursor < 0 {
		return
	}
	start := height(blocks[:p.cursor])
	if start >= p.top && start < p.top+p.room(f) {
		return
	}
	p.cursor = -1
	for i, b := range blocks {
		if start := height(blocks[:i]); b.do != nil && start >= p.top && start < p.top+p.room(f) {
			p.cursor = i
			return
		}
	}
}

// click chooses the block under a line of the body.
func (p *page) click(y int, blocks []block) action {
	at := p.top + y
	for i, b := range blocks {
		if at < len(b.lines) {
			if at >= 0 && b.do != nil {
				p.cursor = i
				return b.do
			}
			return nil
		}
		at -= len(b.lines)
	}
	return nil
}

// next returns the block that does something after from, or before it.
func next(blocks []block, from, by int) int {
	for i := from + by; i >= 0 && i < len(blocks); i += by {
		if blocks[i].do != nil {
			return i
		}
	}
	return -1
}

func height(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n += len(b.lines)
	}
	return n
}

// The blocks every page is made of.

func gap() block { return block{lines: []string{""}} }

func heading(text string, f frame) block {
	return block{lines: wrapText(text, f.textWidth(), f.styles.heading)}
}

func note(text string, f frame) block {
	return block{lines: wrapText(text, f.textWidth(), f.styles.dim)}
}

func plainText(text string, f frame) block {
	return block{lines: wrapText(text, f.textWidth(), f.styles.text)}
}

// choice is a line one can choose, with a dim line of help under it.
func choice(text, help string, do action, f frame) block {
	lines := wrapText(text, f.textWidth(), f.styles.text)
	if help != "" {
		lines = append(lines, wrapText(help, f.textWidth(), f.styles.dim)...)
	}
	return block{lines: lines, do: do}
}

// section is a heading with a passage under it, and nothing when it is empty.
func section(title string, body []block, f frame) []block {
	if len(body) == 0 {
		return nil
	}
	return append([]block{gap(), heading(title, f)}, body...)
}
