package serve

import (
	"io"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// TestBytesThatBreakTheReader: what makes the reader of keys panic ends that
// session only.
func TestBytesThatBreakTheReader(t *testing.T) {
	s := open(t, config(t))
	other := join(t, s, arrival{width: 80, height: 24})
	other.sees("Bienvenue")
	for _, bytes := range []string{"\x9bM   ", "\x9bM", "\x1b[M", "\x9b<0;0M", "\x1bP\x9c", "\x9b\x9b\x9b200~"} {
		g := join(t, s, arrival{width: 80, height: 24})
		g.sees("Bienvenue")
		g.types(bytes)
		g.in.Close() // nothing comes after them, and whoever is still there leaves
		g.leaves()
	}
	ask(t, s)
	other.sees("vote est ouvert")
	other.types("1")
	console(t, s, voters(1))
}

// TestChannelFlood: who asks for more and more channels is cut, and leaves
// nothing behind.
func TestChannelFlood(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, arrival{width: 80, height: 24})
	g.sees("Bienvenue")
	var refused atomic.Int64
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			if _, _, err := g.client.OpenChannel("session", nil); err != nil {
				refused.Add(1)
			}
		})
	}
	g.leaves()
	all.Wait()
	if refused.Load() != 100 {
		t.Errorf("%d channels opened", 100-refused.Load())
	}
	console(t, s, present(0))
}

// TestGuessersTogether: many guesses waiting at the prompt are still counted.
func TestGuessersTogether(t *testing.T) {
	k := newLock("482913", time.Now)
	from := netip.MustParseAddr("192.0.2.1")
	var all sync.WaitGroup
	for range 200 {
		all.Go(func() { k.opens(from, "000000") })
	}
	all.Wait()
	if !k.blocked(from) || k.opens(from, "482913") {
		t.Error("two hundred guesses at once leave some")
	}
}

// TestNeighbourGuesses: who has a seat comes back to it with their key and the
// code, even when somebody behind the same address guesses.
func TestNeighbourGuesses(t *testing.T) {
	c := config(t)
	now := time.Now()
	c.Now = func() time.Time { return now }
	s := open(t, c)
	key := newKey(t)
	g := join(t, s, arrival{key: key, width: 80, height: 24})
	ask(t, s)
	g.sees("vote est ouvert")
	g.types("2")
	g.sees("● 2")
	g.types("qo")
	g.leaves()
	for range triesPerAddress {
		dial(s, arrival{codes: []string{"0000"}})
	}
	if client, err := dial(s, arrival{key: newKey(t), codes: []string{s.Code}}); err == nil {
		client.Close()
		t.Error("a key without a seat passes")
	}
	if client, err := dial(s, arrival{key: key, codes: []string{"1111"}}); err == nil {
		client.Close()
		t.Error("a known key opens without the code")
	}
	back := join(t, s, arrival{key: key, width: 80, height: 24})
	back.sees("● 2")
}

// cable carries a connection until it is cut: then nothing passes, and neither
// end is told.
type cable struct {
	net.Conn
	cut atomic.Bool
}

func (c *cable) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if c.cut.Load() {
		select {} // nothing ever comes
	}
	return n, err
}

func (c *cable) Write(p []byte) (int, error) {
	if c.cut.Load() {
		return len(p), nil
	}
	return c.Conn.Write(p)
}

// TestCutOff: the place of a participant whose network is cut is given back,
// that of one who answers stays.
func TestCutOff(t *testing.T) {
	c := config(t)
	c.alive = 5 * time.Second // a loaded machine may be seconds late
	s := open(t, c)
	stays := join(t, s, arrival{width: 80, height: 24})
	stays.sees("Bienvenue")
	conn := &cable{Conn: knock(t, s)}
	a := arrival{user: userName, codes: []string{s.Code}}
	inner, channels, requests, err := gossh.NewClientConn(conn, "", a.config())
	if err != nil {
		t.Fatal(err)
	}
	client := gossh.NewClient(inner, channels, requests)
	session, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	session.Stdout = io.Discard
	if err := session.Shell(); err != nil {
		t.Fatal(err)
	}
	console(t, s, present(2))
	conn.cut.Store(true)
	console(t, s, present(1))
	ask(t, s)
	stays.sees("vote est ouvert")
}
