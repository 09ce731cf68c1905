package plain

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// Drawings are the ways [Draw] draws, the usual one first.
var Drawings = []string{"texte", "mermaid", "dot"}

// Draw writes the part of the decision diagram the answers lead to, in one of
// [Drawings]: an indented text in which what was printed already is referred to
// by number, a Mermaid flowchart, or a Graphviz digraph. The same guide and
// answers always give the same bytes.
func Draw(out io.Writer, g *decision.Guide, a decision.Answers, drawing string) error {
	p := newPage(out, 0)
	nodes := g.Nodes(a)
	if over := say.Standing(g); over != "" {
		p.Say(map[string]string{"mermaid": "%% ", "dot": "// "}[drawing] + french.Capital(over))
	}
	switch drawing {
	case "mermaid":
		p.mermaid(nodes)
	case "dot":
		p.dot(nodes)
	default:
		newOutline(p, nodes).node("", nodes[0].ID)
	}
	return p.Flush()
}

// outline prints the diagram as an indented tree, each question once.
type outline struct {
	*Page
	nodes   map[int]decision.Node
	numbers map[int]int // by node: the number it was printed under
}

func newOutline(p *Page, nodes []decision.Node) *outline {
	o := &outline{Page: p, nodes: make(map[int]decision.Node, len(nodes)), numbers: map[int]int{}}
	for _, n := range nodes {
		o.nodes[n.ID] = n
	}
	return o
}

// node ends a line with a node and prints what is under it.
func (o *outline) node(indent string, id int) {
	n := o.nodes[id]
	if n.Question == nil {
		o.Say("étape" + french.NBSP + ": " + n.Step.Title)
		return
	}
	if number, printed := o.numbers[id]; printed {
		o.Say("voir n°" + french.NBSP + strconv.Itoa(number))
		return
	}
	o.numbers[id] = len(o.numbers) + 1
	o.Say("n°" + french.NBSP + strconv.Itoa(o.numbers[id]) + ". " + n.Question.Title)
	done := map[int]bool{}
	for i, kid := range n.Kids {
		if !done[kid] {
			done[kid] = true
			o.out.WriteString(indent + "  - " + french.Or(sharing(n, i)) + " → ")
			o.node(indent+"    ", kid)
		}
	}
}

// sharing returns the labels of the options that lead to the same place as
// option i.
func sharing(n decision.Node, i int) []string {
	var labels []string
	for j, kid := range n.Kids {
		if kid == n.Kids[i] {
			labels = append(labels, french.Quote(n.Question.Options[j].Label))
		}
	}
	return labels
}

// mermaid writes a node a line, then an edge a line.
func (p *Page) mermaid(nodes []decision.Node) {
	p.Say("flowchart TD")
	for _, n := range nodes {
		if n.Question != nil {
			fmt.Fprintf(p.out, "  n%d{{\"%s\"}}\n", n.ID, mermaidText(n.Question.Title))
		} else {
			fmt.Fprintf(p.out, "  n%d([\"%s\"])\n", n.ID, mermaidText(n.Step.Title))
		}
	}
	for _, n := range nodes {
		for i, kid := range n.Kids {
			fmt.Fprintf(p.out, "  n%d -->|\"%s\"| n%d\n", n.ID, mermaidText(n.Question.Options[i].Label), kid)
		}
	}
}

// mermaidText escapes what means something inside a Mermaid string: quotes and
// entities end or change it, markup is drawn as HTML, a back-quote starts
// Markdown, a backslash an escape.
func mermaidText(s string) string {
	var b strings.Builder
	for _, r := range french.Line(s) {
		switch {
		case r < ' ':
			b.WriteByte(' ')
		case strings.ContainsRune("\"#&<>`\\", r):
			fmt.Fprintf(&b, "#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// dot writes a node a line, then an edge a line.
func (p *Page) dot(nodes []decision.Node) {
	p.Say("digraph compromis {")
	for _, n := range nodes {
		if n.Question != nil {
			fmt.Fprintf(p.out, "  n%d [shape=box, label=%s];\n", n.ID, dotText(n.Question.Title))
		} else {
			fmt.Fprintf(p.out, "  n%d [shape=ellipse, label=%s];\n", n.ID, dotText(n.Step.Title))
		}
	}
	for _, n := range nodes {
		for i, kid := range n.Kids {
			fmt.Fprintf(p.out, "  n%d -> n%d [label=%s];\n", n.ID, kid, dotText(n.Question.Options[i].Label))
		}
	}
	p.Say("}")
}

// dotText quotes a Graphviz string: only the quote and the backslash mean
// something in it.
func dotText(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
