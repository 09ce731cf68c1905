package serve

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	gossh "golang.org/x/crypto/ssh"
)

// patience is how long a test waits for what must come: for ever, nearly.
const patience = time.Minute

// guest is a participant: a real SSH client in front of an emulated terminal.
type guest struct {
	t       *testing.T
	client  *gossh.Client
	session *gossh.Session
	in      io.WriteCloser
	drawn   chan struct{} // something was written on the screen
	gone    chan error    // the session ended

	mu   sync.Mutex
	em   *vt.Emulator
	text bytes.Buffer // everything written, for those who read lines
}

// Write draws what the room sends.
func (g *guest) Write(p []byte) (int, error) {
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

// screen is what the participant sees, spaces made ordinary.
func (g *guest) screen() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return strings.ReplaceAll(g.em.String(), nbsp, " ")
}

// said is everything the room wrote.
func (g *guest) said() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return strings.ReplaceAll(g.text.String(), nbsp, " ")
}

// sees waits until the text is on the screen.
func (g *guest) sees(text string) {
	g.t.Helper()
	g.until("sees "+text, func() bool { return strings.Contains(g.screen(), text) }, g.screen)
}

// reads waits until the text was written.
func (g *guest) reads(text string) {
	g.t.Helper()
	g.until("reads "+text, func() bool { return strings.Contains(g.said(), text) }, g.said)
}

func (g *guest) until(what string, met func() bool, shown func() string) {
	g.t.Helper()
	end := time.After(patience)
	for !met() {
		select {
		case <-g.drawn:
		case <-end:
			g.t.Fatalf("never %s:\n%s", what, shown())
		}
	}
}

func (g *guest) types(keys string) {
	g.t.Helper()
	if _, err := io.WriteString(g.in, keys); err != nil {
		g.t.Fatalf("type %q: %v", keys, err)
	}
}

// leaves waits for the session to end.
func (g *guest) leaves() {
	g.t.Helper()
	select {
	case <-g.gone:
	case <-time.After(patience):
		g.t.Fatalf("still there:\n%s", g.screen())
	}
}

// newKey returns a key of a participant.
func newKey(t testing.TB) gossh.Signer {
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

// arrival says how a participant comes.
type arrival struct {
	user          string
	key           gossh.Signer // nil for none
	codes         []string     // given in turn
	width, height int          // 0×0 for no terminal
}

// config is that of the client: it gives its codes, then nothing more.
func (a arrival) config() *gossh.ClientConfig {
	left := a.codes
	give := func(_, _ string, questions []string, _ []bool) ([]string, error) {
		if len(questions) == 0 {
			return nil, nil
		}
		if len(left) == 0 {
			return nil, fmt.Errorf("no code left")
		}
		said := left[0]
		left = left[1:]
		return []string{said}, nil
	}
	c := &gossh.ClientConfig{User: a.user, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Timeout: patience}
	if a.key != nil {
		c.Auth = append(c.Auth, gossh.PublicKeys(a.key))
	}
	c.Auth = append(c.Auth, gossh.KeyboardInteractive(give))
	return c
}

// dial connects and gives the codes.
func dial(s *Server, a arrival) (*gossh.Client, error) {
	if a.user == "" {
		a.user = userName
	}
	return gossh.Dial("tcp", s.listener.Addr().String(), a.config())
}

// join seats a participant: at 80×24, with the right code, unless told.
func join(t *testing.T, s *Server, a arrival) *guest {
	t.Helper()
	if a.codes == nil {
		a.codes = []string{s.Code}
	}
	client, err := dial(s, a)
	if err != nil {
		t.Fatalf("join: %v", err)
	}
	t.Cleanup(func() { client.Close() })
	g := &guest{t: t, client: client, drawn: make(chan struct{}, 1), gone: make(chan error, 1)}
	g.em = vt.NewEmulator(max(min(a.width, maxWidth), 1), max(min(a.height, maxHeight), 1))
	if g.session, err = client.NewSession(); err != nil {
		t.Fatal(err)
	}
	if g.in, err = g.session.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	g.session.Stdout, g.session.Stderr = g, g
	go io.Copy(io.Discard, g.em)                               // what the emulated terminal would answer
	t.Cleanup(func() { g.em.InputPipe().(io.Closer).Close() }) // its own Close races with Read
	if a.width > 0 || a.user != plainSuffix && a.height >= 0 {
		if err := g.session.RequestPty("xterm-256color", a.height, a.width, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.session.Shell(); err != nil {
		t.Fatal(err)
	}
	go func() { g.gone <- g.session.Wait() }()
	return g
}

// knock opens a bare connection.
func knock(t *testing.T, s *Server) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}
