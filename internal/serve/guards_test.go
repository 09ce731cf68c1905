package serve

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
	"pgregory.net/rapid"
)

// TestCode: the right code opens, spaces or not; a wrong one never does.
func TestCode(t *testing.T) {
	k := newLock("482913", time.Now)
	from := netip.MustParseAddr("192.0.2.1")
	for said, want := range map[string]bool{
		"482913": true, " 482 913 ": true, "482914": false, "": false, "4829130": false, "48291": false, strings.Repeat("4", 1<<16): false,
	} {
		if k.opens(from, said) != want {
			t.Errorf("%.20q opens: %v", said, !want)
		}
	}
}

// TestGuessing: whatever one does, an address gives no more wrong codes than
// its first ones and one a refill, and the others go on.
func TestGuessing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		start := time.Unix(0, 0)
		now := start
		k := newLock("482913", func() time.Time { return now })
		given := map[byte]int{}
		for range rapid.IntRange(1, 200).Draw(t, "tries") {
			now = now.Add(time.Duration(rapid.IntRange(0, 5000).Draw(t, "ms")) * time.Millisecond)
			who := rapid.ByteRange(1, 3).Draw(t, "who")
			from := netip.AddrFrom4([4]byte{192, 0, 2, who})
			if !k.blocked(from) {
				k.opens(from, "000000")
				given[who]++
			}
			if most := triesPerAddress + int(now.Sub(start)/triesRefill); given[who] > most {
				t.Fatalf("%d wrong codes in %v, more than %d", given[who], now.Sub(start), most)
			}
		}
		if !k.opens(netip.AddrFrom4([4]byte{192, 0, 2, 9}), "482913") || k.blocked(netip.AddrFrom4([4]byte{192, 0, 2, 9})) {
			t.Fatal("another address is kept out")
		}
	})
}

// TestGuessersAreForgotten: what is remembered of addresses stays small.
func TestGuessersAreForgotten(t *testing.T) {
	k := newLock("482913", time.Now)
	for i := range 5 * rationsKept {
		k.opens(netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}), "000000")
	}
	if len(k.wrong.of) > rationsKept+1 {
		t.Errorf("%d addresses remembered", len(k.wrong.of))
	}
}

// wire is a connection from an address.
type wire struct {
	net.Conn
	from   string
	closed bool
}

func (w *wire) Close() error         { w.closed = true; return nil }
func (w *wire) RemoteAddr() net.Addr { return net.TCPAddrFromAddrPort(netip.MustParseAddrPort(w.from)) }

// TestGate: however connections come and go, their number is bounded, in all
// and by address, and those let in are never closed.
func TestGate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := &gate{most: 12, waiting: 6, each: 4}
		var lines []*line
		for range rapid.IntRange(1, 120).Draw(t, "events") {
			open := slices.DeleteFunc(slices.Clone(lines), func(l *line) bool { return l.Conn.(*wire).closed })
			switch what := rapid.IntRange(0, 5).Draw(t, "what"); {
			case what <= 2:
				from := rapid.SampledFrom([]string{"192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1", "[2001:db8::1]:1", "[2001:db8::2]:1", "127.0.0.1:1"}).Draw(t, "from")
				w := &wire{from: from}
				l := &line{Conn: w, gate: g, peer: addressOf(w), door: time.NewTimer(time.Hour)}
				g.mu.Lock()
				evicted, ok := g.place(l)
				g.mu.Unlock()
				if evicted != nil {
					if evicted.in {
						t.Fatal("somebody in was put out")
					}
					evicted.Close()
				}
				if ok {
					lines = append(lines, l)
				}
			case what == 3 && len(open) > 0:
				rapid.SampledFrom(open).Draw(t, "leaves").Close()
			case what == 4 && len(open) > 0:
				rapid.SampledFrom(open).Draw(t, "in").letIn()
			}
			by, outside := map[netip.Addr]int{}, 0
			for _, l := range g.lines {
				by[l.peer]++
				if !l.in {
					outside++
				}
				if l.Conn.(*wire).closed {
					t.Fatal("a closed line holds a place")
				}
			}
			for from, n := range by {
				if n > g.each && !from.IsLoopback() {
					t.Fatalf("%d lines from %v", n, from)
				}
			}
			if len(g.lines) > g.most || outside > g.waiting {
				t.Fatalf("%d lines, %d at the door", len(g.lines), outside)
			}
		}
	})
}

