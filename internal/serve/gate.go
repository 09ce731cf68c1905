package serve

import (
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
)

// doorTime is how long a newcomer has to give the code and ask for a screen.
const doorTime = 2 * time.Minute

// gate counts connections, so that nobody can fill the room from outside: those
// still at the door give way to newcomers, those that said nothing first, then
// the one that waits longest; those let in stay.
type gate struct {
	most    int            // connections in all, let in or not
	waiting int            // of which at the door
	each    int            // from one address, at the door or in; the own machine is free
	near    []netip.Prefix // the networks of this machine: there, each address is somebody

	mu    sync.Mutex
	lines []*line // the oldest first
}

// newGate returns a gate for a room of that many seats. A whole class may sit
// behind one address, that of a router: it may fill the room, but no more.
func newGate(seats int) *gate {
	return &gate{most: 2*seats + 64, waiting: seats + 64, each: max(32, seats), near: reachablePrefixes()}
}

// line is a connection from a participant.
type line struct {
	net.Conn
	gate  *gate
	from  netip.Addr  // whose wrong codes count together
	peer  netip.Addr  // whose lines count together
	door  *time.Timer // closes the line when it is still at the door too late
	in    bool        // guarded by gate.mu
	asked int         // channels asked for; guarded by gate.mu
	tries int         // wrong codes; only read during authentication
	spoke atomic.Bool // something came from it
	once  sync.Once
}

type lineKey struct{}

// lineOf returns the line a session came by.
func lineOf(ctx ssh.Context) *line { return ctx.Value(lineKey{}).(*line) }

// admit is called for each new connection, before a byte is read. It returns
// nil when there is no room: the connection is then closed.
func (g *gate) admit(ctx ssh.Context, c net.Conn) net.Conn {
	l := &line{Conn: c, gate: g, from: addressOf(c), peer: g.peerOf(c)}
	l.door = time.AfterFunc(doorTime, func() {
		if !l.isIn() {
			l.Close()
		}
	})
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
	ctx.SetValue(lineKey{}, l)
	return l
}

// place puts a line in the list, in place of another if need be.
func (g *gate) place(l *line) (evicted *line, ok bool) {
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
		evicted = g.oldest(netip.Addr{})
	case len(g.lines) >= g.most:
		return nil, false
	}
	g.remove(evicted)
	g.lines = append(g.lines, l)
	return evicted, true
}

// oldest returns the line at the door, from an address or from any, that has
// waited longest: one that said nothing if there is one.
func (g *gate) oldest(from netip.Addr) (found *line) {
	for _, l := range g.lines {
		if l.in || from.IsValid() && l.peer != from {
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

func (g *gate) remove(l *line) {
	if i := slices.Index(g.lines, l); i >= 0 {
		g.lines = slices.Delete(g.lines, i, i+1)
	}
}

// Read notes that the line says something.
func (l *line) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	if n > 0 {
		l.spoke.Store(true)
	}
	return n, err
}

// open counts the channels the line asks for: it has one, and never another.
func (l *line) open() int {
	l.gate.mu.Lock()
	defer l.gate.mu.Unlock()
	l.asked++
	return l.asked
}

// letIn takes the line away from the door: it stays until its session ends.
func (l *line) letIn() {
	l.gate.mu.Lock()
	l.in = true
	l.gate.mu.Unlock()
	l.door.Stop()
}

func (l *line) isIn() bool {
	l.gate.mu.Lock()
	defer l.gate.mu.Unlock()
	return l.in
}

// Close gives the place back.
func (l *line) Close() error {
	l.once.Do(func() {
		l.gate.mu.Lock()
		l.gate.remove(l)
		l.gate.mu.Unlock()
		l.door.Stop()
	})
	return l.Conn.Close()
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

// closeAll closes every line.
func (g *gate) closeAll() {
	g.mu.Lock()
	all := slices.Clone(g.lines)
	g.mu.Unlock()
	for _, l := range all {
		l.Close()
	}
}
