package door

import (
	"crypto/sha256"
	"errors"
	"net/netip"
	"strings"
	"time"

	"compromis/internal/workshop"
)

// Seats taken back by one number: beyond, somebody else has it too.
const (
	takesPerNumber = 8
	takesRefill    = 30 * time.Second
)

// Wrong return numbers of the whole room, whatever their addresses: some in a row, then
// one each refill. Whoever guesses from many addresses tries no more.
const (
	numbersInARow = 20
	numbersRefill = 10 * time.Second
)

// everyone is the name of the whole room among the rations.
var everyone netip.Addr

// ErrGuessed is that too many return numbers were wrong in the room for one more to be
// tried, right or not.
var ErrGuessed = errors.New("Trop de numéros de retour faux dans la salle. Attendez une minute, ou demandez au formateur.")

var errTakes = errors.New("Cette place a été reprise trop souvent. Attendez une minute, ou entrez sans numéro de retour.")

// Returns says why a return number is nobody's, before [Entrance.Enter] takes their
// seat: [workshop.ErrNumber] or [ErrGuessed]. Wrong ones are counted as wrong codes are
// (see [Entrance.Opens]), and all those of the room together.
func (e *Entrance) Returns(gone <-chan struct{}, guesser netip.Addr, number string) error {
	err := e.numbers.guess(gone, guesser, func() bool { return e.Room.Expects(number) })
	if errors.Is(err, errWrong) {
		return workshop.ErrNumber
	}
	return err
}

// Guessed says whether somebody guesses return numbers: no more are tried for now.
func (e *Entrance) Guessed() bool { return e.numbers.room.left(everyone) <= 0 }

// expects says in French why a return number does not open its seat. Who guesses
// tries few, and nobody takes one seat without end.
func (e *Entrance) expects(g *Guest) error {
	if err := e.Returns(g.Gone, g.From, g.Return); err != nil {
		return err
	}
	if !e.taken.take(nameOf(g.Return)) {
		return errTakes
	}
	return nil
}

// nameOf stands for a number among the rations.
func nameOf(number string) netip.Addr {
	digit := func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}
	of := sha256.Sum256([]byte(strings.Map(digit, number)))
	return netip.AddrFrom16([16]byte(of[:16]))
}

// numbersLock is the lock of return numbers.
func numbersLock(now func() time.Time) *lock {
	k := newLock("", now)
	k.room = newRations(numbersInARow, numbersRefill, now)
	return k
}
