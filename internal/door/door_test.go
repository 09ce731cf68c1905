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
	"sync/atomic"
	"testing"
	"testing/synctest"
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
		if k.opens(nil, from, said) != want {
			t.Errorf("%.20q opens: %v", said, !want)
		}
	}
}

// TestGuessing: whatever one does, an address gives no more wrong codes than its
// first ones, one a refill and one a pause; and the others go on at once.
func TestGuessing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		lines, refills := rapid.IntRange(1, 40).Draw(r, "lines"), rapid.IntRange(0, 5).Draw(r, "refills")
		synctest.Test(t, func(t *testing.T) {
			k := newLock("482913", time.Now)
			from := netip.MustParseAddr("192.0.2.1")
			over, given := make(chan struct{}), atomic.Int64{}
			var all sync.WaitGroup
			for range lines {
				all.Go(func() {
					for {
						select {
						case <-over:
							return
						default:
						}
						k.opens(over, from, "000000")
						select {
						case <-over: // or it was not given
						default:
							given.Add(1)
						}
					}
				})
			}
			time.Sleep(time.Duration(refills)*triesRefill + triesPause/2)
			synctest.Wait()
			most := triesPerAddress + refills + int(time.Duration(refills)*triesRefill/triesPause) + 1
			if n := int(given.Load()); n > most || n < triesPerAddress {
				t.Errorf("%d wrong codes, at most %d", n, most)
			}
			if began := time.Now(); !k.opens(nil, netip.MustParseAddr("192.0.2.9"), "482913") || time.Since(began) > 0 {
				t.Error("another address waits")
			}
			close(over)
			all.Wait()
			time.Sleep(triesPause) // the last turn ends
		})
	})
}

// TestClassBehindOneAddress: while somebody guesses without end on all the lines
// an address may have, fifteen who come behind it with the right code wait no
// more than a pause for each line before theirs.
func TestClassBehindOneAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const lines = 80
		k := newLock("482913", time.Now)
		from := netip.MustParseAddr("192.0.2.1")
		over := make(chan struct{})
		var guessers, class sync.WaitGroup
		for range lines {
			guessers.Go(func() {
				for {
					select {
					case <-over:
						return
					default:
						k.opens(over, from, "000000")
					}
				}
			})
		}
		time.Sleep(time.Hour)
		for range 15 {
			class.Go(func() {
				began := time.Now()
				if !k.opens(nil, from, "482913") {
					t.Error("the right code does not open")
				}
				if d := time.Since(began); d > (lines+1)*triesPause {
					t.Errorf("waits for %v", d)
				}
			})
		}
		class.Wait()
		if n := k.lately(); n < 50 || n > 70 {
			t.Errorf("the trainer sees %d wrong codes a minute", n)
		}
		close(over)
		guessers.Wait()
		time.Sleep(2 * time.Minute)
		if n := k.lately(); n != 0 {
			t.Errorf("%d wrong codes a minute, long after", n)
		}
	})
}

// TestLeavingTheQueue: who leaves while they wait for their turn holds nobody up.
func TestLeavingTheQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newLock("482913", time.Now)
		from := netip.MustParseAddr("192.0.2.1")
		for range triesPerAddress + 1 {
			k.opens(nil, from, "000000")
		}
		for range 1000 {
			gone := make(chan struct{})
			close(gone)
			k.opens(gone, from, "000000")
		}
		began := time.Now()
		if !k.opens(nil, from, "482913") || time.Since(began) > 2*triesPause {
			t.Errorf("waits for %v behind those who left", time.Since(began))
		}
	})
}

// TestGuessersAreForgotten: what is remembered of addresses stays small.
func TestGuessersAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newLock("482913", time.Now)
		for i := range 5 * rationsKept {
			k.opens(nil, netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}), "000000")
		}
		if len(k.wrong.of) > rationsKept+1 {
			t.Errorf("%d addresses remembered", len(k.wrong.of))
		}
		time.Sleep(triesPause) // the last turn ends
	})
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
				l := g.line(w)
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
	return &Guest{Key: key, From: netip.MustParseAddr("192.0.2.1"), Out: func(Closing) {}}
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
	if err := errors.Join(Forget(dir), Forget(dir)); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(codeFile(dir)); err == nil {
		t.Error("the code is still there")
	}
	if _, err := KeptCode(filepath.Join(os.DevNull, "salle")); err == nil {
		t.Error("kept in a file")
	}
}

// TestClassOfPages: a full room of phones behind one router, each with a line that
// stays and two that come and go, is refused nothing at the door.
func TestClassOfPages(t *testing.T) {
	for _, seats := range []int{15, 100, 300} {
		g := newGate(seats)
		var stay []*wire
		for i := range seats {
			for line := range 3 {
				w := &wire{from: "198.51.100.1:1"}
				l := g.admit(w)
				if l == nil {
					t.Fatalf("%d seats: line %d of phone %d is refused", seats, line, i)
				}
				if line == 0 {
					l.LetIn()
					stay = append(stay, w)
				}
			}
		}
		if slices.ContainsFunc(stay, func(w *wire) bool { return w.closed }) {
			t.Errorf("%d seats: a line that stays was cut", seats)
		}
		g.shut()
	}
}

// TestCodeAsTyped: a code is right in capitals, with spaces or with hyphens.
func TestCodeAsTyped(t *testing.T) {
	k := newLock("abcd2345", time.Now)
	for _, said := range []string{"abcd2345", "ABCD2345", "abcd-2345", "Abcd 2345", "abcd\u00a0\u20112345"} {
		if !k.right(said) {
			t.Errorf("%q is wrong", said)
		}
	}
	if k.right("abcd2346") || k.right("") {
		t.Error("another code is right")
	}
}
