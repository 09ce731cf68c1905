//go:build !windows

package casefile

import (
	"errors"
	"os"
	"syscall"

	"github.com/gofrs/flock"
)

func replace(from, to string) error { return os.Rename(from, to) }

// syncDir waits for the disk to have the names of a folder. A few network disks
// have no such thing, and say so.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, d.Close())
}

// release gives a lock back. Its file goes first: once unlocked it may be
// another's.
func release(l *flock.Flock) {
	_ = os.Remove(l.Path())
	_ = l.Unlock()
}
