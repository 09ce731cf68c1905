package workshop

import (
	"slices"
	"time"

	"compromis/decision"
)

// Ending is where an answer leads, and why.
type Ending struct {
	Option Option
	// Step is the recommended one; for [WhichStep], the step answered; nil while
	// the story does not say enough.
	Step     *decision.Step
	Expected bool // Step is the one the exercise leads to
	// Reading compares an answer about a fact with what the story says of it:
	// another one may well lead to the same step, and is still a wrong reading.
	Reading Reading
	// Held says that where the answer leads is not told yet: the room is still to be
	// asked for the step.
	Held bool
	// Standing is where Step stands in the ladder: recommended, or what keeps it
	// from being so. Reasons are what opens it, or what closes it.
	Standing decision.Standing
	Reasons  []decision.Reason
	Before   *decision.Step     // Step is closed because this one always comes first; or nil
	Path     []decision.Reply   // the answers that lead there; none for WhichStep
	Next     *decision.Question // what has to be asked first; nil when nothing
}

// Reading is what an answer about a fact makes of the story.
type Reading int

// The readings.
const (
	NoReading Reading = iota // it is about no fact that the story tells
	Faithful                 // as the story tells it
	Misread                  // otherwise
)

// Right says whether an answer is the right one: the fact as the story tells it
// or, where it tells nothing, the expected step.
func (e Ending) Right() bool {
	return e.Reading == Faithful || e.Reading == NoReading && e.Expected
}

// branch is the story with an answer of the room, and what followed.
type branch struct {
	answers decision.Answers
	end     Ending
}

func (b *branch) ending() *Ending {
	if b == nil {
		return nil
	}
	return &b.end
}

// fork is where the branches part: the vote, and the value each side gave it.
type fork struct {
	vote   *vote
	values [3]decision.Value // by side
}

// endings returns where each option of a question leads.
func (s *session) endings(q Question, before decision.Answers) []Ending {
	var all []Ending
	if q.Fact == OwnQuestion {
		return nil
	}
	if q.Fact == WhichStep {
		places := s.guide.Places(s.story)
		reasons := s.guide.Verdict(s.story).Reasons
		for _, o := range q.Options {
			all = append(all, s.stepEnding(o, places, reasons))
		}
		return all
	}
	for _, o := range q.Options {
		_, end := s.branchOff(before, q.Fact, o)
		end.Reading = s.reading(q.Fact, o.Value)
		all = append(all, end)
	}
	return all
}

// held are the endings of a question about a fact, less where they lead.
func held(all []Ending) []Ending {
	less := make([]Ending, len(all))
	for i, e := range all {
		less[i] = Ending{Option: e.Option, Reading: e.Reading, Held: true}
	}
	return less
}

// stepToCome says whether the room is still to be asked for the step: where its answers
// about a fact of the story lead would tell it. Whoever follows a branch wants to know.
func (s *session) stepToCome() bool {
	return s.side == Told && s.vote.question.Fact != WhichStep && s.vote.question.Fact != OwnQuestion &&
		!slices.ContainsFunc(s.votes, func(v *vote) bool {
			return v.exercise == s.exercise && v.question.Fact == WhichStep && v.voters(0) > 0
		})
}

// reading compares an answer about a fact with the story.
func (s *session) reading(f decision.Fact, v decision.Value) Reading {
	switch said, ok := s.story.Get(f); {
	case !ok || said == string(decision.Unknown):
		return NoReading
	case said == string(v):
		return Faithful
	}
	return Misread
}

// stepEnding says why a step is the right one, or not.
func (s *session) stepEnding(o Option, places []decision.Place, reasons []decision.Reason) Ending {
	i := slices.IndexFunc(places, func(p decision.Place) bool { return p.Step.ID == string(o.Value) })
	p := places[i]
	end := Ending{Option: o, Step: p.Step, Standing: p.Standing, Reasons: p.Blocks, Before: p.Before}
	if end.Expected = p.Step.ID == s.exercise.Step; end.Expected {
		end.Reasons = reasons
	}
	return end
}

// branchOff gives a fact another answer.
func (s *session) branchOff(a decision.Answers, f decision.Fact, o Option) (decision.Answers, Ending) {
	if after, err := s.guide.Answer(a, f, string(o.Value)); err == nil {
		a = after
	}
	w, v := s.guide.Walk(a), s.guide.Verdict(a)
	end := Ending{Option: o, Step: v.Step, Reasons: v.Reasons, Path: w.Path, Next: w.Next}
	if v.Step != nil {
		end.Standing, end.Expected = decision.Recommended, v.Step.ID == s.exercise.Step
	}
	return a, end
}

func (s *session) followMajority(at time.Time) error {
	ranked, err := s.shownRanks()
	if err != nil {
		return err
	}
	if s.side == Told {
		s.part(ranked)
		s.follow(Majority, s.story, ranked[0], at)
		return nil
	}
	s.follow(s.side, s.branches[s.side].answers, ranked[0], at)
	return nil
}

func (s *session) replayMinority(at time.Time) error {
	if err := s.split(); err != nil {
		return err
	}
	if s.side == Told {
		s.part(s.vote.ranked())
	}
	s.follow(Minority, s.story, s.fork.values[Minority], at)
	return nil
}

// split says why there is no minority to replay, or nil.
func (s *session) split() error {
	switch {
	case s.phase == Voting:
		return errVoteOpen
	case s.side == Told:
		ranked, err := s.shownRanks()
		if err == nil && len(ranked) == 1 {
			err = errNoMinority
		}
		return err
	case s.side == Minority:
		return errReplayed
	case s.fork.values[Minority] == "":
		return errNoMinority
	}
	return nil
}

// shownRanks returns the values the room gave, once they are shown.
func (s *session) shownRanks() ([]decision.Value, error) {
	if s.phase != Revealed {
		return nil, errNotShown
	}
	if s.vote.question.Fact == OwnQuestion {
		return nil, errOwn
	}
	ranked := s.vote.ranked()
	if len(ranked) == 0 {
		return nil, errNoVote
	}
	return ranked, nil
}

// part keeps where the branches part.
func (s *session) part(ranked []decision.Value) {
	s.fork.vote, s.fork.values[Majority] = s.vote, ranked[0]
	if len(ranked) > 1 {
		s.fork.values[Minority] = ranked[1]
	}
}

// follow goes on with an answer: to an ending, or to what the room must say
// first.
func (s *session) follow(side Side, before decision.Answers, v decision.Value, at time.Time) {
	further := side == s.side
	if !further {
		s.keepTeams()
		s.vote = s.fork.vote // a question of the other branch is left as it is, unseen
	}
	q := s.vote.question
	s.side, s.phase = side, Ended
	o := q.Options[q.index(v)]
	b := &branch{answers: s.story}
	if q.Fact == WhichStep {
		b.end = s.stepEnding(o, s.guide.Places(s.story), s.guide.Verdict(s.story).Reasons)
	} else {
		b.answers, b.end = s.branchOff(before, q.Fact, o)
		b.end.Reading = s.reading(q.Fact, v)
	}
	if further {
		b.end.Option, b.end.Reading = s.branches[side].end.Option, s.branches[side].end.Reading // those where the branch began
	}
	s.branches[side] = b
	if b.end.Next != nil {
		s.put(FactQuestion(b.end.Next), b.answers, at)
	}
}
