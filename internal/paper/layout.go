package paper

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"compromis/decision"
)

// The sizes of a page, in millimetres, and of letters, in points.
const (
	pageWidth, pageHeight = 210.0, 297.0
	margin                = 25.0
	column                = 110.0 // where the right-hand column starts
	indent                = 7.0   // of the words of a point
	textSize              = 10.5
	leading               = 0.352778 * 1.22 // height of a line for one point of size
)

// placed is a piece of text at its place, in millimetres from the top left.
type placed struct {
	decision.Span
	x, y, size float64
	again      bool // the head of a table, on one more page
}

// sheet is what stands on a page.
type sheet struct {
	words []placed
	rules []float64 // lines across the page, from one margin to the other
}

// room is a page, and what is left blank around it, in millimetres.
type room struct{ width, height, margin float64 }

// a4 is the page of every paper.
var a4 = room{pageWidth, pageHeight, margin}

// across and down are what is left between the margins.
func (r room) across() float64 { return r.width - 2*r.margin }
func (r room) down() float64   { return r.height - 2*r.margin }

// layout puts a paper on pages. It measures through width, and draws nothing.
type layout struct {
	page  room
	width func(words string, bold bool, size float64) float64
	pages []sheet
	y     float64 // the top of the next line
	again bool    // what is placed was already, on the page before
}

func (l *layout) paper(p Paper) {
	l.turn()
	for i := 0; i < len(p.Blocks); {
		l.keep(l.least(p.Blocks[i:]))
		if n := group(p.Blocks[i:]); p.Blocks[i].Kind == Row {
			l.table(p.Blocks[i : i+n])
			i += n
			continue
		}
		l.block(p.Blocks[i])
		l.y += gap(p.Blocks[i:])
		i++
	}
}

// block places a block that is no row.
func (l *layout) block(b Block) {
	size, left, bold := l.look(b)
	switch b.Kind {
	case Title:
		l.y += 2.5 * float64(min(b.Level, 2)-1)
	case Bullet:
		l.label("•", size)
	case Numbered:
		l.label(strconv.Itoa(b.Point)+".", size)
	}
	lines := l.lines(b, l.page.width-l.page.margin-left, size, bold)
	for i, line := range lines {
		if i > 0 && i == len(lines)-2 && len(line) > 0 { // the last line is never alone on a page
			l.keep(2 * size * leading)
		}
		l.line(line, left, size)
	}
}

// look is that of a block: how big its letters are, and where its lines start.
func (l *layout) look(b Block) (size, left float64, bold bool) {
	switch b.Kind {
	case Title:
		return 18 - 2.5*float64(min(b.Level, 2)), l.page.margin, true
	case Right:
		return textSize, column, false
	case Bullet, Numbered:
		return textSize, l.page.margin + indent, false
	}
	return textSize, l.page.margin, false
}

// gap is the space under a block: points of a list stand close together.
func gap(all []Block) float64 {
	switch b := all[0]; {
	case len(all) > 1 && all[1].Kind == b.Kind && (b.Kind == Bullet || b.Kind == Numbered):
		return 1
	case b.Kind == Right:
		return 5
	}
	return 2.5
}

// least is the height that must be left on a page for a block to start there:
// all of a column, two lines of words, and with a title, or with what announces
// a list or a table, the start of what follows.
func (l *layout) least(all []Block) (height float64) {
	page := l.page.down()
	for i, b := range all {
		if height >= page || strings.TrimSpace(b.String()) == "" {
			return min(height, page)
		}
		if b.Kind == Row {
			for n, row := range l.rows(all[i : i+group(all[i:])]) {
				if height += row.height; n > 0 || !b.Head {
					break
				}
			}
			return height
		}
		size, left, bold := l.look(b)
		lines := len(l.lines(b, l.page.width-l.page.margin-left, size, bold))
		if b.Kind != Right && !b.announces() && lines > 3 {
			lines = 2
		}
		if b.Kind == Title {
			height += 2.5 * float64(min(b.Level, 2)-1)
		}
		if height += float64(lines) * size * leading; !b.announces() {
			return height
		}
		height += gap(all[i:])
	}
	return height
}

// row is one of a table, laid out.
type row struct {
	cells  [][]decision.Line
	even   bool // no column of sums
	height float64
}

// rows lays out a table.
func (l *layout) rows(rows []Block) []row {
	shares := l.shares(rows)
	all := make([]row, len(rows))
	for i, cells := range grid(rows) {
		all[i].even = rows[i].Even
		for c, words := range cells {
			lines := l.lines(Block{Words: words}, shares[c]-2*padding, textSize, rows[i].Head)
			all[i].cells = append(all[i].cells, lines)
			all[i].height = max(all[i].height, float64(len(lines))*textSize*leading+2*lead)
		}
	}
	return all
}

// shares are the widths of the columns of a table.
func (l *layout) shares(rows []Block) []float64 {
	return widths(rows, l.page.across(), func(words string, bold bool) float64 { return l.width(words, bold, textSize) })
}

