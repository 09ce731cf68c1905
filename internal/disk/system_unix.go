//go:build !windows

package disk

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"github.com/gofrs/flock"

	"compromis/internal/disk/internal/system"
)

// What the system answers, by what it means.
var (
	diskFull     = []error{syscall.ENOSPC, syscall.EDQUOT}
	tooLarge     = []error{syscall.EFBIG}
	readOnlyDisk = []error{syscall.EROFS}
	notAFolder   = []error{syscall.ENOTDIR}
	aFolder      = []error{syscall.EISDIR}
	tooLong      = []error{syscall.ENAMETOOLONG}
	inUse        = []error{syscall.EBUSY, syscall.ETXTBSY}
	badDisk      = []error{syscall.EIO}
	circular     = []error{syscall.ELOOP}
	gone         = []error{syscall.ENODEV, syscall.ENXIO, syscall.ESTALE}
)

// dontWait opens a pipe without waiting for its other end.
const dontWait = syscall.O_NONBLOCK

// Replace puts a file in the place of another.
func Replace(from, to string) error { return system.Current.Rename(from, to) }

// SyncDir waits for the disk to have the names of a folder. A few network disks
// have no such thing, and say so; and a folder one may enter but not read cannot
// be waited for.
func SyncDir(dir string) error {
	d, err := system.Current.OpenFile(dir, os.O_RDONLY, 0)
	if errors.Is(err, fs.ErrPermission) {
		return nil
	}
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
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
