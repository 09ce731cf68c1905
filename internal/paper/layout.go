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
}

// layout puts a paper on pages. It measures through width, and draws nothing.
type layout struct {
	width func(words string, bold bool, size float64) float64
	pages [][]placed
	y     float64 // the top of the next line
}

func (l *layout) paper(p Paper) {
	l.turn()
	for i, b := range p.Blocks {
		level := float64(min(b.Level, 2))
		size, left, bold := textSize, margin, false
		switch b.Kind {
		case Title:
			size, bold = 18-2.5*level, true
			l.y += 2.5 * (level - 1)
			l.keep(4 * size * leading)
		case Right:
			left = column
			if words := strings.TrimSpace(b.String()); words != "" {
				l.keep(float64(strings.Count(words, "\n")+1) * size * leading)
			}
		case Bullet:
			l.label("•", size)
			left += indent
		case Numbered:
			l.label(strconv.Itoa(b.Point)+".", size)
			left += indent
		}
		for _, line := range l.lines(b, pageWidth-margin-left, size, bold) {
			l.line(line, left, size)
		}
		l.y += gap(b, i+1 < len(p.Blocks) && p.Blocks[i+1].Kind == b.Kind)
	}
}

// gap is the space under a block: points of a list stand close together.
func gap(b Block, followed bool) float64 {
	switch {
	case followed && (b.Kind == Bullet || b.Kind == Numbered):
		return 1
	case b.Kind == Right:
		return 5
	}
	return 2.5
}

func (l *layout) turn() {
	l.pages = append(l.pages, nil)
	l.y = margin
}

// keep starts a page when a height does not fit on this one.
func (l *layout) keep(height float64) {
	if l.y+height > pageHeight-margin && l.y > margin {
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
	last := len(l.pages) - 1
	l.pages[last] = append(l.pages[last], placed{r, x, l.y + 0.75*size*leading, size})
}

// label writes the mark of a point, beside the line that follows.
func (l *layout) label(mark string, size float64) {
	l.keep(size * leading)
	l.put(decision.Span{Text: mark}, margin+1, size)
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
