package workshop_test

import (
	"slices"

	"compromis/decision"
	"compromis/internal/workshop"
)

// naive is a room told as plainly as possible, without journal, events or
// caches: what the room is tried against. It is slow and knows no error but
// "refused".
type naive struct {
	guide *decision.Guide

	phase    workshop.Phase
	exercise *decision.Exercise
	naiveVote
	ballot int
	side   workshop.Side
	free   map[string]map[string]decision.Answers

	fork   naiveVote                                  // where the branches part
	second string                                     // what came second there
	asks   bool                                       // whether one is sure
	steps  map[*decision.Exercise][]map[string]string // first answers to which step, each time it was asked
	ends   [3]*naiveEnd

	present  map[string]bool
	names    map[string]string
	nameless bool
	teams    int
	team     map[string]int  // that of each, given or chosen
	did      map[string]bool // they have a seat for good
	came     map[string]bool // since the room was opened
	aside    map[string]bool
	shown    map[string]bool // the trainer shows their names
}

// naiveVote is what is asked and what was answered.
type naiveVote struct {
	fact     decision.Fact
	question []string            // the values, in order
	rounds   []map[string]string // the answers of each key
	sure     []map[string]bool   // and whether they are sure of them
	accepted []string            // whose words are shown
	own      bool                // the trainer's question
	open     bool
}

type naiveEnd struct {
	answers decision.Answers
	step    string
	next    decision.Fact
}

func newNaive(g *decision.Guide) *naive {
	return &naive{guide: g, ballot: 1, free: map[string]map[string]decision.Answers{}, present: map[string]bool{}, names: map[string]string{},
		did: map[string]bool{}, came: map[string]bool{}, aside: map[string]bool{}, shown: map[string]bool{}, team: map[string]int{}, steps: map[*decision.Exercise][]map[string]string{}}
}

func (n *naive) story() decision.Answers {
	a := decision.NewAnswers(today)
	for _, s := range n.exercise.Answers {
		a = a.With(s.Fact, string(s.Value))
	}
	return a
}

func (n *naive) walking() bool { return n.phase == workshop.Walking || n.phase == workshop.Mapped }

func (n *naive) voting() bool { return n.phase == workshop.Voting }

// clear forgets the question and the branches.
func (n *naive) clear(to workshop.Phase) {
	n.naiveVote = naiveVote{fact: n.fact}
	n.phase, n.side, n.second, n.ends = to, workshop.Told, "", [3]*naiveEnd{}
}

func (n *naive) choose(id string) bool {
	i := slices.IndexFunc(n.guide.Exercises, func(e decision.Exercise) bool { return e.ID == id })
	if n.voting() || i < 0 {
		return false
	}
	n.exercise = &n.guide.Exercises[i]
	n.clear(workshop.Story)
	return true
}

// ask takes the values of the question from the room: which steps are proposed
// is not what is tried here.
func (n *naive) ask(f decision.Fact, values []string) bool {
	if n.voting() || n.exercise == nil || values == nil {
		return false
	}
	n.clear(workshop.Thinking)
	n.put(f, values)
	return true
}

func (n *naive) put(f decision.Fact, values []string) {
	n.phase, n.fact, n.question = workshop.Thinking, f, values
	n.rounds, n.sure, n.accepted, n.own, n.open = []map[string]string{{}}, []map[string]bool{{}}, nil, false, false
	n.ballot++
	if f == workshop.WhichStep {
		n.steps[n.exercise] = append(n.steps[n.exercise], n.rounds[0])
	}
}

// stepLater says that the room is asked about a fact before anybody chose a step.
func (n *naive) stepLater() bool {
	if len(n.rounds) == 0 || n.own || n.fact == workshop.WhichStep || n.side != workshop.Told {
		return false
	}
	for _, said := range n.steps[n.exercise] {
		for key := range said {
			if !n.aside[key] {
				return false
			}
		}
	}
	return true
}

// pose puts a question of the trainer.
func (n *naive) pose(title string, options []string) bool {
	if n.voting() || title == "" || len(options) == 1 || len(options) > 5 || len(slices.Compact(slices.Sorted(slices.Values(options)))) < len(options) {
		return false
	}
	n.clear(workshop.Thinking)
	var values []string
	for i := range options {
		values = append(values, string(rune('1'+i)))
	}
	n.put(workshop.OwnQuestion, values)
	n.own, n.open = true, len(options) == 0
	return true
}

