package stage

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
