// Package workshop is a room that plays a conflict together: a trainer asks,
// every participant answers from their own seat, and the room sees what it
// thinks. It knows neither SSH nor screens.
//
// A newcomer needs five words.
//
//   - A [Room] is the whole. [Open] it on a folder; it is safe for concurrent use.
//     Screens know it by its two roles, [Trainer] and [Participants].
//   - A [Seat] is a participant who came in with [Room.Join]. The same key gives
//     the same seat back, and so does its return number (returns.go).
//   - A [State] is what a seat sees. [Room.Watch] gives the latest one in a
//     mailbox of one place: a slow reader misses states and delays nobody.
//   - A [Ballot] is a question put to the room, once or twice: one thinks alone,
//     votes, discusses and votes again. [Room.Answer] returns once the answer is
//     on the disk.
//   - A branch is the story with the answer most people gave, or the second
//     one, as far as it goes: an [Ending].
//
// Inside, one goroutine owns everything (loop.go). It changes a [session],
// which is plain data, by events (event.go, session.go, moves.go); it writes
// them to the journal (journal.go), waits for the disk once for all that came
// in meanwhile, and only then shows and acknowledges them. Opening a room again
// is playing its journal again.
package workshop

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"compromis/decision"
)

// Seat is a participant, for as long as they stay. A [Room] makes them in Join,
// as any other implementation of [Participants] does. The zero Seat is the
// console.
type Seat struct {
	Number int // from 1; the same when they come back with their key
	Visit  int // one more each time somebody sits down: a seat with an older one is nobody's
}

// Console is the trainer's place: it sees what nobody else does, and is always
// there. Watch it, never answer from it.
var Console Seat

// Room is a workshop under way. [Open] makes one; use no other.
type Room struct {
	guide   *decision.Guide
	now     func() time.Time
	past    Past
	asks    chan ask
	ctx     context.Context // done once the loop must end
	stop    context.CancelFunc
	stopped chan struct{} // closed once it has

	leads   *leads
	walking atomic.Bool // everyone walks alone

	// What follows belongs to the loop alone.
	session *session
	journal *journal
	here    map[int]*visitor // by seat; the console is 0
	sitting map[string]int   // the seats of those who are here, by the digest of their key
	booth   *visitor         // the trainer's private screen; nil while there is none
	visits  int
	seated  int // the last seat number given
	returns returns
	rolled  []Attendee    // the latest roll
	came    map[int]bool  // seats somebody sat in since the room was opened
	others  <-chan others // what happens by other programs; nil where there are none
	away    map[int]bool  // seats somebody is in there
	version int
	news    news
	dark    bool             // nothing is projected; gone with the process
	trouble error            // why the disk failed the last time; nil when it did not
	later   <-chan time.Time // when what waits is told; nil when nothing does

	finished bool          // the journal goes with the room
	ended    error         // what its closing said; read once stopped is closed
	over     chan struct{} // see Over
	why      error         // read once over is closed
}

// Past is what [Open] found in the folder.
type Past struct {
	Resumed bool      // a workshop was under way
	Began   time.Time // when the room was first opened
	Last    time.Time // when its trainer last did something
	Seats   int
	Torn    bool // the last line was half written, so never acknowledged: it was dropped
}

// Open opens the room kept in a folder, at the very place it was left, or a new
// one; the folder is made when it does not exist. Nobody is in it yet. Its errors
// are French sentences: the folder cannot be written, another program has it
// open, or its journal is not ours or damaged, and then is left as it is. Call
// [Room.Close] or [Room.Finish] in the end.
func Open(g *decision.Guide, dir string, now func() time.Time) (*Room, error) {
	j, err := openJournal(dir, now())
	if err != nil {
		return nil, err
	}
	return open(g, j, now)
}

