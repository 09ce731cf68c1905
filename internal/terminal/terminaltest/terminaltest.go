// Package terminaltest gives tests an emulated terminal that may change size while a
// program draws on it.
package terminaltest

import (
	"regexp"
	"strconv"

	"github.com/charmbracelet/x/vt"
)

// Screen is an emulated terminal. It is not safe for concurrent use.
type Screen struct{ *vt.Emulator }

// New returns a screen of that size, in cells.
func New(width, height int) Screen { return Screen{vt.NewEmulator(width, height)} }

// margins are those that a program sets: the first and the last line that scroll.
var margins = regexp.MustCompile("\x1b\\[[0-9]+;([0-9]+)r")

// Write draws. What was drawn for a larger size may come after the terminal became
// smaller: margins past its last line are then none, as in any terminal. The emulator
// takes them, and falls over them.
func (s Screen) Write(p []byte) (int, error) {
	drawn := margins.ReplaceAllFunc(p, func(set []byte) []byte {
		if last, err := strconv.Atoi(string(margins.FindSubmatch(set)[1])); err != nil || last > s.Height() {
			return []byte("\x1b[r")
		}
		return set
	})
	if _, err := s.Emulator.Write(drawn); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Resize makes the terminal that size. The emulator keeps the margins of the former
// one, and falls over them.
func (s Screen) Resize(width, height int) {
	s.Emulator.Resize(width, height)
	s.Emulator.Write([]byte("\x1b7\x1b[r\x1b8")) //nolint:errcheck // in memory
}
