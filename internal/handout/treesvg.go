package handout

import (
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// Measures of the drawing, in pixels. The width of letters is a guess on the
// wide side: fonts differ from one machine to the next.
const (
	rowHeight   = 24
	indent      = 26
	margin      = 24
	letterWidth = 7.6
)

// TreeSVG draws the part of the decision tree the answers lead to: a row a
// branch, each question once, then named by its number, which is a link. The
// same guide and answers always give the same bytes.
func TreeSVG(w io.Writer, g *decision.Guide, a decision.Answers) error {
	t := newTree(g, a)
	d := drawing{head: t.legend()}
	d.branch(t.root, 0)
	var m paper.HTML
	width, height := d.width()+2*margin, d.top(len(d.rows))+margin
	m.In("svg", func() {
		m.Put("title", treeTitle, "id", "titre")
		m.Void("rect", "width", "100%", "height", "100%", "fill", "#ffffff")
		m.Line()
		drawHead(&m, d.head)
		for i, r := range d.rows {
			drawRow(&m, r, d.top(i))
		}
	}, "xmlns", "http://www.w3.org/2000/svg", "lang", "fr", "aria-labelledby", "titre",
		"width", strconv.Itoa(width), "height", strconv.Itoa(height), "viewBox", fmt.Sprintf("0 0 %d %d", width, height),
		"font-family", "system-ui, 'DejaVu Sans', sans-serif", "font-size", "14", "fill", "#1c1b1a")
	m.Line()
	if _, err := io.WriteString(w, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+m.String()); err != nil {
		return fmt.Errorf("write drawing: %w", err)
	}
	return nil
}

// drawing lays a tree out as rows, under a few lines.
type drawing struct {
	head []string
	rows []row
}

// top returns the height of a row.
func (d *drawing) top(row int) int { return margin + (row+len(d.head)+2)*rowHeight }

// row is a branch and how deep it is.
type row struct {
	branch
	depth int
	below int // rows from here to its last branch; 0 when nothing is drawn under it
}

func (d *drawing) branch(b branch, depth int) {
	at := len(d.rows)
	d.rows = append(d.rows, row{branch: b, depth: depth})
	if !b.first {
		return
	}
	for _, kid := range b.next.branches {
		d.rows[at].below = len(d.rows) - at
		d.branch(kid, depth+1)
	}
}

// width is that of the longest row.
func (d *drawing) width() int {
	widest := 0
	for _, line := range d.head {
		widest = max(widest, int(float64(utf8.RuneCountInString(line))*letterWidth))
	}
	for _, r := range d.rows {
		letters := utf8.RuneCountInString(r.said() + " → " + r.leads())
		widest = max(widest, (r.depth+1)*indent+int(float64(letters)*letterWidth))
	}
	return widest
}

// leads names what a row leads to, in few words.
func (r row) leads() string {
	switch {
	case r.next == nil:
		return r.end()
	case r.first:
		return r.next.title()
	}
	return "voir " + numero(r.next.number) + ". " + r.next.Name
}

// legend says what one is looking at, a line each.
func (t *tree) legend() []string {
	lines := append(t.start(), say.Content(t.guide)+" Disque"+french.NBSP+": question. Anneau"+french.NBSP+": question déjà dessinée. Carré"+french.NBSP+": étape.")
	for _, r := range t.given {
		lines = append(lines, replied(r).String())
	}
	return lines
}

func drawHead(m *paper.HTML, lines []string) {
	x := strconv.Itoa(margin)
	m.Put("text", treeTitle, "x", x, "y", strconv.Itoa(margin+16), "font-size", "22", "font-weight", "bold")
	for i, line := range lines {
		m.Put("text", line, "x", x, "y", strconv.Itoa(margin+(i+1)*rowHeight+18))
	}
	m.Line()
}

// drawRow draws a branch at a height: the line down to its branches, the one that
// leads to it, its mark and its words.
func drawRow(m *paper.HTML, r row, y int) {
	x := margin + r.depth*indent
	if r.below > 0 {
		drawPath(m, fmt.Sprintf("M%d %dV%d", x, y, y+r.below*rowHeight))
	}
	if r.depth > 0 {
		drawPath(m, fmt.Sprintf("M%d %dH%d", x-indent, y, x))
	}
	switch at := strconv.Itoa; {
	case r.next == nil:
		m.Void("rect", "x", at(x-5), "y", at(y-5), "width", "10", "height", "10", "fill", "#166534")
	case r.first:
		m.Void("circle", "cx", at(x), "cy", at(y), "r", "6", "fill", "#1d4ed8", "id", r.next.id())
	default:
		m.Void("circle", "cx", at(x), "cy", at(y), "r", "5", "fill", "#ffffff", "stroke", "#1d4ed8", "stroke-width", "2")
	}
	words := func() {
		m.In("text", func() {
			if len(r.labels) > 0 {
				m.Put("tspan", r.said()+" → ", "fill", "#57534e")
			}
			m.Put("tspan", r.leads(), "font-weight", map[bool]string{true: "bold", false: "normal"}[r.first || r.next == nil])
		}, "x", strconv.Itoa(x+12), "y", strconv.Itoa(y+5))
	}
	if r.next != nil && !r.first {
		m.In("a", words, "href", "#"+r.next.id())
	} else {
		words()
	}
	m.Line()
}

func drawPath(m *paper.HTML, d string) {
	m.Void("path", "d", d, "stroke", "#a8a29e", "stroke-width", "2", "fill", "none")
}
