package stage

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode"

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

// Proposals returns the steps the room chooses from: those of the page of the
// exercise or else the expected one, the one the usual mistake leads to, and the
// nearest one may hesitate between. Their order is always the same for an
// exercise, and gives no hint of which is right.
func Proposals(g *decision.Guide, e *decision.Exercise) []*decision.Step {
	var chosen []*decision.Step
	if len(e.Proposals) > 0 {
		for _, id := range e.Proposals {
			chosen = append(chosen, g.Step(id))
		}
	} else {
		chosen = derived(g, e)
	}
	order := func(s *decision.Step) uint64 {
		h := fnv.New64a()
		h.Write([]byte(e.ID + " " + s.ID)) //nolint:errcheck // never fails
		return h.Sum64()
	}
	slices.SortFunc(chosen, func(a, b *decision.Step) int { return cmp.Compare(order(a), order(b)) })
	return chosen
}

// derived are the proposals of an exercise whose page gives none.
func derived(g *decision.Guide, e *decision.Exercise) []*decision.Step {
	chosen := []*decision.Step{g.Step(e.Step)}
	if wrong := g.Step(e.WrongStep); wrong != nil && wrong.ID != e.Step {
		chosen = append(chosen, wrong)
	}
	for _, s := range plausible(g, e) {
		if len(chosen) < maxProposals && !slices.Contains(chosen, s) {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// plausible returns the steps a room may hesitate between, the most likely first
// and, among them, the nearest to the expected one on the ladder. A step that
// supposes what the story does not have, a title or a procedure, is none of them.
func plausible(g *decision.Guide, e *decision.Exercise) []*decision.Step {
	a := answers(g, e)
	places := g.Places(a)
	here := slices.IndexFunc(places, func(p decision.Place) bool { return p.Step.ID == e.Step })
	type candidate struct {
		step           *decision.Step
		class, further int
	}
	var all []candidate
	for i, p := range places {
		if class, ok := likely(p, short(g, a, p.Step)); ok {
			all = append(all, candidate{p.Step, class, max(i-here, here-i)})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.further, b.further))
	})
	steps := make([]*decision.Step, len(all))
	for i, c := range all {
		steps[i] = c.step
	}
	return steps
}

// likely says how likely a room is to choose a step, 0 the most, from where it
// stands and how many facts it is short of: those possible later, those whose one
// missing fact is easily misread, then those closed by what comes before them, and
// last those closed for good.
// ok is false for one nobody would choose.
func likely(p decision.Place, missing int) (class int, ok bool) {
	switch {
	case missing > 1:
		return 0, false
	case p.Lasting:
		return 3, true
	case missing == 1:
		return 1, true
	case p.Standing == decision.Closed:
		return 2, true
	}
	return 0, true
}

// far is how many facts a step is short of when it supposes what the story does
// not have.
const far = 99

// short counts the facts of a story that keep a step from being the one, for the
// alternative that is short of fewest.
func short(g *decision.Guide, a decision.Answers, s *decision.Step) int {
	told := map[decision.Fact]decision.Value{}
	for _, r := range g.Walk(a).Path {
		told[r.Question.Fact] = r.Value
	}
	fewest := far
	for _, rung := range g.Ladder {
		if rung.Step != s.ID {
			continue
		}
		for _, i := range rung.Alternatives {
			fewest = min(fewest, shortOf(g, told, s.When[i].Conditions))
		}
	}
	return fewest
}

// shortOf counts the conditions that what a story tells does not meet. The first
// answer to a question is the ordinary one, nothing special: a condition that
// wants another one supposes something, which the story does not have, unless it
// is about a contact: one may think of making it again, or sooner.
func shortOf(g *decision.Guide, told map[decision.Fact]decision.Value, all []decision.Condition) int {
	missing := 0
	for _, c := range all {
		value, known := told[c.Fact]
		ordinary := slices.Contains(c.Values, g.Question(c.Fact).Options[0].Value)
		switch {
		case known && slices.Contains(c.Values, value), !known && ordinary:
		case known && (ordinary || c.Fact == decision.FactContact):
			missing++
		default:
			return far
		}
	}
	return missing
}

// answers are those the story of an exercise gives.
func answers(g *decision.Guide, e *decision.Exercise) decision.Answers {
	a := decision.NewAnswers(g.Version)
	for _, s := range e.Answers {
		a = a.With(s.Fact, string(s.Value))
	}
	return a
}

// ParsePresent reads how many people the room has. The error is one French line.
func ParsePresent(typed string) (int, error) {
	n, err := strconv.ParseUint(strings.TrimSpace(typed), 10, 0)
	if err != nil || n < 1 || n > maxVotes {
		return 0, fmt.Errorf("«\u00a0%s\u00a0» n’est pas un nombre de personnes. Écrivez par exemple 18.", strings.TrimSpace(typed))
	}
	return int(n), nil
}

// VoteMarks are what may stand between two votes besides a space and the slash that is
// told: what a hand types without thinking.
const VoteMarks = ",;.+"

// ParseVotes reads the votes typed by the trainer, "5/9/2", a number for each
// of the n proposals. Spaces separate them too, as many as there are, and each of [VoteMarks]. The error is one French line.
func ParseVotes(typed string, n int) ([]int, error) {
	parts := split(typed)
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

// split cuts votes where a mark stands between them, with or without spaces around it.
func split(typed string) []string {
	marks := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case strings.ContainsRune(VoteMarks, r):
			return '/'
		}
		return r
	}, strings.TrimSpace(typed))
	var parts []string
	for _, part := range strings.Split(marks, "/") {
		if words := strings.Fields(part); len(words) > 0 {
			parts = append(parts, words...)
		} else {
			parts = append(parts, part)
		}
	}
	return parts
}

// example is what votes for n proposals look like: "5/9/2/4/1".
func example(n int) string {
	sample := []string{"5", "9", "2", "4", "1", "3"}
	return strings.Join(sample[:min(n, len(sample))], "/")
}
