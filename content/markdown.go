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
	"github.com/yuin/goldmark/util"

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
	source = clean(source)
	p := &page{
		reader: r, name: name, id: strings.TrimSuffix(path.Base(name), ".md"),
		lines: strings.Split(string(source), "\n"),
	}
	if !p.readable(source) {
		return p
	}
	c := cutter{page: p, source: source}
	document := commonmark().Parse(text.NewReader(source))
	first := document.FirstChild()
	if h, ok := first.(*ast.Heading); !ok || h.Level != 1 {
		p.complain(1, "la page doit commencer par son titre. Écrivez : # Le titre")
		return p
	}
	for n := first; n != nil; n = n.NextSibling() {
		c.cut(n)
	}
	return p
}

// clean takes off the byte order mark that some editors put first. Both parsers
// take the lines of Windows as they are.
func clean(source []byte) []byte { return bytes.TrimPrefix(source, []byte("\ufeff")) }

// readable complains of a file that is not in UTF-8.
func (p *page) readable(source []byte) bool {
	if utf8.Valid(source) {
		return true
	}
	for i, l := range p.lines {
		if !utf8.ValidString(l) {
			p.found = append(p.found, Complaint{File: p.name, Line: i + 1, Say: "ce fichier n'est pas en UTF-8. Enregistrez-le avec l'encodage UTF-8."})
			break
		}
	}
	return false
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

// line returns the line a node starts on.
func (c *cutter) line(n ast.Node) int {
	return 1 + bytes.Count(c.source[:max(0, n.Pos())], []byte("\n"))
}

func (c *cutter) cut(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		c.heading(n)
	case *ast.Paragraph:
		if first := n.Lines().At(0); strings.HasPrefix(string(first.Value(c.source)), "|") {
			c.page.complain(c.line(n), "un tableau n'est pas admis. Écrivez une liste.")
			return
		}
		c.add(block{items: []item{c.item(n)}})
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
func (c *cutter) add(b block) {
	s := &c.page.root
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
		switch first := n.FirstChild(); {
		case first == nil:
			c.page.complain(c.line(n), "ce point de la liste est vide. Complétez-le, ou retirez-le.")
		case n.ChildCount() > 1 || first.Kind() != ast.KindTextBlock && first.Kind() != ast.KindParagraph:
			c.page.complain(c.line(n), "un point de liste tient en un seul paragraphe, sans liste ni titre à l'intérieur.")
		default:
			b.items = append(b.items, c.item(first))
		}
	}
	c.add(b)
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
			style.Text = literal(n.Segment.Value(c.source))
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

// literal returns a text as it reads, without the marks that protect it.
func literal(b []byte) string {
	if bytes.ContainsAny(b, `\&`) {
		b = util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(b)))
	}
	return string(b)
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
