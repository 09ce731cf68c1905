package workshop

import (
	"bytes"
	"context"
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

// folder keeps a journal in a file: a line an event, after the header.
type folder struct {
	path string
	log  *disk.Log
	lock *disk.Lock
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
	f := &folder{path: filepath.Join(dir, journalName), lock: lock}
	j := &journal{store: f}
	if err := f.open(j, now); err != nil {
		f.spare()
		return nil, errors.Join(f.trouble(err), f.close(false))
	}
	return j, nil
}

func (f *folder) open(j *journal, now time.Time) (err error) {
	f.log, err = disk.OpenLog(f.path)
	if errors.Is(err, disk.ErrSpecial) {
		return foreign(f.path)
	}
	if err != nil {
		return err
	}
	fresh, err := f.read(j)
	if err == nil && fresh {
		err = f.begin(j, now)
	}
	j.keep(f.log.Size())
	return err
}

// begin writes the first line.
func (f *folder) begin(j *journal, now time.Time) error {
	j.header = begun(now)
	line, err := json.Marshal(j.header)
	if err != nil {
		return err
	}
	return f.log.Append(append(line, '\n'))
}

func (f *folder) name() string { return f.path }

// turn is always ours: the lock keeps the others out.
func (f *folder) turn(int) ([][]byte, error) { return nil, nil }

func (f *folder) append(_ int, lines []byte, _ bool) error {
	if len(lines) == 0 {
		return nil
	}
	return f.log.Append(lines)
}

func (f *folder) trouble(err error) error { return trouble(f.path, err) }

func (f *folder) spare() {
	if f.log != nil {
		f.log.Spare()
	}
}

func (f *folder) close(finished bool) error {
	var err error
	if f.log != nil {
		err = f.log.Close()
	}
	if finished {
		err = errors.Join(err, disk.Remove(f.path), disk.SyncDir(filepath.Dir(f.path)))
	}
	f.lock.Release()
	return err
}

func (f *folder) follow(context.Context, int) <-chan others { return nil }

func (f *folder) here([]int) {}

// content reads the whole file.
func (f *folder) content() ([]byte, error) {
	data, err := f.log.Read(maxJournal)
	if errors.Is(err, disk.ErrHuge) {
		err = foreign(f.path)
	}
	return data, err
}

// ours is how every journal begins, of any version.
const ours = `{"format":"` + format + `","version":`

// read reads the journal, up to its first line that is not whole. fresh says
// that there is nothing in it.
func (f *folder) read(j *journal) (fresh bool, err error) {
	data, err := f.content()
	if err != nil {
		return false, err
	}
	first, rest, whole := bytes.Cut(data, []byte("\n"))
	if !whole && (bytes.HasPrefix(first, []byte(ours)) || bytes.HasPrefix([]byte(ours), first)) {
		return true, nil // even its first line was never finished
	}
	if err := j.begins(first, f.path); err != nil {
		return false, err
	}
	f.log.Keep(int64(len(first)) + 1)
	return false, f.readEvents(j, rest)
}

// readEvents reads the lines after the first. What comes after the last whole
// line is the end of a write that was cut; a bad line among good ones is damage.
func (f *folder) readEvents(j *journal, data []byte) error {
	bad := 0
	for number := 2; len(data) > 0; number++ {
		line, rest, whole := bytes.Cut(data, []byte("\n"))
		e, ok := parse(line)
		switch {
		case !whole || !ok:
			j.torn = true
			if bad == 0 {
				bad = number
			}
		case bad > 0:
			return damaged(f.path, bad)
		case e.N != len(j.events)+1:
			return damaged(f.path, number)
		default:
			j.events = append(j.events, e)
			f.log.Keep(f.log.Size() + int64(len(line)) + 1)
		}
		data = rest
	}
	return nil
}

// begins reads the first line of a journal, or says why it is not one of this version.
func (j *journal) begins(line []byte, name string) error {
	switch {
	case !bytes.HasPrefix(line, []byte(ours)) || json.Unmarshal(line, &j.header) != nil:
		return foreign(name)
	case j.Version > version:
		return newer(name)
	case j.Version != version:
		return foreign(name)
	}
	return nil
}

func parse(line []byte) (e event, ok bool) {
	err := json.Unmarshal(line, &e)
	return e, err == nil && e.N > 0 && e.What != ""
}
