// Package decisiontest gives the tests of other packages ways through the
// diagram of a guide: all of them while it is small, or few that together go
// through every answer of every question, and as many more at random.
package decisiontest

import (
	"iter"
	"math/rand/v2"
	"slices"
	"time"

	"compromis/decision"
)

// Path is one way through the questions, to a step.
type Path struct {
	Settings []decision.Setting
	Step     *decision.Step // nil when the ladder has a hole
}

// chart is the diagram, node by node.
type chart struct {
	nodes map[int]decision.Node
	root  int
}

func newChart(g *decision.Guide) chart {
	c := chart{nodes: map[int]decision.Node{}}
	for i, n := range g.Nodes(decision.NewAnswers(time.Time{})) {
		if c.nodes[n.ID] = n; i == 0 {
			c.root = n.ID
		}
	}
	return c
}

// settle returns the path made of the options taken from the root.
func (c chart) settle(options []int) Path {
	var p Path
	at := c.root
	for _, o := range options {
		n := c.nodes[at]
		p.Settings = append(p.Settings, decision.Setting{Fact: n.Question.Fact, Value: n.Question.Options[o].Value})
		at = n.Kids[o]
	}
	p.Step = c.nodes[at].Step
	return p
}

// All goes through every path, in the order of the questions: for small guides.
func All(g *decision.Guide) iter.Seq[Path] {
	c := newChart(g)
	return func(yield func(Path) bool) {
		var options []int
		var visit func(at int) bool
		visit = func(at int) bool {
			kids := c.nodes[at].Kids
			if len(kids) == 0 {
				return yield(c.settle(options))
			}
			for v, kid := range kids {
				options = append(options, v)
				if !visit(kid) {
					return false
				}
				options = options[:len(options)-1]
			}
			return true
		}
		visit(c.root)
	}
}

// To returns the first path that ends on the step, with those answers, if there
// is one.
func To(g *decision.Guide, step string, told ...decision.Setting) (Path, bool) {
	for path := range All(g) {
		fits := path.Step.ID == step
		for _, s := range told {
			fits = fits && slices.Contains(path.Settings, s)
		}
		if fits {
			return path, true
		}
	}
	return Path{}, false
}

// Cover goes through few paths that together take every answer of every node
// of the diagram, then through so many at random, drawn from the seed.
func Cover(g *decision.Guide, random int, seed uint64) iter.Seq[Path] {
	c := newChart(g)
	return func(yield func(Path) bool) {
		for _, options := range c.cover() {
			if !yield(c.settle(options)) {
				return
			}
		}
		dice := rand.New(rand.NewPCG(seed, 0))
		for range random {
			var options []int
			for at := c.root; len(c.nodes[at].Kids) > 0; at = c.nodes[at].Kids[options[len(options)-1]] {
				options = append(options, dice.IntN(len(c.nodes[at].Kids)))
			}
			if !yield(c.settle(options)) {
				return
			}
		}
	}
}

// Some goes through what [Cover] goes through; under the race detector, one path
// in ten.
func Some(g *decision.Guide, random int, seed uint64) iter.Seq[Path] {
	if !Race {
		return Cover(g, random, seed)
	}
	return func(yield func(Path) bool) {
		i := 0
		for p := range Cover(g, random, seed) {
			if i++; i%10 == 0 && !yield(p) {
				return
			}
		}
	}
}

type edge struct{ node, option int }

// cover returns paths that take every edge: the first edge not taken yet, down
// a shortest way to its node, then on by edges not taken as long as there are.
func (c chart) cover() [][]int {
	way := map[int][]int{c.root: {}}
	order := []int{c.root}
	for i := 0; i < len(order); i++ {
		for v, kid := range c.nodes[order[i]].Kids {
			if _, met := way[kid]; !met {
				way[kid] = append(slices.Clone(way[order[i]]), v)
				order = append(order, kid)
			}
		}
	}
	taken := map[edge]bool{}
	var paths [][]int
	for _, node := range order {
		for v := range c.nodes[node].Kids {
			if !taken[edge{node, v}] {
				paths = append(paths, c.through(way[node], node, v, taken))
			}
		}
	}
	return paths
}

// through returns the path down a way, by an option, then on to a step.
func (c chart) through(way []int, node, option int, taken map[edge]bool) []int {
	path := slices.Clone(way)
	at := c.root
	for _, v := range way {
		taken[edge{at, v}] = true
		at = c.nodes[at].Kids[v]
	}
	for next := option; ; {
		taken[edge{node, next}] = true
		path = append(path, next)
		node = c.nodes[node].Kids[next]
		kids := c.nodes[node].Kids
		if len(kids) == 0 {
			return path
		}
		next = 0
		for v := range kids {
			if !taken[edge{node, v}] {
				next = v
				break
			}
		}
	}
}
