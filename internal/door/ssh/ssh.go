// Package ssh is the door of a workshop for those who have a terminal: they join
// with the SSH client their machine already has.
//
// [Listen] opens the port, [Server.Serve] lets people in. What the doors of a
// room share is in package door; once admitted, a connection goes through, in
// order:
//
//   - the code of the room, asked of everybody (auth.go); a public key, any, only
//     says which seat to find again;
//   - the channel (channel.go): one terminal, of a size that costs little, and
//     nothing else of what SSH can do;
//   - the session (session.go): a seat, then the participant's screen, or plain
//     lines (lines.go).
//
// Each session has its own goroutine and a mailbox of one state: a client that
// stalls delays nobody, and a panic ends its own session only (contain.go).
package ssh

import (
	"errors"
	"net"
	"sync/atomic"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/door"
	"compromis/internal/workshop"
)

// mostScreens is how many take part by this door: each costs two megabytes, and a
// room of pages may be larger.
const mostScreens = 1000

// Server is a room that listens for SSH clients.
type Server struct {
	config   Config
	entrance *door.Entrance
	key      gossh.PublicKey // of the room
	ssh      *ssh.Server
	listener net.Listener
	screens  atomic.Int64 // sessions with a seat
	private  *booth       // the trainer's private screen; nil when the door has none
}

// Listen opens the port, but takes nobody in yet. Errors are in French and say
// what to change.
func Listen(c Config) (*Server, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	s := &Server{config: c.complete()}
	key, err := hostKey(c.HostKey)
	if err != nil {
		return nil, err
	}
	s.key = key.PublicKey()
	s.ssh = &ssh.Server{
		Version:                "Compromis",
		Handler:                s.handle,
		ConnCallback:           s.admit,
		ServerConfigCallback:   s.authentication,
		HandshakeTimeout:       door.NewcomerTime,
		ChannelHandlers:        map[string]ssh.ChannelHandler{"session": s.openChannel},
		RequestHandlers:        map[string]ssh.RequestHandler{},
		SubsystemHandlers:      map[string]ssh.SubsystemHandler{},
		SessionRequestCallback: func(_ ssh.Session, asked string) bool { return asked == "shell" },
	}
	s.ssh.AddHostKey(key)
	if s.listener, err = s.config.endpoint().Listen(); err != nil {
		return nil, err
	}
	return s, nil
}

// Serve lets people in, until the server is closed: it then returns nil, and
// otherwise why it no longer hears anybody.
func (s *Server) Serve(e *door.Entrance) error {
	s.entrance = e
	err := s.ssh.Serve(s.listener)
	if errors.Is(err, ssh.ErrServerClosed) {
		return nil
	}
	return err
}

// Close stops listening, and cuts the connections left. To let people out
// first, close the entrance.
func (s *Server) Close() {
	s.ssh.Close()
	s.listener.Close() // the server may not have taken it yet
}

// room is what is behind the door.
func (s *Server) room() workshop.Participants { return s.entrance.Room }
