// Package disk is how the program writes on a disk: a file whole or not at all,
// one writer at a time where it matters, and the reason in French when the
// system refuses.
//
// A file is written beside its place, pushed to the disk, then moved to its
// place at once: whoever reads, whenever the power goes, finds the former bytes
// or the new ones. Three ways, by who else may write at that moment:
//
//   - [Lock.Write], when a lock keeps everybody else away;
//   - [Write], when several may write: the last one wins;
//   - [WriteNew], when what is there must stay.
//
// Errors are those of the system; [Reason] tells them.
package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"compromis/internal/disk/internal/system"
)

// TempExt ends the name of a file that is not in its place yet.
const TempExt = ".tmp"

// Write puts data in a file of its owner's only, in the place of what is there.
func Write(path string, data []byte) error {
	return writeBeside(path, whole(data), Replace)
}

// WriteNew puts data in a file of its owner's only. When there is something of
// that name already, it stays, and the error is [fs.ErrExist].
func WriteNew(path string, data []byte) error { return StreamNew(path, whole(data)) }

// Stream is [Write] of what is not in memory. When writing it fails, what is
// there stays.
func Stream(path string, write func(io.Writer) error) error {
	return writeBeside(path, write, Replace)
}

// StreamNew is [WriteNew] of what is not in memory.
func StreamNew(path string, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	return writeBeside(path, write, func(from, to string) error {
		err := system.Current.Link(from, to) // never takes the place of a file
		if errors.Is(err, fs.ErrExist) {
			return fs.ErrExist
		}
		if err != nil {
			return Replace(from, to) // a disk without links
		}
		return system.Current.Remove(from)
	})
}

// writeBeside writes a temporary file under a name of its own, then puts it in
// place.
func writeBeside(path string, write func(io.Writer) error, put func(from, to string) error) error {
	temp, err := system.Current.CreateTemp(filepath.Dir(path), ".compromis-*"+TempExt)
	if err != nil {
		return err
	}
	return finish(temp, write, path, put)
}

// whole writes bytes one has already.
func whole(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// finish fills a temporary file and puts it in place, or leaves nothing of it.
func finish(temp system.File, write func(io.Writer) error, path string, put func(from, to string) error) error {
	err := write(temp)
	if err == nil {
		err = temp.Sync()
	}
	if err = errors.Join(err, temp.Close()); err == nil {
		err = put(temp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, Remove(temp.Name()))
	}
	return SyncDir(filepath.Dir(path))
}

// ErrSpecial says that a name is not that of an ordinary file: a folder, a link, a
// pipe. To open a pipe may wait for ever.
var ErrSpecial = errors.New("not an ordinary file")

// ErrHuge says that a file is bigger than what was asked for.
var ErrHuge = errors.New("too big")

// ErrSilent says that the disk did not answer in time.
var ErrSilent = errors.New("no answer")

// Read returns the bytes of an ordinary file, at most so many. It never opens
// anything else, and never waits for another program.
func Read(path string, most int64) ([]byte, error) {
	if err := regular(path); err != nil {
		return nil, err
	}
	f, err := system.Current.OpenFile(path, os.O_RDONLY|dontWait, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	switch info, err := f.Stat(); { // what is open, whatever has its name by now
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, ErrSpecial
	case info.Size() > most:
		return nil, ErrHuge
	}
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = ErrHuge
	}
	return data, err
}

// regular says why a name is not that of an ordinary file.
func regular(path string) error {
	info, err := os.Lstat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = ErrSpecial
	}
	return err
}

// Remove removes a file, if it is there.
func Remove(path string) error {
	if err := system.Current.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// MakeDir makes a folder and those above it, for their owner only, and waits for
// the disk to have them.
func MakeDir(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err == nil && !info.IsDir():
		return &fs.PathError{Op: "mkdir", Path: dir, Err: notAFolder[0]}
	case err == nil || !errors.Is(err, fs.ErrNotExist) || filepath.Dir(dir) == dir:
		return err
	}
	if err := MakeDir(filepath.Dir(dir)); err != nil {
		return err
	}
	if err := system.Current.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return SyncDir(filepath.Dir(dir))
}
