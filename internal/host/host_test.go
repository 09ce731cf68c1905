package host

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compromis/content/contenttest"
	"compromis/internal/door/doortest"
	"compromis/internal/stage"
)

// guide returns the real content.
var guide = contenttest.Guide

// config is that of a room of its own folder, on any port.
func config(t testing.TB) Config {
	return Config{Guide: guide(t), Dir: t.TempDir(), Max: 8}
}

// open starts a room.
func open(t testing.TB, c Config) *Host {
	t.Helper()
	h, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

// join seats a participant, with the right code.
func join(t *testing.T, h *Host, a doortest.Arrival) *doortest.Guest {
	t.Helper()
	a.Codes = []string{h.Code}
	return doortest.Join(t, fmt.Sprintf("127.0.0.1:%d", h.ssh.Port()), a)
}

// TestRoomStartedAgain: the room closed in the middle of a vote and started
// again has every answer, the same code and the same key.
func TestRoomStartedAgain(t *testing.T) {
	c := config(t)
	s, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	key := doortest.NewKey(t)
	g := join(t, s, doortest.Arrival{Key: key, Width: 80, Height: 24})
	doortest.Ask(t, c.Guide, s.Room)
	g.Sees("vote est ouvert")
	g.Types("2")
	g.Sees("● 2")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	g.Leaves()
	again := open(t, c)
	if again.Code != s.Code || again.ssh.Fingerprint() != s.ssh.Fingerprint() {
		t.Error("participants would not find the room again")
	}
	back := join(t, again, doortest.Arrival{Key: key, Width: 80, Height: 24})
	back.Sees("● 2")
}

// TestRoomFinished: a room ended for good leaves nothing of its participants, and
// the next one has another code.
func TestRoomFinished(t *testing.T) {
	c := config(t)
	s, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	g := join(t, s, doortest.Arrival{Key: doortest.NewKey(t), Width: 80, Height: 24})
	doortest.Ask(t, c.Guide, s.Room)
	g.Sees("vote est ouvert")
	g.Types("2")
	g.Sees("● 2")
	if err := s.finish(); err != nil {
		t.Fatal(err)
	}
	g.Leaves()
	again := open(t, c)
	if again.Code == s.Code || again.Room.Past().Resumed {
		t.Errorf("code %s again %v, resumed %v", s.Code, again.Code == s.Code, again.Room.Past().Resumed)
	}
}

// TestConfig: what cannot be is refused before anything is opened.
func TestConfig(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	for name, change := range map[string]func(*Config){
		"address":   func(c *Config) { c.Address = "chez moi" },
		"port":      func(c *Config) { c.Port = 70000 },
		"folder":    func(c *Config) { c.Dir = filepath.Join(os.DevNull, "salle") },
		"not ours":  func(c *Config) { c.Address = "192.0.2.77" },
		"busy port": func(c *Config) { c.Port = busy.Addr().(*net.TCPAddr).Port },
		"short":     func(c *Config) { c.Code = "12" },
		"space":     func(c *Config) { c.Code = "12 34" },
		"seats":     func(c *Config) { c.Max = -1 },
		"crowd":     func(c *Config) { c.Max = 10_001 },
		"key":       func(c *Config) { c.HostKey = filepath.Join(os.DevNull, "cle") },
	} {
		c := config(t)
		change(&c)
		s, err := Open(c)
		if err == nil {
			s.Close()
			t.Errorf("%s: opened", name)
		} else if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: not one line: %v", name, err)
		}
	}
}

// TestErrorsGoToAFile: they are noted in an ordinary file only, and nothing is
// opened that might wait for ever, or lead elsewhere.
func TestErrorsGoToAFile(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "erreurs"), filepath.Join(dir, "lien")
	for range 2 { // it goes on with the one that is there
		if _, err := OpenLog(file, false); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{link, dir, os.DevNull} {
		if _, err := OpenLog(name, false); err == nil || !strings.Contains(err.Error(), "--erreurs") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAnotherSession: another session first reports the one that was kept, then forgets
// it; nothing is forgotten when the report cannot be written.
func TestAnotherSession(t *testing.T) {
	c := config(t)
	s, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	doortest.Ask(t, c.Guide, s.Room)
	g := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	g.Sees("vote est ouvert")
	g.Types("2")
	g.Sees("● 2")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if past, kept := Kept(c); !kept || past.Seats != 1 {
		t.Fatalf("kept %v, %+v", kept, past)
	}
	c.Heading = func() stage.Settings { return stage.Settings{Trainer: "Ada"} }
	written := map[string]string{}
	broken := func(string, func(io.Writer) error) (string, error) { return "", errors.New("Le disque est plein.") }
	if _, err := Forget(c, broken); err == nil {
		t.Error("forgotten without a report")
	}
	word, err := Forget(c, func(name string, write func(io.Writer) error) (string, error) {
		var b bytes.Buffer
		err := write(&b)
		written[filepath.Ext(name)] = b.String()
		return "/x/" + name, err
	})
	if err != nil || len(written) != 5 || !strings.Contains(word, ".docx") || !strings.Contains(written[".md"], "Ada") || !strings.Contains(written[".csv"], "Ada") {
		t.Errorf("%v, %q, %d files:\n%s", err, word, len(written), written[".md"])
	}
	if _, kept := Kept(c); kept {
		t.Error("the earlier session is still there")
	}
}

// TestGuessesCountOverBothDoors: whoever guesses by the page, then by SSH, is
// slowed as by one door.
func TestGuessesCountOverBothDoors(t *testing.T) {
	s := open(t, config(t))
	from := netip.MustParseAddr("127.0.0.1")
	for range 7 {
		answer, err := http.Get(s.web.Pages()[0] + "?000000")
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
	}
	if s.entrance.Slowed(from) {
		t.Fatal("slowed too soon")
	}
	doortest.Dial(fmt.Sprintf("127.0.0.1:%d", s.ssh.Port()), doortest.Arrival{Codes: []string{"000000", "111111", "222222"}})
	if n := s.entrance.WrongCodes(); n != 10 || !s.entrance.Slowed(from) {
		t.Errorf("%d wrong codes, slowed %v", n, s.entrance.Slowed(from))
	}
}
