package door

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// NewcomerTime is how long a newcomer has to give the code and come in.
const NewcomerTime = 2 * time.Minute

// gate counts connections, so that nobody can fill the room from outside. When
// it is full, whoever holds most lines at the door gives one of theirs to the
// newcomer: one that said nothing if there is one, or the one that waits longest.
// However many lines some bring, those who hold few keep them; those let in stay.
type gate struct {
	most    int            // connections in all, let in or not
	waiting int            // of which at the door
	each    int            // from one address, at the door or in; the own machine is free
	near    []netip.Prefix // the networks of this machine: there, each address is somebody

	mu     sync.Mutex
	lines  []*Line // the oldest first
	closed bool    // nobody is admitted any more
}

// newGate returns a gate for a room of that many seats. A whole class may sit
// behind one address, that of a router: it may fill the room, but no more. A page
// takes a line that stays, and one or two that come and go.
func newGate(seats int) *gate {
	return &gate{most: 4*seats + 64, waiting: 2*seats + 64, each: max(32, 3*seats), near: Networks()}
}

// Line is a connection from a participant. It counts until it is closed.
type Line struct {
	net.Conn
	gate  *gate
	from  netip.Addr  // see From
	peer  netip.Addr  // whose lines count together
	door  *time.Timer // closes the line when it is still at the door too late
	in    bool        // guarded by gate.mu
	spoke atomic.Bool // something came from it
	once  sync.Once

	gone  chan struct{} // see Gone
	leave sync.Once     // closes gone
}

// Admit counts a new connection, before a byte is read. It returns nil when there
// is no room for it: close the connection then. The line is cut after
// [NewcomerTime] unless it is let in.
func (e *Entrance) Admit(c net.Conn) *Line { return e.gate.admit(c) }

func (g *gate) admit(c net.Conn) *Line {
	l := g.line(c)
	g.mu.Lock()
	evicted, ok := g.place(l)
	g.mu.Unlock()
	if evicted != nil {
		evicted.Close()
	}
	if !ok {
		l.door.Stop()
		return nil
	}
	return l
}

// line is a connection that is not counted yet.
func (g *gate) line(c net.Conn) *Line {
	l := &Line{Conn: c, gate: g, from: addressOf(c), peer: g.peerOf(c), gone: make(chan struct{})}
	l.door = time.AfterFunc(NewcomerTime, func() {
		if !l.isIn() {
			l.Close()
		}
	})
	return l
}

// place puts a line in the list, in place of another if need be.
func (g *gate) place(l *Line) (evicted *Line, ok bool) {
	if g.closed {
		return nil, false
	}
	var all, outside, outsideAll int
	for _, other := range g.lines {
		if !other.in {
			outsideAll++
		}
		if other.peer == l.peer && !l.peer.IsLoopback() {
			all++
			if !other.in {
				outside++
			}
		}
	}
	switch {
	case all >= g.each && outside > 0:
		evicted = g.oldest(l.peer)
	case all >= g.each:
		return nil, false
	case outsideAll >= g.waiting, len(g.lines) >= g.most && outsideAll > 0:
		evicted = g.oldest(g.fullest(l.peer))
	case len(g.lines) >= g.most:
		return nil, false
	}
	g.remove(evicted)
	g.lines = append(g.lines, l)
	return evicted, true
}

// fullest returns who holds most lines at the door, the newcomer's counted: among
// equals, the newcomer if they hold another, or else who has waited longest.
func (g *gate) fullest(newcomer netip.Addr) (found netip.Addr) {
	held := map[netip.Addr]int{}
	for _, l := range g.lines {
		if !l.in {
			held[l.peer]++
		}
	}
	if held[newcomer] > 0 {
		held[newcomer]++
		found = newcomer
	}
	for _, l := range g.lines {
		if !l.in && held[l.peer] > held[found] {
			found = l.peer
		}
	}
	return found
}

// oldest returns the line at the door, from an address, that has waited longest:
// one that said nothing if there is one.
func (g *gate) oldest(from netip.Addr) (found *Line) {
	for _, l := range g.lines {
		if l.in || l.peer != from {
			continue
		}
		if !l.spoke.Load() {
			return l
		}
		if found == nil {
			found = l
		}
	}
	return found
}

func (g *gate) remove(l *Line) {
	if i := slices.Index(g.lines, l); i >= 0 {
		g.lines = slices.Delete(g.lines, i, i+1)
	}
}

// Read notes that the line says something, or that it does no more.
func (l *Line) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	if n > 0 {
		l.spoke.Store(true)
	}
	if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) { // a wait that was cut short is not the line
		l.leave.Do(func() { close(l.gone) })
	}
	return n, err
}

// Gone is closed once the line is cut, by whichever end.
func (l *Line) Gone() <-chan struct{} { return l.gone }

// From is whose wrong codes and arrivals count together: the address the line
// comes from, or all its neighbours in IPv6.
func (l *Line) From() netip.Addr { return l.from }

// LetIn takes the line away from the door: it stays until it is closed.
func (l *Line) LetIn() {
	l.gate.mu.Lock()
	l.in = true
	l.gate.mu.Unlock()
	l.door.Stop()
}

func (l *Line) isIn() bool {
	l.gate.mu.Lock()
	defer l.gate.mu.Unlock()
	return l.in
}

// Close cuts the line and gives its place back.
func (l *Line) Close() error {
	l.once.Do(func() {
		l.gate.mu.Lock()
		l.gate.remove(l)
		l.gate.mu.Unlock()
		l.door.Stop()
	})
	l.leave.Do(func() { close(l.gone) })
	return l.Conn.Close()
}

// Networks are the networks of this machine, with its address in each.
func Networks() []netip.Prefix {
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

// peerOf returns whose connection it is. In a network of this machine, that is
// its address; elsewhere, a whole IPv6 /64 is one.
func (g *gate) peerOf(c net.Conn) netip.Addr {
	from := remoteOf(c)
	if slices.ContainsFunc(g.near, func(p netip.Prefix) bool { return p.Contains(from) }) {
		return from
	}
	return addressOf(c)
}

func remoteOf(c net.Conn) netip.Addr {
	to, err := netip.ParseAddrPort(c.RemoteAddr().String())
	if err != nil {
		return netip.Addr{}
	}
	return to.Addr().Unmap().WithZone("")
}

// addressOf returns where a connection comes from. A machine often owns a whole
// IPv6 /64, from which it could guess for ever: it counts as one.
func addressOf(c net.Conn) netip.Addr {
	from := remoteOf(c)
	if from.Is6() && !from.IsLoopback() {
		if p, err := from.Prefix(64); err == nil {
			return p.Addr()
		}
	}
	return from
}

// shut closes every line, and admits no other.
func (g *gate) shut() {
	g.mu.Lock()
	g.closed = true
	all := slices.Clone(g.lines)
	g.mu.Unlock()
	for _, l := range all {
		l.Close()
	}
}
