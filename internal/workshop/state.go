package workshop

import (
	"slices"

	"compromis/decision"
)

// Phase says what the room is doing.
type Phase int

// The phases, in the order of a vote. Thinking comes before each round: alone
// before the first, together before the second.
const (
	Waiting  Phase = iota // no exercise is chosen
	Story                 // an exercise is chosen, nothing is asked
	Thinking              // a question is asked, the vote is not open
	Voting                // the vote is open
	Counted               // the vote is closed, its result hidden
	Revealed              // its result is shown
	Ended                 // a branch was followed to its end
	Walking               // everyone walks alone
	Mapped                // everyone walks alone, and sees where the room is
)

// Side says which answers come before the question asked.
type Side int

// The sides: the story as it is told, with the answer most people gave, or with
// the answer that came second.
const (
	Told Side = iota
	Majority
	Minority
)

// Ballot names a vote, and the fact it is about. An answer carries the ballot
// it was read on: one that comes late counts for no other question.
type Ballot struct {
	Number int           // one more at each round and each free play
	Fact   decision.Fact // what the answer is about
}

// State is what a seat, or the console, sees. It is shared, with all it points to,
// between those who read it: nobody may write to it.
type State struct {
	Version   int // one more at each change of the room
	Phase     Phase
	Exercise  *decision.Exercise // nil while Waiting
	Questions []Question         // what the room can be asked about it
	Question  *Question          // what is asked, of this seat alone while everyone walks; nil when nothing is
	Ballot    Ballot             // give it back to [Room.Answer]
	Round     int                // 1 or 2; 0 when there is no vote
	Side      Side               // the answers that come before the question
	Voters    int                // seats that answered, in this round
	Present   int                // seats with someone in them
	Name      string             // the pseudonym of this seat, or ""
	NameFate  string             // what became of it, in French; "" while there is none
	Nameless  bool               // there are no pseudonyms in this session
	Teams     int                // how many there are; 0 for none
	Team      int                // that of this seat, from 1
	Return    string             // how whoever is in this seat finds it again from elsewhere: « 471 208 »
	Own       decision.Value     // the answer of this seat in this round, or ""
	Before    decision.Value     // in the second round, its answer in the first, or ""
	StepLater bool               // the room is asked about a fact, and for the step later: it is not told yet where an answer leads
	AsksSure  bool               // each is asked whether they are sure (see [Room.Sure])
	Sheet     bool               // there is something to take away (see [Room.Sheet])
	SaidSure  string             // what this seat said of it: « oui », « non » or ""

	// What only a reveal shows. Endings also wait for the second round, or for a
	// branch to be followed: one discusses without knowing.
	Rounds  []Tally  // one a round
	Unsure  []int    // the « je ne sais pas » of each round
	Cast    []int    // how many answered in each round, in whatever way
	Shift   [][]int  // from an option in the first round to one in the second, « je ne sais pas » last; nil before
	Endings []Ending // where each option leads and why, in the order of the options
	// With the endings: who was right, and sure of it, round by round; nil when it was not asked.
	Confidences []Confidence
	SaidBefore  []string    // the words the trainer accepted of an open question, in the first round once there is a second
	Said        []string    // and in the last
	ByTeam      []TeamTally // team by team; nil where there are none, or where it would show somebody

	// The two branches, once followed; nil before. Split says that the second one
	// may be followed now: see [Room.ReplayMinority].
	Majority *Ending
	Minority *Ending
	Split    bool
	Tie      Tie // of the vote they part from

	Onward Onward // what [Room.Next] would do

	// Free play.
	Walk    decision.Walk    // where this seat is
	Verdict decision.Verdict // where it arrived
	Map     *Map             // where everyone is: to the console, and to all while Mapped

	// To the console only.
	Names   []string   // the pseudonyms of those present that may be shown to the room
	Roll    []Attendee // who is known, by seat
	Dark    bool       // nothing is to be projected for now
	Words   []Words    // all the answers to an open question, shown or not
	Sure    bool       // the session asks whether one is sure
	Trouble error      // the disk failed the last time; a French sentence
}

// Walks says whether everyone walks alone.
func (s State) Walks() bool { return s.Phase == Walking || s.Phase == Mapped }

// Answers says whether an answer may be given now.
func (s State) Answers() bool { return s.Phase == Voting || s.Walks() }

// Moment tells one thing the room does from the next: what is shown of another
// moment is another page, read from its top.
type Moment struct {
	Phase    Phase
	Exercise *decision.Exercise
	Ballot   Ballot
	Side     Side
}

// Moment is what the room is doing.
func (s State) Moment() Moment { return Moment{s.Phase, s.Exercise, s.Ballot, s.Side} }

