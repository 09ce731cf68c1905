package serve

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
)

// userName is what participants type before the @. Any name works; this one is
// on the trainer's screen.
const userName = "atelier"

// Command is what participants type to join from an address.
func (s *Server) Command(from netip.Addr) string {
	return "ssh -p " + strconv.Itoa(s.Port()) + " " + userName + "@" + from.String()
}

// Addresses are where participants may join, those of a local network first;
// the machine's own only when it is listened on alone.
func (s *Server) Addresses() []netip.Addr {
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
	for _, p := range reachablePrefixes() {
		if at := p.Addr().Unmap(); !at.IsLoopback() && !at.IsLinkLocalUnicast() {
			found = append(found, at)
		}
	}
	slices.SortStableFunc(found, func(a, b netip.Addr) int { return rank(a) - rank(b) })
	return found
}

// reachablePrefixes are the networks of this machine, with its address in each.
func reachablePrefixes() []netip.Prefix {
	all, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var found []netip.Prefix
	for _, a := range all {
		if p, err := netip.ParsePrefix(fmt.Sprint(a)); err == nil {
			found = append(found, p)
		}
	}
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