func open(g *decision.Guide, j *journal, now func() time.Time) (*Room, error) {
	r := &Room{
		journal: j, over: make(chan struct{}),
		guide: g, now: now, leads: &leads{guide: g, known: map[string]*lead{}},
		asks: make(chan ask), stopped: make(chan struct{}), here: map[int]*visitor{}, sitting: map[string]int{}, came: map[int]bool{},
	}
	var err error
	if r.session, err = r.replayed(); err != nil {
		r.journal.spare() // the error says that it was not touched
		return nil, errors.Join(err, r.journal.close(false))
	}
	for seat := range r.session.seats {
		r.seated = max(r.seated, seat)
	}
	for seat := range r.session.homes {
		r.seated = max(r.seated, seat)
	}
	r.returns = returnsOf(r.session)
	r.walking.Store(r.session.walks != nil)
	r.past = Past{Resumed: len(r.journal.events) > 0, Began: r.journal.Opened, Last: r.session.last, Seats: len(r.session.seats), Torn: r.journal.torn}
	r.here[0] = &visitor{mail: make(chan *State, 1)}
	r.ctx, r.stop = context.WithCancel(context.Background())
	r.rolled = r.roll()
	r.tell(0, r.common())
	r.others = j.follow(r.ctx, j.kept)
	go r.loop()
	return r, nil
}

// Past says what was found in the folder.
func (r *Room) Past() Past { return r.past }

// Join gives a seat. The same key gives the same seat back, with its answers;
// whoever was in it is out, and their mailbox is closed. An empty key makes a new
// seat, which only its return number finds again (see [Room.Return]). The room keeps the key as a digest only it
// can compute. The error is [ErrFull] or [ErrClosed].
func (r *Room) Join(key string) (Seat, error) {
	return r.enter(func() (Seat, error) { return r.join(r.digest(key)) })
}

// Return takes back the seat of a return number (see [State.Return]), and gives
// it to the key, if any, for the next times: whoever was in it is out, and their
// mailbox is closed. What that key had answered from another seat counts no more:
// one person, one vote. The error is [ErrNumber], [ErrFull], [ErrKept] or
// [ErrClosed].
func (r *Room) Return(key, number string) (Seat, error) {
	return r.enter(func() (Seat, error) { return r.back(r.digest(key), number) })
}

// Expects says whether a return number has a seat.
func (r *Room) Expects(number string) bool {
	known := false
	_ = r.do(func() error { known = r.returns.seat(number) != 0; return nil }) // a closed room expects nobody
	return known
}

// enter gives a seat, and takes it away when the disk could not keep how.
func (r *Room) enter(sit func() (Seat, error)) (seat Seat, err error) {
	wrote := false
	err = r.writeSeat(func() (err error) {
		before := len(r.journal.events)
		seat, err = sit()
		wrote = slices.ContainsFunc(r.journal.events[before:], func(e event) bool { return e.What != came }) // a new seat is good until the disk is
		return err
	})
	if err != nil && (wrote || err != ErrKept || r.others != nil) { // another program may have given that seat
		r.Leave(seat)
		return Seat{}, err
	}
	return seat, nil
}

// Knows says whether a key has a seat already.
func (r *Room) Knows(key string) bool {
	known := false
	_ = r.do(func() error { known = r.seatOf(r.digest(key)) != 0; return nil }) // a closed room knows nobody
	return known
}

// Leave empties a seat and closes its mailbox. Its answers stay. Leaving twice,
// or after someone took the seat back, does nothing.
func (r *Room) Leave(s Seat) {
	_ = r.do(func() error { // a closed room has nobody left
		if v := r.visitor(s); v != nil && s != Console {
			r.leave(s)
		}
		return nil
	})
}

// Rename gives a seat a pseudonym, or takes it away when it is empty. What
// cannot be printed is dropped and what is too long is cut: read it back from
// [State.Name].
func (r *Room) Rename(s Seat, name string) error {
	if name = tidy(name); likePlace(name) {
		return errPlaceName
	}
	return r.writeSeat(func() error { return r.bySeat(s, event{What: named, Name: name}) })
}

// Watch returns the mailbox of a seat: the latest state, whenever there is a
// new one, and the current one from the start. It is closed when the seat is
// left or taken back, and when the room closes.
func (r *Room) Watch(s Seat) <-chan *State {
	mail := noMail
	_ = r.do(func() error { // a closed room has no mail
		if v := r.visitor(s); v != nil {
			mail = v.mail
		}
		return nil
	})
	return mail
}

// noMail is the mailbox of nobody.
var noMail = func() chan *State { c := make(chan *State); close(c); return c }()