// Previous is the question answered before that about a fact, in free play, on
// the way one's own answers took and in its words; before the present one when
// the fact is empty. It is nil on the first.
func (s State) Previous(f decision.Fact) *Question {
	path := slices.DeleteFunc(slices.Clone(s.Walk.Path), func(r decision.Reply) bool { return r.Deduced })
	at := len(path)
	if f != "" {
		at = slices.IndexFunc(path, func(r decision.Reply) bool { return r.Question.Fact == f })
	}
	if at <= 0 {
		return nil
	}
	asked := FactQuestion(path[at-1].Question)
	return &asked
}

// Onward is what comes after the present question.
type Onward int

// The ways to go on.
const (
	Nowhere    Onward = iota // the vote is open, or it was the last exercise
	ToQuestion               // another question about the exercise
	ToExercise               // another exercise
)

// Tally counts the answers of a round, in the order of the options of the
// question; « je ne sais pas » is none of them.
type Tally []int

// Tied says whether several options share the first place.
func (t Tally) Tied() bool {
	sorted := slices.Sorted(slices.Values(t))
	n := len(sorted)
	return n > 1 && sorted[n-1] == sorted[n-2]
}

// Tie says which place of a vote several options share.
type Tie int

// The ties that change the name of a branch.
const (
	NoTie Tie = iota
	TiedFirst
	TiedSecond
)

// Tie says which of the first two places is shared.
func (t Tally) Tie() Tie {
	sorted := slices.Sorted(slices.Values(t))
	switch n := len(sorted); {
	case t.Tied():
		return TiedFirst
	case n > 2 && sorted[n-2] == sorted[n-3] && sorted[n-2] > 0:
		return TiedSecond
	}
	return NoTie
}

// Map says where everybody is while they walk alone. Those who have not started
// are on the first question.
type Map struct {
	Asked   []Place // by question, in the order they are asked
	Arrived []Place // by final step, in the order of the ladder
	Stuck   int     // those whose « je ne sais pas » leaves no single step
}

// Place is a question or a step, and how many seats are at it.
type Place struct {
	Question *decision.Question // or nil
	Step     *decision.Step     // or nil
	Count    int
}

// view returns the state of the session for everyone: a seat adds its own part.
func (s *session) view() State {
	v := State{
		Phase: s.phase, Exercise: s.exercise, Questions: s.questions, Side: s.side,
		Majority: s.branches[Majority].ending(), Minority: s.branches[Minority].ending(), Split: s.split() == nil, Onward: s.onward(),
		Sheet: s.hasSheet(), Nameless: s.nameless, Teams: s.teams,
	}
	if s.fork.vote != nil {
		v.Tie = s.fork.vote.tally().Tie()
	}
	if s.walks != nil {
		v.Voters = s.walkers()
	}
	if s.vote == nil {
		return v
	}
	v.Question, v.Ballot, v.Round = &s.vote.question, Ballot{s.ballot, s.vote.question.Fact}, s.vote.round()
	v.Voters, v.AsksSure = s.vote.voters(v.Round-1), s.asksSure()
	if s.phase == Revealed || s.phase == Ended {
		v.Rounds, v.Unsure, v.Cast, v.Shift = s.vote.tallies(), s.vote.unsure(), s.vote.voted(), s.vote.shift()
		v.SaidBefore, v.Said = s.vote.shownWords()
	}
	v.StepLater = s.stepToCome()
	if s.phase == Revealed && v.Round == 2 || s.phase == Ended {
		v.Endings, v.Confidences = s.vote.endings, s.vote.confidences()
	}
	if v.StepLater && v.Endings != nil {
		v.Endings = held(v.Endings)
	}
	if v.Rounds != nil {
		v.ByTeam = s.byTeam(s.vote, v.Endings != nil)
	}
	return v
}

// seen adds to the view what is a seat's own.
func (s *session) seen(v State, seat int) State {
	v.Name, v.Team, v.NameFate = s.seats[seat].name, s.teamOf(seat), s.seats[seat].nameFate()
	switch {
	case s.phase == Walking || s.phase == Mapped:
		at := s.leadOf(s.walks[seat])
		v.Walk, v.Verdict = at.walk, at.verdict
		v.Ballot = Ballot{Number: s.ballot}
		if next := at.walk.Next; next != nil {
			q := FactQuestion(next)
			v.Question, v.Ballot.Fact = &q, next.Fact
		}
	case s.vote != nil:
		v.Own = s.vote.last()[seat]
		if sure, said := s.vote.sure[v.Round-1][seat]; said {
			v.SaidSure = map[bool]string{true: yes, false: no}[sure]
		}
		if v.Round == 2 {
			v.Before = s.vote.cast[0][seat]
		}
	}
	return v
}
