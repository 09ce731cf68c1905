//go:build postgres && linux

package workshop_test

import (
	"bytes"
	"net"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"

	"compromis/internal/workshop"
)

// relay stands before a server, and cuts the line once, as a program commits.
type relay struct {
	net.Listener
	to  string
	cut atomic.Int32 // when; see below
}

// When the line is cut.
const (
	never  int32 = iota
	before       // the server hears of it
	after        // it did it, and nobody hears so
)

func (r *relay) serve() {
	for {
		client, err := r.Accept()
		if err != nil {
			return
		}
		server, err := net.Dial("tcp", r.to)
		if err != nil {
			client.Close()
			continue
		}
		go r.up(client, server)
	}
}

// up takes what a client says to the server, and answers it from there.
func (r *relay) up(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	mute := make(chan bool, 1) // what the server says next is not heard
	go func() {
		defer client.Close()
		data := make([]byte, 1<<16)
		for {
			n, err := server.Read(data)
			if err != nil || len(mute) > 0 {
				return
			}
			if _, err := client.Write(data[:n]); err != nil {
				return
			}
		}
	}()
	data := make([]byte, 1<<16)
	for {
		n, err := client.Read(data)
		if err != nil {
			return
		}
		if bytes.Contains(data[:n], []byte("commit\x00")) {
			when := r.cut.Swap(never)
			if when == before {
				return
			}
			if when == after {
				mute <- true
			}
		}
		if _, err := server.Write(data[:n]); err != nil {
			return
		}
	}
}

// TestServerCut: the line is cut as something is written: it is told that it is kept when
// it is, and that it is not when it is not; and the next line follows.
func TestServerCut(t *testing.T) {
	address(t)
	c, _ := server()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	r := &relay{Listener: l, to: net.JoinHostPort("127.0.0.1", strconv.Itoa(c.Port))}
	go r.serve()
	code := newCode()
	s, err := workshop.Lead(c.AddressAt(l.Addr().(*net.TCPAddr).Port, "lea", "ateliers"), code, today)
	must(t, err)
	p := &program{Shared: s}
	r.cut.Store(before)
	if err := p.writes("{perdu}"); err == nil {
		t.Error("what the server never heard is told to be kept")
	}
	must(t, p.writes("{un}"))
	r.cut.Store(after)
	must(t, p.writes("{deux}"), p.writes("{trois}"))
	must(t, p.Close())
	if got := linesOf(t, c, code); !slices.Equal(got, []string{"{un}", "{deux}", "{trois}"}) {
		t.Errorf("the journal has %q", got)
	}
}
