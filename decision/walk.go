package decision

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// Walk is where the answers lead: the questions that mattered, and what is
// left to ask.
type Walk struct {
	Path []Reply
	Next *Question // the next question, as it is asked here; nil when none is left
	Min  int       // fewest questions left, Next included
	Max  int       // most questions left
}

// Reply is a question on the path, as it was asked, with its answer. The value
// of a date is Unknown as well when it depends on a client not yet known.
type Reply struct {
	Question *Question
	Value    Value  // the value, or Unknown
	Said     string // what was said or typed, when it is not the value itself
	Deduced  bool   // settled by an earlier answer, not asked
}

// Walk holds the answers against the diagram. Answers to questions that are not
// asked are ignored; an answer that no longer fits its question is asked again.
// An Unknown answer stands for every value: the walk goes on along all of them
// at once.
func (g *Guide) Walk(a Answers) Walk {
	w := g.walk(a)
	walk := Walk{Path: w.path}
	if w.next != none {
		walk.Next = w.ask(w.next)
		walk.Min, walk.Max = g.remaining(w.branches)
	}
	return walk
}

// branch is one of the places the answers may lead to. There is one, unless
// something is unknown.
type branch struct {
	node             int32
	client, contract Value // they set the limitation period
	settled          settled
	supposed         uint32 // settled facts whose answer is only supposed, a bit each
}

// period notes what sets the limitation period.
func (b *branch) period(ix *index, fact int, v Value) {
	switch fact {
	case ix.client:
		b.client = v
	case ix.contract:
		b.contract = v
	}
}

// walker follows the answers down the diagram.
type walker struct {
	guide    *Guide
	answers  Answers
	branches []branch
	path     []Reply
	asked    uint32 // facts on the path
	next     int    // the fact to ask, or none
	guessing bool   // what is asked now was not answered: any value is supposed
}

func (g *Guide) start(a Answers) *walker {
	return &walker{guide: g, answers: a, branches: []branch{{node: g.diagram.root}}, next: none}
}

func (g *Guide) walk(a Answers) *walker {
	w := g.start(a)
	for {
		w.next = g.earliest(w.branches)
		if w.next == none {
			return w
		}
		said, ok := a.said[g.Questions[w.next].Fact]
		if !ok || !w.step(w.next, said) {
			return w
		}
	}
}

// outlook returns the steps the answers may lead to, a bit each. Answers given
// already to questions still ahead count, unlike in walker.steps.
func (g *Guide) outlook(a Answers) uint64 {
	w := g.walk(a)
	for w.next != none && w.knowsAhead() {
		said, ok := a.said[g.Questions[w.next].Fact]
		if !ok || !w.step(w.next, said) {
			w.guessing = !ok
			w.step(w.next, string(Unknown))
			w.guessing = false
		}
		w.next = g.earliest(w.branches)
	}
	return w.steps()
}

// knowsAhead says whether a question ahead is answered already.
func (w *walker) knowsAhead() bool {
	ahead := w.live() &^ w.asked
	for f := range w.answers.said {
		if i, ok := w.guide.index.facts[f]; ok && ahead&(1<<i) != 0 {
			return true
		}
	}
	return false
}

// live returns the facts on the path and those that may still be asked.
func (w *walker) live() uint32 {
	facts := w.asked
	for _, b := range w.branches {
		facts |= w.guide.diagram.nodes[b.node].facts
	}
	return facts
}

