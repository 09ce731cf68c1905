package host

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"compromis/internal/door/doortest"
	"compromis/internal/door/ssh"
	"compromis/internal/workshop"
)

// booth is the client of the program, in a window.
type booth struct {
	*doortest.Guest
	keys io.Writer
	size atomic.Pointer[[2]int]
	tick chan time.Time
	over chan error
}

// boothOf opens the private screen of a room.
func boothOf(t *testing.T, h *Host) *booth {
	t.Helper()
	visit, err := visitBooth(h.config.Dir)
	if err != nil {
		t.Fatal(err)
	}
	in, keys := io.Pipe()
	b := &booth{Guest: doortest.NewScreen(t, 120, 40), keys: keys, tick: make(chan time.Time), over: make(chan error, 1)}
	b.size.Store(&[2]int{120, 40})
	go func() {
		b.over <- stay(context.Background(), h.config.Dir, visit, ssh.Terminal{
			In: in, Out: b, Name: "xterm-256color", Env: map[string]string{"COLORTERM": "truecolor"}, Tick: b.tick,
			Size: func() (int, int) { s := b.size.Load(); return s[0], s[1] },
		})
	}()
	b.Sees("vous seul la voyez")
	return b
}

// types presses keys.
func (b *booth) types(keys string) { fmt.Fprint(b.keys, keys) }

// resizes the window.
func (b *booth) resizes(width, height int) {
	b.size.Store(&[2]int{width, height})
	b.tick <- time.Now()
}

// leaves waits until the client has ended.
func (b *booth) leaves(t *testing.T) {
	t.Helper()
	select {
	case err := <-b.over:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(doortest.Patience):
		t.Fatal("still there")
	}
	b.Reads("La régie est fermée")
}

// TestBooth: the private screen shows the votes as they come, who is thinking and
// what the case says to the trainer; it leads the room, and takes no seat. The console,
// which is projected, shows nothing of it.
func TestBooth(t *testing.T) {
	h := open(t, config(t))
	console := sit(t, guide(t), h.Room, h.invitation())
	private := boothOf(t, h)
	a := join(t, h, doortest.Arrival{Width: 80, Height: 40})
	join(t, h, doortest.Arrival{Width: 80, Height: 40})
	console.sees("2 participants présents")
	doortest.Lead(t, func() error { return h.Room.Choose(guide(t).Exercises[0].ID) }, func() error { return h.Room.Ask(workshop.WhichStep) }, h.Room.OpenVote)
	a.Sees("vote est ouvert")
	a.Types("2")
	private.Sees("1 sur 2")
	private.Sees("✓ Place")
	private.Sees("… Place")
	private.Sees("L’erreur classique")
	private.Sees("La séance")
	console.sees("1 réponse")
	if screen := console.screen(); strings.Contains(screen, "1er vote") || strings.Contains(screen, "L’erreur classique") {
		t.Errorf("the room sees\n%s", screen)
	}
	private.types(" ")
	console.sees("résultat caché")
	private.types("\r")
	a.Sees("100 %")
	private.types("q")
	private.leaves(t)
	console.hits("r").sees("2e vote") // the room goes on
}

// TestOneBooth: another private screen takes the place of the first; closing the room
// closes it, and leaves no way in behind.
func TestOneBooth(t *testing.T) {
	h := open(t, config(t))
	first := boothOf(t, h)
	second := boothOf(t, h)
	first.leaves(t)
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	second.leaves(t)
	if _, err := visitBooth(h.config.Dir); err != errNoBooth {
		t.Errorf("%v", err)
	}
}

