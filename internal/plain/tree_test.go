package plain_test

import (
	"regexp"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/plain"
)

func draw(t *testing.T, g *decision.Guide, a decision.Answers, format string) string {
	t.Helper()
	var out strings.Builder
	if err := plain.Draw(&out, g, a, format); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// starts are the answers trees are drawn from.
func starts() []decision.Answers {
	a := decision.NewAnswers(today)
	b := a.With("cause", "impaye").With("client", "public")
	return []decision.Answers{a, b, b.With("difficulte", "procedure-collective"), a.With("cause", "?")}
}

// shape is what the lines of a drawing look like.
type shape struct {
	format, first, last string
	node, edge          *regexp.Regexp
}

var shapes = []shape{
	{
		"mermaid", "flowchart TD", "",
		regexp.MustCompile(`^  n(\d+)(?:\{\{"[^"]+"\}\}|\(\["[^"]+"\]\))$`),
		regexp.MustCompile(`^  n(\d+) -->\|"[^"]+"\| n(\d+)$`),
	},
	{
		"dot", "digraph compromis {", "}",
		regexp.MustCompile(`^  n(\d+) \[shape=(?:box|ellipse), label="(?:[^"\\]|\\.)+"\];$`),
		regexp.MustCompile(`^  n(\d+) -> n(\d+) \[label="(?:[^"\\]|\\.)+"\];$`),
	},
}

// count returns the nodes and edges of a drawing. Every line must be one or the
// other, each node once, nodes before edges.
func (s shape) count(t *testing.T, drawing string) (nodes, edges int) {
	t.Helper()
	body, started := strings.CutPrefix(drawing, s.first+"\n")
	body, ended := strings.CutSuffix(strings.TrimSuffix(body, "\n"), s.last)
	if !started || !ended {
		t.Errorf("%s: does not start with %q and end with %q", s.format, s.first, s.last)
	}
	seen := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSuffix(body, "\n"), "\n") {
		if m := s.node.FindStringSubmatch(line); m != nil && !seen[m[1]] && edges == 0 {
			seen[m[1]] = true
		} else if m := s.edge.FindStringSubmatch(line); m != nil && seen[m[1]] && seen[m[2]] {
			edges++
		} else {
			t.Errorf("%s: neither a node nor an edge, or out of place: %s", s.format, line)
		}
	}
	return len(seen), edges
}

// A drawing has the nodes and the edges of the diagram, and is always the same.
func TestDrawings(t *testing.T) {
	g := guide(t)
	for _, s := range shapes {
		for _, a := range starts() {
			out := draw(t, g, a, s.format)
			if out != draw(t, g, a, s.format) {
				t.Errorf("%s: drawn twice, it differs", s.format)
			}
			wantEdges := 0
			for _, n := range g.Nodes(a) {
				wantEdges += len(n.Kids)
			}
			if nodes, edges := s.count(t, out); nodes != len(g.Nodes(a)) || edges != wantEdges {
				t.Errorf("%s: %d nodes and %d edges, want %d and %d", s.format, nodes, edges, len(g.Nodes(a)), wantEdges)
			}
		}
	}
}

// The text gives every question its number once, and refers only to those.
func TestOutline(t *testing.T) {
	number, see := regexp.MustCompile(`(?:^|→ )n° (\d+)\. `), regexp.MustCompile(`→ voir n° (\d+)$`)
	g := guide(t)
	for _, a := range starts() {
		printed := map[string]bool{}
		lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(draw(t, g, a, "texte"), "\u00a0", " "), "\n"), "\n")
		for _, line := range lines {
			if m := number.FindStringSubmatch(line); m != nil {
				if printed[m[1]] {
					t.Errorf("printed twice: %s", line)
				}
				printed[m[1]] = true
			} else if m := see.FindStringSubmatch(line); m != nil {
				if !printed[m[1]] {
					t.Errorf("refers to what is not printed: %s", line)
				}
			} else if !strings.Contains(line, "étape : ") {
				t.Errorf("neither a question nor a step: %s", line)
			}
		}
		questions := 0
		for _, n := range g.Nodes(a) {
			if n.Question != nil {
				questions++
			}
		}
		if len(printed) != questions {
			t.Errorf("%d questions, want %d", len(printed), questions)
		}
	}
}

// Words that mean something to Mermaid or Graphviz are escaped.
func TestDrawingsEscape(t *testing.T) {
	g := &decision.Guide{
		Questions: []decision.Question{{Fact: "a", Title: "\"A\" #1 <b> & `x` \\ \n|;", Options: []decision.Option{
			{Value: "oui", Label: `"Oui"|`}, {Value: "non", Label: `Non\`},
		}}},
		Steps: []decision.Step{
			{ID: "x", Title: "X", When: []decision.Alternative{{Conditions: []decision.Condition{{Fact: "a", Values: []decision.Value{"oui"}}}}}},
			{ID: "y", Title: "Y", When: []decision.Alternative{{}}},
		},
		Ladder: []decision.Rung{{Step: "x", Alternatives: []int{0}}, {Step: "y", Alternatives: []int{0}}},
	}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	a := decision.NewAnswers(today)
	mermaid := draw(t, g, a, "mermaid")
	for _, want := range []string{`{{"#34;A#34; #35;1 #60;b#62; #38; #96;x#96; #92;  |;"}}`, `-->|"#34;Oui#34;|"|`} {
		if !strings.Contains(mermaid, want) {
			t.Errorf("no %s in\n%s", want, mermaid)
		}
	}
	dot := draw(t, g, a, "dot")
	for _, want := range []string{`label="\"A\" #1 <b> & ` + "`x`" + ` \\  |;"`, `label="\"Oui\"|"`, `label="Non\\"`} {
		if !strings.Contains(dot, want) {
			t.Errorf("no %s in\n%s", want, dot)
		}
	}
}