func (n *naive) askSure(on bool) bool {
	if n.voting() {
		return false
	}
	n.asks = on
	return true
}

func (n *naive) beSure(key string, b workshop.Ballot, sure bool) bool {
	if !n.voting() || !n.asks || !n.judged() || b.Number != n.ballot || b.Fact != n.fact {
		return false
	}
	last := len(n.rounds) - 1
	if said := n.rounds[last][key]; said == "" || said == string(decision.Unknown) {
		return false
	}
	n.sure[last][key] = sure
	return true
}

func (n *naive) accept(key string, shown bool) bool {
	if !n.open || len(n.rounds) == 0 {
		return false
	}
	said := n.rounds[len(n.rounds)-1][key]
	if said == "" || said == string(decision.Unknown) || slices.Contains(n.accepted, key) == shown {
		return false
	}
	n.accepted = slices.DeleteFunc(n.accepted, func(other string) bool { return other == key })
	if shown {
		n.accepted = append(n.accepted, key)
	}
	return true
}

// words are what the room is shown of an open question, sorted.
func (n *naive) words() (all []string) {
	for _, key := range n.accepted {
		if !n.aside[key] {
			all = append(all, n.rounds[len(n.rounds)-1][key])
		}
	}
	slices.Sort(all)
	return all
}

// saidSure is how many of a round said whether they were sure, and count.
func (n *naive) saidSure(round int) (all int) {
	for key := range n.sure[round] {
		if !n.aside[key] {
			all++
		}
	}
	return all
}

func (n *naive) openVote() bool {
	ok := n.phase == workshop.Thinking || n.phase == workshop.Counted
	if ok {
		n.phase = workshop.Voting
	}
	return ok
}

func (n *naive) closeVote() bool {
	ok := n.voting()
	if ok {
		n.phase = workshop.Counted
	}
	return ok
}

func (n *naive) reveal() bool {
	switch n.phase {
	case workshop.Counted:
		n.phase = workshop.Revealed
	case workshop.Walking:
		n.phase = workshop.Mapped
	default:
		return false
	}
	return true
}

func (n *naive) hide() bool {
	switch n.phase {
	case workshop.Revealed:
		n.phase = workshop.Counted
	case workshop.Mapped:
		n.phase = workshop.Walking
	default:
		return false
	}
	return true
}

func (n *naive) secondRound() bool {
	if n.phase != workshop.Counted && n.phase != workshop.Revealed || len(n.rounds) == 2 {
		return false
	}
	n.phase = workshop.Thinking
	n.rounds, n.sure, n.accepted = append(n.rounds, map[string]string{}), append(n.sure, map[string]bool{}), nil
	n.ballot++
	return true
}

func (n *naive) freePlay() bool {
	if n.voting() || n.exercise == nil || n.walking() {
		return false
	}
	n.clear(workshop.Walking)
	n.ballot++
	if n.free[n.exercise.ID] == nil {
		n.free[n.exercise.ID] = map[string]decision.Answers{}
	}
	return true
}

// sit puts somebody in their seat: they count. Who has no team goes to the smallest.
func (n *naive) sit(key string) {
	if n.teams > 0 && n.team[key] == 0 {
		sizes := make([]int, n.teams)
		for other := range n.present {
			sizes[n.team[other]-1]++
		}
		n.team[key] = slices.Index(sizes, slices.Min(sizes)) + 1
	}
	n.present[key], n.came[key] = true, true
	delete(n.aside, key)
}

func (n *naive) setAside(key string) bool {
	if n.present[key] || n.aside[key] || !n.did[key] {
		return false
	}
	n.aside[key] = true
	return true
}

func (n *naive) recall(key string) bool {
	ok := n.aside[key]
	delete(n.aside, key)
	return ok
}

func (n *naive) presence(key string) workshop.Presence {
	switch {
	case n.present[key]:
		return workshop.Here
	case n.came[key]:
		return workshop.Away
	}
	return workshop.Absent
}

// voters is how many have answered in this round, and count.
func (n *naive) voters() int { return n.votersOf(len(n.rounds) - 1) }

func (n *naive) votersOf(round int) int {
	voters := 0
	for key := range n.rounds[round] {
		if !n.aside[key] {
			voters++
		}
	}
	return voters
}

