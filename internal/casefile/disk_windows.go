package casefile

import (
	"errors"
	"os"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// Codes of the system. Source: Microsoft, System Error Codes (0-499).
const (
	accessDenied     = syscall.Errno(5)
	sharingViolation = syscall.Errno(32)
)

// replace puts a file in the place of another. The system refuses as long as
// anyone reads the other, such as an antivirus: it is asked again for a second.
func replace(from, to string) error {
	for wait := time.Millisecond; ; wait *= 2 {
		err := os.Rename(from, to)
		busy := errors.Is(err, sharingViolation) || errors.Is(err, accessDenied)
		if !busy || wait > time.Second/2 {
			return err
		}
		time.Sleep(wait)
	}
}

// syncDir has nothing to do: the system keeps the names of a folder by itself.
func syncDir(string) error { return nil }

// release gives a lock back. The system removes its file only once unlocked,
// and refuses if another has opened it since.
func release(l *flock.Flock) {
	_ = l.Unlock()
	_ = os.Remove(l.Path())
}