// TestNoBooth: what is not there, or not whole, is said; it never fails otherwise.
func TestNoBooth(t *testing.T) {
	dir := t.TempDir()
	for _, text := range []string{"", "{", "{}", `{"adresse":"127.0.0.1:1","salle":"x","cle":"y"}`} {
		if err := os.WriteFile(filepath.Join(dir, boothFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := visitBooth(dir); err != errNoBooth {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestBoothResized: the room is told when the window changes.
func TestBoothResized(t *testing.T) {
	private := boothOf(t, open(t, config(t)))
	private.resizes(30, 8)
	private.Sees("Agrandissez")
	private.resizes(120, 40)
	private.Sees("vous seul la voyez")
	private.types("q")
	private.leaves(t)
}

// TestBoothInTheLight: the terminal is asked for the colour behind the text, and its
// answer changes the colours.
func TestBoothInTheLight(t *testing.T) {
	private := boothOf(t, open(t, config(t)))
	private.Reads("\x1b]11;?")
	colours := func() int { return strings.Count(private.Said(), "\x1b[38;") }
	before := colours()
	private.types("\x1b]11;rgb:ffff/ffff/ffff\x1b\\")
	private.Until("is drawn again", func() bool { return colours() > before }, private.Said)
}

// TestBoothOfAnother: the pass of a room opens no other.
func TestBoothOfAnother(t *testing.T) {
	h, other := open(t, config(t)), open(t, config(t))
	mine, err := os.ReadFile(filepath.Join(h.config.Dir, boothFile))
	theirs, otherErr := os.ReadFile(filepath.Join(other.config.Dir, boothFile))
	if err = errors.Join(err, otherErr); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"adresse", "salle", "cle"} {
		var pass, foreign map[string]string
		if err = errors.Join(json.Unmarshal(mine, &pass), json.Unmarshal(theirs, &foreign)); err != nil {
			t.Fatal(err)
		}
		pass[part] = foreign[part]
		text, _ := json.Marshal(pass)
		visit, err := ssh.ParseVisit(text)
		if err != nil {
			t.Fatal(err)
		}
		if visit.Show(context.Background(), ssh.Terminal{In: strings.NewReader(""), Out: io.Discard, Size: func() (int, int) { return 80, 24 }}) == nil {
			t.Errorf("with another « %s », it opens", part)
		}
	}
}

// TestBoothCut: a room that goes without a word is told, and the terminal given back;
// once the room is there again, so is its private screen, and it is typed in.
func TestBoothCut(t *testing.T) {
	h := open(t, config(t))
	private := boothOf(t, h)
	h.closeDoors() // as a kill does
	private.Reads("\x1b[?1049l")
	private.Reads("la régie revient d’elle-même")
	private.types("x")
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, h.config)
	private.Until("is back", func() bool { return strings.Count(private.Said(), "\x1b[?1049h") > 1 }, private.Said)
	private.Sees("vous seul la voyez")
	private.types("q")
	private.leaves(t)
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestBoothWaitsNoMore: one who does not want to wait for the room closes it.
func TestBoothWaitsNoMore(t *testing.T) {
	for _, key := range []string{"q", "\x03"} {
		h := open(t, config(t))
		private := boothOf(t, h)
		h.closeDoors()
		private.Reads("la régie revient d’elle-même")
		private.types(key)
		select {
		case err := <-private.over:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(doortest.Patience):
			t.Fatal("still there")
		}
	}
}

// TestBoothStandsOnAnAnswer: answers come in any order, and one that comes above the
// others moves none under the hand: Enter accepts the one that was being read.
func TestBoothStandsOnAnAnswer(t *testing.T) {
	h := open(t, config(t))
	var guests []*doortest.Guest
	for range 6 {
		guests = append(guests, join(t, h, doortest.Arrival{User: "texte", Height: -1}))
	}
	if err := errors.Join(h.Room.Pose("Un mot ?", nil), h.Room.OpenVote()); err != nil {
		t.Fatal(err)
	}
	for _, g := range guests {
		g.Reads("vote est ouvert")
	}
	private := boothOf(t, h)
	guests[0].Types("premier\n")
	private.types("v")
	private.Sees("○ premier")
	for i, g := range guests[1:] {
		g.Types(fmt.Sprintf("mot %d\n", i))
		private.Sees(fmt.Sprintf("○ mot %d", i))
	}
	private.types("\r")
	private.Sees("● premier")
}
