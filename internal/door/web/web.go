// Package web is the door of a workshop for those who have a phone: a page that
// any browser opens, with or without its script.
//
// [Listen] opens the port, [Server.Serve] lets people in. What the doors of a
// room share is in package door; once its connection is admitted, a request goes
// through, in order:
//
//   - the guard (guard.go): whom it is addressed to, which page it comes from,
//     its size and its time;
//   - the pass (pass.go): a cookie that says who comes, and whether they gave the
//     code of the room (entry.go);
//   - the seat (seats.go): one for each pass, however many tabs it has open, with
//     the latest state of the room;
//   - the page (view.go says what, page.go, section.go and forms.go how), whole or
//     by the parts that changed, down a stream (stream.go) that the page's own
//     script reads.
//
// Without the script, a form is posted and the page comes again; while there is
// nothing to choose, it asks for itself again every few seconds.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"time"

	"compromis/decision"
	"compromis/internal/door"
)

// UsualPort is where people look for the page when nobody says.
const UsualPort = 8080

// portsTried is how many ports from the usual one are tried, before any.
const portsTried = 20

// Config is what the door needs from outside.
type Config struct {
	Guide   *decision.Guide
	Address string       // an IP address of this machine, or « toutes »; this machine alone when empty
	Port    int          // 0 for any free port, less for the usual one or the next that is free
	Secret  []byte       // what signs passes and forms: passes are good as long as it stays
	Log     *slog.Logger // what goes wrong; nil for nowhere

	silence time.Duration // how long somebody of whom nothing is heard is still there; see silence
	refill  time.Duration // see asksRefill
}

// endpoint is where the door listens.
func (c Config) endpoint() door.Endpoint {
	return door.Endpoint{Address: c.Address, Port: max(c.Port, 0), Option: "--port-page", Usual: UsualPort}
}

// Check says in French what cannot be listened on, whatever the machine.
func (c Config) Check() error { return c.endpoint().Check() }

// listen opens the port: the one asked for, or the first that is free.
func (c Config) listen() (net.Listener, error) {
	at := c.endpoint()
	if c.Port >= 0 {
		return at.Listen()
	}
	for at.Port = UsualPort; at.Port < UsualPort+portsTried; at.Port++ {
		l, err := at.Listen()
		if err == nil || !door.Taken(err) {
			return l, err
		}
	}
	at.Port = 0
	return at.Listen()
}

// Server is a room that listens for browsers.
type Server struct {
	config   Config
	entrance *door.Entrance
	listener net.Listener
	http     *http.Server
	drawn    drawings

	mu    sync.Mutex
	seats map[string]*seat // by the key of their pass
}

// Listen opens the port, but takes nobody in yet. Errors are in French and say
// what to change.
func Listen(c Config) (*Server, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.silence == 0 {
		c.silence = silence
	}
	if c.refill == 0 {
		c.refill = asksRefill
	}
	s := &Server{config: c, seats: map[string]*seat{}}
	s.http = s.server()
	var err error
	if s.listener, err = c.listen(); err != nil {
		return nil, err
	}
	return s, nil
}

// Serve lets people in, until the server is closed: it then returns nil, and
// otherwise why it no longer hears anybody.
func (s *Server) Serve(e *door.Entrance) error {
	s.entrance = e
	err := s.http.Serve(gated{s.listener, e})
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// Close stops listening, and cuts the requests under way. To let people out first,
// and end their streams, close the entrance.
func (s *Server) Close() {
	s.http.Close()
	s.listener.Close() // the server may not have taken it yet
}

// Pages are the addresses that participants may type, the best first. Nobody types
// one of IPv6 on a phone when there is a shorter one.
func (s *Server) Pages() []string {
	at := s.config.endpoint().Addresses()
	if slices.ContainsFunc(at, netip.Addr.Is4) {
		at = slices.DeleteFunc(at, netip.Addr.Is6)
	}
	var all []string
	for _, at := range at {
		all = append(all, "http://"+netip.AddrPortFrom(at, uint16(s.Port())).String()+"/")
	}
	return all
}

// Scanned is the address that a phone reads on the trainer's screen: the page,
// and the code with it.
func Scanned(page, code string) string { return page + "?" + code }

// Port is the one it listens on.
func (s *Server) Port() int { return s.listener.Addr().(*net.TCPAddr).Port }

// gated counts connections before a byte is read.
type gated struct {
	net.Listener
	entrance *door.Entrance
}

// Accept waits for a connection that there is room for.
func (g gated) Accept() (net.Conn, error) {
	for {
		c, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if l := g.entrance.Admit(c); l != nil {
			return &wire{Line: l, since: time.Now()}, nil
		}
		c.Close()
	}
}

// wire is a connection from a browser.
type wire struct {
	*door.Line
	since time.Time
}

type wireKey struct{}

// wireOf returns the connection a request came by.
func wireOf(r *http.Request) *wire { return r.Context().Value(wireKey{}).(*wire) }

func withWire(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, wireKey{}, c)
}

func itoa(n int) string { return strconv.Itoa(n) }
