package ssh

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
)

// The trainer's private screen comes through the same door as everybody, by a key of
// its own: no code is asked of it, and it takes no seat.

// boothKey is where a connection's permissions say that it is the trainer's.
const boothKey = "compromis-booth"

// What the trainer reads as they leave it.
var (
	wordBooth     = word{text: "La régie est fermée. L’atelier continue dans l’autre fenêtre. Pour la rouvrir" + colon + "compromis regie"}
	wordBoothOver = word{text: "La régie est fermée" + colon + "l’atelier l’est aussi. S’il reprend, elle se rouvre par" + colon + "compromis regie"}
)

// booth is the trainer's private screen.
type booth struct {
	key  gossh.PublicKey
	open func() (screen tea.Model, leave func())

	mu     sync.Mutex
	inside map[*session]bool
	out    sync.WaitGroup
}

// enter counts a session in, until what it returns is called.
func (b *booth) enter(one *session) (leave func()) {
	b.mu.Lock()
	b.inside[one] = true
	b.mu.Unlock()
	b.out.Add(1)
	return func() {
		b.mu.Lock()
		delete(b.inside, one)
		b.mu.Unlock()
		b.out.Done()
	}
}

// CloseBooth ends the private screen, once it has said its last words: the line of one
// that does not read them is cut. Call it before the entrance is closed.
func (s *Server) CloseBooth() {
	b := s.private
	b.mu.Lock()
	for one := range b.inside {
		one.end(wordBoothOver)
	}
	b.mu.Unlock()
	b.out.Wait()
}

// SetBooth gives the door a private screen, and returns the pass to it, made for this
// time alone: [ParseVisit] reads it. Call it before Serve.
func (s *Server) SetBooth(open func() (screen tea.Model, leave func())) (text []byte, err error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	key, err := gossh.NewPublicKey(public)
	if err != nil {
		return nil, err
	}
	s.private = &booth{key: key, open: open, inside: map[*session]bool{}}
	return pass{Address: s.near(), Room: string(gossh.MarshalAuthorizedKey(s.key))}.write(private)
}

// isBooth says whether a key is that of the private screen. The client has yet to
// prove that it holds it.
func (s *Server) isBooth(key gossh.PublicKey) bool {
	return s.private != nil && bytes.Equal(key.Marshal(), s.private.key.Marshal())
}

// booth shows the private screen until the trainer leaves it, or the room closes. It
// is never thought forgotten: one looks at it more than one types.
func (one *session) booth(ctx context.Context) {
	defer one.server.private.enter(one)()
	one.idle = time.AfterFunc(one.server.config.Idle, func() {})
	defer one.idle.Stop()
	defer func() {
		one.end(wordBooth)
		one.farewell()
		_ = one.Exit(0) // before the door closes: a line that ends without it was cut
	}()
	defer one.catch()
	screen, leave := one.server.private.open()
	defer leave()
	one.show(ctx, screen)
}