// Answer votes, or answers the question of a seat that walks alone, and returns
// once the disk has it. A vote may change while it is open. Someone who walks
// alone may also answer a question already on their path again: what follows
// from it changes. said is the value of an option, or [decision.Unknown]; in free
// play, also what was typed (see [decision.Answers]). The errors are
// [ErrLate], [ErrEarly], [ErrGone], [ErrClosed], [ErrKept] when the disk fails, or a
// [*decision.InputError]: in every case the previous answer, if any, still
// stands.
func (r *Room) Answer(s Seat, b Ballot, said string) error {
	r.foresee(s, b, said)
	return r.writeSeat(func() error {
		e, err := r.session.worded(event{What: answered, Ballot: b.Number, Fact: b.Fact, Value: said})
		if err != nil {
			return err
		}
		return r.bySeat(s, e)
	})
}

// Choose tells the room the story of an exercise. Like everything the trainer
// does below, it returns once the disk has it, and refuses in one French
// sentence what makes no sense at that moment.
func (r *Room) Choose(exercise string) error { return r.lead(event{What: chosen, Exercise: exercise}) }

// Ask puts a question to the room: a fact of [State.Questions], or [WhichStep].
// The vote is not open yet.
func (r *Room) Ask(f decision.Fact) error { return r.lead(event{What: asked, Fact: f}) }

// OpenVote opens the vote on the question asked, or opens it again.
func (r *Room) OpenVote() error { return r.lead(event{What: opened}) }

// CloseVote closes it. Its result stays hidden.
func (r *Room) CloseVote() error { return r.lead(event{What: closed}) }

// Reveal shows the result of the vote to everyone, or where the room is.
func (r *Room) Reveal() error { return r.lead(event{What: shown}) }

// Hide hides it again.
func (r *Room) Hide() error { return r.lead(event{What: hidden}) }

// SecondRound gets ready for a second vote on the same question. The first one
// stays, and both are shown at the next reveal.
func (r *Room) SecondRound() error { return r.lead(event{What: again}) }

// FollowMajority goes on with the answer most people gave; when several are
// equal, with the first of them. When the story does not say what comes next,
// the room is asked.
func (r *Room) FollowMajority() error { return r.lead(event{What: majority}) }

// ReplayMinority goes back to where the branches part, and goes on with the
// answer that came second.
func (r *Room) ReplayMinority() error { return r.lead(event{What: minority}) }

// FreePlay lets everyone walk alone through the exercise. When they come back
// to it, they find their answers again.
func (r *Room) FreePlay() error { return r.lead(event{What: freed}) }

// Next asks the next of [State.Questions]; after the last one, it tells the
// room the next exercise.
func (r *Room) Next() error {
	return r.write(func() error {
		e := r.session.next()
		if e.What == "" {
			return errLastOne
		}
		return r.record(e)
	})
}

// Unseen says whether somebody answered the current vote and its result is
// still hidden: going on would leave it behind.
func (r *Room) Unseen() bool {
	unseen := false
	_ = r.do(func() error { // a closed room has nothing to leave
		v := r.session.vote
		unseen = r.session.phase == Counted && v.voters(v.round()-1) > 0
		return nil
	})
	return unseen
}

// SetAside says that the answers of a seat nobody is in do not count, until
// [Room.Recall] or until somebody sits there again: whoever came back to another
// seat would count twice.
func (r *Room) SetAside(seat int) error {
	return r.write(func() error {
		if r.isIn(seat) {
			return errSomebody
		}
		return r.record(event{What: setAside, Seat: seat})
	})
}

// Recall says that they count again.
func (r *Room) Recall(seat int) error { return r.lead(event{What: recalled, Seat: seat}) }

// Close ends the room and leaves its journal where it is: [Open] goes on from
// there. Every mailbox is closed. Closing twice does nothing.
func (r *Room) Close() error {
	r.stop()
	<-r.stopped
	return r.ended
}

// Finish ends the room for good, and removes its journal: the seats, the
// pseudonyms and the answers are gone. Take the [Room.Report] first.
func (r *Room) Finish() error {
	if err := r.do(func() error { r.finished = true; return nil }); err != nil {
		return err
	}
	return r.Close()
}
