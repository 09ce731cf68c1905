// Package serve is the workshop over SSH: a trainer opens a room on a laptop,
// participants join it with the SSH client their machine already has.
//
// [Open] starts the room: the [workshop.Room] that holds what was asked and
// answered, and the server in front of it. A connection goes through, in order:
//
//   - the gate (gate.go): how many connections, from where, for how long;
//   - the code of the room (auth.go, code.go); a public key, any, only says
//     which seat to find again;
//   - the channel (channel.go): one terminal, of a size that costs little, and
//     nothing else of what SSH can do;
//   - the session (session.go): a seat, then the participant's screen of package
//     tui, or plain lines (lines.go).
//
// Each session has its own goroutine and a mailbox of one state: a client that
// stalls delays nobody, and a panic ends its own session only (contain.go).
// [Run] adds the trainer's console on the local terminal.
package serve

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/workshop"
)

// Server is an open room.
type Server struct {
	Room *workshop.Room
	Code string // what participants must type

	config   Config
	log      *slog.Logger
	lock     *lock
	visits   *rations // arrivals without a seat, by address
	gate     *gate
	key      gossh.PublicKey // of the room
	ssh      *ssh.Server
	listener net.Listener
	served   chan struct{} // closed once nobody is let in any more
	deaf     error         // why, when the room was still open; read once served is closed

	mu       sync.Mutex
	inside   map[*session]bool
	over     string // what to tell those inside, once it closes
	sessions sync.WaitGroup
}

// Open starts a room: it listens before it returns. Errors are in French and
// say what to change.
func Open(c Config) (*Server, error) {
	s, err := prepare(c)
	if err != nil {
		return nil, err
	}
	go s.serve()
	return s, nil
}

// prepare opens the port and the room, but takes nobody in yet.
func prepare(c Config) (*Server, error) {
	c, err := c.complete()
	if err != nil {
		return nil, err
	}
	s := &Server{
		config: c, Code: c.Code, log: c.logger(), gate: newGate(c.Max),
		served: make(chan struct{}), inside: map[*session]bool{},
	}
	if s.Code == "" {
		if s.Code, err = keptCode(c.codeFile()); err != nil {
			return nil, err
		}
	}
	s.lock, s.visits = newLock(s.Code, c.Now), newRations(max(visitsPerAddress, 2*c.Max), visitsRefill, c.Now)
	if err := s.listen(); err != nil {
		return nil, err
	}
	if s.Room, err = workshop.Open(c.Guide, c.Dir, c.Now); err != nil {
		s.listener.Close()
		return nil, err
	}
	return s, nil
}

// listen sets the server up, with its guards, and opens the port.
func (s *Server) listen() error {
	path := s.config.HostKey
	if path == "" {
		path = filepath.Join(s.config.Dir, "cle-hote")
	}
	key, err := hostKey(path)
	if err != nil {
		return err
	}
	s.key = key.PublicKey()
	s.ssh = &ssh.Server{
		Version:                "Compromis",
		Handler:                s.handle,
		ConnCallback:           s.gate.admit,
		ServerConfigCallback:   s.authentication,
		HandshakeTimeout:       doorTime,
		ChannelHandlers:        map[string]ssh.ChannelHandler{"session": s.openChannel},
		RequestHandlers:        map[string]ssh.RequestHandler{},
		SubsystemHandlers:      map[string]ssh.SubsystemHandler{},
		SessionRequestCallback: func(_ ssh.Session, asked string) bool { return asked == "shell" },
	}
	s.ssh.AddHostKey(key)
	s.listener, err = s.config.listen()
	return err
}

func (s *Server) serve() {
	defer close(s.served)
	if err := s.ssh.Serve(s.listener); s.closing() == "" {
		s.log.Error("serve", "err", err)
		s.deaf = fmt.Errorf("La salle n’entend plus personne (%w). L’atelier est gardé"+colon+"relancez la même commande.", err)
	}
}

// Port is the one listened on.
func (s *Server) Port() int { return s.listener.Addr().(*net.TCPAddr).Port }

// Close ends every session and closes the room: the next time, it goes on from
// there.
func (s *Server) Close() error {
	s.empty(wordOver)
	return s.Room.Close()
}

// finish ends every session and forgets the room: the next one has another code.
func (s *Server) finish() error {
	s.empty(wordDone)
	err := os.Remove(s.config.codeFile())
	if errors.Is(err, fs.ErrNotExist) { // the code was given
		err = nil
	}
	return errors.Join(s.Room.Finish(), err)
}

// empty takes nobody in any more, and waits until everybody is out: a moment
// for the last word, then the lines are cut.
func (s *Server) empty(word string) {
	s.mu.Lock()
	s.over = word
	inside := slices.Collect(maps.Keys(s.inside))
	s.mu.Unlock()
	for _, one := range inside {
		one.end(word)
	}
	out := make(chan struct{})
	go func() { s.sessions.Wait(); close(out) }()
	select {
	case <-out:
	case <-time.After(farewellTime):
	}
	s.listener.Close() // the server may not have taken it yet
	s.ssh.Close()      // nothing left to say
	s.gate.closeAll()
	<-s.served
	<-out
}

// closing returns the last word, or "" while the room is open.
func (s *Server) closing() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.over
}

// logger writes what goes wrong, without saying from where unless asked.
func (c Config) logger() *slog.Logger {
	to := c.Log
	if to == nil {
		to = io.Discard
	}
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{
		Level: slog.LevelWarn,
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == "remote" && !c.Addresses {
				return slog.Attr{}
			}
			return a
		},
	}))
}

// codeFile is where a code that was drawn is kept.
func (c Config) codeFile() string { return filepath.Join(c.Dir, "code") }

// keptCode returns the code of the room of that folder, drawn once: a room that
// starts again keeps the one participants know.
func keptCode(path string) (string, error) {
	if text, err := os.ReadFile(path); err == nil && soundCode(string(text)) && len(text) > 0 {
		return string(text), nil
	}
	code, err := newCode()
	if err != nil {
		return "", err
	}
	if err = os.MkdirAll(filepath.Dir(path), 0o700); err == nil {
		err = os.WriteFile(path, []byte(code), 0o600)
	}
	if err != nil {
		return "", refused("La salle ne peut pas être gardée", filepath.Dir(path), "--salle", err)
	}
	return code, nil
}
