package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/handout"
	"compromis/tui"
)

// Run opens a room and shows the trainer's console on the local terminal, until
// the trainer quits. When the workshop is finished for good, report receives
// what the room said and the room is forgotten, unless report fails. Errors are
// in French.
func Run(ctx context.Context, c Config, report func(handout.Session) error) error {
	s, err := Open(c)
	if err != nil {
		return err
	}
	defer s.spareMemory()()
	before := slog.Default() // the SSH library tells its panics there, on this very terminal
	slog.SetDefault(s.log)
	defer slog.SetDefault(before)
	console := tui.NewConsole(c.Guide, s.Room, s.Invitation())
	_, err = tea.NewProgram(console, tea.WithContext(ctx)).Run()
	if ctx.Err() != nil {
		err = nil // asked to stop
	}
	if err != nil || !console.Finished() {
		return errors.Join(err, s.Close())
	}
	told, err := s.Room.Report()
	if err == nil {
		err = report(told)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("Le compte rendu n’est pas écrit (%w). L’atelier est gardé"+nbsp+": relancez la même commande.", err), s.Close())
	}
	return s.finish()
}

// Invitation is how participants join.
func (s *Server) Invitation() tui.Invitation {
	i := tui.Invitation{Code: s.Code, Local: s.Local(), Fingerprint: gossh.FingerprintSHA256(s.key)}
	for _, a := range s.Addresses() {
		i.Commands = append(i.Commands, s.Command(a))
	}
	return i
}

// Memory: what the program takes by itself, and what a session may.
const (
	memoryBase = 192 << 20
	memorySeat = 8 << 20 // 2.5 MB at 120×40, 24 MB at the largest
	sparing    = 50      // as GOGC: screens make garbage, and many idle ones need little
)

// spareMemory makes the collector work harder before a full room fills the
// machine, unless GOMEMLIMIT said otherwise. It returns how to undo it.
func (s *Server) spareMemory() (undo func()) {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return func() {}
	}
	debug.SetMemoryLimit(memoryBase + int64(s.config.Max)*memorySeat)
	before := debug.SetGCPercent(sparing)
	return func() { debug.SetMemoryLimit(math.MaxInt64); debug.SetGCPercent(before) }
}
