package ssh

import (
	"cmp"
	"encoding/binary"
	"slices"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// Terminals are never larger: a screen of 2 500 × 2 000 cells takes a gigabyte,
// one of 300 × 120 ten megabytes, one of this size three. Text is never wider.
const (
	maxWidth  = 200
	maxHeight = 60
)

// The colours of a participant's terminal are all that is read from what the
// client says of itself.
var environment = []string{"COLORTERM", "NO_COLOR"}

const (
	maxEnvironment = 8  // settings read, whatever they are
	maxWord        = 64 // bytes of a setting or of the name of a terminal
)

// maxRefused is how many more channels are refused with a word: beyond, the line
// is cut. A refusal waits for the client to read it.
const maxRefused = 3

// openChannel is the only way in: one terminal per connection. Of what a client
// may ask of it, only a screen goes through: no command, no subsystem, no
// agent, no signal. Forwarding is another kind of channel: it has no handler.
func (s *Server) openChannel(server *ssh.Server, conn *gossh.ServerConn, asked gossh.NewChannel, ctx ssh.Context) {
	line := lineOf(ctx)
	switch n := line.asked.Add(1); {
	case n > 1+maxRefused:
		line.Close()
		return
	case n > 1:
		asked.Reject(gossh.Prohibited, "one session only")
		return
	}
	sizes := make(chan size, 1)
	ctx.SetValue(sizesKey{}, sizes)
	go keepAlive(ctx, conn, line, s.config.alive)
	ssh.DefaultSessionHandler(server, conn, filtered{asked, sizes, line}, ctx)
	conn.Close() // the only channel is gone: the connection has no more use
}

// keepAlive asks a client from time to time whether it is there, and cuts the
// line of one that does not answer: after a cut of the network, its place would
// be held for a quarter of an hour.
func keepAlive(ctx ssh.Context, conn *gossh.ServerConn, line *line, every time.Duration) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(every):
		}
		late := time.AfterFunc(2*every, func() { line.Close() })
		_, _, err := conn.SendRequest("keepalive@openssh.com", true, nil)
		late.Stop()
		if err != nil {
			return
		}
	}
}

// size is the room of a terminal, in cells, clamped.
type size struct{ width, height int }

type sizesKey struct{}

// sizesOf returns the sizes a terminal takes, the latest only.
func sizesOf(ctx ssh.Context) <-chan size { return ctx.Value(sizesKey{}).(chan size) }

// filtered is a channel whose requests are sifted.
type filtered struct {
	gossh.NewChannel
	sizes chan size
	line  *line
}

// Accept takes the channel, and lets through the requests a screen needs.
func (f filtered) Accept() (gossh.Channel, <-chan *gossh.Request, error) {
	ch, asked, err := f.NewChannel.Accept()
	if err != nil {
		return nil, nil, err
	}
	passed := make(chan *gossh.Request)
	go func() {
		defer close(passed)
		defer func() {
			if recover() != nil { // a mistake of ours: nobody else is concerned
				f.line.Close()
			}
		}()
		settings := 0
		for r := range asked {
			switch {
			case r.Type == "window-change":
				f.resize(r)
			case r.Type == "pty-req" && clampTerminal(r), r.Type == "shell":
				passed <- r
			case r.Type == "env" && settings < maxEnvironment && wanted(r):
				settings++
				passed <- r
			default:
				r.Reply(false, nil)
			}
		}
	}()
	return ch, passed, nil
}

// resize keeps the latest size only: a client that sends thousands costs
// nothing.
func (f filtered) resize(r *gossh.Request) {
	var to terminalSize
	ok := gossh.Unmarshal(r.Payload, &to) == nil
	r.Reply(ok, nil)
	if !ok {
		return
	}
	to.clamp()
	select {
	case <-f.sizes:
	default:
	}
	f.sizes <- size{int(to.Width), int(to.Height)}
}

// terminalSize is how SSH says a size (RFC 4254, 6.7), pixels left alone.
type terminalSize struct{ Width, Height, PixelWidth, PixelHeight uint32 }

// clamp keeps a size small. A dimension of zero says nothing, as from a script:
// it is that of a usual terminal.
func (t *terminalSize) clamp() {
	t.Width, t.Height = min(cmp.Or(t.Width, 80), maxWidth), min(cmp.Or(t.Height, 24), maxHeight)
	t.PixelWidth, t.PixelHeight = 0, 0
}

// clampTerminal rewrites the request for a terminal (RFC 4254, 6.2) with a
// small size and without its modes, which nothing here reads.
func clampTerminal(r *gossh.Request) bool {
	if len(r.Payload) < 4 {
		return false
	}
	length := binary.BigEndian.Uint32(r.Payload)
	if length > maxWord || len(r.Payload) < 4+int(length)+16 {
		return false
	}
	name, rest := string(r.Payload[4:4+length]), r.Payload[4+length:]
	var to terminalSize
	if gossh.Unmarshal(rest[:16], &to) != nil || !printable(name) {
		return false
	}
	to.clamp()
	r.Payload = gossh.Marshal(struct {
		Name                                   string
		Width, Height, PixelWidth, PixelHeight uint32
		Modes                                  string
	}{name, to.Width, to.Height, 0, 0, ""})
	return true
}

// wanted says whether a setting of the client is one we read.
func wanted(r *gossh.Request) bool {
	var setting struct{ Name, Value string }
	if len(r.Payload) > 2*maxWord || gossh.Unmarshal(r.Payload, &setting) != nil {
		return false
	}
	return slices.Contains(environment, setting.Name) && printable(setting.Value)
}

func printable(text string) bool {
	for _, c := range []byte(text) {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}
