package casefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/gofrs/flock"
)

// writeFile puts data in a file in one move: whoever reads, whenever the power
// goes, finds the former bytes or the new ones. The caller holds the lock of
// the file, for the temporary name is always the same.
func writeFile(path string, data []byte) error {
	temp := path + tempExt
	err := writeThrough(temp, data)
	if err == nil {
		err = replace(temp, path)
	}
	if err != nil {
		return errors.Join(err, ignoreMissing(os.Remove(temp)))
	}
	return syncDir(filepath.Dir(path))
}

// writeThrough writes a file and waits for the disk to have it.
func writeThrough(path string, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if _, err := file.Write(data); err != nil {
		return errors.Join(err, file.Close())
	}
	if err := file.Sync(); err != nil {
		return errors.Join(err, file.Close())
	}
	return file.Close()
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// makeDir makes a folder and those above it, and waits for the disk to have
// them.
func makeDir(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case err == nil && !info.IsDir():
		return &fs.PathError{Op: "mkdir", Path: dir, Err: syscall.ENOTDIR}
	case err == nil || !errors.Is(err, fs.ErrNotExist) || filepath.Dir(dir) == dir:
		return err
	}
	if err := makeDir(filepath.Dir(dir)); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := syncDir(filepath.Dir(dir)); !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil // the folder above may be entered but not read
}

// maxTries is how many times a lock may slip away before one gives up.
const maxTries = 100

// lock takes the right to write a case, or the index. The error is errHeld when
// someone has it. Give it back with release.
func (s *Store) lock(id string) (*flock.Flock, error) {
	path := filepath.Join(s.dir, id+lockExt)
	for range maxTries {
		l := flock.New(path)
		ok, err := l.TryLock()
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, errHeld
		}
		// Whoever releases a lock removes its file: the one just locked may be
		// out of the folder by now, and then it keeps nobody else away.
		mine, err := l.Stat()
		if err != nil {
			return nil, errors.Join(err, l.Unlock())
		}
		if there, err := os.Stat(path); err == nil && os.SameFile(mine, there) {
			_ = os.Remove(s.path(id) + tempExt) // left by a process that was killed
			return l, nil
		}
		if err := l.Unlock(); err != nil {
			return nil, err
		}
	}
	return nil, errHeld
}

// claim locks an ID that no case has. The error is errHeld when one has it.
func (s *Store) claim(id string) (*flock.Flock, error) {
	l, err := s.lock(id)
	if err == nil && s.exists(id) {
		release(l)
		return nil, errHeld
	}
	return l, err
}

// claimNew locks a new ID made from words.
func (s *Store) claimNew(words string) (string, *flock.Flock, error) {
	for {
		id := newID(words)
		l, err := s.claim(id)
		if errors.Is(err, errHeld) {
			continue
		}
		if err != nil {
			err = trouble("Un dossier ne peut pas être créé", s.dir, err)
		}
		return id, l, err
	}
}
