package host

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/door"
	"compromis/internal/door/doortest"
	"compromis/internal/door/ssh"
	"compromis/internal/room"
	"compromis/internal/workshop"
)

// poll is another room than [workshop.Room]: it plays both roles with what
// package workshop exports, and knows one question, voted on once. One kept by
// several machines would be made the same way.
type poll struct {
	guide *decision.Guide

	mu    sync.Mutex
	state workshop.State
	seats map[string]int // by key
	last  workshop.Seat  // the last one given
	here  map[workshop.Seat]chan *workshop.State
	votes map[int]decision.Value // by seat
}

var (
	_ workshop.Participants = (*poll)(nil)
	_ workshop.Trainer      = (*poll)(nil)

	errOther = errors.New("Cette salle ne sait pas le faire.")
)

func newPoll(g *decision.Guide) *poll {
	p := &poll{
		guide: g, seats: map[string]int{}, votes: map[int]decision.Value{},
		here: map[workshop.Seat]chan *workshop.State{workshop.Console: make(chan *workshop.State, 1)},
	}
	p.tell()
	return p
}

// tell gives everybody the latest state.
func (p *poll) tell() {
	p.state.Version++
	p.state.Present, p.state.Voters = len(p.here)-1, len(p.votes)
	for seat, mail := range p.here {
		select {
		case <-mail:
		default:
		}
		s := p.state
		s.Own = p.votes[seat.Number]
		mail <- &s
	}
}

// change does something to the state, and tells it.
func (p *poll) change(do func(*workshop.State)) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	do(&p.state)
	p.tell()
	return nil
}

func (p *poll) Knows(key string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.seats[key] > 0
}

func (p *poll) Join(key string) (workshop.Seat, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last.Visit++
	seat := workshop.Seat{Number: p.seats[key], Visit: p.last.Visit}
	if seat.Number == 0 {
		p.last.Number++
		seat.Number = p.last.Number
	}
	if key != "" {
		p.seats[key] = seat.Number
	}
	p.here[seat] = make(chan *workshop.State, 1)
	p.tell()
	return seat, nil
}

func (p *poll) Leave(s workshop.Seat) {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.here[s])
	delete(p.here, s)
	p.tell()
}

func (p *poll) Watch(s workshop.Seat) <-chan *workshop.State {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.here[s]
}

func (p *poll) Answer(s workshop.Seat, b workshop.Ballot, said string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.state.Phase != workshop.Voting || b != p.state.Ballot {
		return workshop.ErrLate
	}
	p.votes[s.Number] = decision.Value(said)
	p.tell()
	return nil
}

func (p *poll) Choose(exercise string) error {
	i := slices.IndexFunc(p.guide.Exercises, func(e decision.Exercise) bool { return e.ID == exercise })
	return p.change(func(s *workshop.State) {
		s.Phase, s.Exercise = workshop.Story, &p.guide.Exercises[i]
		s.Questions = []workshop.Question{workshop.FactQuestion(&p.guide.Questions[0])}
	})
}

func (p *poll) Ask(decision.Fact) error {
	return p.change(func(s *workshop.State) {
		s.Phase, s.Question, s.Round = workshop.Thinking, &s.Questions[0], 1
		s.Ballot = workshop.Ballot{Number: 1, Fact: s.Question.Fact}
	})
}

func (p *poll) OpenVote() error {
	return p.change(func(s *workshop.State) { s.Phase = workshop.Voting })
}

func (p *poll) CloseVote() error {
	return p.change(func(s *workshop.State) { s.Phase = workshop.Counted })
}

func (p *poll) Reveal() error {
	return p.change(func(s *workshop.State) {
		tally := make(workshop.Tally, len(s.Question.Options))
		for i, o := range s.Question.Options {
			for _, v := range p.votes {
				if v == o.Value {
					tally[i]++
				}
			}
		}
		s.Phase, s.Rounds, s.Unsure, s.Cast = workshop.Revealed, []workshop.Tally{tally}, []int{0}, []int{len(p.votes)}
	})
}

