//go:build !windows

package terminal

import "os"

// obeys says whether a terminal obeys the codes of a screen: all do here, but those
// that TERM calls dumb.
func obeys(*os.File) bool { return true }

// obey has nothing to ask for: a terminal obeys.
func obey(*os.File) (undo func(), err error) { return func() {}, nil }

// alone says whether the window closes with the program. A terminal stays, or was told
// to go.
func alone() bool { return false }
