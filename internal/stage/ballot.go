package stage

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"compromis/decision"
)

// maxProposals is how many steps the room chooses from: more are not read from
// the last row.
const maxProposals = 5

// maxVotes is the largest number of votes for a proposal: beyond, it is a slip.
const maxVotes = 9999

// Exercise returns the exercise of that id, or nil.
func Exercise(g *decision.Guide, id string) *decision.Exercise {
	i := slices.IndexFunc(g.Exercises, func(e decision.Exercise) bool { return e.ID == id })
	if i < 0 {
		return nil
	}
	return &g.Exercises[i]
}

// Proposals returns the steps the room chooses from: the expected one, the one
// the usual mistake leads to, and those nearest on the ladder. Their order is
// always the same for an exercise, and gives no hint of which is right.
func Proposals(g *decision.Guide, e *decision.Exercise) []*decision.Step {
	chosen := []*decision.Step{g.Step(e.Step)}
	if wrong := g.Step(e.WrongStep); wrong != nil && wrong.ID != e.Step {
		chosen = append(chosen, wrong)
	}
	for _, s := range plausible(g, e) {
		if len(chosen) < maxProposals && !slices.Contains(chosen, s) {
			chosen = append(chosen, s)
		}
	}
	order := func(s *decision.Step) uint64 {
		h := fnv.New64a()
		h.Write([]byte(e.ID + " " + s.ID)) //nolint:errcheck // never fails
		return h.Sum64()
	}
	slices.SortFunc(chosen, func(a, b *decision.Step) int { return cmp.Compare(order(a), order(b)) })
	return chosen
}

// plausible returns the steps a room may hesitate between, the nearest to the
// expected one first. Those the situation closed for good come last.
func plausible(g *decision.Guide, e *decision.Exercise) []*decision.Step {
	places := g.Places(answers(g, e))
	here := slices.IndexFunc(places, func(p decision.Place) bool { return p.Step.ID == e.Step })
	distance := func(i int) int {
		d := max(i-here, here-i)
		if places[i].Lasting {
			d += len(places)
		}
		return d
	}
	ranks := make([]int, len(places))
	for i := range ranks {
		ranks[i] = i
	}
	slices.SortStableFunc(ranks, func(a, b int) int { return cmp.Compare(distance(a), distance(b)) })
	steps := make([]*decision.Step, len(ranks))
	for i, r := range ranks {
		steps[i] = places[r].Step
	}
	return steps
}

// answers are those the story of an exercise gives.
func answers(g *decision.Guide, e *decision.Exercise) decision.Answers {
	a := decision.NewAnswers(g.Version)
	for _, s := range e.Answers {
		a = a.With(s.Fact, string(s.Value))
	}
	return a
}

// ParseVotes reads the votes typed by the trainer, "5/9/2", a number for each
// of the n proposals. The error is one French line.
func ParseVotes(typed string, n int) ([]int, error) {
	parts := strings.Split(typed, "/")
	votes, total := make([]int, len(parts)), 0
	for i, part := range parts {
		part = strings.TrimSpace(part)
		v, err := strconv.ParseUint(part, 10, 0)
		switch {
		case err != nil && !errors.Is(err, strconv.ErrRange):
			return nil, fmt.Errorf("«\u00a0%s\u00a0» n’est pas un nombre entier. Écrivez par exemple %s.", part, example(n))
		case err != nil || v > maxVotes:
			return nil, fmt.Errorf("«\u00a0%s\u00a0» est trop grand\u00a0: %d votes au plus.", part, maxVotes)
		}
		votes[i] = int(v)
		total += votes[i]
	}
	switch {
	case len(parts) != n:
		return nil, fmt.Errorf("Il faut %d nombres, un par proposition, et vous en donnez %d. Écrivez par exemple %s.", n, len(parts), example(n))
	case total == 0:
		return nil, errors.New("Il faut au moins un vote.")
	}
	return votes, nil
}

// example is what votes for n proposals look like: "5/9/2/4/1".
func example(n int) string {
	sample := []string{"5", "9", "2", "4", "1", "3"}
	return strings.Join(sample[:min(n, len(sample))], "/")
}
