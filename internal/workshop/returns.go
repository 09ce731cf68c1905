package workshop

import (
	"crypto/rand"
	"math/big"
	"strings"

	"compromis/internal/french"
)

// returns are the return numbers: how somebody without a key finds their seat
// again. They are drawn at random, since who guesses one takes a seat. The
// journal holds them from the moment the seat is taken.
type returns struct {
	bySeat map[int]string // digits alone
	seats  map[string]int
}

// How long a number is: short enough to copy, and long enough that one in ten
// thousand, at most, is somebody's. Older journals hold some of four digits.
const (
	shortReturn = 6
	longReturn  = 8
	fewReturns  = 100 // beyond, the long ones
)

func returnsOf(s *session) returns {
	r := returns{map[int]string{}, map[string]int{}}
	for number, digits := range s.homes {
		r.keep(number, digits)
	}
	for number, s := range s.seats {
		if s.home != "" {
			r.keep(number, s.home)
		}
	}
	return r
}

func (r *returns) keep(seat int, digits string) {
	if old := r.bySeat[seat]; old != digits {
		delete(r.seats, old)
	}
	r.bySeat[seat], r.seats[digits] = digits, seat
}

// of returns the digits of a seat.
func (r *returns) of(seat int) string { return r.bySeat[seat] }

// seat returns the seat of a number as somebody types it, or 0.
func (r *returns) seat(typed string) int {
	if len(typed) > 4*longReturn {
		return 0
	}
	return r.seats[strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, typed)]
}

// give draws a number for a seat that has none. Those of seats not in use are
// forgotten once there are too many.
func (r *returns) give(seat int, used func(int) bool) {
	if r.bySeat[seat] != "" {
		return
	}
	if len(r.bySeat) >= 2*maxSeats {
		for other, digits := range r.bySeat {
			if !used(other) {
				delete(r.bySeat, other)
				delete(r.seats, digits)
			}
		}
	}
	for {
		if digits := r.draw(); r.seats[digits] == 0 {
			r.keep(seat, digits)
			return
		}
	}
}

func (r *returns) draw() string {
	length := shortReturn
	if len(r.bySeat) >= fewReturns {
		length = longReturn
	}
	digits := make([]byte, length)
	for i := range digits {
		n, err := rand.Int(rand.Reader, big.NewInt(10))
		if err != nil {
			panic(err) // crypto/rand never fails
		}
		digits[i] = '0' + byte(n.Int64())
	}
	return string(digits)
}

// spelled is a number as one reads it aloud: « 471 208 ».
func spelled(digits string) string {
	step := max(len(digits)/2, 1)
	var said strings.Builder
	for i, c := range digits {
		if i > 0 && i%step == 0 {
			said.WriteString(french.NBSP)
		}
		said.WriteRune(c)
	}
	return said.String()
}
