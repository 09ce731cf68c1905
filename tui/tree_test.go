package tui_test

import (
	"slices"
	"sync"
	"testing"

	"compromis/decision"
	"compromis/internal/french"
)

// This file reads the diagram as the map draws it. There are too many ways
// through it to list them: what is told of all of them is counted node by node.

// tree is the whole diagram. A row of the map is a way from its root to a node.
type tree struct {
	nodes []decision.Node // a node comes after one that leads to it
	at    map[int]decision.Node
	ways  map[int]int             // ways to a step from a node
	steps map[int]map[string]bool // steps reached from a node
}

// grown are the trees of the guides, each read once for all tests.
var grown sync.Map

func treeOf(g *decision.Guide) tree {
	once, _ := grown.LoadOrStore(g, sync.OnceValue(func() tree { return grow(g) }))
	return once.(func() tree)()
}

func theTree(t testing.TB) tree { return treeOf(guide(t)) }

func grow(g *decision.Guide) tree {
	tr := tree{nodes: g.Nodes(decision.NewAnswers(today)), at: map[int]decision.Node{}, ways: map[int]int{}, steps: map[int]map[string]bool{}}
	for _, n := range tr.nodes {
		tr.at[n.ID] = n
	}
	tr.reach(tr.nodes[0].ID)
	return tr
}

// reach counts the ways and gathers the steps from a node.
func (tr tree) reach(id int) {
	if tr.steps[id] != nil {
		return
	}
	n := tr.at[id]
	tr.steps[id] = map[string]bool{}
	if n.Step != nil {
		tr.ways[id], tr.steps[id][n.Step.ID] = 1, true
	}
	for _, kid := range n.Kids {
		tr.reach(kid)
		tr.ways[id] += tr.ways[kid]
		for s := range tr.steps[kid] {
			tr.steps[id][s] = true
		}
	}
}

func (tr tree) root() decision.Node { return tr.nodes[0] }

// kid is where the option of that number leads.
func (tr tree) kid(n decision.Node, option int) decision.Node { return tr.at[n.Kids[option]] }

// follow returns the nodes on a way, its end last, and the number of each option
// taken.
func (tr tree) follow(way []decision.Setting) (nodes []decision.Node, options []int) {
	nodes = []decision.Node{tr.root()}
	for i, s := range way {
		v := optionOf(nodes[i].Question, s.Value)
		options = append(options, v)
		nodes = append(nodes, tr.kid(nodes[i], v))
	}
	return nodes, options
}

func optionOf(q *decision.Question, v decision.Value) int {
	return slices.IndexFunc(q.Options, func(o decision.Option) bool { return o.Value == v })
}

// to is the node a way leads to.
func (tr tree) to(way []decision.Setting) decision.Node {
	nodes, _ := tr.follow(way)
	return nodes[len(way)]
}

// labels are the answers of a way, as the map tells them.
func (tr tree) labels(way []decision.Setting) []string {
	var all []string
	nodes, options := tr.follow(way)
	for i, v := range options {
		all = append(all, nodes[i].Question.Options[v].Label)
	}
	return all
}

// name is how the row of a node ends: the name of the question, or the step.
func name(n decision.Node) string {
	if n.Step != nil {
		return n.Step.Title
	}
	return n.Question.Name + "\u00a0?"
}

// below is what the row of a question tells at its end.
func (tr tree) below(n decision.Node) string {
	return french.Plural(tr.ways[n.ID], "parcours", "parcours") + ", " + french.Plural(len(tr.steps[n.ID]), "étape", "étapes")
}

// taking returns a way with one more answer.
func taking(way []decision.Setting, n decision.Node, option int) []decision.Setting {
	return append(slices.Clone(way), decision.Setting{Fact: n.Question.Fact, Value: n.Question.Options[option].Value})
}

// firstTo returns the first way, in the order of the rows, to a node that is as
// wanted; nil when there is none.
func (tr tree) firstTo(wanted func(decision.Node) bool) ([]decision.Setting, bool) {
	dead := map[int]bool{}
	var visit func(n decision.Node, way []decision.Setting) ([]decision.Setting, bool)
	visit = func(n decision.Node, way []decision.Setting) ([]decision.Setting, bool) {
		if wanted(n) {
			return way, true
		}
		for v, kid := range n.Kids {
			if dead[kid] {
				continue
			}
			if found, ok := visit(tr.at[kid], taking(way, n, v)); ok {
				return found, true
			}
		}
		dead[n.ID] = true
		return nil, false
	}
	return visit(tr.root(), nil)
}

// firstStep is the first way to the step of that title.
func (tr tree) firstStep(title string) []decision.Setting {
	way, _ := tr.firstTo(func(n decision.Node) bool { return n.Step != nil && n.Step.Title == title })
	return way
}

// hits numbers the ways that end on one of some steps, in the order of the rows.
type hits struct {
	tree
	under map[int]int // by node
}

func (tr tree) hits(steps map[string]bool) hits {
	h := hits{tr, map[int]int{}}
	for _, n := range slices.Backward(tr.nodes) {
		h.count(n, steps)
	}
	return h
}

func (h hits) count(n decision.Node, steps map[string]bool) int {
	if total, counted := h.under[n.ID]; counted {
		return total
	}
	total := 0
	if n.Step != nil && steps[n.Step.ID] {
		total = 1
	}
	for v := range n.Kids {
		total += h.count(h.kid(n, v), steps)
	}
	h.under[n.ID] = total
	return total
}

func (h hits) all() int { return h.under[h.root().ID] }

// upTo is how many come before a row or are that row: the number of the first
// one below it.
func (h hits) upTo(row []decision.Setting) int {
	before := 0
	nodes, options := h.follow(row)
	for i, v := range options {
		for _, kid := range nodes[i].Kids[:v] {
			before += h.under[kid]
		}
	}
	if last := nodes[len(row)]; last.Step != nil {
		before += h.under[last.ID]
	}
	return before
}

// way is the one of that number.
func (h hits) way(number int) []decision.Setting {
	var way []decision.Setting
	n := h.root()
	for n.Question != nil {
		v := 0
		for number >= h.under[n.Kids[v]] {
			number -= h.under[n.Kids[v]]
			v++
		}
		way = taking(way, n, v)
		n = h.kid(n, v)
	}
	return way
}
