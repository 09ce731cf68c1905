package workshop

import (
	"slices"
	"time"

	"compromis/decision"
)

// lead changes the session as the trainer asks, or returns why not.
func (s *session) lead(e event) error {
	if s.phase == Voting && e.What != closed {
		return errVoteOpen
	}
	if s.phase == Ended && e.What.ofVote() {
		return errEnded
	}
	switch e.What {
	case chosen:
		return s.choose(e.Exercise)
	case asked:
		return s.ask(e.Fact, e.At)
	case opened:
		return s.open()
	case closed:
		return s.turn(errNotOpen, map[Phase]Phase{Voting: Counted})
	case shown:
		if s.phase == Revealed || s.phase == Mapped {
			return errSeen
		}
		return s.turn(errNotClosed, map[Phase]Phase{Counted: Revealed, Walking: Mapped})
	case hidden:
		return s.turn(errNotShown, map[Phase]Phase{Revealed: Counted, Mapped: Walking})
	case again:
		return s.again()
	case majority:
		return s.followMajority(e.At)
	case minority:
		return s.replayMinority(e.At)
	case freed:
		return s.freePlay()
	case posed:
		return s.pose(e)
	case sureOn, sureOff:
		s.sure = e.What == sureOn
		return nil
	}
	return errNoSuchEvent
}

// turn goes from a phase to another, or refuses.
func (s *session) turn(refusal error, to map[Phase]Phase) error {
	next, ok := to[s.phase]
	if !ok {
		return refusal
	}
	s.phase = next
	return nil
}

func (s *session) choose(id string) error {
	i := s.find(id)
	if i < 0 {
		return errNoSuchCase
	}
	e := &s.guide.Exercises[i]
	a := decision.NewAnswers(s.today)
	for _, set := range e.Answers {
		a = a.With(set.Fact, string(set.Value))
	}
	s.exercise, s.story, s.questions, s.onto = e, a, questions(s.guide, e, a), 0
	s.clear(Story)
	return nil
}

func (s *session) find(id string) int {
	return slices.IndexFunc(s.guide.Exercises, func(e decision.Exercise) bool { return e.ID == id })
}

// clear takes away what was asked and where it led.
func (s *session) clear(to Phase) {
	s.keepTeams()
	s.phase, s.vote, s.walks = to, nil, nil
	s.side, s.fork, s.branches = Told, fork{}, [3]*branch{}
}

func (s *session) ask(f decision.Fact, at time.Time) error {
	if s.exercise == nil {
		return errNoExercise
	}
	i := slices.IndexFunc(s.questions, func(q Question) bool { return q.Fact == f })
	if i < 0 {
		return errNotAsked
	}
	s.onto = i + 1
	s.clear(Thinking)
	s.put(s.questions[i], s.story, at)
	return nil
}

// put asks a question after some answers.
func (s *session) put(q Question, before decision.Answers, at time.Time) {
	s.keepTeams()
	s.nextBallot()
	s.phase = Thinking
	s.vote = &vote{
		exercise: s.exercise, question: q, side: s.side, tied: s.tie(), began: at, ended: at, aside: s.aside,
		cast: []map[int]decision.Value{{}}, sure: []map[int]bool{{}}, endings: s.endings(q, before),
	}
	s.vote.ballot, s.vote.salt = s.ballot, s.salt
	s.votes = append(s.votes, s.vote)
}

// tie is that of the vote the branches part from.
func (s *session) tie() Tie {
	if s.side == Told {
		return NoTie
	}
	return s.fork.vote.tally().Tie()
}

func (s *session) open() error {
	switch {
	case s.exercise == nil && s.vote == nil:
		return errNoExercise
	case s.phase == Walking || s.phase == Mapped:
		return errWalking
	case s.vote == nil:
		return errNoQuestion
	}
	return s.turn(errShown, map[Phase]Phase{Thinking: Voting, Counted: Voting})
}

func (s *session) again() error {
	switch {
	case s.vote == nil:
		return errNoQuestion
	case s.vote.round() == 2:
		return errSecond
	}
	if err := s.turn(errNotClosed, map[Phase]Phase{Counted: Thinking, Revealed: Thinking}); err != nil {
		return err
	}
	s.vote.cast = append(s.vote.cast, map[int]decision.Value{})
	s.vote.sure = append(s.vote.sure, map[int]bool{})
	s.vote.earlier, s.vote.accepted = s.vote.accepted, nil
	s.nextBallot()
	return nil
}

func (s *session) freePlay() error {
	switch {
	case s.exercise == nil:
		return errNoExercise
	case s.walks != nil:
		return errWalking
	}
	s.clear(Walking)
	s.nextBallot()
	id := s.exercise.ID
	if s.free[id] == nil {
		s.free[id] = walksOf{}
		s.order = append(s.order, s.exercise)
	}
	s.walks = s.free[id]
	return nil
}

// next returns what comes naturally: the next question, or the next exercise.
// The event is refused later when there is none.
func (s *session) next() event {
	if s.exercise == nil {
		return s.chooseAt(0)
	}
	if s.walks == nil && s.onto < len(s.questions) {
		return event{What: asked, Fact: s.questions[s.onto].Fact}
	}
	return s.chooseAt(s.find(s.exercise.ID) + 1)
}

func (s *session) onward() Onward {
	switch e := s.next(); {
	case s.phase == Voting:
		return Nowhere
	case e.What == asked:
		return ToQuestion
	case e.What == chosen:
		return ToExercise
	}
	return Nowhere
}

func (s *session) chooseAt(i int) event {
	if i >= len(s.guide.Exercises) {
		return event{}
	}
	return event{What: chosen, Exercise: s.guide.Exercises[i].ID}
}
