package workshop

import (
	"strings"
	"time"

	"compromis/decision"
)

// session is what the journal tells: plain data, changed by events alone, the
// same events always giving the same session.
type session struct {
	guide *decision.Guide
	today time.Time
	salt  []byte // of the room: what is drawn at random is drawn alike when the events are played again

	phase     Phase
	exercise  *decision.Exercise
	story     decision.Answers // what the exercise says
	questions []Question
	onto      int  // the question that comes next
	sure      bool // each is asked whether they are sure
	ballot    int
	vote      *vote // under way or shown; nil when there is none
	side      Side
	fork      fork
	branches  [3]*branch // by side; Told has none

	nameless bool        // there are no pseudonyms
	teams    int         // how many there are; 0 for none
	team     map[int]int // the team of a seat: given, or chosen since
	dealt    bool        // the teams were dealt among those present: nobody else has one yet
	seats    map[int]seat
	homes    map[int]string // the return numbers of the seats somebody took, whether or not they did something there
	keys     map[string]int // the seat of a digest
	aside    map[int]bool   // seats whose answers do not count
	moves    map[int]int    // events of a seat since the last ballot

	votes []*vote              // all of them, for the report
	free  map[string]walksOf   // by exercise
	order []*decision.Exercise // of the free plays, for the report
	walks walksOf              // those of the free play under way; nil when there is none
	leads *leads               // where answers given alone lead
	last  time.Time            // when the trainer last did something

	ended  map[*decision.Exercise]bool // a branch of it was followed to its end, in front of the room
	mapped map[*decision.Exercise]bool // where everyone arrived alone was shown
}

// seat is what is remembered of a participant who did something.
type seat struct {
	name    string
	shown   bool   // the trainer shows it to the room
	given   bool   // and wrote it, or took it away
	answers int    // in how many rounds they answered
	names   int    // how many pseudonyms they took
	back    int    // how many times they came back with another key
	home    string // its return number, once the journal holds it
}

// How many events a seat may write: more than any hand does.
const (
	maxMoves = 200 // on a ballot
	maxNames = 20  // pseudonyms, in all
	maxBack  = 50  // keys bound to a seat, in all
)

func newSession(g *decision.Guide, h header, l *leads) *session {
	s := &session{guide: g, today: h.Opened, salt: h.Salt, seats: map[int]seat{}, team: map[int]int{}, homes: map[int]string{}, keys: map[string]int{}, aside: map[int]bool{}, free: map[string]walksOf{}, leads: l,
		ended: map[*decision.Exercise]bool{}, mapped: map[*decision.Exercise]bool{}}
	s.nextBallot()
	return s
}

// apply changes the session, or returns why not and leaves it as it was.
func (s *session) apply(e event) error {
	if e.ofPeople() {
		return s.ofPeople(e)
	}
	if !e.bySeat() {
		if err := s.lead(e); err != nil {
			return err
		}
		s.tell()
		s.last = e.At
		if s.vote != nil && e.What != minority {
			s.vote.ended = e.At
		}
		return nil
	}
	if e.Seat < 1 {
		return errNoSuchEvent
	}
	if e.What == came {
		s.arrive(e)
		return nil
	}
	if s.moves[e.Seat] >= maxMoves {
		return errTooMuch
	}
	if e.What == named && e.Name != "" && s.nameless {
		return errNoNames
	}
	if e.What == named && s.seats[e.Seat].names >= maxNames {
		return errTooManyNames
	}
	if e.What == returned && s.seats[e.Seat].back >= maxBack {
		return errTooManyKeys
	}
	if err := s.said(e); err != nil {
		return err
	}
	s.remember(e)
	return nil
}

// arrive keeps how somebody who took a seat finds it again.
func (s *session) arrive(e event) {
	if strings.Trim(e.Return, "0123456789") == "" && e.Return != "" {
		s.homes[e.Seat] = e.Return
	}
	if e.Key != "" {
		s.keys[e.Key] = e.Seat
	}
	if e.Team != 0 {
		s.team[e.Seat] = e.Team
	}
}

// said takes what a seat says of the question.
func (s *session) said(e event) error {
	switch e.What {
	case answered:
		return s.answer(e)
	case sured:
		return s.beSure(e)
	case teamed:
		return s.chooseTeam(e)
	}
	return nil
}

// ofPeople takes what the trainer says of those who take part.
func (s *session) ofPeople(e event) error {
	switch e.What {
	case setAside, recalled:
		return s.count(e)
	case nameShown, nameHidden:
		return s.showName(e)
	case nameGiven:
		return s.giveName(e)
	case namesOff, namesOn:
		return s.allowNames(e)
	case teamed:
		return s.setTeams(e)
	}
	return s.accept(e)
}

// remember keeps that a seat did something, and who it was.
func (s *session) remember(e event) {
	s.moves[e.Seat]++
	known := s.seats[e.Seat]
	if e.What == named {
		known.shown = known.shown && known.name == e.Name // another name is read again
		known.name, known.given = e.Name, false
		known.names++
	}
	if e.What == teamed {
		s.team[e.Seat] = e.Team
	}
	if e.What == returned {
		known.back++
		if _, did := s.seats[e.Other]; did {
			s.aside[e.Other] = true
		}
	}
	if strings.Trim(e.Return, "0123456789") == "" && e.Return != "" {
		known.home = e.Return
	}
	s.seats[e.Seat] = known
	delete(s.aside, e.Seat) // they are there
	if e.Key != "" {
		s.keys[e.Key] = e.Seat
	}
}

// count says whether the answers of a seat count.
func (s *session) count(e event) error {
	if _, known := s.seats[e.Seat]; !known || s.aside[e.Seat] == (e.What == setAside) {
		return errNothingAside
	}
	if e.What == setAside {
		s.aside[e.Seat] = true
	} else {
		delete(s.aside, e.Seat)
	}
	return nil
}

// answer takes a vote, or the answer of someone who walks alone.
func (s *session) answer(e event) error {
	switch {
	case e.Ballot != s.ballot:
		return ErrLate
	case s.phase == Walking || s.phase == Mapped:
		return s.walkOn(e)
	case s.phase == Thinking && e.Fact == s.vote.question.Fact:
		return ErrEarly
	case s.phase != Voting || e.Fact != s.vote.question.Fact:
		return ErrLate
	case e.Value != string(decision.Unknown) && !s.vote.takes(decision.Value(e.Value)):
		return &decision.InputError{Fault: decision.UnknownValue, Fact: e.Fact, Said: e.Value}
	}
	if _, again := s.vote.last()[e.Seat]; !again {
		known := s.seats[e.Seat]
		known.answers++
		s.seats[e.Seat] = known
	}
	s.vote.change(e.Seat, decision.Value(e.Value))
	return nil
}

// holds says whether an answer, a pseudonym or a team is already the one of that seat.
func (s *session) holds(e event) bool {
	if e.What == teamed {
		return s.teamOf(e.Seat) == e.Team && e.Team > 0
	}
	if e.What == named {
		return s.seats[e.Seat].name == e.Name
	}
	if e.Ballot != s.ballot || s.phase != Voting || e.Fact != s.vote.question.Fact {
		return false
	}
	if e.What == sured {
		own, ok := s.vote.sure[s.vote.round()-1][e.Seat]
		return ok && own == (e.Value == yes) && s.asksSure() // it may be asked no more
	}
	own, ok := s.vote.last()[e.Seat]
	return ok && string(own) == e.Value
}

func (s *session) nextBallot() {
	s.ballot++
	s.moves = map[int]int{}
}
