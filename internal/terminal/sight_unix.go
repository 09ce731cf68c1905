//go:build !windows

package terminal

import "os"

// obeys says whether a terminal obeys the codes of a screen: all do here, but those
// that TERM calls dumb.
func obeys(*os.File) bool { return true }

// obey has nothing to ask for: a terminal obeys.
func obey(*os.File) (undo func(), err error) { return func() {}, nil }
