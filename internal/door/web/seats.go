package web

import (
	"errors"
	"net/http"
	"sync"
	"time"

	"compromis/internal/door"
	"compromis/internal/workshop"
)

// silence is how long somebody of whom nothing is heard, neither a stream nor a
// request, is still there: without the script, one reads a story without a word.
const silence = 2 * time.Minute

// A seat may ask some things in a row, then a few a second: nobody taps faster.
const (
	asksInARow = 60
	asksRefill = 100 * time.Millisecond
)

// maxStreams is how many tabs follow the room from one seat.
const maxStreams = 4

// seat is somebody inside, however many tabs they have open.
type seat struct {
	server *Server
	pass   pass
	guest  *door.Guest
	ready  chan struct{}          // closed once they are in, or refused
	err    error                  // why they were refused; read once ready
	mail   <-chan *workshop.State // what the room says, read by whoever looks

	mu      sync.Mutex
	state   *workshop.State // the latest one read
	changed chan struct{}   // closed at the next one
	out     bool            // no longer in the seat
	left    bool            // by themselves
	why     door.Closing    // why; Open when it was taken back elsewhere
	word    string          // what to say once
	streams int
	alone   chan struct{} // closed when the last stream ends, once out; or nil
	timer   *time.Timer   // they leave when it fires; nil before they are in

	asks  int // left
	since time.Time
}

// errFast is for a script that is not ours.
var errFast = errors.New("Trop de demandes à la fois. Attendez un instant.")

// sit returns the seat of a pass, and takes them in first when they are not; on
// the seat of a return number, if they give one.
func (s *Server) sit(r *http.Request, p pass, number string) (*seat, error) {
	s.mu.Lock()
	one, here := s.seats[p.key()]
	if !here {
		one = &seat{server: s, pass: pass{p.id, within}, state: untold, ready: make(chan struct{}), changed: make(chan struct{}), asks: asksInARow, since: time.Now()}
		one.guest = &door.Guest{Key: p.key(), Return: number, From: wireOf(r).From(), Gone: r.Context().Done(), Out: one.close}
		s.seats[p.key()] = one
	}
	s.mu.Unlock()
	if !here {
		one.come()
	}
	<-one.ready
	if one.err == nil && one.hasLeft() { // this very moment
		s.forget(one)
		return s.sit(r, p, number)
	}
	return one, one.err
}

// seated returns the seat of a pass, or nil.
func (s *Server) seated(p pass) *seat {
	s.mu.Lock()
	one := s.seats[p.key()]
	s.mu.Unlock()
	if one == nil {
		return nil
	}
	<-one.ready
	if one.err != nil || one.hasLeft() {
		return nil
	}
	return one
}

func (one *seat) hasLeft() bool {
	one.mu.Lock()
	defer one.mu.Unlock()
	return one.left
}

// come enters the room.
func (one *seat) come() {
	defer close(one.ready)
	if one.err = one.server.entrance.Enter(one.guest); one.err != nil {
		one.server.forget(one)
		return
	}
	one.mu.Lock()
	if one.timer = time.AfterFunc(one.server.config.silence, one.leave); one.out { // already
		one.timer.Stop()
	}
	one.mu.Unlock()
	one.mail = one.server.entrance.Room.Watch(one.guest.Seat)
	if s, open := <-one.mail; open { // there is always one from the start
		one.learn(s)
	}
}

// untold is what a room says that says nothing.
var untold = new(workshop.State)

// learn keeps what the room says. Of several streams that read the mailbox at once,
// the last to say so may have the older state.
func (one *seat) learn(s *workshop.State) {
	one.mu.Lock()
	defer one.mu.Unlock()
	if s.Version > one.state.Version {
		one.state = s
		one.tell()
	}
}

// read takes what the mailbox holds, if anything. A mailbox that is closed says that
// the seat was taken back elsewhere, unless the room closes.
func (one *seat) read() {
	select {
	case s, open := <-one.mail:
		one.heed(s, open)
	default:
	}
}

// heed is what to do of what the mailbox said.
func (one *seat) heed(s *workshop.State, open bool) {
	switch {
	case open:
		one.learn(s)
	case one.server.entrance.Closing() == door.Open:
		one.close(door.Open)
	}
}

// tell wakes the streams. The seat is locked.
func (one *seat) tell() {
	close(one.changed)
	one.changed = make(chan struct{})
}

// close puts them out, because the room closes or because the seat was taken back
// elsewhere. They leave once the streams have said so.
func (one *seat) close(why door.Closing) {
	one.mu.Lock()
	defer one.mu.Unlock()
	if one.out {
		return
	}
	one.out, one.why = true, why
	if one.timer != nil {
		one.timer.Stop()
	}
	one.tell()
	alone := make(chan struct{})
	if one.alone = alone; one.streams == 0 {
		close(alone)
	}
	go func() {
		<-alone
		one.server.entrance.Leave(one.guest)
		if why != door.Open { // who was put out of their seat is told so the next time too
			one.server.forget(one)
		}
	}()
}

// leave gives the seat back, when nothing was heard for a while or when asked.
func (one *seat) leave() {
	one.mu.Lock()
	if one.out || one.streams > 0 {
		one.mu.Unlock()
		return
	}
	one.out, one.left = true, true
	one.timer.Stop()
	one.mu.Unlock()
	one.server.forget(one)
	one.server.entrance.Leave(one.guest)
}

// forget takes a seat out of the list: the pass may come in again.
func (s *Server) forget(one *seat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seats[one.guest.Key] == one {
		delete(s.seats, one.guest.Key)
	}
}

// heard says that they are there, and whether they may ask one thing more.
func (one *seat) heard() bool {
	one.mu.Lock()
	defer one.mu.Unlock()
	if !one.out {
		one.timer.Reset(one.server.config.silence)
	}
	now := time.Now()
	every := one.server.config.refill
	if n := int(now.Sub(one.since) / every); n > 0 {
		one.asks, one.since = min(one.asks+n, asksInARow), one.since.Add(time.Duration(n)*every)
	}
	if one.asks <= 0 {
		return false
	}
	one.asks--
	return true
}

// sight is what somebody sees at once.
type sight struct {
	state   *workshop.State
	out     bool
	why     door.Closing
	changed <-chan struct{} // closed at the next state another stream reads, and once they are out
}

// now is what they see: all that the room said until now.
func (one *seat) now() sight {
	one.read()
	one.mu.Lock()
	defer one.mu.Unlock()
	return sight{one.state, one.out, one.why, one.changed}
}

// say keeps a word for the next page.
func (one *seat) say(word string) {
	one.mu.Lock()
	defer one.mu.Unlock()
	one.word = word
}

// said returns the word kept for this page.
func (one *seat) said() string {
	one.mu.Lock()
	defer one.mu.Unlock()
	word := one.word
	one.word = ""
	return word
}

// open counts a stream in; it is false when there are too many, or nobody there.
func (one *seat) open() bool {
	one.mu.Lock()
	defer one.mu.Unlock()
	if one.streams >= maxStreams || one.out {
		return false
	}
	one.streams++
	one.timer.Stop()
	return true
}

// shut counts a stream out.
func (one *seat) shut() {
	one.mu.Lock()
	defer one.mu.Unlock()
	if one.streams--; one.streams > 0 {
		return
	}
	if one.out {
		close(one.alone)
	} else {
		one.timer.Reset(one.server.config.silence)
	}
}
