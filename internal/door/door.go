// Package door is how one enters a workshop, whatever the way in: over SSH
// (package door/ssh) or by any other door opened beside it. It knows neither
// protocols nor screens.
//
// All the doors of a room share one [Entrance], and go through it in this order:
//
//   - [Entrance.Admit], for each connection, before a byte is read: how many
//     there may be, from where, and how long they may wait outside (gate.go);
//   - [Entrance.Opens], for the code of the room: an address, or somebody who
//     has a seat, may be wrong a few times in a row, then slowly (code.go, rations.go);
//   - [Entrance.Enter], for a place among those of all doors, and a seat: that of
//     a return number, which [Entrance.Returns] tells beforehand, or a new one
//     (returning.go).
//
// What is left to a door is how it speaks to people.
package door

import (
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"sync"
	"time"

	"compromis/internal/workshop"
)

// mostSeats is how many participants a room takes at most: pages, mostly. A door
// that costs more for each takes fewer.
const mostSeats = 10_000

// FarewellTime is how long the last words to somebody may take before their
// line is cut.
const FarewellTime = 2 * time.Second

// Arrivals: an address may bring twice a room in a row, then one each refill.
// Each takes a seat, and seats are counted.
const (
	visitsPerAddress = 64
	visitsRefill     = 2 * time.Second
)

var errVisits = errors.New("Trop d’arrivées depuis votre adresse. Attendez une minute, puis recommencez.")

// Closing says whether a room takes people in, or why it no longer does.
type Closing int

// What a room may be.
const (
	Open     Closing = iota
	Paused           // it goes on another time
	Finished         // for good: the answers are erased
)

// Entrance is what all the doors of a room share. It is safe for concurrent use.
type Entrance struct {
	Room workshop.Participants // the room it leads to

	seats   int
	code    *lock
	numbers *lock    // return numbers
	taken   *rations // seats taken back by their number, by number
	visits  *rations // arrivals without a seat, by address
	gate    *gate

	mu      sync.Mutex
	inside  map[*Guest]bool
	seated  map[int]*Guest // of which, by seat
	closing Closing
	out     sync.WaitGroup // those inside
}

// New returns the entrance of a room with that many places, for those who know
// the code. See [Check] for what a code and a number of places may be.
func New(room workshop.Participants, code string, seats int, now func() time.Time) *Entrance {
	return &Entrance{
		Room: room, seats: seats, code: newLock(code, now), numbers: numbersLock(now), taken: newRations(takesPerNumber, takesRefill, now), gate: newGate(seats),
		visits: newRations(max(visitsPerAddress, 2*seats), visitsRefill, now),
		inside: map[*Guest]bool{}, seated: map[int]*Guest{},
	}
}

// Check says in French what is wrong with a number of places or with a code. No
// code is fine: one is then drawn (see [KeptCode]).
func Check(seats int, code string) error {
	if seats < 1 || seats > mostSeats {
		return fmt.Errorf("La salle accueille de 1 à %d participants, pas %d. Changez --participants-max.", mostSeats, seats)
	}
	if code != "" && !sound(code) {
		return errors.New("Le code de la salle compte de 4 à 32 lettres ou chiffres, sans accent ni espace. Changez --code, ou ne le donnez pas" + colon + "il sera tiré au hasard.")
	}
	return nil
}

// Guest is somebody at a door who gave the code.
type Guest struct {
	Key    string          // who they are to the room, or "" (see [workshop.Participants])
	Return string          // the return number they typed, or "" (see [workshop.Participants])
	From   netip.Addr      // where they come from (see [Line.From])
	Gone   <-chan struct{} // closed once they gave up; may be nil
	Out    func(Closing)   // called if the room closes while they are inside, or, with [Open], if somebody takes their seat: they must go
	Seat   workshop.Seat   // theirs, once they are inside
}

// Enter takes somebody in and gives them a seat, until [Entrance.Leave]. An
// error says in French why not. Whoever comes back with their key, or with their
// return number, takes the place of the session they left open, by whatever door.
func (e *Entrance) Enter(g *Guest) error {
	if g.Return != "" {
		return e.comeBack(g)
	}
	if err := e.place(g); err != nil {
		return err
	}
	err := errVisits
	if g.From.IsLoopback() || e.Room.Knows(g.Key) || e.visits.take(g.From) {
		var seat workshop.Seat
		if seat, err = e.Room.Join(g.Key); err == nil {
			e.seat(g, seat)
		}
	}
	if err != nil {
		e.free(g)
	}
	return err
}

// comeBack takes in somebody who gives a return number.
func (e *Entrance) comeBack(g *Guest) error {
	if err := e.expects(g); err != nil {
		return err
	}
	seat, err := e.Room.Return(g.Key, g.Return)
	if err != nil {
		return err
	}
	g.Seat = seat // nobody else knows this guest yet
	if err := e.place(g); err != nil {
		e.Room.Leave(seat)
		return err
	}
	e.seat(g, seat)
	return nil
}

// seat gives a seat to somebody inside, and puts out whoever was in it.
func (e *Entrance) seat(g *Guest, s workshop.Seat) {
	e.mu.Lock()
	g.Seat = s
	before := e.seated[s.Number]
	e.seated[s.Number] = g
	e.mu.Unlock()
	if before != nil {
		before.Out(Open)
	}
}

// Leave gives back the seat and the place of somebody inside.
func (e *Entrance) Leave(g *Guest) {
	e.Room.Leave(g.Seat)
	e.free(g)
}

// place counts somebody in, unless the room is closing or full.
func (e *Entrance) place(g *Guest) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closing != Open {
		return workshop.ErrClosed
	}
	if len(e.inside) >= e.seats && e.others(g) >= e.seats {
		return workshop.ErrFull
	}
	e.inside[g] = true
	e.out.Add(1)
	return nil
}

// others is how many are inside, but for those whose place somebody takes.
func (e *Entrance) others(g *Guest) (taken int) {
	for other := range e.inside {
		if !e.same(g, other) {
			taken++
		}
	}
	return taken
}

// same says whether somebody takes the place of another: they have the same key,
// or the same seat.
func (e *Entrance) same(g, other *Guest) bool {
	if g.Seat.Number > 0 && other.Seat.Number == g.Seat.Number {
		return true
	}
	return g.Key != "" && other.Key == g.Key
}

func (e *Entrance) free(g *Guest) {
	e.mu.Lock()
	delete(e.inside, g)
	if e.seated[g.Seat.Number] == g {
		delete(e.seated, g.Seat.Number)
	}
	e.mu.Unlock()
	e.out.Done()
}

// Closing says whether the room still takes people in.
func (e *Entrance) Closing() Closing {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.closing
}

// Close stops taking people in, and returns once everybody is out: they have a
// moment for their last words, then every line is cut. Close the doors
// afterwards.
func (e *Entrance) Close(why Closing) {
	e.mu.Lock()
	e.closing = why
	inside := slices.Collect(maps.Keys(e.inside))
	e.mu.Unlock()
	for _, g := range inside {
		g.Out(why)
	}
	out := make(chan struct{})
	go func() { e.out.Wait(); close(out) }()
	select {
	case <-out:
	case <-time.After(FarewellTime):
	}
	e.gate.shut()
	<-out
}
