package content

import (
	"bytes"
	"fmt"
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"compromis/decision"
)

// page is a Markdown page cut into sections, each line knowing its number.
type page struct {
	*reader
	name  string // "etapes/appeler-client.md"
	id    string // "appeler-client"
	lines []string
	found Complaints
	root  section // its title is the page's, its subs the level-2 sections
}

// section is a heading with what stands under it.
type section struct {
	title  string
	line   int
	blocks []block
	subs   []section
}

// block is a paragraph or a list.
type block struct {
	list  decision.List
	items []item
}

// item is a paragraph or one entry of a list. Its spans are raw: typography
// comes later.
type item struct {
	line  int
	spans decision.Line
}

func (it item) String() string { return plain(it.spans.String()) }

// commonmark is the CommonMark parser, built once: it is costly to build.
var commonmark = sync.OnceValue(goldmark.DefaultParser)

// parse cuts a page into sections. A page that complains must not be read.
func (r *reader) parse(name string, source []byte) *page {
	p := &page{
		reader: r, name: name, id: strings.TrimSuffix(path.Base(name), ".md"),
		lines: strings.Split(string(source), "\n"),
	}
	if !utf8.Valid(source) {
		p.complain(1, "cette page n'est pas en UTF-8. Enregistrez-la avec l'encodage UTF-8.")
		return p
	}
	c := cutter{page: p, source: source}
	document := commonmark().Parse(text.NewReader(source))
	for n := document.FirstChild(); n != nil; n = n.NextSibling() {
		c.cut(n)
	}
	if p.root.title == "" {
		p.complain(1, "la page doit commencer par son titre. Écrivez : # Le titre")
	}
	return p
}

func (p *page) complain(line int, format string, args ...any) {
	quote := ""
	if line > 0 && line <= len(p.lines) {
		quote = strings.TrimSpace(p.lines[line-1])
	}
	p.found = append(p.found, Complaint{p.name, line, quote, fmt.Sprintf(format, args...)})
}

func (p *page) pos(line int) string { return fmt.Sprintf("%s:%d", p.name, line) }

// cutter walks the top of the document and fills the sections.
type cutter struct {
	page   *page
	source []byte
}

func (c *cutter) line(n ast.Node) int {
	for ; n != nil; n = n.FirstChild() {
		if t, ok := n.(*ast.Text); ok {
			return c.lineAt(t.Segment.Start)
		}
		if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
			return c.lineAt(n.Lines().At(0).Start)
		}
	}
	return 0
}

func (c *cutter) lineAt(offset int) int { return 1 + bytes.Count(c.source[:offset], []byte("\n")) }

func (c *cutter) cut(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		c.heading(n)
	case *ast.Paragraph:
		c.add(n, block{items: []item{c.item(n)}})
	case *ast.List:
		c.list(n)
	default:
		c.page.complain(c.line(n), "seuls les titres, les paragraphes et les listes sont admis. Réécrivez ce passage ainsi.")
	}
}

func (c *cutter) heading(h *ast.Heading) {
	title, line, root := c.item(h).String(), c.line(h), &c.page.root
	switch {
	case title == "":
		c.page.complain(line, "ce titre est vide. Écrivez-le, ou retirez la ligne.")
	case h.Level == 1 && root.title == "":
		root.title, root.line = title, line
	case h.Level == 2 && root.title != "":
		root.subs = append(root.subs, section{title: title, line: line})
	case h.Level == 3 && len(root.subs) > 0:
		parent := &root.subs[len(root.subs)-1]
		parent.subs = append(parent.subs, section{title: title, line: line})
	case h.Level == 1:
		c.page.complain(line, "une page n'a qu'un titre de niveau 1. Écrivez : ## %s", title)
	default:
		c.page.complain(line, "ce titre n'est pas à sa place : un « # » d'abord, puis des « ## », puis des « ### ».")
	}
}

// add puts a block under the last heading.
func (c *cutter) add(n ast.Node, b block) {
	s := &c.page.root
	if s.title == "" {
		c.page.complain(c.line(n), "la page doit commencer par son titre. Écrivez d'abord : # Le titre")
		return
	}
	for len(s.subs) > 0 {
		s = &s.subs[len(s.subs)-1]
	}
	s.blocks = append(s.blocks, b)
}

func (c *cutter) list(l *ast.List) {
	b := block{list: decision.Bullets}
	if l.IsOrdered() {
		b.list = decision.Numbered
	}
	for n := l.FirstChild(); n != nil; n = n.NextSibling() {
		if n.ChildCount() == 0 {
			c.page.complain(c.line(l), "un point de cette liste est vide. Complétez-le, ou retirez-le.")
			continue
		}
		if n.ChildCount() > 1 {
			c.page.complain(c.line(n), "un point de liste tient en un seul paragraphe, sans liste à l'intérieur.")
			continue
		}
		b.items = append(b.items, c.item(n.FirstChild()))
	}
	c.add(l, b)
}

func (c *cutter) item(n ast.Node) item {
	it := item{line: c.line(n)}
	c.inline(n, decision.Span{}, &it)
	return it
}

// inline adds the spans under a node, each with the look of those around it.
func (c *cutter) inline(parent ast.Node, look decision.Span, it *item) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		style := look
		switch n := n.(type) {
		case *ast.Text:
			style.Text = string(n.Segment.Value(c.source))
			if n.SoftLineBreak() || n.HardLineBreak() {
				style.Text += " "
			}
			it.spans = append(it.spans, style)
			continue
		case *ast.String:
			style.Text = string(n.Value)
			it.spans = append(it.spans, style)
			continue
		case *ast.Emphasis:
			style.Strong = style.Strong || n.Level == 2
			style.Emph = style.Emph || n.Level == 1
		case *ast.Link:
			style.Link = c.link(string(n.Destination), it.line)
		case *ast.AutoLink:
			style.Text, style.Link = string(n.Label(c.source)), c.link(string(n.URL(c.source)), it.line)
			it.spans = append(it.spans, style)
			continue
		default:
			c.page.complain(it.line, "dans un texte, seuls sont admis **gras**, *italique* et [lien](adresse).")
			continue
		}
		c.inline(n, style, it)
	}
}

// link turns a destination into a place: another page, or an address.
func (c *cutter) link(to string, line int) decision.Link {
	if strings.HasPrefix(to, "https://") {
		return decision.Link{Kind: decision.ToAddress, ID: to}
	}
	file, _, _ := strings.Cut(to, "#")
	full := path.Join(path.Dir(c.page.name), file)
	id := strings.TrimSuffix(path.Base(full), ".md")
	kinds := map[string]decision.LinkKind{
		"etapes": decision.ToStep, "fondements": decision.ToBasis,
		"causes": decision.ToCause, "questions": decision.NoLink,
	}
	kind, ok := kinds[path.Dir(full)]
	if !ok || path.Ext(full) != ".md" {
		c.page.complain(line, "ce lien ne mène à aucune page : « %s ». Écrivez par exemple ../fondements/cpc-1530-2.md", to)
	}
	return decision.Link{Kind: kind, ID: id}
}
