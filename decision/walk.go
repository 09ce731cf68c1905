package decision

import "slices"

// Walk is where the answers lead: the questions that mattered, and what is
// left to ask.
type Walk struct {
	Path []Reply
	Next *Question // the next question, or nil when none is left
	Min  int       // fewest questions left, Next included
	Max  int       // most questions left
}

// Reply is a question on the path, with its answer.
type Reply struct {
	Question *Question
	Value    Value  // the value, or Unknown
	Said     string // what was said or typed, when it is not the value itself
	Deduced  bool   // settled by an earlier answer, not asked
}

// Walk confronts the answers with the diagram. Answers to questions that are
// not asked are ignored; an answer that no longer fits its question is asked
// again. An Unknown answer stands for every value: the walk goes on along all
// of them at once.
func (g *Guide) Walk(a Answers) Walk {
	w := g.walk(a)
	walk := Walk{Path: w.path}
	if w.next != none {
		walk.Next = &g.Questions[w.next]
		walk.Min, walk.Max = g.remaining(w.branches)
	}
	return walk
}

// branch is one of the places the answers may lead to. There is one, unless
// something is unknown.
type branch struct {
	node    int32
	client  Value // the client on this branch: it sets the limitation period
	settled string
}

// walker follows the answers down the diagram.
type walker struct {
	guide    *Guide
	answers  Answers
	branches []branch
	path     []Reply
	asked    uint32 // facts on the path
	next     int    // the fact to ask, or none
}

func (g *Guide) walk(a Answers) *walker {
	w := &walker{guide: g, answers: a, branches: []branch{{node: g.diagram.root}}, next: none}
	for {
		fact := w.earliest()
		if fact == none || !w.step(fact) {
			w.next = fact
			return w
		}
	}
}

// live returns the facts on the path and those that may still be asked.
func (w *walker) live() uint32 {
	facts := w.asked
	for _, b := range w.branches {
		facts |= w.guide.diagram.nodes[b.node].facts
	}
	return facts
}

// steps returns the steps the branches may end on, a bit each.
func (w *walker) steps() uint64 {
	var steps uint64
	for _, b := range w.branches {
		steps |= w.guide.diagram.nodes[b.node].steps
	}
	return steps
}

// earliest returns the first question some branch still asks, or none.
func (w *walker) earliest() int {
	fact := none
	for _, b := range w.branches {
		if f := w.guide.diagram.nodes[b.node].fact; f != none && (fact == none || f < fact) {
			fact = f
		}
	}
	return fact
}

// step moves every branch that asks the fact. False when it is not answered.
func (w *walker) step(fact int) bool {
	q := &w.guide.Questions[fact]
	said, ok := w.answers.said[q.Fact]
	if !ok {
		return false
	}
	moved := make([]branch, 0, len(w.branches))
	reply := Reply{Question: q, Value: Unknown}
	for _, b := range w.branches {
		for _, v := range w.values(fact, said, b) {
			if to, ok := w.follow(b, fact, v); ok && !slices.Contains(moved, to) {
				moved = append(moved, to)
				reply.Value = q.Options[v].Value
			}
		}
	}
	if len(moved) == 0 {
		return false
	}
	if said == string(Unknown) {
		reply.Value = Unknown
	} else if said != string(reply.Value) {
		reply.Said = said
	}
	w.branches = moved
	w.record(fact, reply)
	return true
}

// values returns what the answer stands for on that branch.
func (w *walker) values(fact int, said string, b branch) []int {
	if said == string(Unknown) {
		all := make([]int, len(w.guide.Questions[fact].Options))
		for v := range all {
			all[v] = v
		}
		return all
	}
	if v, ok := w.guide.value(fact, said, b.client, w.answers.today); ok {
		return []int{v}
	}
	return nil
}

// follow moves a branch to what the value leads to. A branch on which the fact
// is settled already survives only its own value.
func (w *walker) follow(b branch, fact, value int) (branch, bool) {
	if v, ok := b.settles(fact); ok {
		return b, v == value
	}
	n := &w.guide.diagram.nodes[b.node]
	if fact == w.guide.index.client {
		b.client = w.guide.Questions[fact].Options[value].Value
	}
	if n.fact != fact {
		return b, true
	}
	b.node = n.kids[value]
	for _, s := range w.guide.index.deduce[fact][value] {
		b.settled += string([]byte{byte(s.fact), byte(s.value)})
	}
	return b, true
}

func (b branch) settles(fact int) (int, bool) {
	for i := 0; i < len(b.settled); i += 2 {
		if int(b.settled[i]) == fact {
			return int(b.settled[i+1]), true
		}
	}
	return 0, false
}

// record puts the reply on the path, and after it what it settles.
func (w *walker) record(fact int, reply Reply) {
	w.path = append(w.path, reply)
	w.asked |= 1 << fact
	if reply.Value == Unknown {
		return
	}
	for _, s := range w.guide.index.deduce[fact][w.guide.index.values[fact][reply.Value]] {
		q := &w.guide.Questions[s.fact]
		w.path = append(w.path, Reply{Question: q, Value: q.Options[s.value].Value, Deduced: true})
	}
}

// remaining counts the questions left, at least and at most, exactly.
func (g *Guide) remaining(branches []branch) (least, most int) {
	set := make([]int32, len(branches))
	for i, b := range branches {
		set[i] = b.node
	}
	c := counter{diagram: &g.diagram, seen: map[string][2]int{}}
	n := c.count(set)
	return n[0], n[1]
}

// counter counts the questions left for a set of nodes, all asked together.
type counter struct {
	diagram *diagram
	seen    map[string][2]int
}

func (c *counter) count(set []int32) [2]int {
	slices.Sort(set)
	set = slices.Compact(set)
	if len(set) == 1 {
		n := &c.diagram.nodes[set[0]]
		return [2]int{n.shortest, n.longest}
	}
	fact, values := c.first(set)
	if fact == none {
		return [2]int{}
	}
	key := string(bytesOf(set))
	if n, ok := c.seen[key]; ok {
		return n
	}
	total := [2]int{len(c.diagram.nodes), 0}
	for v := range values {
		n := c.count(c.move(set, fact, v))
		total[0] = min(total[0], n[0]+1)
		total[1] = max(total[1], n[1]+1)
	}
	c.seen[key] = total
	return total
}

func (c *counter) first(set []int32) (fact, values int) {
	fact = none
	for _, i := range set {
		if n := &c.diagram.nodes[i]; !n.leaf() && (fact == none || n.fact < fact) {
			fact, values = n.fact, len(n.kids)
		}
	}
	return fact, values
}

func (c *counter) move(set []int32, fact, value int) []int32 {
	moved := make([]int32, len(set))
	for i, at := range set {
		moved[i] = at
		if n := &c.diagram.nodes[at]; n.fact == fact {
			moved[i] = n.kids[value]
		}
	}
	return moved
}

func bytesOf(set []int32) []byte {
	b := make([]byte, 0, 2*len(set))
	for _, n := range set {
		b = append(b, byte(n>>8), byte(n))
	}
	return b
}
