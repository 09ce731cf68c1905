package decision

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
	Question *Question // in the words that fit every way to the node; nil on a leaf
	Step     *Step     // nil but on a leaf; nil there too when the ladder has a hole
	Kids     []int     // IDs, by option
}

// Nodes returns the part of the diagram the answers lead to, its root first,
// each node once. With an unknown answer, it starts from the root of the whole.
func (g *Guide) Nodes(a Answers) []Node {
	start, w := g.diagram.root, g.walk(a)
	met := map[int]uint32{}
	if len(w.branches) == 1 {
		start = w.branches[0].node
		for f, v := range w.known() {
			met[f] = 1 << v
		}
	}
	said := g.saidAt(start, met)
	var nodes []Node
	todo, seen := []int32{start}, map[int32]bool{start: true}
	for i := 0; i < len(todo); i++ {
		n := &g.diagram.nodes[todo[i]]
		out := Node{ID: int(todo[i])}
		switch {
		case !n.leaf():
			out.Question = g.wordedAt(n.fact, said[todo[i]])
		case n.step != none:
			out.Step = &g.Steps[n.step]
		}
		for _, k := range n.kids {
			out.Kids = append(out.Kids, int(k))
			if !seen[k] {
				seen[k], todo = true, append(todo, k)
			}
		}
		nodes = append(nodes, out)
	}
	return nodes
}

// saidAt returns, for each node from a start on, the values that a fact some
// wording depends on may have had by then, a bit each. Nodes are numbered
// after their kids, so that going down the numbers goes down the diagram.
func (g *Guide) saidAt(start int32, met map[int]uint32) map[int32]map[int]uint32 {
	said := map[int32]map[int]uint32{start: met}
	for at := start; at >= 0; at-- {
		here, reached := said[at]
		n := &g.diagram.nodes[at]
		if !reached || n.leaf() {
			continue
		}
		for v, kid := range n.kids {
			now := g.saidBy(setting{n.fact, v})
			for f, values := range here {
				if now[f] == 0 {
					now[f] = values
				}
			}
			if said[kid] == nil {
				said[kid] = now
				continue
			}
			// A fact that one of the ways leaves open may have any value.
			for f := range said[kid] {
				if now[f] == 0 {
					said[kid][f] = ^uint32(0)
				}
			}
			for f, values := range now {
				if said[kid][f] == 0 {
					values = ^uint32(0)
				}
				said[kid][f] |= values
			}
		}
	}
	return said
}

// saidBy returns the values that an answer gives to the facts some wording
// depends on.
func (g *Guide) saidBy(answer setting) map[int]uint32 {
	said := map[int]uint32{}
	for _, s := range append([]setting{answer}, g.index.deduce[answer.fact][answer.value]...) {
		if g.index.wordings&(1<<s.fact) != 0 {
			said[s.fact] = 1 << s.value
		}
	}
	return said
}

// wordedAt returns the question in the words that fit every value the facts
// may have had.
func (g *Guide) wordedAt(fact int, said map[int]uint32) *Question {
	q := &g.Questions[fact]
	for i, w := range q.Wording {
		f := g.index.facts[w.Fact]
		mask, values := g.index.mask(f, w.Values), said[f]
		switch {
		case values != 0 && values&^mask == 0:
			return &g.index.worded[fact][i]
		case values == 0 || values&mask != 0: // on some ways only
			return q
		}
	}
	return q
}
