package workshop

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"os"
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
	Salt    []byte    `json:"sel"` // of the digests of keys
}

// journal is the file of events. Those committed are on the disk; those added
// since are in pending, and in no file.
type journal struct {
	path string
	file *os.File
	lock *disk.Lock
	header
	torn bool

	events  []event // committed, then pending
	kept    int     // how many are committed
	size    int64   // of the file, as far as it is committed
	pending bytes.Buffer
	untidy  bool // the file may hold more than what is committed
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
		j.untidy = false // it is not ours to cut
		return nil, errors.Join(trouble(j.path, err), j.close(false))
	}
	return j, nil
}

func (j *journal) open(now time.Time) (err error) {
	if info, err := os.Lstat(j.path); err == nil && !info.Mode().IsRegular() {
		return foreign(j.path)
	}
	if j.file, err = os.OpenFile(j.path, os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return err
	}
	fresh, err := j.read()
	if err != nil {
		return err
	}
	if fresh {
		if err := j.begin(now); err != nil {
			return err
		}
		return disk.SyncDir(filepath.Dir(j.path))
	}
	return nil
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
	j.untidy = true
	return j.commit()
}

// add takes an event and its line, not on the disk yet.
func (j *journal) add(e event, line []byte) {
	j.pending.Write(append(line, '\n'))
	j.events = append(j.events, e)
}

// commit writes what is pending, and returns once the disk has it. When it
// cannot, what was pending is forgotten, and what was committed still is: the
// part of it that was written is cut at once, or at the next occasion.
func (j *journal) commit() error {
	if j.pending.Len() == 0 {
		return nil
	}
	defer j.pending.Reset()
	err := j.tidy()
	if err == nil {
		j.untidy = true
		_, err = j.file.WriteAt(j.pending.Bytes(), j.size)
	}
	if err == nil {
		err = j.file.Sync()
	}
	if err != nil {
		j.events = j.events[:j.kept]
		_ = j.tidy() // tried again before anything else is written, and on closing
		return err
	}
	j.untidy = false
	j.kept = len(j.events)
	j.size += int64(j.pending.Len())
	return nil
}

// tidy cuts from the file what is not committed.
func (j *journal) tidy() error {
	if !j.untidy {
		return nil
	}
	if err := j.file.Truncate(j.size); err != nil {
		return err
	}
	j.untidy = false
	return nil
}

// close leaves the journal, and removes it when the workshop is finished.
func (j *journal) close(finished bool) error {
	var err error
	if j.file != nil {
		err = errors.Join(j.tidy(), j.file.Close())
	}
	if finished {
		err = errors.Join(err, os.Remove(j.path), disk.SyncDir(filepath.Dir(j.path)))
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
func (j *journal) full() bool { return j.size+int64(j.pending.Len()) >= maxParticipants }

// content reads the whole file.
func (j *journal) content() ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(j.file, maxJournal+1))
	if err == nil && len(data) > maxJournal {
		err = foreign(j.path)
	}
	return data, err
}
