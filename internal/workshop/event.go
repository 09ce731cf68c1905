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
	Key      string        `json:"cle,omitempty"`    // the first time a seat does anything: the digest of its key, if any; returned
	Return   string        `json:"retour,omitempty"` // the return number of the seat, until the journal holds it
	Other    int           `json:"autre,omitempty"`  // returned: the seat that key had before
	Name     string        `json:"nom,omitempty"`    // named, nameGiven
	Exercise string        `json:"cas,omitempty"`    // chosen
	Ballot   int           `json:"vote,omitempty"`
	Fact     decision.Fact `json:"fait,omitempty"` // asked, answered
	Value    string        `json:"reponse,omitempty"`
	Team     int           `json:"equipe,omitempty"` // teamed: by the trainer, how many there are; by a seat, the one it chooses; came: the one it is given
	Dealt    []int         `json:"places,omitzero"`  // teamed, by the trainer: the seats then taken, dealt in this order; older journals have none
	Text     string        `json:"texte,omitempty"`  // posed; accepted, nameShown, nameGiven: what the trainer read
	Options  []string      `json:"choix,omitempty"`  // posed
}

// what is the kind of an event.
type what string

const (
	came     what = "arrivee" // somebody took a new seat: it stays theirs, whatever they do in it; or came back to one the teams were dealt without
	named    what = "pseudonyme"
	answered what = "reponse"
	sured    what = "certitude" // whether they are sure of the answer they gave
	returned what = "retour"    // somebody took their seat back by its number, with another key

	teamed what = "equipes"

	setAside what = "ecarte"  // a seat nobody is in: its answers do not count
	recalled what = "rappele" // they count again

	accepted what = "accepte" // the words of a seat may be shown
	withheld what = "retire"  // they may not any more

	nameShown  what = "nom-montre" // the pseudonym of a seat may be shown
	nameHidden what = "nom-cache"  // it may not any more
	nameGiven  what = "nom-donne"  // the trainer wrote another, or none

	namesOff what = "pseudonymes-interdits" // there is none in this session: those taken are taken away
	namesOn  what = "pseudonymes-permis"

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
	posed    what = "question-libre"
	sureOn   what = "certitude-demandee" // from now on, each says whether they are sure
	sureOff  what = "certitude-finie"
)

// ofVote says whether it needs a vote under way.
func (w what) ofVote() bool {
	return w == opened || w == closed || w == shown || w == hidden || w == again || w == majority
}

// bySeat says whether the event is a participant's.
func (e event) bySeat() bool {
	return e.What == came || e.What == named || e.What == answered || e.What == returned || e.What == sured || e.What == teamed && e.Seat != 0
}

// ofPeople says whether the trainer says something of those who take part: at any
// moment, since it changes nothing in what the room is doing.
func (e event) ofPeople() bool {
	switch e.What {
	case setAside, recalled, accepted, withheld, nameShown, nameHidden, nameGiven, namesOff, namesOn:
		return true
	case teamed:
		return e.Seat == 0
	}
	return false
}
