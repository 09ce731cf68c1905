package ssh

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	gossh "golang.org/x/crypto/ssh"
	"pgregory.net/rapid"

	"compromis/internal/door/doortest"
)

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
	if got := pass(nil, tea.WindowSizeMsg{Width: 80, Height: 24}); got != (tea.WindowSizeMsg{Width: maxWidth, Height: maxHeight}) {
		t.Errorf("size %v", got)
	}
	if pass(nil, tea.KeyPressMsg{Code: 'a', Text: "a"}) == nil || keys != 1 {
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
	if most := typingBurst + typingRate + int(time.Since(began).Seconds()*typingRate) + 1; source.read > most || source.read < typingBurst {
		t.Errorf("%d bytes read, at most %d", source.read, most)
	}
}

// awaited is what a client is sent, until a word comes.
type awaited struct {
	word string
	came chan struct{}
	text []byte
}

func (a *awaited) Write(p []byte) (int, error) {
	if a.word != "" {
		if a.text = append(a.text, p...); bytes.Contains(a.text, []byte(a.word)) {
			a.word, a.text = "", nil
			close(a.came)
		}
	}
	return len(p), nil
}

// TestMemory: a seat costs little, however large a terminal says it is: about
// 0.8 MB at 80×24, 3.3 MB at the largest size drawn, client included.
func TestMemory(t *testing.T) {
	const seats, most = 6, 5_000_000
	s := open(t, config(t))
	heap := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC() // what pools keep goes with the second
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	before := heap()
	for range seats {
		client, err := dial(s, doortest.Arrival{Codes: []string{s.Code}})
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		session, err := client.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		screen := &awaited{word: "Bienvenue", came: make(chan struct{})}
		session.Stdout = screen
		if _, err = session.StdinPipe(); err == nil {
			err = errors.Join(session.RequestPty("xterm-256color", 65535, 65535, nil), session.Shell())
		}
		if err != nil {
			t.Fatal(err)
		}
		<-screen.came
	}
	if each := (heap() - before) / seats; each > most {
		t.Errorf("%d bytes a seat, at most %d", each, most)
	}
}
