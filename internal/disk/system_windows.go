package disk

import (
	"errors"
	"os"
	"syscall"
	"time"

	"github.com/gofrs/flock"

	"compromis/internal/disk/internal/system"
)

// Codes of the system. Source: Microsoft, System Error Codes.
const (
	accessDenied     = syscall.Errno(5)
	writeProtect     = syscall.Errno(19)
	notReady         = syscall.Errno(21)
	crc              = syscall.Errno(23)
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
	handleDiskFull   = syscall.Errno(39)
	diskIsFull       = syscall.Errno(112)
	filenameExceeds  = syscall.Errno(206)
	fileTooLarge     = syscall.Errno(223)
	directory        = syscall.Errno(267) // the name of a folder is not one
	unresolved       = syscall.Errno(1921)
	ioDevice         = syscall.Errno(1117)
	quotaExceeded    = syscall.Errno(1295)
)

// What the system answers, by what it means. The names of Unix are those that
// package os makes up; but its ENOTDIR is "path not found", what a missing folder gets.
var (
	diskFull     = []error{diskIsFull, handleDiskFull, quotaExceeded}
	tooLarge     = []error{fileTooLarge, syscall.EFBIG}
	readOnlyDisk = []error{writeProtect}
	notAFolder   = []error{directory}
	aFolder      = []error{syscall.EISDIR}
	tooLong      = []error{filenameExceeds, syscall.ENAMETOOLONG}
	inUse        = []error{sharingViolation, lockViolation}
	badDisk      = []error{crc, ioDevice}
	circular     = []error{unresolved, syscall.ELOOP}
	gone         = []error{notReady}
)

// dontWait has no meaning: a pipe has no name in a folder.
const dontWait = 0

// Replace puts a file in the place of another. The system refuses as long as
// anyone reads the other, such as an antivirus: it is asked again for a second.
func Replace(from, to string) error {
	for wait := time.Millisecond; ; wait *= 2 {
		err := system.Current.Rename(from, to)
		busy := errors.Is(err, sharingViolation) || errors.Is(err, accessDenied)
		if !busy || wait > time.Second/2 {
			return err
		}
		time.Sleep(wait)
	}
}

// SyncDir has nothing to do: the system keeps the names of a folder by itself.
func SyncDir(string) error { return nil }

// release gives a lock back. The system removes its file only once unlocked,
// and refuses if another has opened it since.
func release(l *flock.Flock) {
	_ = l.Unlock()
	_ = os.Remove(l.Path())
}