func (p *poll) Hide() error {
	return p.change(func(s *workshop.State) { s.Phase, s.Rounds = workshop.Counted, nil })
}

func (p *poll) Past() workshop.Past                             { return workshop.Past{} }
func (p *poll) Sure(workshop.Seat, workshop.Ballot, bool) error { return errOther }
func (p *poll) Pose(string, []string) error                     { return errOther }
func (p *poll) AskSure(bool) error                              { return errOther }
func (p *poll) Accept(int, workshop.Ballot, string, bool) error { return errOther }
func (p *poll) SetTeams(int) error                              { return errOther }
func (p *poll) JoinTeam(workshop.Seat, int) error               { return errOther }
func (p *poll) AllowNames(bool) error                           { return errOther }
func (p *poll) ShowName(int, string, bool) error                { return errOther }
func (p *poll) NameSeat(int, string, string) error              { return errOther }
func (p *poll) SetAside(int) error                              { return errOther }
func (p *poll) Recall(int) error                                { return errOther }
func (p *poll) Expects(string) bool                             { return false }
func (p *poll) Darken(bool) error                               { return errOther }
func (p *poll) Return(string, string) (workshop.Seat, error) {
	return workshop.Seat{}, workshop.ErrNumber
}
func (p *poll) Sheet(workshop.Seat) (workshop.Sheet, error) { return workshop.Sheet{}, errOther }
func (p *poll) Unseen() bool                                { return false }
func (p *poll) Rename(workshop.Seat, string) error          { return errOther }
func (p *poll) SecondRound() error                          { return errOther }
func (p *poll) FollowMajority() error                       { return errOther }
func (p *poll) ReplayMinority() error                       { return errOther }
func (p *poll) FreePlay() error                             { return errOther }
func (p *poll) Next() error                                 { return errOther }

// TestAnotherRoom: the door, the participant's screen and the console ask
// nothing but the two roles: another room behind them plays a vote.
func TestAnotherRoom(t *testing.T) {
	other := newPoll(guide(t))
	server, err := ssh.Listen(ssh.Config{Guide: guide(t), HostKey: filepath.Join(t.TempDir(), "cle")})
	if err != nil {
		t.Fatal(err)
	}
	entrance, served := door.New(other, "482913", 8, time.Now), make(chan error, 1)
	go func() { served <- server.Serve(entrance) }()
	t.Cleanup(func() {
		entrance.Close(door.Paused)
		server.Close()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	d := sit(t, guide(t), other, room.Invitation{Commands: server.Commands(), Code: "482913"})
	d.sees("code de la salle : 482913")
	come := func(a doortest.Arrival) *doortest.Guest {
		a.Codes, a.Width, a.Height = []string{"482913"}, 80, 40
		return doortest.Join(t, fmt.Sprintf("127.0.0.1:%d", server.Port()), a)
	}
	key := doortest.NewKey(t)
	a, b := come(doortest.Arrival{Key: key}), come(doortest.Arrival{})
	d.sees("2 participants présents")
	d.hits("enter").sees("▌ " + guide(t).Exercises[0].Title)
	d.hits("enter").sees("▌ " + guide(t).Questions[0].Title[:20])
	d.hits("enter").sees("vote à ouvrir")
	d.hits("space").sees("VOTE OUVERT")
	a.Sees("vote est ouvert")
	b.Sees("vote est ouvert")
	a.Types("1")
	b.Types("2")
	d.sees("2 réponses")
	d.hits("space").sees("résultat caché")
	d.hits("enter").sees("50 %")
	a.Sees("50 %")
	back := come(doortest.Arrival{Key: key}) // with the same key, on the same seat
	back.Sees("(votre réponse)")
	d.hits("r").sees("Cette salle ne sait pas le faire")
}
