// Package doortest gives the tests of the doors, and of the host behind them, a
// participant: a real SSH client in front of an emulated terminal, who waits
// for what must show, never for a time.
package doortest

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/terminal/terminaltest"
)

// Patience is how long a test waits for what must come: for ever, nearly.
const Patience = time.Minute

// The largest terminal emulated: no door gives a larger one.
const (
	maxWidth  = 200
	maxHeight = 60
)

// Guest is a participant.
type Guest struct {
	Client  *gossh.Client
	Session *gossh.Session
	In      io.WriteCloser
	Gone    chan error // the session ended

	t     *testing.T
	drawn chan struct{} // something was written on the screen
	mu    sync.Mutex
	em    terminaltest.Screen
	text  bytes.Buffer // everything written, for those who read lines
}

// Write draws what the room sends.
func (g *Guest) Write(p []byte) (int, error) {
	g.mu.Lock()
	g.em.Write(p)
	g.text.Write(p)
	g.mu.Unlock()
	select {
	case g.drawn <- struct{}{}:
	default:
	}
	return len(p), nil
}

// Screen is what the participant sees, spaces made ordinary.
func (g *Guest) Screen() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return strings.ReplaceAll(g.em.String(), "\u00a0", " ")
}

// Said is everything the room wrote.
func (g *Guest) Said() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return strings.ReplaceAll(g.text.String(), "\u00a0", " ")
}

// Sees waits until the text is on the screen.
func (g *Guest) Sees(text string) {
	g.t.Helper()
	g.Until("sees "+text, func() bool { return strings.Contains(g.Screen(), text) }, g.Screen)
}

// Reads waits until the text was written.
func (g *Guest) Reads(text string) {
	g.t.Helper()
	g.Until("reads "+text, func() bool { return strings.Contains(g.Said(), text) }, g.Said)
}

// Until waits until something holds, and looks again each time something is
// written; shown is told when it never does.
func (g *Guest) Until(what string, met func() bool, shown func() string) {
	g.t.Helper()
	end := time.After(Patience)
	for !met() {
		select {
		case <-g.drawn:
		case <-end:
			g.t.Fatalf("never %s:\n%s", what, shown())
		}
	}
}

// Types presses keys.
func (g *Guest) Types(keys string) {
	g.t.Helper()
	if _, err := io.WriteString(g.In, keys); err != nil {
		g.t.Fatalf("type %q: %v", keys, err)
	}
}

// Insists presses keys again until the text is on the screen: a digit that follows
// another at once is not taken.
func (g *Guest) Insists(keys, text string) {
	g.t.Helper()
	end := time.After(Patience)
	for again := time.NewTicker(50 * time.Millisecond); ; {
		g.Types(keys)
		for waiting := true; waiting; {
			if strings.Contains(g.Screen(), text) {
				return
			}
			select {
			case <-g.drawn:
			case <-again.C:
				waiting = false
			case <-end:
				g.t.Fatalf("never sees %s:\n%s", text, g.Screen())
			}
		}
	}
}

// Resize makes the terminal that size, and tells the room.
func (g *Guest) Resize(width, height int) {
	g.t.Helper()
	g.mu.Lock()
	g.em.Resize(width, height)
	g.mu.Unlock()
	if err := g.Session.WindowChange(height, width); err != nil {
		g.t.Fatal(err)
	}
}

// Leaves waits for the session to end.
func (g *Guest) Leaves() {
	g.t.Helper()
	select {
	case <-g.Gone:
	case <-time.After(Patience):
		g.t.Fatalf("still there:\n%s", g.Screen())
	}
}

// NewKey returns a key of a participant.
func NewKey(t testing.TB) gossh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// Arrival says how a participant comes.
type Arrival struct {
	User          string       // « atelier » when empty
	Key           gossh.Signer // nil for none
	Codes         []string     // given in turn
	Return        string       // the return number, when it is asked; empty for a newcomer
	Width, Height int          // no height at all, -1, for no terminal
}

// Config is that of the client: it gives its codes, then nothing more.
func (a Arrival) Config() *gossh.ClientConfig {
	left := a.Codes
	give := func(_, _ string, questions []string, _ []bool) ([]string, error) {
		if len(questions) == 0 {
			return nil, nil
		}
		if strings.HasPrefix(questions[0], "Numero de retour") {
			return []string{a.Return}, nil
		}
		if len(left) == 0 {
			return nil, fmt.Errorf("no code left")
		}
		said := left[0]
		left = left[1:]
		return []string{said}, nil
	}
	c := &gossh.ClientConfig{User: cmp.Or(a.User, "atelier"), HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: Patience}
	if a.Key != nil {
		c.Auth = append(c.Auth, gossh.PublicKeys(a.Key))
	}
	c.Auth = append(c.Auth, gossh.KeyboardInteractive(give))
	return c
}

// Dial connects to a room, and gives the codes.
func Dial(address string, a Arrival) (*gossh.Client, error) {
	return gossh.Dial("tcp", address, a.Config())
}

// NewScreen is a terminal in front of nobody: what is written to it shows.
func NewScreen(t *testing.T, width, height int) *Guest {
	g := &Guest{t: t, drawn: make(chan struct{}, 1), Gone: make(chan error, 1)}
	g.em = terminaltest.New(max(min(width, maxWidth), 1), max(min(height, maxHeight), 1))
	go io.Copy(io.Discard, g.em)                               // what the emulated terminal would answer
	t.Cleanup(func() { g.em.InputPipe().(io.Closer).Close() }) // its own Close races with Read
	return g
}

// Join seats a participant.
func Join(t *testing.T, address string, a Arrival) *Guest {
	t.Helper()
	client, err := Dial(address, a)
	if err != nil {
		t.Fatalf("join: %v", err)
	}
	t.Cleanup(func() { client.Close() })
	g := NewScreen(t, a.Width, a.Height)
	g.Client = client
	if g.Session, err = client.NewSession(); err != nil {
		t.Fatal(err)
	}
	if g.In, err = g.Session.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	g.Session.Stdout, g.Session.Stderr = g, g
	if a.Height >= 0 {
		if err := g.Session.RequestPty("xterm-256color", a.Height, a.Width, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Session.Shell(); err != nil {
		t.Fatal(err)
	}
	go func() { g.Gone <- g.Session.Wait() }()
	return g
}

// Knock opens a bare connection.
func Knock(t *testing.T, address string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}