// table places a table between rules. Its head comes again on every page. A row
// taller than a page is placed cell after cell.
func (l *layout) table(rows []Block) {
	page := l.page.down()
	shares, all := l.shares(rows), l.rows(rows)
	head := 0.0
	if rows[0].Head {
		head = all[0].height
	}
	l.rule()
	for i, r := range all {
		if r.height+head > page {
			for _, cell := range rows[i].Cells() {
				for _, line := range l.lines(Block{Words: cell}, l.page.across(), textSize, rows[i].Head) {
					l.line(line, l.page.margin, textSize)
				}
			}
			l.rule()
			continue
		}
		if pages := len(l.pages); i > 0 {
			if l.keep(r.height); len(l.pages) > pages {
				l.rule()
				if rows[0].Head && head < page {
					l.again = true
					l.row(all[0], shares)
					l.again = false
				}
			}
		}
		l.row(r, shares)
	}
	l.y += 2.5
}

// row places a row, and the rule under it. Amounts stand at the right.
func (l *layout) row(r row, shares []float64) {
	top, left := l.y, l.page.margin
	for c, lines := range r.cells {
		l.y = top + lead
		for _, line := range lines {
			x := left + padding
			if c > 0 && c == len(r.cells)-1 && !r.even {
				x = left + shares[c] - padding - l.wide(line, textSize)
			}
			for _, s := range line {
				l.put(s, x, textSize)
				x += l.width(s.Text, s.Strong, textSize)
			}
			l.y += textSize * leading
		}
		left += shares[c]
	}
	l.y = top + r.height
	l.rule()
}

// rule draws a line across the page, where the next words will stand.
func (l *layout) rule() {
	now := &l.pages[len(l.pages)-1]
	now.rules = append(now.rules, l.y)
}

func (l *layout) turn() {
	l.pages = append(l.pages, sheet{})
	l.y = l.page.margin
}

// keep starts a page when a height does not fit on this one; one that holds
// nothing but gaps is started again.
func (l *layout) keep(height float64) {
	switch here := l.pages[len(l.pages)-1]; {
	case l.y+height <= l.page.height-l.page.margin || l.y == l.page.margin:
	case len(here.words) == 0 && len(here.rules) == 0:
		l.y = l.page.margin
	default:
		l.turn()
	}
}

// line writes a line; one without words never starts a page.
func (l *layout) line(runs decision.Line, x, size float64) {
	if len(runs) > 0 {
		l.keep(size * leading)
	}
	for _, r := range runs {
		l.put(r, x, size)
		x += l.width(r.Text, r.Strong, size)
	}
	l.y += size * leading
}

// put places a run on the line being written; its foot is at three quarters.
func (l *layout) put(r decision.Span, x, size float64) {
	now := &l.pages[len(l.pages)-1]
	now.words = append(now.words, placed{r, x, l.y + 0.75*size*leading, size, l.again})
}

// label writes the mark of a point, beside the line that follows.
func (l *layout) label(mark string, size float64) {
	l.keep(size * leading)
	l.put(decision.Span{Text: mark}, l.page.margin+1, size)
}

// word is what is never cut but for want of room.
type word struct {
	runs decision.Line
	down bool // starts a line
}

// words cuts runs at their spaces and line breaks.
func words(runs decision.Line) []word {
	var all []word
	var now word
	next := func(down bool) {
		if len(now.runs) > 0 || now.down {
			all = append(all, now)
		}
		now = word{down: down}
	}
	for _, r := range runs {
		for i, line := range strings.Split(r.Text, "\n") {
			if i > 0 {
				next(true)
			}
			for j, piece := range strings.Split(line, " ") {
				if j > 0 {
					next(false)
				}
				if piece != "" {
					now.runs = append(now.runs, decision.Span{Text: piece, Strong: r.Strong})
				}
			}
		}
	}
	next(false)
	return all
}

// lines breaks a block into lines no wider than room.
func (l *layout) lines(b Block, room, size float64, bold bool) []decision.Line {
	var all []decision.Line
	var line decision.Line
	used := 0.0
	for i, w := range words(b.Words) {
		for k := range w.runs {
			w.runs[k].Strong = w.runs[k].Strong || bold
		}
		for j, piece := range l.cut(w.runs, room, size) {
			wide := l.wide(piece, size)
			space := l.width(" ", false, size)
			switch {
			case j > 0, w.down, len(line) > 0 && used+space+wide > room:
				if i > 0 || j > 0 {
					all = append(all, line)
				}
				line, used = nil, 0
			}
			if len(line) > 0 && len(piece) > 0 {
				line[len(line)-1].Text += " "
				used += space
			}
			for _, r := range piece {
				line = join(line, r)
			}
			used += wide
		}
	}
	return append(all, line)
}

func (l *layout) wide(runs decision.Line, size float64) (sum float64) {
	for _, r := range runs {
		sum += l.width(r.Text, r.Strong, size)
	}
	return sum
}

// cut parts a word that is wider than the room, a sign at a time.
func (l *layout) cut(runs decision.Line, room, size float64) []decision.Line {
	if l.wide(runs, size) <= room {
		return []decision.Line{runs}
	}
	var all []decision.Line
	var piece decision.Line
	used := 0.0
	for _, r := range runs {
		for at := 0; at < len(r.Text); {
			_, n := utf8.DecodeRuneInString(r.Text[at:])
			sign := decision.Span{Text: r.Text[at : at+n], Strong: r.Strong}
			wide := l.width(sign.Text, sign.Strong, size)
			if used+wide > room && len(piece) > 0 {
				all, piece, used = append(all, piece), nil, 0
			}
			piece, used, at = join(piece, sign), used+wide, at+n
		}
	}
	return append(all, piece)
}
