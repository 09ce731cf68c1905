package ssh

import (
	"net"
	"sync/atomic"

	"charm.land/ssh"

	"compromis/internal/door"
)

// line is a connection from a participant's SSH client.
type line struct {
	*door.Line
	asked atomic.Int64 // channels asked for
	tries int          // wrong codes; only read during authentication
}

type lineKey struct{}

// lineOf returns the line a session came by.
func lineOf(ctx ssh.Context) *line { return ctx.Value(lineKey{}).(*line) }

// admit is called for each new connection. It returns nil when there is no room
// for it: the connection is then closed.
func (s *Server) admit(ctx ssh.Context, c net.Conn) net.Conn {
	admitted := s.entrance.Admit(c)
	if admitted == nil {
		return nil
	}
	l := &line{Line: admitted}
	ctx.SetValue(lineKey{}, l)
	return l
}
