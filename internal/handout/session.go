package handout

import "compromis/decision"

// Session is a training session as its report tells it. It names nobody: votes
// and results are counts. Its words come as people read them, so that a report
// can be written again long after the content has changed.
type Session struct {
	Title      string // a few words, may be empty
	On         decision.Day
	Content    decision.Day // date of the content the session was played with
	Objectives []string     // what the trainer wants people to be able to do
	Rounds     []Round      // the exercises played in front of the room, in order
	Practice   []Result     // what people then did by themselves
}

// Round is an exercise played in front of the room.
type Round struct {
	Exercise string // its title
	Point    string // what it teaches, on one line; may be empty
	Minutes  int    // how long it took; 0 when not known
	Votes    []Vote // by step proposed
}

// Vote is how many people chose a step, before the discussion and after it.
type Vote struct {
	Step     string // its title
	Expected bool   // the exercise leads to it
	Before   int
	After    int
}

// Result is how people did on one teaching point, by themselves.
type Result struct {
	Point string
	Right int // answers that met it
	Wrong int
}

// tally adds up the votes of a round.
type tally struct{ right, cast int }

// before counts the first vote. Nothing cast means that there was none.
func (r Round) before() (t tally) {
	for _, v := range r.Votes {
		t = t.with(v.Before, v.Expected)
	}
	return t
}

// after counts the second vote.
func (r Round) after() (t tally) {
	for _, v := range r.Votes {
		t = t.with(v.After, v.Expected)
	}
	return t
}

func (t tally) with(votes int, expected bool) tally {
	t.cast += votes
	if expected {
		t.right += votes
	}
	return t
}

func (t tally) plus(u tally) tally { return tally{t.right + u.right, t.cast + u.cast} }

// percent returns the share of right votes, rounded. It is 0 when none was
// cast.
func (t tally) percent() int {
	if t.cast <= 0 {
		return 0
	}
	return (200*t.right + t.cast) / (2 * t.cast)
}
