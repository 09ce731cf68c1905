package decision

import (
	"encoding/binary"
	"slices"
)

// set is a set of situations: a value for every fact. It is a reduced ordered
// decision diagram over the facts, in the order they are asked; equal sets are
// the same number.
type set int32

const (
	nothing    set = 0
	everything set = 1
)

// situations holds sets of situations, and combines them. Whatever the number
// of situations, a set costs what its diagram costs: that is what makes a proof
// over all of them short (symbolic model checking: Burch, Clarke, McMillan, Dill
// and Hwang, "Symbolic Model Checking: 10^20 States and Beyond", 1990).
type situations struct {
	radix  []int // how many values each fact has
	facts  []int32
	first  []int32 // where the kids of a set start
	kids   []set   // of all sets, one after the other
	unique map[string]set
	key    []byte
	memo   map[operation]set
	full   bool // beyond mostSets: what was computed since means nothing
}

// mostSets is how many sets, and how many operations at a time, a proof may take:
// twice what the real guide takes. Beyond, it is given up.
const mostSets = 1 << 18

// operation is a question already answered.
type operation struct {
	kind byte // '&', '|', or '=' with b the fact and value
	a, b set
}

func newSituations(radix []int) *situations {
	s := &situations{radix: radix, unique: map[string]set{}, memo: map[operation]set{}}
	for range 2 { // nothing and everything ask no fact
		s.facts, s.first = append(s.facts, int32(len(radix))), append(s.first, 0)
	}
	return s
}

// of returns the kids of a set, by value.
func (s *situations) of(a set) []set {
	at := s.first[a]
	return s.kids[at : int(at)+s.radix[s.facts[a]]]
}

// node returns the set that holds, for each value of the fact, what its kid holds.
func (s *situations) node(fact int32, kids []set) set {
	if !slices.ContainsFunc(kids, func(k set) bool { return k != kids[0] }) {
		return kids[0]
	}
	s.key = append(s.key[:0], byte(fact))
	for _, k := range kids {
		s.key = binary.LittleEndian.AppendUint32(s.key, uint32(k))
	}
	if a, ok := s.unique[string(s.key)]; ok {
		return a
	}
	a := set(len(s.facts))
	s.facts, s.first = append(s.facts, fact), append(s.first, int32(len(s.kids)))
	s.kids = append(s.kids, kids...)
	s.unique[string(s.key)] = a
	return a
}

// forget drops what was computed, to start on other sets.
func (s *situations) forget() { clear(s.memo) }

func (s *situations) and(a, b set) set {
	switch {
	case a == nothing || b == nothing:
		return nothing
	case a == everything || a == b:
		return b
	case b == everything:
		return a
	}
	return s.combine('&', a, b, s.and)
}

func (s *situations) or(a, b set) set {
	switch {
	case a == everything || b == everything:
		return everything
	case a == nothing || a == b:
		return b
	case b == nothing:
		return a
	}
	return s.combine('|', a, b, s.or)
}

// combine goes down both sets together.
func (s *situations) combine(kind byte, a, b set, do func(a, b set) set) set {
	op := operation{kind, min(a, b), max(a, b)}
	if c, ok := s.memo[op]; ok {
		return c
	}
	if s.full = s.full || len(s.facts) > mostSets || len(s.memo) > mostSets; s.full {
		return nothing
	}
	fact := min(s.facts[a], s.facts[b])
	var room [maxValues]set
	kids := room[:s.radix[fact]]
	for v := range kids {
		kids[v] = do(s.kid(a, fact, v), s.kid(b, fact, v))
	}
	c := s.node(fact, kids)
	s.memo[op] = c
	return c
}

// kid returns what a set holds when the fact has that value, the fact being no
// later than the first the set asks.
func (s *situations) kid(a set, fact int32, value int) set {
	if s.facts[a] != fact {
		return a
	}
	return s.kids[int(s.first[a])+value]
}

// given returns the situations that are in the set once the fact is changed to
// that value, whatever it was: the cofactor of the set.
func (s *situations) given(a set, to setting) set {
	fact := int32(to.fact)
	switch {
	case s.facts[a] > fact:
		return a
	case s.facts[a] == fact:
		return s.kid(a, fact, to.value)
	}
	op := operation{'=', a, set(to.fact<<8 | to.value)}
	if b, ok := s.memo[op]; ok {
		return b
	}
	var room [maxValues]set
	kids := room[:s.radix[s.facts[a]]]
	for v := range kids {
		kids[v] = s.given(s.of(a)[v], to)
	}
	b := s.node(s.facts[a], kids)
	s.memo[op] = b
	return b
}

// only returns the situations in which the fact has that value.
func (s *situations) only(at setting) set {
	kids := make([]set, s.radix[at.fact])
	kids[at.value] = everything
	return s.node(int32(at.fact), kids)
}

// not returns the situations that are not in the set.
func (s *situations) not(a set) set {
	if a <= everything {
		return everything - a
	}
	op := operation{kind: '!', a: a}
	if b, ok := s.memo[op]; ok {
		return b
	}
	var room [maxValues]set
	kids := room[:s.radix[s.facts[a]]]
	for v := range kids {
		kids[v] = s.not(s.of(a)[v])
	}
	b := s.node(s.facts[a], kids)
	s.memo[op] = b
	return b
}

// any returns a situation of a set that is not empty: a value for every fact.
func (s *situations) any(a set) []int {
	values := make([]int, len(s.radix))
	for a != everything {
		v := slices.IndexFunc(s.of(a), func(k set) bool { return k != nothing })
		values[s.facts[a]] = v
		a = s.of(a)[v]
	}
	return values
}

// holds says whether a situation is in a set.
func (s *situations) holds(a set, values []int) bool {
	for a > everything {
		a = s.of(a)[values[s.facts[a]]]
	}
	return a == everything
}
