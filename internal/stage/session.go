package stage

import "compromis/decision"

// What stands beside a line of a result, or names one: the room reads it, and the
// report says it again in the same words.
const (
	WordTold     = "(ce que dit l’histoire)"
	WordExpected = "(étape attendue)"
	WordAlone    = "Chacun avance seul"
	WordStuck    = "Arrêtés par un «\u00a0je ne sais pas\u00a0»"
)

// Session is a training session as its report tells it. It names nobody: votes
// and results are counts. Its words come as people read them, so that a report
// can be written again long after the content has changed.
type Session struct {
	Heading
	On         decision.Day
	From, To   string       // the hours it began and ended, « 14 h 05 »; may be empty
	People     int          // how many took part; 0 when not known
	Content    decision.Day // date of the content the session was played with
	Standing   string       // what must never be missed of it, for whoever tells the session: see say.Standing; may be empty
	Objectives []string     // what the trainer wants people to be able to do
	Rounds     []Round      // the questions put to the room, in order
	Practice   []Result     // what people then did by themselves
}

// Any says whether anything was done.
func (s Session) Any() bool { return len(s.Rounds)+len(s.Practice) > 0 }

// Heading is what heads a report besides what was done. Any of it may be empty.
type Heading struct {
	Title        string // a few words
	Trainer      string
	Organisation string
	Place        string
}

// Round is a question put to the room, or an exercise played without a vote.
type Round struct {
	Exercise   string       // its title
	Question   string       // what was asked; empty when it was which step to take
	Branch     string       // after which answer of the room, « la réponse de la majorité »; empty for the story as told
	Fact       bool         // it is about a fact: the right answer is what the story says of it
	Point      string       // what it teaches, on one line; may be empty
	Minutes    int          // how long it took; 0 when not known
	Votes      []Vote       // by answer proposed
	Unsure     Vote         // « je ne sais pas », which is no proposal
	Own        bool         // the trainer's own question: no answer to it is the right one
	Untold     bool         // about a fact the story says nothing of: no answer to it is the right one either
	Open       bool         // it was answered in words
	Twice      bool         // it was put twice, before a discussion and after it
	SaidBefore []string     // the words the trainer accepted the first of two times
	Said       []string     // and the only time, or the second
	Teams      []Team       // the last vote, team by team; none when there were none
	Sure       []Confidence // by round; none when it was not asked
}

// Judged says whether one of its answers is the right one.
func (r Round) Judged() bool { return !r.Own && !r.Untold }

// Confidence counts, in a round, those who were right or wrong and sure or not of it,
// as E. Mazur compares them (Peer Instruction, 1997). Who did not say is not counted.
type Confidence struct{ RightSure, RightUnsure, WrongSure, WrongUnsure int }

// Said is how many said whether they were sure.
func (c Confidence) Said() int { return c.RightSure + c.RightUnsure + c.WrongSure + c.WrongUnsure }

// Vote is how many people chose an answer, before the discussion and after it.
type Vote struct {
	Step     string // its title, or the words of the answer
	Expected bool   // it is the right one
	SameStep bool   // a wrong reading of the story that leads to the expected step all the same
	Before   int
	After    int
}

// Result is how people did on an exercise, by themselves.
type Result struct {
	Exercise   string // its title
	Point      string // what it teaches
	Right      int    // people who reached its step
	Wrong      int    // people who reached another one, or none
	Stuck      int    // of the wrong, those whose « je ne sais pas » leaves no single step
	Unfinished int    // people who did not come to the end
	Reached    []Choice
	Asked      []Asked // in the order they were first asked
}

// Asked is a question people met on their own ways.
type Asked struct {
	Question string
	Choices  []Choice
}

// Choice is what people chose by themselves, or where it led them.
type Choice struct {
	Label string
	Right bool
	Count int
}
