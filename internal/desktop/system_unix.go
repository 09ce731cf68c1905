//go:build !windows

package desktop

import (
	"os"
	"syscall"
)

// hangUp tells a program that its terminal is gone: an editor then saves what it
// can, and ends.
func hangUp(p *os.Process) { _ = p.Signal(syscall.SIGHUP) }

// private says whether a folder is its owner's only, and that is this user.
func private(folder string) bool {
	info, err := os.Lstat(folder)
	if err != nil || !info.IsDir() || info.Mode().Perm()&0o077 != 0 {
		return false
	}
	owner, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(owner.Uid) == os.Getuid()
}
