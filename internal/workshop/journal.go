package workshop

import (
	"bytes"
	"context"
	"crypto/rand"
	"slices"
	"time"
)

// The form of the journal. Its first line, always the same at its beginning,
// says that it is ours; a file of another form is left alone.
const (
	format  = "compromis-atelier"
	version = 1
)

// header is the first line.
type header struct {
	Format  string    `json:"format"`
	Version int       `json:"version"`
	Opened  time.Time `json:"ouvert"`
	Salt    []byte    `json:"sel"` // of the digests of keys, and of what is drawn at random
}

// journal is the events of a room. Those committed are where its store keeps them; those
// added since are in pending, and nowhere else.
type journal struct {
	store
	header
	torn bool

	events  []event // committed, then pending
	kept    int     // how many are committed
	size    int64   // bytes of what is committed
	pending bytes.Buffer
}

// store is where the lines of a journal are kept: a file (folder.go), of which one program
// is the only writer, or a table of a server (shared.go), where programs write in turn.
type store interface {
	// name is where it is, for what is said of it.
	name() string
	// turn gives this program its turn to write after so many events, and the lines that
	// others wrote meanwhile. Every turn ends with append, even of nothing.
	turn(kept int) (others [][]byte, err error)
	// append writes lines after so many events, and returns once they are safe. An error
	// says that they are not, but for one of a server that does not answer any more: what it
	// kept is then read with what others wrote. A room that is told is seen at once elsewhere.
	append(kept int, lines []byte, told bool) error
	// trouble tells a person what went wrong.
	trouble(err error) error
	// spare leaves what was found as it was.
	spare()
	// close leaves the store, and removes what it keeps when the workshop is finished.
	close(finished bool) error
	// follow tells what happens by the other programs of the room after so many events, until
	// the context ends; nil where there are none.
	follow(ctx context.Context, kept int) <-chan others
	// here says which seats somebody is in by this program.
	here(seats []int)
}

// begun is the first line of a new journal.
func begun(now time.Time) header {
	h := header{format, version, now, make([]byte, 16)}
	rand.Read(h.Salt) // never fails
	return h
}

// add takes an event and its line, not safe yet.
func (j *journal) add(e event, line []byte) {
	j.pending.Write(append(line, '\n'))
	j.events = append(j.events, e)
}

// commit writes what is pending, and returns once it is safe. When it cannot, what was
// pending is forgotten, and what was committed still is.
func (j *journal) commit() error {
	defer j.pending.Reset()
	told := slices.ContainsFunc(j.events[j.kept:], func(e event) bool { return !e.bySeat() })
	if err := j.append(j.kept, j.pending.Bytes(), told); err != nil {
		j.events = j.events[:j.kept]
		return err
	}
	j.keep(int64(j.pending.Len()))
	return nil
}

// keep says that all the events are committed, in so many bytes more.
func (j *journal) keep(bytes int64) { j.kept, j.size = len(j.events), j.size+bytes }

// A file beyond maxJournal is not a journal. Participants may not fill one: the
// last part of it is the trainer's.
const (
	maxJournal      = 1 << 28 // bytes
	maxParticipants = maxJournal - 1<<24
)

// full says whether the participants have written all they may.
func (j *journal) full() bool { return j.size+int64(j.pending.Len()) >= maxParticipants }
