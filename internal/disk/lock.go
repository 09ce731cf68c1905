package disk

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"github.com/gofrs/flock"

	"compromis/internal/disk/internal/system"
)

// ErrHeld says that somebody has a lock: another process, or this one.
var ErrHeld = errors.New("held")

// Lock is the right to do something alone, among all processes: a file that is
// there as long as somebody has it. The system takes the lock back from a
// process that dies.
type Lock struct{ held *flock.Flock }

// maxTries is how many times a lock may slip away before one gives up.
const maxTries = 100

// TryLock takes the lock that a file stands for, or says at once [ErrHeld]. Give
// it back with [Lock.Release].
func TryLock(path string) (*Lock, error) {
	for range maxTries {
		if err := regular(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		l := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDONLY|dontWait))
		ok, err := l.TryLock()
		if slices.ContainsFunc(inUse, func(answer error) bool { return errors.Is(err, answer) }) {
			return nil, ErrHeld // Windows opens no file that another is removing
		}
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, ErrHeld
		}
		// Whoever releases a lock removes its file: the one just locked may be
		// out of the folder by now, and then it keeps nobody else away.
		mine, err := l.Stat()
		if err != nil {
			return nil, errors.Join(err, l.Unlock())
		}
		if there, err := os.Stat(path); err == nil && os.SameFile(mine, there) {
			return &Lock{l}, nil
		}
		if err := l.Unlock(); err != nil {
			return nil, err
		}
	}
	return nil, ErrHeld
}

// Release gives the lock back, and removes its file.
func (l *Lock) Release() { release(l.held) }

// Write puts data in a file of its owner's only, in the place of what is there.
// The lock is that of the file: it keeps the others away from the temporary file,
// whose name is always the same, path+[TempExt], so that what a killed process
// left of it is found again.
func (l *Lock) Write(path string, data []byte) error {
	temp, err := system.Current.OpenFile(path+TempExt, os.O_WRONLY|os.O_CREATE|os.O_TRUNC|dontWait, 0o600)
	if err != nil {
		return err
	}
	return finish(temp, whole(data), path, Replace)
}
