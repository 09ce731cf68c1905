package workshop

import (
	"time"

	"compromis/decision"
)

// event is what happened, as the journal keeps it: one JSON line each. The
// trainer's carry the time; those of a seat do not, and no line holds a name
// unless one was given.
type event struct {
	N        int           `json:"n"` // its place in the journal, from 1
	At       time.Time     `json:"le,omitzero"`
	What     what          `json:"quoi"`
	Seat     int           `json:"place,omitempty"`
	Key      string        `json:"cle,omitempty"` // the first time a seat does anything: the digest of its key, if any
	Name     string        `json:"nom,omitempty"` // named
	Exercise string        `json:"cas,omitempty"` // chosen
	Ballot   int           `json:"vote,omitempty"`
	Fact     decision.Fact `json:"fait,omitempty"` // asked, answered
	Value    string        `json:"reponse,omitempty"`
}

// what is the kind of an event.
type what string

const (
	named    what = "pseudonyme"
	answered what = "reponse"

	chosen   what = "cas"
	asked    what = "question"
	opened   what = "vote-ouvert"
	closed   what = "vote-ferme"
	shown    what = "montre"
	hidden   what = "masque"
	again    what = "second-tour"
	majority what = "majorite"
	minority what = "minorite"
	freed    what = "libre"
)

// ofVote says whether it needs a vote under way.
func (w what) ofVote() bool {
	return w == opened || w == closed || w == shown || w == hidden || w == again || w == majority
}

// bySeat says whether the event is a participant's.
func (e event) bySeat() bool { return e.What == named || e.What == answered }
