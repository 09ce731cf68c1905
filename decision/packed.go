package decision

import "math/bits"

// maxRules is how many rules a [ruleSet] holds.
const maxRules = 256

// ruleSet is a set of rules by number, small enough to be compared and to name
// a state of the ladder.
type ruleSet [maxRules / 64]uint64

func (s *ruleSet) add(r int) { s[r/64] |= 1 << (r % 64) }

func (s ruleSet) and(t ruleSet) ruleSet {
	for i := range s {
		s[i] &= t[i]
	}
	return s
}

// first returns the lowest rule of the set, or none.
func (s ruleSet) first() int {
	for i, word := range s {
		if word != 0 {
			return 64*i + bits.TrailingZeros64(word)
		}
	}
	return none
}

// upTo returns the set without the rules after r.
func (s ruleSet) upTo(r int) ruleSet {
	s[r/64] &= ^uint64(0) >> (63 - r%64)
	for i := r/64 + 1; i < len(s); i++ {
		s[i] = 0
	}
	return s
}

// settled are the values that earlier answers settle, by fact: six bits each, the
// value plus one, or zero for a fact that is not settled.
type settled [4]uint64

const settledBits = 6

func (s settled) value(fact int) (int, bool) {
	v := s[fact/10] >> (fact % 10 * settledBits) & (1<<settledBits - 1)
	return int(v) - 1, v != 0
}

func (s settled) with(at setting) settled {
	s = s.without(at.fact)
	s[at.fact/10] |= uint64(at.value+1) << (at.fact % 10 * settledBits)
	return s
}

// after returns what is settled of the facts after one.
func (s settled) after(fact int) settled {
	for i := range s {
		switch {
		case i < (fact+1)/10:
			s[i] = 0
		case i == (fact+1)/10:
			s[i] = s[i] >> ((fact + 1) % 10 * settledBits) << ((fact + 1) % 10 * settledBits)
		}
	}
	return s
}

func (s settled) without(fact int) settled {
	s[fact/10] &^= (1<<settledBits - 1) << (fact % 10 * settledBits)
	return s
}
