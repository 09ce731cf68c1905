package postgres

import (
	"math/rand/v2"
	"time"
)

// crowd spreads the tries of programs that all come back to one server at once. A
// connection costs a server far more than a statement: when hundreds ask for one together,
// none has it within [patience], each asks again, and what the server did for them is lost,
// for ever. So whoever had no answer in time waits before they try again: longer each time,
// and by chance, never much longer than they have waited already.
type crowd struct {
	here  bool
	late  int       // tries in a row without an answer in time
	until time.Time // none is made before
	last  error     // what the last one said
}

// longest is the most that one waits between two tries, in doublings of a second.
const longest = 5

// InCrowd says that many programs speak to this server, and returns it.
func (s *Server) InCrowd() *Server {
	s.crowd.here = true
	return s
}

// tell makes an [Error] of what went wrong, and learns from it when to try again. It needs
// the turn.
func (s *Server) tell(err error) error {
	told := s.Address.tell(err)
	switch c := &s.crowd; {
	case err == nil:
		c.late = 0
	case c.here && silent(err) && time.Now().After(c.until):
		c.late = min(c.late+1, longest)
		c.until, c.last = time.Now().Add(backOff(c.late)), told
	}
	return told
}

// backOff draws how long one waits after so many tries.
func backOff(late int) time.Duration {
	most := time.Second << late
	return most/2 + rand.N(most/2)
}

// held is why no connection is tried now; nil when one may be.
func (c *crowd) held() error {
	if c.late > 0 && time.Now().Before(c.until) {
		return c.last
	}
	return nil
}