// deduced says whether an answer settled the fact.
func (w *walker) deduced(f Fact) bool {
	return slices.ContainsFunc(w.path, func(r Reply) bool { return r.Deduced && r.Question.Fact == f })
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
func (g *Guide) earliest(branches []branch) int {
	fact := none
	for _, b := range branches {
		if f := g.diagram.nodes[b.node].fact; f != none && (fact == none || f < fact) {
			fact = f
		}
	}
	return fact
}

// step moves every branch by the answer to the fact. False when the answer
// does not fit on a branch that asks for it.
func (w *walker) step(fact int, said string) bool {
	q := w.ask(fact)
	var moved []branch
	var taken uint32 // the values the answer stands for, a bit each
	for _, b := range w.branches {
		values := w.values(fact, said, b)
		if len(values) == 0 && w.guide.diagram.nodes[b.node].fact == fact {
			return false
		}
		for _, v := range values {
			if to, ok := w.guide.follow(b, fact, v, w.guessing); ok {
				moved = append(moved, to)
				taken |= 1 << v
			}
		}
		if len(values) == 0 {
			moved = append(moved, b)
			taken = ^uint32(0)
		}
	}
	if len(moved) == 0 {
		return false
	}
	w.branches = w.guide.past(fact, moved)
	w.record(fact, newReply(q, w.guide.Questions[fact].Options, said, taken))
	return true
}

// past forgets what no longer counts once a fact is behind, and keeps each
// branch once: with many unknown answers, they would be without number.
func (g *Guide) past(fact int, branches []branch) []branch {
	dates := g.index.dates>>fact > 1
	for i := range branches {
		b := &branches[i]
		b.settled = b.settled.after(fact)
		b.supposed &^= 1<<(fact+1) - 1
		if !dates {
			b.client, b.contract = "", ""
		}
	}
	return distinct(branches)
}

// newReply returns what was said, with its value when it stands for only one.
func newReply(q *Question, values []Option, said string, taken uint32) Reply {
	r := Reply{Question: q, Value: Unknown}
	if said != string(Unknown) && bits.OnesCount32(taken) == 1 {
		r.Value = values[bits.TrailingZeros32(taken)].Value
	}
	if said != string(r.Value) {
		r.Said = said
	}
	return r
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
	if v, ok := w.guide.value(fact, said, b, w.answers.today); ok {
		return []int{v}
	}
	return nil
}

// follow moves a branch to what the value leads to. A branch on which the fact
// is settled already survives only its own value; but when it was settled by an
// answer that is only supposed, that answer would have taken its place.
func (g *Guide) follow(b branch, fact, value int, guessing bool) (branch, bool) {
	if v, ok := b.settled.value(fact); ok {
		return b, b.supposed&(1<<fact) != 0 || v == value
	}
	if n := &g.diagram.nodes[b.node]; n.fact == fact {
		b.node = n.kids[value]
	}
	b.period(&g.index, fact, g.Questions[fact].Options[value].Value)
	for _, s := range g.index.deduce[fact][value] {
		b.period(&g.index, s.fact, g.Questions[s.fact].Options[s.value].Value)
		if _, already := b.settled.value(s.fact); already {
			continue
		}
		b.settled = b.settled.with(s)
		if guessing {
			b.supposed |= 1 << s.fact
		}
	}
	return b, true
}

// record puts the reply on the path, and after it what it settles.
func (w *walker) record(fact int, reply Reply) {
	w.path = append(w.path, reply)
	w.asked |= 1 << fact
	if reply.Value == Unknown {
		return
	}
	for _, s := range w.guide.index.deduce[fact][w.guide.index.values[fact][reply.Value]] {
		q := w.worded(s.fact)
		w.path = append(w.path, Reply{Question: q, Value: q.Options[s.value].Value, Deduced: true})
	}
}

// remaining counts the questions left, at least and at most: exactly, unless so
// much is unknown that all there is to tell is that they cannot be fewer, nor
// more.
func (g *Guide) remaining(branches []branch) (least, most int) {
	c := counter{guide: g, seen: map[string][2]int{}}
	set := make([]branch, len(branches))
	for i, b := range branches {
		set[i] = branch{node: b.node, settled: b.settled}
	}
	set = distinct(set)
	n := c.count(set)
	if len(c.seen) > maxCounted {
		return g.bounds(set)
	}
	return n[0], n[1]
}

// maxCounted is how many sets of branches are told apart to count exactly.
const maxCounted = 300

// bounds returns numbers of questions that no way of answering goes beyond.
func (g *Guide) bounds(set []branch) (least, most int) {
	var facts uint32
	least = len(g.Questions)
	for _, b := range set {
		n := &g.diagram.nodes[b.node]
		least = min(least, n.shortest)
		facts |= n.facts
	}
	return max(least, 1), bits.OnesCount32(facts) // one is being asked
}

// counter counts the questions left for a set of branches, all asked together.
type counter struct {
	guide *Guide
	seen  map[string][2]int
}

func (c *counter) count(set []branch) [2]int {
	if len(set) == 1 {
		n := &c.guide.diagram.nodes[set[0].node]
		return [2]int{n.shortest, n.longest}
	}
	fact := c.guide.earliest(set)
	if fact == none {
		return [2]int{}
	}
	key := keyOf(set)
	if n, ok := c.seen[key]; ok || len(c.seen) > maxCounted {
		return n
	}
	total := [2]int{len(c.guide.Questions), 0}
	for v := range c.guide.Questions[fact].Options {
		n := c.count(c.move(set, fact, v))
		total[0] = min(total[0], n[0]+1)
		total[1] = max(total[1], n[1]+1)
	}
	c.seen[key] = total
	return total
}

// move follows every branch. The limitation period changes no count, nor does a
// fact that was settled once it is past.
func (c *counter) move(set []branch, fact, value int) []branch {
	moved := make([]branch, 0, len(set))
	for _, b := range set {
		if to, ok := c.guide.follow(b, fact, value, false); ok {
			moved = append(moved, branch{node: to.node, settled: to.settled.after(fact)})
		}
	}
	return distinct(moved)
}

// distinct sorts branches, each once.
func distinct(set []branch) []branch {
	slices.SortFunc(set, func(a, b branch) int {
		if a.node != b.node {
			return int(a.node) - int(b.node)
		}
		return cmp.Or(slices.Compare(a.settled[:], b.settled[:]), cmp.Compare(a.supposed, b.supposed),
			cmp.Compare(a.client, b.client), cmp.Compare(a.contract, b.contract))
	})
	return slices.Compact(set)
}

// keyOf names a sorted set of branches.
func keyOf(set []branch) string {
	key := make([]byte, 0, len(set)*36)
	for _, b := range set {
		key = binary.LittleEndian.AppendUint32(key, uint32(b.node))
		for _, word := range b.settled {
			key = binary.LittleEndian.AppendUint64(key, word)
		}
	}
	return string(key)
}
