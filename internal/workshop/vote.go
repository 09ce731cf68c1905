package workshop

import (
	"slices"
	"time"

	"compromis/decision"
)

// vote is a question put to the room, in one round or two.
type vote struct {
	exercise *decision.Exercise
	question Question
	side     Side
	tied     Tie                      // of the vote its branch parted from
	cast     []map[int]decision.Value // by round, then by seat
	aside    map[int]bool             // seats that do not count, as the session has them
	endings  []Ending                 // none for a question of the trainer
	sure     []map[int]bool           // by round, then by seat: whether they are sure of their answer
	accepted []int                    // the seats whose words of this round may be shown
	earlier  []int                    // and those of the first round, once there is a second
	shown    bool                     // the room saw what it answered
	told     bool                     // and where each answer leads
	teams    int                      // how many there were when the room left it
	team     map[int]int              // and that of each seat
	ballot   int                      // that of its first round
	salt     []byte                   // that of the room
	began    time.Time
	ended    time.Time
}

func (v *vote) round() int { return len(v.cast) }

// judged says whether one of its answers is the right one: a step is expected, or the
// story tells the fact. A branch may ask what the story says nothing of.
func (v *vote) judged() bool {
	return v.question.Fact == WhichStep || slices.ContainsFunc(v.endings, func(e Ending) bool { return e.Reading != NoReading })
}

// last returns the answers of the round under way.
func (v *vote) last() map[int]decision.Value { return v.cast[len(v.cast)-1] }

// voters is how many seats answered in a round, but those that do not count.
func (v *vote) voters(round int) (n int) {
	for seat := range v.cast[round] {
		if !v.aside[seat] {
			n++
		}
	}
	return n
}

// voted counts those who answered in each round.
func (v *vote) voted() []int {
	all := make([]int, len(v.cast))
	for i := range all {
		all[i] = v.voters(i)
	}
	return all
}

// tallies counts each round, option by option.
func (v *vote) tallies() []Tally {
	all := make([]Tally, len(v.cast))
	for i, cast := range v.cast {
		all[i] = make(Tally, len(v.question.Options))
		for seat, value := range cast {
			if !v.aside[seat] && value != decision.Unknown && !v.question.Open {
				all[i][v.question.index(value)]++
			}
		}
	}
	return all
}

// unsure counts the « je ne sais pas » of each round.
func (v *vote) unsure() []int {
	all := make([]int, len(v.cast))
	for i, cast := range v.cast {
		for seat, value := range cast {
			if !v.aside[seat] && value == decision.Unknown {
				all[i]++
			}
		}
	}
	return all
}

// shift counts who went from an option to another, among those who answered
// twice; after the options comes « je ne sais pas ». It returns nil before the
// second round.
func (v *vote) shift() [][]int {
	if v.round() < 2 || v.question.Open {
		return nil
	}
	all := make([][]int, len(v.question.Options)+1)
	for i := range all {
		all[i] = make([]int, len(all))
	}
	for seat, before := range v.cast[0] {
		if after, ok := v.cast[1][seat]; ok && !v.aside[seat] {
			all[v.row(before)][v.row(after)]++
		}
	}
	return all
}

// row is the place of an answer among the options, « je ne sais pas » after them.
func (v *vote) row(value decision.Value) int {
	if value == decision.Unknown {
		return len(v.question.Options)
	}
	return v.question.index(value)
}

// tally counts the last round.
func (v *vote) tally() Tally { return v.tallies()[v.round()-1] }

// ranked returns the values given in the last round, the most given first; among
// equals, in the order of the options.
func (v *vote) ranked() []decision.Value {
	count := v.tally()
	var values []decision.Value
	for i, o := range v.question.Options {
		if count[i] > 0 {
			values = append(values, o.Value)
		}
	}
	slices.SortStableFunc(values, func(a, b decision.Value) int {
		return count[v.question.index(b)] - count[v.question.index(a)]
	})
	return values
}
