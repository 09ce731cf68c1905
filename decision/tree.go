package decision

import (
	"encoding/binary"
	"fmt"
)

// diagram is the ladder as a reduced ordered decision diagram: a node asks a
// fact, a leaf is a step. Equal parts are shared, and a node whose answers all
// lead to the same place does not exist (Bryant, "Graph-Based Algorithms for
// Boolean Function Manipulation", 1986, with many-valued facts).
type diagram struct {
	nodes []node
	root  int32
}

// node is a question, or a leaf when fact is none.
type node struct {
	fact     int
	step     int     // leaf: the step, or none when no rung holds
	kids     []int32 // by value
	shortest int     // fewest questions from here, this one included
	longest  int
	paths    int
	length   float64 // mean number of questions, every answer equally likely
	facts    uint32  // facts asked from here on, a bit each
	steps    uint64  // steps reached from here, a bit each
}

func (n *node) leaf() bool { return n.fact == none }

// Compile numbers the guide and computes its diagram. It must be called once,
// before anything else, and again whenever the guide changes. Its error holds
// every broken reference, as [Problems]; the diagram is there all the same when
// none is of the ladder, and [Guide.Check] then says more: see [Guide.Compiled].
func (g *Guide) Compile() error {
	g.diagram = diagram{}
	ladder, beside := g.references()
	if len(ladder) > 0 {
		return append(ladder, beside...)
	}
	g.index = newIndex(g)
	b := builder{guide: g, unique: map[string]int32{}, built: map[state]int32{}}
	var all ruleSet
	for r := range g.index.rules {
		all.add(r)
	}
	root := b.build(state{alive: all})
	if len(b.built) > mostStates {
		return Problems{{Code: tooMany}}
	}
	g.diagram = diagram{nodes: b.nodes, root: root}
	if len(beside) > 0 {
		return beside
	}
	return nil
}

// Compiled says whether the guide has its diagram.
func (g *Guide) Compiled() bool { return len(g.diagram.nodes) > 0 }

// mostStates is how many states of the ladder a guide may have, ten times what
// the real one has: a few dozen questions could make more than any memory holds.
const mostStates = 1 << 16

// builder computes the diagram, depth first. unique finds a node that exists
// already; built finds a state of the ladder that was met already.
type builder struct {
	guide  *Guide
	nodes  []node
	unique map[string]int32
	built  map[state]int32
}

// state is where the ladder stands before a question: the rules still alive,
// those whose tests on earlier facts all held, and what earlier answers settled
// of the facts from there on.
type state struct {
	level   int
	alive   ruleSet
	settled settled
}

// build returns the node for the facts from the level of a state on.
func (b *builder) build(s state) int32 {
	ix := &b.guide.index
	// What comes after the first rule that is sure to hold does not count.
	if sure := s.alive.and(ix.sure[s.level]).first(); sure != none {
		s.alive = s.alive.upTo(sure)
	}
	first := s.alive.first()
	if first == none {
		return b.leaf(none)
	}
	if s.level == len(b.guide.Questions) || s.alive.and(ix.sure[s.level]).first() == first && !b.forced(s.level) {
		return b.leaf(ix.rules[first].step)
	}
	if n, ok := b.built[s]; ok {
		return n
	}
	if len(b.built) > mostStates {
		return b.leaf(none) // of no use any more: see Compile
	}
	var n int32
	if v, ok := s.settled.value(s.level); ok {
		n = b.build(state{s.level + 1, s.alive.and(ix.admits[s.level][v]), s.settled.without(s.level)})
	} else {
		kids := make([]int32, len(b.guide.Questions[s.level].Options))
		for v := range kids {
			next := state{s.level + 1, s.alive.and(ix.admits[s.level][v]), s.settled}
			for _, d := range ix.deduce[s.level][v] {
				if _, already := next.settled.value(d.fact); !already {
					next.settled = next.settled.with(d)
				}
			}
			kids[v] = b.build(next)
		}
		n = b.node(s.level, kids)
	}
	b.built[s] = n
	return n
}

// forced says whether a question asked always is still ahead.
func (b *builder) forced(level int) bool {
	for _, q := range b.guide.Questions[level:] {
		if q.Always {
			return true
		}
	}
	return false
}

func (b *builder) leaf(step int) int32 {
	n := node{fact: none, step: step, paths: 1}
	if step != none {
		n.steps = 1 << step
	}
	return b.add(fmt.Sprint("=", step), n)
}

// node returns the node that asks the fact, unless all its answers lead to the
// same place: then that place. A fact that sets the limitation period is asked
// all the same as long as a date is asked further on: what the date means
// depends on it.
func (b *builder) node(fact int, kids []int32) int32 {
	if same(kids) && !b.guide.Questions[fact].Always && !b.dates(fact, kids[0]) {
		return kids[0]
	}
	key := []byte{byte(fact)}
	for _, k := range kids {
		key = binary.BigEndian.AppendUint32(key, uint32(k))
	}
	return b.add(string(key), b.measured(fact, kids))
}

// measured counts what lies ahead of a node from what lies ahead of its kids.
func (b *builder) measured(fact int, kids []int32) node {
	n := node{fact: fact, step: none, kids: kids, facts: 1 << fact, shortest: len(b.guide.Questions)}
	for _, k := range kids {
		kid := &b.nodes[k]
		n.shortest = min(n.shortest, kid.shortest+1)
		n.longest = max(n.longest, kid.longest+1)
		n.paths += kid.paths
		n.length += (1 + kid.length) / float64(len(kids))
		n.facts |= kid.facts
		n.steps |= kid.steps
	}
	return n
}

// dates says whether a date asked from the node on depends on the fact.
func (b *builder) dates(fact int, at int32) bool {
	ix := &b.guide.index
	return ix.periods&(1<<fact) != 0 && b.nodes[at].facts&ix.dates != 0
}

func (b *builder) add(key string, n node) int32 {
	if i, ok := b.unique[key]; ok {
		return i
	}
	i := int32(len(b.nodes))
	b.nodes = append(b.nodes, n)
	b.unique[key] = i
	return i
}

func same(kids []int32) bool {
	for _, k := range kids {
		if k != kids[0] {
			return false
		}
	}
	return true
}

// Size measures the diagram.
type Size struct {
	Nodes    int     // questions, each counted once however often it is shared
	Paths    int     // different ways through the questions
	Longest  int     // questions on the longest path
	Shortest int     // questions on the shortest path
	Mean     float64 // questions on average, every answer equally likely
}

// Size returns the measures of the whole diagram.
func (g *Guide) Size() Size {
	root := g.diagram.nodes[g.diagram.root]
	questions := 0
	for i := range g.diagram.nodes {
		if !g.diagram.nodes[i].leaf() {
			questions++
		}
	}
	return Size{questions, root.paths, root.longest, root.shortest, root.length}
}
