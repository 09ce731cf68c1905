package disk

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"compromis/internal/disk/internal/system"
)

// Log is a file that grows: what is appended to it is on the disk when [Log.Append]
// returns, or is no part of it. One writer at a time: a lock is its owner's affair.
type Log struct {
	file   system.File
	size   int64 // what counts
	read   int64 // what there was
	untidy bool  // the file may hold more than what counts
}

// OpenLog opens a log, or makes an empty one for its owner only. Nothing but an
// ordinary file is opened: else the error is [ErrSpecial].
func OpenLog(path string) (*Log, error) {
	if err := regular(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	f, err := system.Current.OpenFile(path, os.O_RDWR|os.O_CREATE|dontWait, 0o600)
	if err != nil {
		return nil, err
	}
	return &Log{file: f}, nil
}

// Read returns all that the file holds, at most so many bytes: beyond, the error is
// [ErrHuge]. [Log.Keep] then says what of it counts.
func (l *Log) Read(most int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(l.file, most+1))
	if err == nil && int64(len(data)) > most {
		err = ErrHuge
	}
	l.read = int64(len(data))
	l.Keep(0)
	return data, err
}

// Keep says how many bytes of what was read count. The rest is cut before anything
// is appended, and on closing.
func (l *Log) Keep(size int64) { l.size, l.untidy = size, l.read > size }

// Spare leaves the file as it is, whatever counts: it is not ours.
func (l *Log) Spare() { l.untidy = false }

// Size is how many bytes count.
func (l *Log) Size() int64 { return l.size }

// Append writes at the end, and returns once the disk has it. When it cannot, what
// counted still does, and nothing else: the part that was written is cut at once,
// or at the next occasion. The first time, the folder is waited for too.
func (l *Log) Append(data []byte) error {
	err := l.tidy()
	if err == nil {
		l.untidy = true
		_, err = l.file.WriteAt(data, l.size)
	}
	if err == nil {
		err = l.file.Sync()
	}
	if err == nil && l.size == 0 {
		err = SyncDir(filepath.Dir(l.file.Name()))
	}
	if err != nil {
		_ = l.tidy() // tried again before anything else is written, and on closing
		return err
	}
	l.untidy = false
	l.size += int64(len(data))
	return nil
}

// tidy cuts what does not count.
func (l *Log) tidy() error {
	if !l.untidy {
		return nil
	}
	if err := l.file.Truncate(l.size); err != nil {
		return err
	}
	l.untidy = false
	return nil
}

// Close cuts what does not count, and closes the file.
func (l *Log) Close() error { return errors.Join(l.tidy(), l.file.Close()) }
