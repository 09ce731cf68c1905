package ssh

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// Visit is what a client of ours needs to come in by itself.
type Visit struct {
	address string          // host and port
	room    gossh.PublicKey // the key the room must show
	key     gossh.Signer    // its own
}

// pass is a visit in a file.
type pass struct {
	Address string `json:"adresse"`
	Room    string `json:"salle"` // as in known_hosts
	Key     string `json:"cle"`
}

// write returns the text of a pass for who holds a private key.
func (p pass) write(key any) ([]byte, error) {
	block, err := gossh.MarshalPrivateKey(key, "compromis regie")
	if err != nil {
		return nil, err
	}
	p.Key = string(pem.EncodeToMemory(block))
	return json.Marshal(p)
}

// ParseVisit reads what [Server.SetBooth] wrote.
func ParseVisit(text []byte) (v Visit, err error) {
	var p pass
	if err = json.Unmarshal(text, &p); err != nil {
		return Visit{}, err
	}
	if v.key, err = gossh.ParsePrivateKey([]byte(p.Key)); err != nil {
		return Visit{}, err
	}
	if v.room, _, _, _, err = gossh.ParseAuthorizedKey([]byte(p.Room)); err != nil { //nolint:dogsled // of a line, only the key
		return Visit{}, err
	}
	v.address = p.Address
	return v, nil
}

// Terminal is the terminal of a client, in raw mode already.
type Terminal struct {
	In   io.Reader
	Out  io.Writer
	Name string                     // TERM
	Env  map[string]string          // what it says of its colours
	Size func() (width, height int) // as it is now
	Tick <-chan time.Time           // when to look at the size again
}

// visitTime is how long a room on this machine may take to answer.
const visitTime = 10 * time.Second

// Show shows a screen of the room on a terminal, until one of them ends or the
// context does. The room says its last words there.
func (v Visit) Show(ctx context.Context, t Terminal) error {
	if v.key == nil {
		return errors.New("no key")
	}
	client, err := gossh.Dial("tcp", v.address, &gossh.ClientConfig{
		Config: modern(), User: "regie", Auth: []gossh.AuthMethod{gossh.PublicKeys(v.key)},
		HostKeyCallback: gossh.FixedHostKey(v.room), Timeout: visitTime,
	})
	if err != nil {
		return err
	}
	defer client.Close()
	defer context.AfterFunc(ctx, func() { client.Close() })()
	session, err := client.NewSession()
	if err != nil {
		return err
	}
	in, err := t.attach(session)
	if err != nil {
		return fmt.Errorf("terminal: %w", err)
	}
	go io.Copy(in, t.In) //nolint:errcheck // it ends with the terminal
	over := make(chan struct{})
	defer close(over)
	go t.follow(session, over)
	var cut *gossh.ExitMissingError
	if err = session.Wait(); errors.As(err, &cut) && ctx.Err() == nil {
		_, _ = io.WriteString(t.Out, leftAlone)
		return ErrCut
	}
	return nil // how it ended is on the terminal
}

// ErrCut is that the room went without a word: its program was killed.
var ErrCut = errors.New("the room is gone")

// leftAlone gives a terminal back that nobody tidied: the main screen, its cursor, no
// mouse, no bracketed paste.
const leftAlone = "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[m"

// attach gives the session the terminal, and returns what types in it.
func (t Terminal) attach(session *gossh.Session) (io.Writer, error) {
	for name, value := range t.Env {
		if err := session.Setenv(name, value); err != nil {
			return nil, err
		}
	}
	width, height := t.Size()
	if err := session.RequestPty(t.Name, height, width, nil); err != nil {
		return nil, err
	}
	session.Stdout = t.Out
	in, err := session.StdinPipe()
	if err != nil {
		return nil, err
	}
	return in, session.Shell()
}

// follow tells the room the sizes the terminal takes.
func (t Terminal) follow(session *gossh.Session, over <-chan struct{}) {
	width, height := t.Size()
	for {
		select {
		case <-over:
			return
		case <-t.Tick:
		}
		if w, h := t.Size(); w != width || h != height {
			width, height = w, h
			session.WindowChange(h, w) //nolint:errcheck // the session is over
		}
	}
}
