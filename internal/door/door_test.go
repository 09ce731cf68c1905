package door

import (
	"errors"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"compromis/content/contenttest"
	"compromis/internal/workshop"
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
		var lines []*Line
		for range rapid.IntRange(1, 120).Draw(t, "events") {
			open := slices.DeleteFunc(slices.Clone(lines), func(l *Line) bool { return l.Conn.(*wire).closed })
			switch what := rapid.IntRange(0, 5).Draw(t, "what"); {
			case what <= 2:
				from := rapid.SampledFrom([]string{"192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1", "[2001:db8::1]:1", "[2001:db8::2]:1", "127.0.0.1:1"}).Draw(t, "from")
				w := &wire{from: from}
				l := &Line{Conn: w, gate: g, peer: addressOf(w), door: time.NewTimer(time.Hour)}
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
				rapid.SampledFrom(open).Draw(t, "in").LetIn()
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

// TestFlood: addresses that bring lines without end take each other's place at
// the door; whoever comes from elsewhere keeps theirs, though they are slow.
func TestFlood(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newGate(rapid.IntRange(1, 100).Draw(t, "seats"))
		come := func(from string) (*wire, *Line) {
			w := &wire{from: from}
			return w, g.admit(w)
		}
		flood := []string{"192.0.2.1:1", "192.0.2.2:1", "192.0.2.3:1"}[:rapid.IntRange(1, 3).Draw(t, "addresses")]
		var class []*wire
		for range rapid.IntRange(200, 400).Draw(t, "lines") {
			if len(class) < 15 && rapid.IntRange(0, 9).Draw(t, "who") == 0 { // behind one address, all of them
				w, l := come("198.51.100.1:1")
				if l == nil {
					t.Fatal("refused at the door")
				}
				class = append(class, w)
				continue
			}
			if _, l := come(rapid.SampledFrom(flood).Draw(t, "from")); l != nil {
				l.spoke.Store(true)
			}
		}
		if slices.ContainsFunc(class, func(w *wire) bool { return w.closed }) {
			t.Fatalf("some of %d were put out by %d addresses", len(class), len(flood))
		}
		g.shut()
	})
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

// entrance is that of a new room of two places.
func entrance(t *testing.T, now func() time.Time) *Entrance {
	t.Helper()
	g := contenttest.Guide(t)
	room, err := workshop.Open(g, t.TempDir(), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { room.Close() })
	return New(room, "482913", 2, now)
}

// someone comes from an address of the room's network.
func someone(key string) *Guest {
	return &Guest{Key: key, From: netip.MustParseAddr("192.0.2.1")}
}

// TestPlaces: the places of a room are counted over all its doors; who comes back
// with their key takes their own place, by whatever door.
func TestPlaces(t *testing.T) {
	e := entrance(t, time.Now)
	first, second := someone(""), someone("zoé")
	if err := errors.Join(e.Enter(first), e.Enter(second)); err != nil {
		t.Fatal(err)
	}
	if err := e.Enter(someone("")); !errors.Is(err, workshop.ErrFull) {
		t.Errorf("a third comes in: %v", err)
	}
	back := someone("zoé")
	if err := e.Enter(back); err != nil || back.Seat.Number != second.Seat.Number {
		t.Errorf("back on seat %d, not %d: %v", back.Seat.Number, second.Seat.Number, err)
	}
	e.Leave(second)
	e.Leave(first)
	if err := e.Enter(someone("")); err != nil {
		t.Errorf("a place given back is not free: %v", err)
	}
	if err := e.Enter(someone("")); !errors.Is(err, workshop.ErrFull) {
		t.Errorf("who came back has no place: %v", err)
	}
}

// TestArrivals: from one address only so many come in a row, but for those who
// have a seat; and who is refused takes no place.
func TestArrivals(t *testing.T) {
	now := time.Now()
	e := entrance(t, func() time.Time { return now })
	come := func(g *Guest) error {
		err := e.Enter(g)
		if err == nil {
			e.Leave(g)
		}
		return err
	}
	known := someone("zoé")
	if err := e.Enter(known); err != nil {
		t.Fatal(err)
	}
	for i := range visitsPerAddress - 1 {
		if err := come(someone("")); err != nil {
			t.Fatalf("arrival %d: %v", i, err)
		}
	}
	for range 3 {
		if err := come(someone("")); err != errVisits {
			t.Fatalf("one too many: %v", err)
		}
	}
	if err := come(someone("zoé")); err != nil {
		t.Errorf("somebody with a seat: %v", err)
	}
	now = now.Add(visitsRefill)
	if err := come(someone("")); err != nil {
		t.Errorf("after a while: %v", err)
	}
}

// TestClosing: those inside are told once to go, and the entrance is closed when
// they are out; nobody comes in after that, and no connection is admitted.
func TestClosing(t *testing.T) {
	e := entrance(t, time.Now)
	told := make(chan Closing, 2)
	g := someone("")
	g.Out = func(why Closing) {
		told <- why
		go e.Leave(g)
	}
	if err := e.Enter(g); err != nil {
		t.Fatal(err)
	}
	silent := &wire{from: "192.0.2.2:1"}
	if e.Admit(silent) == nil {
		t.Fatal("no room for a first connection")
	}
	if e.Closing() != Open {
		t.Error("closed before its time")
	}
	e.Close(Finished)
	if why := <-told; why != Finished || len(told) > 0 {
		t.Errorf("told %v, then %d more", why, len(told))
	}
	if e.Closing() != Finished || !silent.closed {
		t.Errorf("closing %v; a line is cut: %v", e.Closing(), silent.closed)
	}
	if err := e.Enter(someone("")); !errors.Is(err, workshop.ErrClosed) {
		t.Errorf("comes in after the end: %v", err)
	}
	if e.Admit(&wire{from: "192.0.2.3:1"}) != nil {
		t.Error("a connection is admitted after the end")
	}
}

// TestKeptCode: a room keeps the code participants know, until it is forgotten.
func TestKeptCode(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "salle")
	first, err := KeptCode(dir)
	if err != nil || !sound(first) {
		t.Fatalf("%q, %v", first, err)
	}
	if again, err := KeptCode(dir); again != first || err != nil {
		t.Errorf("%s, then %s, %v", first, again, err)
	}
	if err := errors.Join(ForgetCode(dir), ForgetCode(dir)); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(codeFile(dir)); err == nil {
		t.Error("the code is still there")
	}
	if _, err := KeptCode(filepath.Join(os.DevNull, "salle")); err == nil {
		t.Error("kept in a file")
	}
}
