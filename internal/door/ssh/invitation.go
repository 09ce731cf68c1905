package ssh

import (
	"net"
	"strconv"

	gossh "golang.org/x/crypto/ssh"
)

// userName is what participants type before the @. Any name works; this one is
// on the trainer's screen.
const userName = "atelier"

// Commands are what participants may type to join, the best first: from a local
// network before the others, from this machine only when it is listened on alone.
func (s *Server) Commands() []string {
	var all []string
	for _, from := range s.config.endpoint().Addresses() {
		all = append(all, "ssh -p "+strconv.Itoa(s.Port())+" "+userName+"@"+from.String())
	}
	return all
}

// Port is the one it listens on.
func (s *Server) Port() int { return s.listener.Addr().(*net.TCPAddr).Port }

// near is the address by which a window of this machine joins.
func (s *Server) near() string {
	at := s.listener.Addr().(*net.TCPAddr).IP
	if at.IsUnspecified() {
		at = net.IPv4(127, 0, 0, 1)
	}
	return net.JoinHostPort(at.String(), strconv.Itoa(s.Port()))
}

// Fingerprint is that of the key of the room: what a client shows the first time.
func (s *Server) Fingerprint() string { return gossh.FingerprintSHA256(s.key) }

// Local says whether only this machine may join.
func (s *Server) Local() bool { return s.config.endpoint().Local() }
