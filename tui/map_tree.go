package tui

import (
	"compromis/decision"
)

// spot is a place of the diagram: a question, or a step at its end. Many
// branches of the map lead to the same one.
type spot struct {
	question *decision.Question // nil on a step
	step     *decision.Step     // nil on a question
	kids     []*spot            // by option
	ways     int                // ways through the questions, from here to a step
	steps    uint64             // steps reached from here, a bit each
}

// charted returns the whole diagram from its first question, with the number
// of the bit of each step, in the order of the guide.
func charted(f frame) (*spot, map[string]uint64) {
	bits := make(map[string]uint64, len(f.guide.Steps))
	for i, s := range f.guide.Steps {
		bits[s.ID] = 1 << i
	}
	nodes := map[int]decision.Node{}
	all := f.guide.Nodes(decision.NewAnswers(f.answers.Today()))
	for _, n := range all {
		nodes[n.ID] = n
	}
	spots := map[int]*spot{}
	var chart func(id int) *spot
	chart = func(id int) *spot {
		if s := spots[id]; s != nil {
			return s
		}
		n := nodes[id]
		s := &spot{question: n.Question, step: n.Step}
		spots[id] = s
		if n.Step != nil {
			s.ways, s.steps = 1, bits[n.Step.ID]
		}
		for _, k := range n.Kids {
			kid := chart(k)
			s.kids = append(s.kids, kid)
			s.ways += kid.ways
			s.steps |= kid.steps
		}
		return s
	}
	return chart(all[0].ID), bits
}

// branch is a row of the map: a way from the first question to a spot. It is
// made only when the row above it is unfolded, or a search goes through it.
type branch struct {
	*spot
	up     *branch // nil on the first question
	option int     // the option of the question above that leads here
	depth  int
	under  []*branch
	open   bool // its branches are shown
}

// branches returns what is right under a branch, one an option.
func (b *branch) branches() []*branch {
	if b.under == nil {
		for i, kid := range b.kids {
			b.under = append(b.under, &branch{spot: kid, up: b, option: i, depth: b.depth + 1})
		}
	}
	return b.under
}

// rows adds a branch and what is unfolded under it.
func (b *branch) rows(all []*branch) []*branch {
	all = append(all, b)
	if b.open {
		for _, kid := range b.branches() {
			all = kid.rows(all)
		}
	}
	return all
}

// said is the answer that leads from the question above to the branch.
func (b *branch) said() decision.Option { return b.up.question.Options[b.option] }

// settings are the answers that lead to the branch.
func (b *branch) settings() []decision.Setting {
	if b.up == nil {
		return nil
	}
	return append(b.up.settings(), decision.Setting{Fact: b.up.question.Fact, Value: b.said().Value})
}

// reveal unfolds what is above a branch.
func (b *branch) reveal() {
	for b = b.up; b != nil; b = b.up {
		b.open = true
	}
}

// folded says whether something is folded at or under a branch.
func (b *branch) folded() bool {
	if b.step != nil {
		return false
	}
	if !b.open {
		return true
	}
	for _, kid := range b.branches() {
		if kid.folded() {
			return true
		}
	}
	return false
}

// unfold shows everything under a branch, level after level, until so many
// rows are shown there. It says whether that was everything.
func (b *branch) unfold(most int) bool {
	shown := 0
	for level := []*branch{b}; len(level) > 0; {
		var next []*branch
		for _, at := range level {
			if at.step != nil {
				continue
			}
			if shown += len(at.kids); shown > most {
				return false
			}
			at.open = true
			next = append(next, at.branches()...)
		}
		level = next
	}
	return true
}

// seek returns the next branch that ends on one of the steps, in the order of
// the rows, or the one before when by is negative. Nil when there is none.
func (b *branch) seek(steps uint64, by int) *branch {
	if by > 0 && b.step == nil && b.steps&steps != 0 {
		return b.end(steps, by)
	}
	for ; b.up != nil; b = b.up {
		beside := b.up.branches()
		for i := b.option + by; i >= 0 && i < len(beside); i += by {
			if beside[i].steps&steps != 0 {
				return beside[i].end(steps, by)
			}
		}
	}
	return nil
}

// end returns the first branch that ends on one of the steps from here, or the
// last when by is negative. One of the steps must be reached from here.
func (b *branch) end(steps uint64, by int) *branch {
	for b.step == nil {
		beside := b.branches()
		i := 0
		if by < 0 {
			i = len(beside) - 1
		}
		for beside[i].steps&steps == 0 {
			i += by
		}
		b = beside[i]
	}
	return b
}

// waysTo counts the ways that end on one of the steps.
func (s *spot) waysTo(steps uint64, counted map[*spot]int) int {
	if s.steps&steps == 0 {
		return 0
	}
	if s.step != nil {
		return 1
	}
	if n, ok := counted[s]; ok {
		return n
	}
	n := 0
	for _, kid := range s.kids {
		n += kid.waysTo(steps, counted)
	}
	counted[s] = n
	return n
}
