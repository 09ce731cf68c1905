package door

import (
	"errors"
	"fmt"
	"math"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"compromis/content/contenttest"
	"compromis/internal/workshop"
)

// numberOf is the return number of somebody inside.
func numberOf(t *testing.T, e *Entrance, g *Guest) string {
	t.Helper()
	return (<-e.Room.Watch(g.Seat)).Return
}

// TestComingBack: a return number gives its seat back, by whatever door and in a
// full room; whoever still sat there is out.
func TestComingBack(t *testing.T) {
	e := entrance(t, time.Now)
	first, second := someone(""), someone("zoé")
	if err := errors.Join(e.Enter(first), e.Enter(second)); err != nil {
		t.Fatal(err)
	}
	mail, number := e.Room.Watch(first.Seat), numberOf(t, e, first)
	var out []Closing
	first.Out = func(why Closing) { out = append(out, why) }
	back := someone("")
	back.Return = number
	if err := e.Enter(back); err != nil || back.Seat.Number != first.Seat.Number {
		t.Fatalf("back on seat %d, not %d: %v", back.Seat.Number, first.Seat.Number, err)
	}
	if _, open := <-mail; open || !slices.Equal(out, []Closing{Open}) {
		t.Errorf("the one inside is told to go: %v", out)
	}
	e.Leave(first)
	wrong := someone("")
	wrong.Return = "999"
	if err := e.Enter(wrong); !errors.Is(err, workshop.ErrNumber) {
		t.Errorf("a wrong number: %v", err)
	}
	if err := e.Enter(someone("")); !errors.Is(err, workshop.ErrFull) {
		t.Errorf("a third comes in: %v", err)
	}
}

// TestOneNumberIsTakenSeldom: nobody takes a seat back without end, whatever the
// way they write its number.
func TestOneNumberIsTakenSeldom(t *testing.T) {
	now := time.Now()
	e := entrance(t, func() time.Time { return now })
	first := someone("")
	if err := e.Enter(first); err != nil {
		t.Fatal(err)
	}
	number := numberOf(t, e, first)
	take := func(i int) error {
		g := &Guest{Return: number + fmt.Sprintf("%*s", i%3, ""), From: netip.AddrFrom4([4]byte{192, 0, 2, byte(i)}), Out: func(Closing) {}}
		err := e.Enter(g)
		if err == nil {
			e.Leave(g)
		}
		return err
	}
	for i := range takesPerNumber {
		if err := take(i); err != nil {
			t.Fatalf("take %d: %v", i, err)
		}
	}
	if take(50) == nil {
		t.Error("taken once more")
	}
	now = now.Add(takesRefill)
	if err := take(51); err != nil {
		t.Errorf("after a while: %v", err)
	}
}

// TestGuessingNumbers: in an hour, whoever guesses from an address, on as many
// lines as they like, tries few numbers; the right one is served soon after.
func TestGuessingNumbers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := contenttest.Guide(t)
		room, err := workshop.Open(g, t.TempDir(), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer room.Close()
		e := New(room, "482913", 100, time.Now)
		first := someone("")
		if err := e.Enter(first); err != nil {
			t.Fatal(err)
		}
		number := numberOf(t, e, first)
		over := make(chan struct{})
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				for {
					select {
					case <-over:
						return
					default:
						e.Enter(&Guest{Return: "x", From: first.From, Gone: over}) //nolint:errcheck // wrong on purpose
					}
				}
			})
		}
		time.Sleep(time.Hour)
		if n := e.WrongCodes(); n > 70 {
			t.Errorf("%d numbers tried in a minute", n)
		}
		close(over)
		all.Wait()
		time.Sleep(numbersRefill)
		if err := e.Enter(&Guest{Return: number, From: first.From}); err != nil {
			t.Errorf("the right one, later: %v", err)
		}
	})
}

// TestGuessingFromManyAddresses: 240 addresses that give ten wrong numbers each, minute
// after minute, are heard no more than one: in 45 minutes, the odds that they take one
// of 100 seats stay under three in a hundred. The trainer sees it, and whoever has the
// right number comes back once it is over.
func TestGuessingFromManyAddresses(t *testing.T) {
	now := time.Now()
	e := entrance(t, func() time.Time { return now })
	first := someone("")
	if err := e.Enter(first); err != nil {
		t.Fatal(err)
	}
	number := numberOf(t, e, first)
	tried, refused := 0, 0
	guess := func() {
		t.Helper()
		for i := range 240 {
			for range 10 {
				err := e.Enter(&Guest{Return: "x", From: netip.AddrFrom4([4]byte{127, 0, 1, byte(i)})})
				switch {
				case errors.Is(err, workshop.ErrNumber):
					tried++
				case errors.Is(err, ErrGuessed):
					refused++
				default:
					t.Fatal(err)
				}
			}
		}
	}
	guess()
	if tried != numbersInARow || refused != 2400-numbersInARow || !e.Guessed() {
		t.Errorf("%d tried at once, %d refused; guessed: %v", tried, refused, e.Guessed())
	}
	if err := e.Enter(&Guest{Return: number, From: first.From}); !errors.Is(err, ErrGuessed) {
		t.Errorf("the right one is tried meanwhile: %v", err)
	}
	for range 45 {
		now = now.Add(time.Minute + 40*time.Second) // each address has all its tries again
		guess()
	}
	digits := 0
	for _, c := range number {
		if '0' <= c && c <= '9' {
			digits++
		}
	}
	if odds := float64(tried) / 75 * 45 * 100 / math.Pow10(digits); odds > 0.03 { // in 75 minutes
		t.Errorf("%d tried against numbers of %d digits: the odds are %.3f", tried, digits, odds)
	}
	now = now.Add(numbersRefill)
	if err := e.Enter(&Guest{Return: number, From: first.From, Out: func(Closing) {}}); err != nil || e.Guessed() {
		t.Errorf("the right one, later: %v", err)
	}
}
