package ssh

import (
	"net"
	"net/netip"
	"slices"
	"strconv"

	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/door"
)

// userName is what participants type before the @. Any name works; this one is
// on the trainer's screen.
const userName = "atelier"

// Commands are what participants may type to join, the best first: from a local
// network before the others, from this machine only when it is listened on alone.
func (s *Server) Commands() []string {
	var all []string
	for _, from := range s.addresses() {
		all = append(all, "ssh -p "+strconv.Itoa(s.Port())+" "+userName+"@"+from.String())
	}
	return all
}

// Port is the one it listens on.
func (s *Server) Port() int { return s.listener.Addr().(*net.TCPAddr).Port }

// Fingerprint is that of the key of the room: what a client shows the first time.
func (s *Server) Fingerprint() string { return gossh.FingerprintSHA256(s.key) }

// addresses are where participants may join.
func (s *Server) addresses() []netip.Addr {
	at, err := netip.ParseAddr(s.config.Address)
	if err == nil && !at.IsUnspecified() {
		return []netip.Addr{at}
	}
	return reachable()
}

// Local says whether only this machine may join.
func (s *Server) Local() bool {
	at, err := netip.ParseAddr(s.config.Address)
	return err == nil && at.IsLoopback()
}

// reachable lists the addresses of the interfaces that are up, IPv4 first: it
// is what one types by hand.
func reachable() []netip.Addr {
	var found []netip.Addr
	for _, p := range door.Networks() {
		if at := p.Addr().Unmap(); !at.IsLoopback() && !at.IsLinkLocalUnicast() {
			found = append(found, at)
		}
	}
	slices.SortStableFunc(found, func(a, b netip.Addr) int { return rank(a) - rank(b) })
	return found
}

func rank(a netip.Addr) int {
	switch {
	case a.Is4() && a.IsPrivate():
		return 0
	case a.Is4():
		return 1
	}
	return 2
}
