package workshop

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"compromis/decision"
)

// walksOf is what each seat answered alone, when it answered something.
type walksOf map[int]*walker

// walker is someone who walks alone.
type walker struct {
	answers decision.Answers
	at      *lead // where they are; nil until someone looks
}

// lead is where answers lead.
type lead struct {
	once    sync.Once
	walk    decision.Walk
	verdict decision.Verdict
}

// leads remembers where answers lead: a room often gives the same, and with many
// « je ne sais pas » it takes a tenth of a second to work out. It is safe for
// concurrent use.
type leads struct {
	guide *decision.Guide

	mu    sync.Mutex
	known map[string]*lead // by the name of the answers
}

// maxLeads is how many are remembered.
const maxLeads = 1024

// of returns where answers lead.
func (l *leads) of(a decision.Answers) *lead {
	name := nameOf(a)
	l.mu.Lock()
	at := l.known[name]
	if at == nil {
		if len(l.known) >= maxLeads {
			clear(l.known)
		}
		at = &lead{}
		l.known[name] = at
	}
	l.mu.Unlock()
	at.once.Do(func() {
		if at.walk = l.guide.Walk(a); at.walk.Next == nil {
			at.verdict = l.guide.Verdict(a)
		}
	})
	return at
}

// nameOf tells answers apart.
func nameOf(a decision.Answers) string {
	var name strings.Builder
	said := a.Said()
	for _, f := range slices.Sorted(maps.Keys(said)) {
		name.WriteString(string(f) + "=" + said[f] + "\n")
	}
	return name.String()
}

// leadOf returns where someone is; nil stands for somebody who has not answered
// yet.
func (s *session) leadOf(w *walker) *lead {
	if w == nil {
		return s.leads.of(decision.NewAnswers(s.today))
	}
	if w.at == nil {
		w.at = s.leads.of(w.answers)
	}
	return w.at
}

// answersOf returns what a seat answered alone.
func (s *session) answersOf(seat int) decision.Answers {
	if w := s.walks[seat]; w != nil {
		return w.answers
	}
	return decision.NewAnswers(s.today)
}

// walkOn takes an answer of someone who walks alone. One that can no longer
// change anything comes too late.
func (s *session) walkOn(e event) error {
	a, err := s.guide.Answer(s.answersOf(e.Seat), e.Fact, e.Value)
	if err != nil {
		return err
	}
	if _, counts := a.Get(e.Fact); !counts {
		return ErrLate
	}
	s.walks[e.Seat] = &walker{answers: a}
	return nil
}

// walkers is how many have answered something alone.
func (s *session) walkers() (n int) {
	for seat := range s.walks {
		if !s.aside[seat] {
			n++
		}
	}
	return n
}

// mapOf counts where the seats are: those given, and those who answered and left.
func (s *session) mapOf(present []int) *Map {
	asked, arrived, m := map[decision.Fact]int{}, map[string]int{}, &Map{}
	count := func(at *lead) {
		switch {
		case at.walk.Next != nil:
			asked[at.walk.Next.Fact]++
		case at.verdict.Step != nil:
			arrived[at.verdict.Step.ID]++
		default:
			m.Stuck++
		}
	}
	for seat, w := range s.walks {
		if !s.aside[seat] {
			count(s.leadOf(w))
		}
	}
	for _, seat := range present {
		if s.walks[seat] == nil {
			count(s.leadOf(nil))
		}
	}
	for i := range s.guide.Questions {
		if q := &s.guide.Questions[i]; asked[q.Fact] > 0 {
			m.Asked = append(m.Asked, Place{Question: q, Count: asked[q.Fact]})
		}
	}
	for _, r := range s.guide.Ladder {
		if n := arrived[r.Step]; n > 0 && !slices.ContainsFunc(m.Arrived, func(p Place) bool { return p.Step.ID == r.Step }) {
			m.Arrived = append(m.Arrived, Place{Step: s.guide.Step(r.Step), Count: n})
		}
	}
	return m
}
