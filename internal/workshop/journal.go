package workshop

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"path/filepath"
	"time"

	"compromis/internal/disk"
)

// The files of a room, in its folder.
const (
	journalName = "atelier.jsonl"
	lockName    = "atelier.verrou"
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

// journal is the file of events. Those committed are on the disk; those added
// since are in pending, and in no file.
type journal struct {
	path string
	log  *disk.Log
	lock *disk.Lock
	header
	torn bool

	events  []event // committed, then pending
	kept    int     // how many are committed
	pending bytes.Buffer
}

// openJournal opens the journal of a folder, or starts one. Only one program at
// a time may have it. A half-written end, which nobody was told was kept, is left
// out, and cut at the next commit.
func openJournal(dir string, now time.Time) (*journal, error) {
	if err := disk.MakeDir(dir); err != nil {
		return nil, trouble(dir, err)
	}
	lock, err := disk.TryLock(filepath.Join(dir, lockName))
	if errors.Is(err, disk.ErrHeld) {
		return nil, busy(dir)
	}
	if err != nil {
		return nil, trouble(dir, err)
	}
	j := &journal{path: filepath.Join(dir, journalName), lock: lock}
	if err := j.open(now); err != nil {
		j.spare()
		return nil, errors.Join(trouble(j.path, err), j.close(false))
	}
	return j, nil
}

func (j *journal) open(now time.Time) (err error) {
	j.log, err = disk.OpenLog(j.path)
	if errors.Is(err, disk.ErrSpecial) {
		return foreign(j.path)
	}
	if err != nil {
		return err
	}
	fresh, err := j.read()
	if err == nil && fresh {
		err = j.begin(now)
	}
	return err
}

// begin writes the first line.
func (j *journal) begin(now time.Time) error {
	j.header = header{format, version, now, make([]byte, 16)}
	rand.Read(j.Salt) // never fails
	line, err := json.Marshal(j.header)
	if err != nil {
		return err
	}
	j.pending.Write(append(line, '\n'))
	return j.commit()
}

// add takes an event and its line, not on the disk yet.
func (j *journal) add(e event, line []byte) {
	j.pending.Write(append(line, '\n'))
	j.events = append(j.events, e)
}

// commit writes what is pending, and returns once the disk has it. When it
// cannot, what was pending is forgotten, and what was committed still is.
func (j *journal) commit() error {
	if j.pending.Len() == 0 {
		return nil
	}
	defer j.pending.Reset()
	if err := j.log.Append(j.pending.Bytes()); err != nil {
		j.events = j.events[:j.kept]
		return err
	}
	j.kept = len(j.events)
	return nil
}

// spare leaves the file as it was found.
func (j *journal) spare() {
	if j.log != nil {
		j.log.Spare()
	}
}

// close leaves the journal, and removes it when the workshop is finished.
func (j *journal) close(finished bool) error {
	var err error
	if j.log != nil {
		err = j.log.Close()
	}
	if finished {
		err = errors.Join(err, disk.Remove(j.path), disk.SyncDir(filepath.Dir(j.path)))
	}
	j.lock.Release()
	return err
}

// A file beyond maxJournal is not a journal. Participants may not fill one: the
// last part of it is the trainer's.
const (
	maxJournal      = 1 << 28 // bytes
	maxParticipants = maxJournal - 1<<24
)

// full says whether the participants have written all they may.
func (j *journal) full() bool { return j.log.Size()+int64(j.pending.Len()) >= maxParticipants }

// content reads the whole file.
func (j *journal) content() ([]byte, error) {
	data, err := j.log.Read(maxJournal)
	if errors.Is(err, disk.ErrHuge) {
		err = foreign(j.path)
	}
	return data, err
}
