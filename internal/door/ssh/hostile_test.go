package ssh

import (
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/door/doortest"
	"compromis/internal/french/frenchtest"
)

// TestBytesThatBreakTheReader: what makes the reader of keys panic ends that
// session only.
func TestBytesThatBreakTheReader(t *testing.T) {
	s := open(t, config(t))
	other := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	other.Sees("Bienvenue")
	for _, bytes := range []string{"\x9bM   ", "\x9bM", "\x1b[M", "\x9b<0;0M", "\x1bP\x9c", "\x9b\x9b\x9b200~"} {
		g := join(t, s, doortest.Arrival{Width: 80, Height: 24})
		g.Sees("Bienvenue")
		g.Types(bytes)
		g.In.Close() // nothing comes after them, and whoever is still there leaves
		g.Leaves()
	}
	ask(t, s)
	other.Sees("vote est ouvert")
	other.Types("1")
	doortest.Await(t, s.Room, doortest.Voters(1))
}

// TestChannelFlood: who asks for more and more channels is cut, and leaves
// nothing behind.
func TestChannelFlood(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	g.Sees("Bienvenue")
	var refused atomic.Int64
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() {
			if _, _, err := g.Client.OpenChannel("session", nil); err != nil {
				refused.Add(1)
			}
		})
	}
	g.Leaves()
	all.Wait()
	if refused.Load() != 100 {
		t.Errorf("%d channels opened", 100-refused.Load())
	}
	doortest.Await(t, s.Room, doortest.Present(0))
}

// TestNeighbourGuesses: who has a seat comes back to it with their key and the
// code, never without, even when somebody behind the same address guesses.
func TestNeighbourGuesses(t *testing.T) {
	c := config(t)
	now := time.Now()
	c.Now = func() time.Time { return now }
	s := open(t, c)
	key := doortest.NewKey(t)
	g := join(t, s, doortest.Arrival{Key: key, Width: 80, Height: 24})
	ask(t, s)
	g.Sees("vote est ouvert")
	g.Types("2")
	g.Sees("● 2")
	g.Types("qo")
	g.Leaves()
	for range guesses {
		dial(s, doortest.Arrival{Codes: []string{"0000"}})
	}
	if client, err := dial(s, doortest.Arrival{Key: key, Codes: []string{"1111"}}); err == nil {
		client.Close()
		t.Error("a known key opens without the code")
	}
	back := join(t, s, doortest.Arrival{Key: key, Width: 80, Height: 24})
	back.Sees("● 2")
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
	c.SSH.alive = 5 * time.Second // a loaded machine may be seconds late
	s := open(t, c)
	stays := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	stays.Sees("Bienvenue")
	conn := &cable{Conn: doortest.Knock(t, s.address())}
	a := doortest.Arrival{User: userName, Codes: []string{s.Code}}
	inner, channels, requests, err := gossh.NewClientConn(conn, "", a.Config())
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
	doortest.Await(t, s.Room, doortest.Present(2))
	conn.cut.Store(true)
	doortest.Await(t, s.Room, doortest.Present(1))
	ask(t, s)
	stays.Sees("vote est ouvert")
}

// TestNoLineObeyed: a hostile text of each class, typed in lines as an answer and as a pseudonym,
// by a session and under a user's name: whoever reads the room in lines, and on the
// screen, reads text.
func TestNoLineObeyed(t *testing.T) {
	s := open(t, config(t))
	other := join(t, s, doortest.Arrival{Height: -1})
	other.Reads("lignes simples")
	g := join(t, s, doortest.Arrival{User: "a\x1b]0;mot\a\u202e" + plainSuffix, Height: -1})
	g.Reads("lignes simples")
	ask(t, s)
	g.Reads("vote est ouvert")
	var texts []string
	for _, c := range frenchtest.Classes() { // one of each, the first that is short: the door reads at the pace of a hand
		if i := slices.IndexFunc(c.Texts, func(s string) bool { return len(s) < 40 }); i >= 0 {
			texts = append(texts, c.Texts[i])
		}
	}
	for i, text := range texts {
		text = strings.NewReplacer("\n", " ", "\r", " ", "\x03", "", "\x04", "").Replace(text) // what ends a line, or the session
		g.Types("a" + text + "\n" + "pseudo b" + text + "\n")
		if i%10 == 0 {
			g.Types("99\n")
			g.Until("goes on", func() bool { return strings.Count(g.Said(), "Il n’y a pas de réponse 99") == i/10+1 }, g.Said)
		}
	}
	g.Types("quitter\n")
	g.Leaves()
	for who, said := range map[string]string{"who types": g.Said(), "who listens": other.Said()} {
		if obeyed := frenchtest.Obeyed(strings.NewReplacer("\r\n", "\n", "\t", " ").Replace(said)); obeyed != "" {
			t.Errorf("%s: %s", who, obeyed)
		}
	}
}
