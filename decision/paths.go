package decision

import (
	"iter"
	"slices"
)

// path is one way through the questions, to a step.
type path struct {
	replies []setting
	step    int
}

// paths goes through every path of the diagram. The replies are reused from
// one path to the next.
func (g *Guide) paths() iter.Seq[path] {
	return func(yield func(path) bool) {
		var replies []setting
		var visit func(at int32) bool
		visit = func(at int32) bool {
			n := &g.diagram.nodes[at]
			if n.leaf() {
				return yield(path{replies, n.step})
			}
			for v, kid := range n.kids {
				replies = append(replies, setting{n.fact, v})
				if !visit(kid) {
					return false
				}
				replies = replies[:len(replies)-1]
			}
			return true
		}
		visit(g.diagram.root)
	}
}

// Path is one way through the questions, to a step.
type Path struct {
	Settings []Setting
	Step     *Step // nil when the ladder has a hole
}

// Paths goes through every path of the diagram, in the order of the questions.
func (g *Guide) Paths() iter.Seq[Path] {
	return func(yield func(Path) bool) {
		for p := range g.paths() {
			told := Path{Settings: g.told(p.replies)}
			if p.step != none {
				told.Step = &g.Steps[p.step]
			}
			if !yield(told) {
				return
			}
		}
	}
}

// told gives settings their names back.
func (g *Guide) told(numbers []setting) []Setting {
	all := make([]Setting, len(numbers))
	for i, n := range numbers {
		q := &g.Questions[n.fact]
		all[i] = Setting{q.Fact, q.Options[n.value].Value}
	}
	return all
}

// Node is a place of the diagram, for those who draw it. Equal parts share one
// node; ID tells them apart.
type Node struct {
	ID       int
	Question *Question // nil on a leaf
	Step     *Step     // nil but on a leaf; nil there too when the ladder has a hole
	Kids     []int     // IDs, by option
}

// Nodes returns the part of the diagram the answers lead to, its root first,
// each node once. With an unknown answer, it starts from the whole.
func (g *Guide) Nodes(a Answers) []Node {
	start := g.diagram.root
	if w := g.walk(a); len(w.branches) == 1 {
		start = w.branches[0].node
	}
	var nodes []Node
	todo := []int32{start}
	for i := 0; i < len(todo); i++ {
		n := &g.diagram.nodes[todo[i]]
		out := Node{ID: int(todo[i])}
		switch {
		case !n.leaf():
			out.Question = &g.Questions[n.fact]
		case n.step != none:
			out.Step = &g.Steps[n.step]
		}
		for _, k := range n.kids {
			out.Kids = append(out.Kids, int(k))
			if !slices.Contains(todo, k) {
				todo = append(todo, k)
			}
		}
		nodes = append(nodes, out)
	}
	return nodes
}
