package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/handout"
	"compromis/tui"
)

// What the trainer reads once the console is closed.
const (
	wordKept     = "L’atelier est gardé" + colon + "la même commande le reprend là où il en est."
	wordFinished = "L’atelier est fini, les réponses sont effacées."
	wordReported = "L’atelier est fini, les réponses sont effacées. Le compte rendu, sans aucun nom" + colon
)

// Run opens a room and shows the trainer's console on the local terminal, until
// the trainer quits. When the workshop is finished for good, export writes what
// the room said, under a name or another one near it that it returns, and the
// room is forgotten; it is kept when export fails. The word is the last one to
// tell. Errors are in French.
func Run(ctx context.Context, c Config, export func(name string, write func(io.Writer) error) (string, error)) (word string, err error) {
	if c.LogFile != "" {
		log, err := os.OpenFile(c.LogFile, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return "", refused("Les erreurs ne peuvent pas être notées", c.LogFile, "--erreurs", err)
		}
		defer log.Close()
		c.Log = log
	}
	s, err := Open(c)
	if err != nil {
		return "", err
	}
	defer s.spareMemory()()
	before := slog.Default() // the SSH library tells its panics there, on this very terminal
	slog.SetDefault(s.log)
	defer slog.SetDefault(before)
	console := tui.NewConsole(c.Guide, s.Room, s.Invitation())
	program := tea.NewProgram(console, tea.WithContext(ctx))
	go func() { <-s.served; program.Quit() }()
	_, err = program.Run()
	select {
	case <-s.served:
		err = s.deaf
	default:
		if ctx.Err() != nil {
			err = nil // asked to stop
		}
	}
	if err != nil || !console.Finished() {
		return wordKept, errors.Join(err, s.Close())
	}
	return s.conclude(export)
}

// conclude writes what the room said and forgets it.
func (s *Server) conclude(export func(string, func(io.Writer) error) (string, error)) (word string, err error) {
	told, err := s.Room.Report()
	word = wordFinished
	if err == nil && len(told.Rounds)+len(told.Practice) > 0 {
		word, err = report(told, export)
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("Le compte rendu n’est pas écrit (%w). L’atelier est gardé"+colon+"relancez la même commande.", err), s.Close())
	}
	return word, s.finish()
}

// report writes what a room said in two files, for people and for a
// spreadsheet.
func report(told handout.Session, export func(string, func(io.Writer) error) (string, error)) (word string, err error) {
	name := "atelier-" + string(told.On)
	text, err := export(name+".md", func(w io.Writer) error {
		_, err := io.WriteString(w, handout.ReportMarkdown(told))
		return err
	})
	if err != nil {
		return "", err
	}
	table, err := export(name+".csv", func(w io.Writer) error { return handout.ReportCSV(w, told) })
	return wordReported + "\n" + text + "\n" + table, err
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
