package handout

import (
	"crypto/sha256"
	_ "embed" // the style and the script
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"

	"compromis/decision"
)

//go:embed page.css
var style string

// page is an HTML page being written.
type page struct {
	markup
	ids map[string]bool // what links within the page may name
}

// html writes a whole page. The script may be empty.
func (p *page) html(title, script string, body func()) {
	p.b.WriteString("<!DOCTYPE html>\n")
	p.in("html", func() {
		p.in("head", func() {
			p.void("meta", "charset", "utf-8")
			p.void("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
			p.void("meta", "name", "color-scheme", "content", "light dark")
			p.void("meta", "http-equiv", "Content-Security-Policy", "content", policy(script))
			p.put("title", title)
			p.raw("style", style)
		})
		p.line()
		p.in("body", func() {
			body()
			if script != "" {
				p.raw("script", script)
			}
		})
	}, "lang", "fr")
	p.line()
}

// raw writes the style or the script: text of ours in which entities mean
// nothing.
func (p *page) raw(element, text string) {
	p.b.WriteString("<" + element + ">" + text + "</" + element + ">\n")
}

// policy lets a page use its own style and script, by their hash, and forbids
// the rest: nothing is loaded, nothing is sent.
func policy(script string) string {
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

// send writes the page out.
func (p *page) send(w io.Writer) error {
	if _, err := io.WriteString(w, p.b.String()); err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}

// parts writes the parts of a document.
func (p *page) parts(all []part) {
	for _, part := range all {
		if part.level > 0 {
			p.put("h"+strconv.Itoa(part.level), part.title)
		}
		p.passage(part.text)
	}
}

// passage writes paragraphs and lists.
func (p *page) passage(t decision.Text) {
	for _, b := range t {
		if b.List == decision.Paragraph {
			p.in("p", func() {
				for i, l := range b.Lines {
					if i > 0 {
						p.void("br")
					}
					p.spans(l)
				}
			})
			continue
		}
		p.in(map[decision.List]string{decision.Bullets: "ul", decision.Numbered: "ol"}[b.List], func() {
			for _, l := range b.Lines {
				p.in("li", func() { p.spans(l) })
			}
		})
	}
	p.line()
}

func (p *page) spans(l decision.Line) {
	for _, s := range l {
		show := func() { p.look(s) }
		switch href := p.address(s.Link); {
		case href == "":
			show()
		case s.Link.Kind == decision.ToAddress:
			p.in("a", show, "href", href, "rel", "noreferrer")
		default:
			p.in("a", show, "href", href)
		}
	}
}

// look writes words with their look.
func (p *page) look(s decision.Span) {
	switch {
	case s.Strong:
		p.put("strong", s.Text)
	case s.Emph:
		p.put("em", s.Text)
	default:
		p.text(s.Text)
	}
}

// address returns where a link leads, or "" when the page does not hold it.
func (p *page) address(l decision.Link) string {
	id := ""
	switch l.Kind {
	case decision.ToStep:
		id = stepID(l.ID)
	case decision.ToBasis:
		id = basisID(l.ID)
	case decision.ToAddress:
		if strings.HasPrefix(l.ID, "https://") {
			return l.ID
		}
	}
	if p.ids[id] {
		return "#" + id
	}
	return ""
}

func stepID(id string) string  { return "etape-" + id }
func basisID(id string) string { return "texte-" + id }