// judged says whether an answer is the right one: to which step, or to what the story
// tells.
func (n *naive) judged() bool {
	return !n.own && (n.fact == workshop.WhichStep || n.reading("no such answer") == workshop.Misread)
}

// reading compares an answer with what the exercise says of that fact.
func (n *naive) reading(value string) workshop.Reading {
	for _, set := range n.exercise.Answers {
		if set.Fact == n.fact && string(set.Value) == value {
			return workshop.Faithful
		}
		if set.Fact == n.fact && string(set.Value) != string(decision.Unknown) {
			return workshop.Misread
		}
	}
	return workshop.NoReading
}

// count returns the answers of a round, by option, then « je ne sais pas ».
func (n *naive) count(round int) []int {
	values := append(slices.Clone(n.question), string(decision.Unknown))
	counts := make([]int, len(values))
	for i, v := range values {
		for key, said := range n.rounds[round] {
			if said == v && !n.aside[key] {
				counts[i]++
			}
		}
	}
	return counts
}

// leaders returns the two values most given.
func (n *naive) leaders() (most, second string) {
	counts := n.count(len(n.rounds) - 1)[:len(n.question)]
	best := func(but string) (v string) {
		top := 0
		for i, c := range counts {
			if c > top && n.question[i] != but {
				top, v = c, n.question[i]
			}
		}
		return v
	}
	most = best("")
	return most, best(most)
}

func (n *naive) followMajority() bool {
	if n.phase != workshop.Revealed || n.own {
		return false
	}
	most, second := n.leaders()
	if most == "" {
		return false
	}
	before := n.story()
	if n.side == workshop.Told {
		n.side, n.fork, n.second = workshop.Majority, n.naiveVote, second
	} else {
		before = n.ends[n.side].answers
	}
	n.end(before, n.fact, most)
	return true
}

func (n *naive) replayMinority() bool {
	switch {
	case n.own:
		return false
	case n.side == workshop.Told && n.phase == workshop.Revealed:
		n.fork = n.naiveVote
		_, n.second = n.leaders()
	case n.side != workshop.Majority || n.voting():
		return false
	}
	if n.second == "" {
		return false
	}
	n.side, n.naiveVote = workshop.Minority, n.fork
	n.end(n.story(), n.fact, n.second)
	return true
}

// end goes on with an answer.
func (n *naive) end(before decision.Answers, f decision.Fact, v string) {
	n.phase = workshop.Ended
	if f == workshop.WhichStep {
		n.ends[n.side] = &naiveEnd{step: v}
		return
	}
	a := before.With(f, v)
	e := &naiveEnd{answers: a}
	n.ends[n.side] = e
	if w := n.guide.Walk(a); w.Next != nil {
		e.next = w.Next.Fact
		n.put(w.Next.Fact, valuesOf(w.Next))
	} else if v := n.guide.Verdict(a); v.Step != nil {
		e.step = v.Step.ID
	}
}

func valuesOf(q *decision.Question) []string {
	var all []string
	for _, o := range q.Options {
		all = append(all, string(o.Value))
	}
	return all
}

func (n *naive) answer(key string, b workshop.Ballot, said string) bool {
	if b.Number != n.ballot {
		return false
	}
	if n.walking() {
		a, err := n.guide.Answer(n.walk(key), b.Fact, said)
		if _, counts := a.Get(b.Fact); err != nil || !counts {
			return false
		}
		n.free[n.exercise.ID][key] = a
		n.did[key] = true
		return true
	}
	if !n.voting() || b.Fact != n.fact || said != string(decision.Unknown) && !n.takes(said) {
		return false
	}
	last := len(n.rounds) - 1
	if n.rounds[last][key] != said {
		delete(n.sure[last], key)
		n.accepted = slices.DeleteFunc(n.accepted, func(other string) bool { return other == key })
	}
	n.rounds[last][key] = said
	n.did[key] = true
	return true
}

func (n *naive) takes(said string) bool {
	if n.open {
		return said != ""
	}
	return slices.Contains(n.question, said)
}

func (n *naive) walk(key string) decision.Answers {
	if a, ok := n.free[n.exercise.ID][key]; ok {
		return a
	}
	return decision.NewAnswers(today)
}
