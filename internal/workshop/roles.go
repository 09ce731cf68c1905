package workshop

import "compromis/decision"

// A room as those in front of it know it, and all they may ask of it. A [Room]
// is in this process; one kept by many machines would play the same two roles,
// and no screen would change (docs/passage-a-l-echelle.md).

// Participants is what those who take part ask of a room, through any door.
type Participants interface {
	Join(key string) (Seat, error)
	Knows(key string) bool
	Return(key, number string) (Seat, error)
	Expects(number string) bool
	Rename(s Seat, name string) error
	Watch(s Seat) <-chan *State
	Answer(s Seat, b Ballot, said string) error
	Sure(s Seat, b Ballot, sure bool) error
	Sheet(s Seat) (Sheet, error)
	JoinTeam(s Seat, team int) error
	Leave(s Seat)
}

// Trainer is what the console asks of a room.
type Trainer interface {
	Watch(s Seat) <-chan *State
	Past() Past
	Choose(exercise string) error
	Ask(f decision.Fact) error
	OpenVote() error
	CloseVote() error
	Reveal() error
	Hide() error
	SecondRound() error
	FollowMajority() error
	ReplayMinority() error
	FreePlay() error
	Next() error
	Unseen() bool
	Darken(dark bool) error
	Pose(title string, options []string) error
	AskSure(on bool) error
	Accept(seat int, b Ballot, read string, shown bool) error
	ShowName(seat int, read string, shown bool) error
	NameSeat(seat int, read, name string) error
	AllowNames(allowed bool) error
	SetTeams(number int) error
	SetAside(seat int) error
	Recall(seat int) error
}

var (
	_ Participants = (*Room)(nil)
	_ Trainer      = (*Room)(nil)
)
