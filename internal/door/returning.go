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

var errTakes = errors.New("Cette place a été reprise trop souvent. Attendez une minute, ou entrez sans numéro de retour.")

// Returns says whether a return number is somebody's, before [Entrance.Enter]
// takes their seat, and counts it when it is nobody's, as wrong codes are (see
// [Entrance.Opens]).
func (e *Entrance) Returns(gone <-chan struct{}, guesser netip.Addr, number string) bool {
	return e.numbers.guess(gone, guesser, func() bool { return e.Room.Expects(number) })
}

// expects says in French why a return number does not open its seat. Who guesses
// tries few, and nobody takes one seat without end.
func (e *Entrance) expects(g *Guest) error {
	if !e.Returns(g.Gone, g.From, g.Return) {
		return workshop.ErrNumber
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