// TestHostKey: made once, for its owner only, and the same afterwards.
func TestHostKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "salle", "cle")
	first, err := hostKey(path)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	again, err := hostKey(path)
	if err != nil || string(again.PublicKey().Marshal()) != string(first.PublicKey().Marshal()) {
		t.Errorf("another key: %v", err)
	}
	if rest, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".cle-*")); len(rest) > 0 {
		t.Errorf("left behind: %v", rest)
	}
}

// TestHostKeyOfOthers: a key others may read, and a file that is not one, are
// refused and left alone.
func TestHostKeyOfOthers(t *testing.T) {
	dir := t.TempDir()
	open, other := filepath.Join(dir, "ouverte"), filepath.Join(dir, "notes.txt")
	if _, err := hostKey(open); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Chmod(open, 0o644), os.WriteFile(other, []byte("mes notes"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := hostKey(other); err == nil {
		t.Error("a text file is a key")
	}
	if text, _ := os.ReadFile(other); string(text) != "mes notes" {
		t.Errorf("the file changed: %q", text)
	}
	if runtime.GOOS != "windows" {
		if _, err := hostKey(open); err == nil {
			t.Error("a key everybody reads is used")
		}
	}
	if _, err := hostKey(filepath.Join(other, "cle")); err == nil {
		t.Error("a key inside a file")
	}
}

// TestTerminalIsClamped: whatever bytes ask for a terminal, it is small.
func TestTerminalIsClamped(t *testing.T) {
	type terminal struct {
		Name                string
		Width, Height, X, Y uint32
		Modes               string
	}
	rapid.Check(t, func(t *rapid.T) {
		r := &gossh.Request{Payload: gossh.Marshal(terminal{
			rapid.StringN(0, 80, 80).Draw(t, "name"), rapid.Uint32().Draw(t, "w"), rapid.Uint32().Draw(t, "h"), 9, 9,
			rapid.String().Draw(t, "modes"),
		})}
		r.Payload = r.Payload[:rapid.IntRange(0, len(r.Payload)).Draw(t, "cut")]
		if !clampTerminal(r) {
			return
		}
		var got terminal
		if err := gossh.Unmarshal(r.Payload, &got); err != nil {
			t.Fatal(err)
		}
		if got.Width > maxWidth || got.Height > maxHeight || len(got.Name) > maxWord || got.Modes != "" || !printable(got.Name) {
			t.Fatalf("%+v", got)
		}
	})
}

// TestSieve: no message makes the program leave its screen, whatever a field
// of the screen would do.
func TestSieve(t *testing.T) {
	keys := 0
	pass := sieve(func() { keys++ }, func() size { return size{65535, 65535} })
	if _, ok := pass(nil, tea.SuspendMsg{}).(tea.ResumeMsg); !ok {
		t.Error("suspended")
	}
	exec := tea.Exec(nil, nil)()
	if pass(nil, exec) != nil {
		t.Errorf("%T runs a command", exec)
	}
	if pass(nil, tea.KeyPressMsg{Code: 'e', Mod: tea.ModCtrl}) != nil {
		t.Error("the editor key goes through")
	}
	if got := pass(nil, tea.WindowSizeMsg{Width: 80, Height: 24}); got != (tea.WindowSizeMsg{Width: maxWidth, Height: maxHeight}) {
		t.Errorf("size %v", got)
	}
	if pass(nil, tea.KeyPressMsg{Code: 'a', Text: "a"}) == nil || keys != 2 {
		t.Errorf("%d keys told", keys)
	}
}

// endless sends as fast as one reads.
type endless struct{ read int }

func (e *endless) Read(b []byte) (int, error) { e.read += len(b); return len(b), nil }

// TestPaced: a client that sends without end is read no faster than hands go,
// and what is typed within reason comes at once.
func TestPaced(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), time.Second)
	defer stop()
	source := &endless{}
	began := time.Now()
	io.Copy(io.Discard, newPaced(ctx, source))
	if most := typingBurst + int(time.Since(began).Seconds()*typingRate) + 1; source.read > most || source.read < typingBurst {
		t.Errorf("%d bytes read, at most %d", source.read, most)
	}
}
