package paper

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// HTML writes a page, or a drawing in SVG. Words are always escaped, and what is
// opened is closed: there is no other way to write. The zero HTML is ready.
type HTML struct {
	// Within returns the id, in this page, of what a link leads to, or "" when the
	// page does not hold it. Nil when the page holds nothing one may name.
	Within func(decision.Link) string

	b strings.Builder
}

// In writes an element around what inside writes. Attributes go by pairs, a name
// and a value.
func (h *HTML) In(element string, inside func(), attributes ...string) {
	h.open(element, attributes)
	h.b.WriteString(">")
	inside()
	h.b.WriteString("</" + element + ">")
}

// Put writes an element that holds words only.
func (h *HTML) Put(element, text string, attributes ...string) {
	h.In(element, func() { h.Text(text) }, attributes...)
}

// Void writes an element that holds nothing.
func (h *HTML) Void(element string, attributes ...string) {
	h.open(element, attributes)
	h.b.WriteString("/>")
}

// Text writes words.
func (h *HTML) Text(s string) { h.b.WriteString(html.EscapeString(french.Text(s))) }

// Line ends a line, for those who read the source.
func (h *HTML) Line() { h.b.WriteString("\n") }

// String returns what was written.
func (h *HTML) String() string { return h.b.String() }

// Send writes out what was written.
func (h *HTML) Send(w io.Writer) error {
	if _, err := io.WriteString(w, h.b.String()); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}

func (h *HTML) open(element string, attributes []string) {
	h.b.WriteString("<" + element)
	for i := 0; i+1 < len(attributes); i += 2 {
		h.b.WriteString(" " + attributes[i] + `="` + html.EscapeString(french.Line(attributes[i+1])) + `"`)
	}
}

// Page writes a whole page, with one style and at most one script.
func (h *HTML) Page(title, style, script string, body func()) {
	h.b.WriteString("<!DOCTYPE html>\n")
	h.In("html", func() {
		h.In("head", func() {
			h.Void("meta", "charset", "utf-8")
			h.Void("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
			h.Void("meta", "name", "color-scheme", "content", "light dark")
			h.Void("meta", "http-equiv", "Content-Security-Policy", "content", policy(style, script))
			h.Put("title", title)
			h.raw("style", style)
		})
		h.Line()
		h.In("body", func() {
			body()
			if script != "" {
				h.raw("script", script)
			}
		})
	}, "lang", "fr")
	h.Line()
}

// raw writes the style or the script: text of ours in which entities mean
// nothing.
func (h *HTML) raw(element, text string) {
	h.b.WriteString("<" + element + ">" + text + "</" + element + ">\n")
}

// policy lets a page use its own style and script, by their hash, and forbids
// the rest: nothing is loaded, nothing is sent.
func policy(style, script string) string {
	told := "default-src 'none'; style-src " + hash(style)
	if script != "" {
		told += "; script-src " + hash(script)
	}
	return told + "; base-uri 'none'; form-action 'none'"
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Paper writes a paper. The right-hand column is of the class "right".
func (h *HTML) Paper(p Paper) {
	for rest := p.Blocks; len(rest) > 0; {
		n := 0
		for n < len(rest) && rest[n].Kind != Title {
			n++
		}
		if n > 0 {
			h.blocks(rest[:n])
			h.Line()
		} else {
			h.Put("h"+strconv.Itoa(rest[0].Level), rest[0].String())
			n = 1
		}
		rest = rest[n:]
	}
}

// Passage writes paragraphs and lists.
func (h *HTML) Passage(t decision.Text) {
	var p Paper
	p.Text(t)
	h.blocks(p.Blocks)
	h.Line()
}

// blocks writes blocks that are no titles, the points of a list together.
func (h *HTML) blocks(all []Block) {
	for i := 0; i < len(all); {
		n := group(all[i:])
		switch all[i].Kind {
		case Bullet, Numbered:
			h.list(all[i : i+n])
		case Row:
			h.table(all[i : i+n])
		default:
			h.paragraph(all[i])
		}
		i += n
	}
}

func (h *HTML) paragraph(b Block) {
	var look []string
	if b.Kind == Right {
		look = []string{"class", "right"}
	}
	h.In("p", func() { h.lines(b) }, look...)
}

func (h *HTML) list(points []Block) {
	element, start := "ul", []string(nil)
	if first := points[0]; first.Kind == Numbered {
		element = "ol"
		if first.Point != 1 {
			start = []string{"start", strconv.Itoa(first.Point)}
		}
	}
	h.In(element, func() {
		for _, b := range points {
			h.In("li", func() { h.lines(b) })
		}
	}, start...)
}

// table writes rows, of which the first may name the columns.
func (h *HTML) table(rows []Block) {
	h.In("table", func() {
		for i, cells := range grid(rows) {
			element, look := "td", []string(nil)
			if rows[i].Head {
				element, look = "th", []string{"scope", "col"}
			}
			h.In("tr", func() {
				for _, words := range cells {
					h.In(element, func() { h.lines(Block{Words: words}) }, look...)
				}
			})
		}
	})
}

func (h *HTML) lines(b Block) {
	for i, line := range b.Lines() {
		if i > 0 {
			h.Void("br")
		}
		for _, s := range line {
			h.span(s)
		}
	}
}

// span writes words with their look and where they lead.
func (h *HTML) span(s decision.Span) {
	show := func() {
		switch {
		case s.Strong:
			h.Put("strong", s.Text)
		case s.Emph:
			h.Put("em", s.Text)
		default:
			h.Text(s.Text)
		}
	}
	id := ""
	if h.Within != nil && s.Link.Kind != decision.NoLink {
		id = h.Within(s.Link)
	}
	switch {
	case s.Link.Kind == decision.ToAddress && strings.HasPrefix(s.Link.ID, "https://"):
		h.In("a", show, "href", s.Link.ID, "rel", "noreferrer")
	case id != "":
		h.In("a", show, "href", "#"+id)
	default:
		show()
	}
}
