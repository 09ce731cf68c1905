package ssh

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/door"
	"compromis/internal/door/doortest"
	"compromis/internal/french"
	"compromis/internal/workshop"
)

// guide returns the real content.
var guide = contenttest.Guide

// guesses is how many wrong codes an address may give.
const guesses = 10

// setting is what a room with an SSH door needs.
type setting struct {
	SSH Config
	Dir string
	Max int
	Now func() time.Time
}

// config is that of a room of its own folder, on any port.
func config(t testing.TB) setting {
	dir := t.TempDir()
	return setting{Config{Guide: guide(t), HostKey: filepath.Join(dir, "cle")}, dir, 8, time.Now}
}

// house is a room with an SSH door.
type house struct {
	*Server
	Room    *workshop.Room
	Code    string
	through *door.Entrance // that of the server is written by Serve
	deaf    chan struct{}  // closed once Serve returns
	why     error          // what it returned
}

// build makes a room, and takes nobody in yet.
func build(t testing.TB, c setting) (*house, *door.Entrance) {
	t.Helper()
	s, err := Listen(c.SSH)
	if err != nil {
		t.Fatal(err)
	}
	room, err := workshop.Open(c.SSH.Guide, c.Dir, c.Now)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{Server: s, Room: room, Code: "482913", deaf: make(chan struct{})}
	return h, door.New(room, h.Code, c.Max, c.Now)
}

func (h *house) serve(t testing.TB, e *door.Entrance) {
	t.Cleanup(func() { h.Close() })
	h.through = e
	go func() {
		defer close(h.deaf)
		h.why = h.Serve(e)
	}()
}

// open starts a room.
func open(t testing.TB, c setting) *house {
	t.Helper()
	h, e := build(t, c)
	h.serve(t, e)
	return h
}

// Close puts everybody out and closes the room.
func (h *house) Close() error {
	h.through.Close(door.Paused)
	h.Server.Close()
	<-h.deaf
	return errors.Join(h.why, h.Room.Close())
}

func (h *house) address() string { return h.listener.Addr().String() }

// join seats a participant, with the right code unless told.
func join(t *testing.T, h *house, a doortest.Arrival) *doortest.Guest {
	t.Helper()
	if a.Codes == nil {
		a.Codes = []string{h.Code}
	}
	return doortest.Join(t, h.address(), a)
}

func dial(h *house, a doortest.Arrival) (*gossh.Client, error) { return doortest.Dial(h.address(), a) }

// ask opens a vote on the step of the first exercise.
func ask(t testing.TB, h *house) workshop.Question {
	t.Helper()
	return doortest.Ask(t, h.config.Guide, h.Room)
}

// head is the beginning of a text, as it shows on a narrow screen.
func head(text string) string {
	text = strings.ReplaceAll(text, french.NBSP, " ")
	words := strings.Fields(text)
	return strings.Join(words[:min(2, len(words))], " ")
}

// TestVote: a participant reads the story, votes, changes, and sees what the
// room said and where it leads, on what text, even at 40×12.
func TestVote(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 12}, {120, 40}} {
		t.Run(fmt.Sprintf("%d×%d", size[0], size[1]), func(t *testing.T) {
			s := open(t, config(t))
			g := join(t, s, doortest.Arrival{Key: doortest.NewKey(t), Width: size[0], Height: size[1]})
			g.Sees("Bienvenue")
			q := ask(t, s)
			g.Sees(head(q.Title))
			g.Sees("vote est ouvert")
			g.Types("1")
			doortest.Await(t, s.Room, doortest.Voters(1))
			g.Sees("●")
			g.Insists("2", "● 2")
			doortest.Lead(t, s.Room.CloseVote)
			g.Sees("fermé")
			if strings.Contains(g.Screen(), "█") {
				t.Errorf("the result shows before it is revealed:\n%s", g.Screen())
			}
			doortest.Lead(t, s.Room.Reveal)
			g.Sees("1 · 100 %")
			g.Sees("Discutez")
			doortest.Lead(t, s.Room.FollowMajority)
			g.Sees("majorité")
			g.Types("G") // the end of the page: the text the last answer falls by
			ends := doortest.Await(t, s.Room, func(st workshop.State) bool { return st.Phase == workshop.Ended }).Endings
			reasons := ends[len(ends)-1].Reasons
			cited := reasons[len(reasons)-1]
			text := cited.Text
			if !strings.Contains(text, "(") { // it does not say on what text it rests
				text = s.config.Guide.Basis(cited.Basis).Reference
			}
			words := strings.Fields(text)
			g.Sees(words[len(words)-1])
		})
	}
}

// TestBackground: a terminal is asked for the colour behind the text, and its
// answer changes the colours.
func TestBackground(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	g.Sees("Bienvenue")
	g.Reads("\x1b]11;?")
	colours := func() int { return strings.Count(g.Said(), "\x1b[38;") }
	before := colours()
	g.Types("\x1b]11;rgb:ffff/ffff/ffff\x1b\\")
	g.Until("is drawn again", func() bool { return colours() > before }, g.Said)
}

// TestSecondRound: both votes show, with the shift.
func TestSecondRound(t *testing.T) {
	s := open(t, config(t))
	a, b := join(t, s, doortest.Arrival{Width: 80, Height: 40}), join(t, s, doortest.Arrival{Width: 80, Height: 40})
	ask(t, s)
	a.Sees("vote est ouvert")
	b.Sees("vote est ouvert")
	a.Types("1")
	b.Types("1")
	doortest.Await(t, s.Room, doortest.Voters(2))
	doortest.Lead(t, s.Room.CloseVote, s.Room.Reveal)
	doortest.Lead(t, s.Room.SecondRound)
	a.Sees("Discutez")
	doortest.Lead(t, s.Room.OpenVote)
	a.Sees("second vote est ouvert")
	b.Sees("second vote est ouvert")
	a.Types("1")
	b.Types("2")
	doortest.Await(t, s.Room, doortest.Voters(2))
	doortest.Lead(t, s.Room.CloseVote, s.Room.Reveal)
	a.Sees("2e vote")
	a.Sees("▼ −1")
	a.Sees("▲ +1")
}

// TestFreePlay: a participant walks alone to a step, and comes back.
func TestFreePlay(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, doortest.Arrival{Key: doortest.NewKey(t), Width: 80, Height: 24})
	doortest.Lead(t, func() error { return s.Room.Choose(s.config.Guide.Exercises[0].ID) }, s.Room.FreePlay)
	first, second := s.config.Guide.Walk(decision.NewAnswers(time.Now())).Next, decision.Fact("")
	g.Sees(head(first.Title))
	g.Types("1")
	state := doortest.Await(t, s.Room, func(st workshop.State) bool {
		return st.Map != nil && len(st.Map.Asked) == 1 && st.Map.Asked[0].Question.Fact != first.Fact
	})
	second = state.Map.Asked[0].Question.Fact
	g.Sees(head(s.config.Guide.Question(second).Title))
	g.Types("\x1b")
	g.Sees(head(first.Title))
	g.Types("2")
	g.Sees(head(first.Title)[:2])
}

// TestSameKey: a participant who comes back with the same key finds their
// answer; one who is still there elsewhere leaves the seat.
func TestSameKey(t *testing.T) {
	s := open(t, config(t))
	key := doortest.NewKey(t)
	first := join(t, s, doortest.Arrival{Key: key, Width: 80, Height: 24})
	ask(t, s)
	first.Sees("vote est ouvert")
	first.Types("3")
	first.Sees("● 3")
	second := join(t, s, doortest.Arrival{Key: key, Width: 80, Height: 24})
	second.Sees("● 3")
	first.Leaves()
	second.Client.Close()
	doortest.Await(t, s.Room, doortest.Present(0))
	third := join(t, s, doortest.Arrival{Key: key, Width: 80, Height: 24})
	third.Sees("● 3")
	if state := doortest.Await(t, s.Room, doortest.Present(1)); state.Voters != 1 {
		t.Errorf("%d votes for one person", state.Voters)
	}
}

// TestNoCode: without the code nobody comes in, key or not, and after a few
// wrong codes the line is cut.
func TestNoCode(t *testing.T) {
	s := open(t, config(t))
	for name, a := range map[string]doortest.Arrival{
		"wrong":          {Codes: []string{"000", "111", "222", "333", "444", "555", "666"}},
		"wrong with key": {Codes: []string{"000", "111", "222"}, Key: doortest.NewKey(t)},
		"none":           {Codes: []string{}},
		"empty":          {Codes: []string{""}},
	} {
		if c, err := dial(s, a); err == nil {
			c.Close()
			t.Errorf("%s: let in", name)
		}
	}
	none := &gossh.ClientConfig{User: "x", HostKeyCallback: gossh.InsecureIgnoreHostKey()}
	if c, err := gossh.Dial("tcp", s.address(), none); err == nil {
		c.Close()
		t.Error("let in without being asked")
	}
	password := &gossh.ClientConfig{User: "x", HostKeyCallback: none.HostKeyCallback, Auth: []gossh.AuthMethod{gossh.Password(s.Code)}}
	if c, err := gossh.Dial("tcp", s.address(), password); err == nil {
		c.Close()
		t.Error("let in by a password")
	}
	if state := doortest.Await(t, s.Room, doortest.Present(0)); state.Present != 0 {
		t.Errorf("%d present", state.Present)
	}
}

// TestGuesserIsSlowed: an address that gave too many wrong codes is slow, and
// told so; whoever comes from it with the right one comes in.
func TestGuesserIsSlowed(t *testing.T) {
	c := config(t)
	now := time.Now()
	c.Now = func() time.Time { return now }
	s := open(t, c)
	for range guesses {
		dial(s, doortest.Arrival{Codes: []string{"0000"}})
	}
	began := time.Now()
	for range 2 {
		dial(s, doortest.Arrival{Codes: []string{"0000"}})
	}
	if d := time.Since(began); d < time.Second {
		t.Errorf("two more guesses take %v", d)
	}
	if n := s.through.WrongCodes(); n != guesses+2 {
		t.Errorf("the trainer is told of %d wrong codes", n)
	}
	told := ""
	client, err := gossh.Dial("tcp", s.address(), &gossh.ClientConfig{User: userName, HostKeyCallback: gossh.InsecureIgnoreHostKey(), Auth: []gossh.AuthMethod{
		gossh.KeyboardInteractive(func(_, instruction string, questions []string, _ []bool) ([]string, error) {
			if len(questions) > 0 && strings.HasPrefix(questions[0], "Numero de retour") {
				return []string{""}, nil
			}
			told = instruction
			return []string{s.Code}, nil
		}),
	}})
	if err != nil {
		t.Fatalf("kept out: %v", err)
	}
	client.Close()
	if !strings.Contains(told, "attendez un peu") {
		t.Errorf("told %q", told)
	}
}

// TestOnlyAScreen: nothing but a terminal can be asked for.
func TestOnlyAScreen(t *testing.T) {
	s := open(t, config(t))
	for name, try := range map[string]func(*gossh.Client) error{
		"exec": func(c *gossh.Client) error {
			sess, err := c.NewSession()
			if err != nil {
				t.Fatal(err)
			}
			return sess.Run("id")
		},
		"subsystem": func(c *gossh.Client) error {
			sess, err := c.NewSession()
			if err != nil {
				t.Fatal(err)
			}
			return sess.RequestSubsystem("sftp")
		},
		"agent": func(c *gossh.Client) error { return asked(t, c, "auth-agent-req@openssh.com") },
		"x11":   func(c *gossh.Client) error { return asked(t, c, "x11-req") },
		"env":   func(c *gossh.Client) error { return asked(t, c, "env") },
		"local forwarding": func(c *gossh.Client) error {
			conn, err := c.Dial("tcp", "127.0.0.1:22")
			if err == nil {
				conn.Close()
			}
			return err
		},
		"remote forwarding": func(c *gossh.Client) error {
			l, err := c.Listen("tcp", "127.0.0.1:0")
			if err == nil {
				l.Close()
			}
			return err
		},
		"two sessions": func(c *gossh.Client) error {
			if _, err := c.NewSession(); err != nil {
				t.Fatal(err)
			}
			_, err := c.NewSession()
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			client, err := dial(s, doortest.Arrival{Codes: []string{s.Code}})
			if err != nil {
				t.Fatal(err)
			}
			defer client.Close()
			if try(client) == nil {
				t.Error("granted")
			}
		})
	}
}

func asked(t *testing.T, c *gossh.Client, what string) error {
	sess, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	ok, err := sess.SendRequest(what, true, gossh.Marshal(struct{ Name, Value string }{"LD_PRELOAD", "/tmp/x.so"}))
	if err == nil && !ok {
		err = fmt.Errorf("refused")
	}
	return err
}

// TestSizes: a terminal of any size is drawn, and none is large enough to hurt.
func TestSizes(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, doortest.Arrival{Width: 65535, Height: 65535})
	g.Sees("Bienvenue")
	small := join(t, s, doortest.Arrival{User: "petit", Width: 0, Height: 0})
	for _, size := range [][2]int{{0, 0}, {1, 1}, {39, 11}, {65535, 65535}} {
		if err := small.Session.WindowChange(size[1], size[0]); err != nil {
			t.Fatal(err)
		}
	}
	small.Resize(80, 24)
	small.Sees("Bienvenue")
}

// TestGarbage: what is not SSH, half a handshake and a thousand connections
// that say nothing leave the room as it was.
func TestGarbage(t *testing.T) {
	s := open(t, config(t))
	inside := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	inside.Sees("Bienvenue")
	for _, said := range []string{"GET / HTTP/1.1\r\n\r\n", "SSH-2.0-x\r\n" + strings.Repeat("\xff", 4096), "SSH-1.0-old\r\n", strings.Repeat("A", 1<<16), "\x00\x00\x00\x00"} {
		io.WriteString(doortest.Knock(t, s.address()), said)
	}
	typing, err := dial(s, doortest.Arrival{Codes: []string{s.Code}}) // somebody who has come to the code
	if err != nil {
		t.Fatal(err)
	}
	defer typing.Close()
	for range 300 {
		doortest.Knock(t, s.address())
	}
	if sess, err := typing.NewSession(); err != nil || sess.Shell() != nil {
		t.Errorf("put out by those who say nothing: %v", err)
	}
	late := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	late.Sees("Bienvenue")
	ask(t, s)
	inside.Sees("vote est ouvert")
	late.Sees("vote est ouvert")
	inside.Types("1")
	late.Types("1")
	doortest.Await(t, s.Room, doortest.Voters(2))
}

// TestStalled: a client that stops reading delays nobody, and is cut when the
// room closes.
func TestStalled(t *testing.T) {
	s := open(t, config(t))
	stalled, err := dial(s, doortest.Arrival{Codes: []string{s.Code}})
	if err != nil {
		t.Fatal(err)
	}
	defer stalled.Close()
	ch, requests, err := stalled.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go gossh.DiscardRequests(requests)
	pty := gossh.Marshal(struct {
		Name                string
		Width, Height, X, Y uint32
		Modes               string
	}{"xterm", 300, 120, 0, 0, ""})
	ch.SendRequest("pty-req", true, pty)
	ch.SendRequest("shell", true, nil)
	g := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	g.Sees("Bienvenue")
	exercises := s.config.Guide.Exercises
	for i := range 400 { // enough to fill what the client would take without reading
		doortest.Lead(t, func() error { return s.Room.Choose(exercises[i%len(exercises)].ID) })
		ch.SendRequest("window-change", false, gossh.Marshal(terminalSize{uint32(200 + i%100), 100, 0, 0}))
	}
	ask(t, s)
	g.Sees("vote est ouvert")
	g.Types("1")
	doortest.Await(t, s.Room, doortest.Voters(1))
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	select {
	case <-closed:
	case <-time.After(doortest.Patience):
		t.Fatal("the room does not close")
	}
}

// TestVanished: a client killed in the middle of a vote leaves its answer, and
// its seat.
func TestVanished(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, doortest.Arrival{Key: doortest.NewKey(t), Width: 80, Height: 24})
	ask(t, s)
	g.Sees("vote est ouvert")
	g.Types("1")
	doortest.Await(t, s.Room, doortest.Voters(1))
	g.Client.Close()
	if state := doortest.Await(t, s.Room, doortest.Present(0)); state.Voters != 1 {
		t.Errorf("%d votes left", state.Voters)
	}
}

// fragile is a screen that breaks when a key is pressed.
type fragile struct{ in string }

func (f fragile) Init() tea.Cmd { return nil }
func (f fragile) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); !ok {
		return f, nil
	}
	if f.in == "update" {
		panic("broken in Update")
	}
	return f, func() tea.Msg { panic("broken in a command") }
}
func (f fragile) View() tea.View { return tea.NewView("fragile") }

// TestPanic: a screen that breaks ends its own session, tells why to the log
// and to nobody else, without saying who.
func TestPanic(t *testing.T) {
	for _, in := range []string{"update", "command"} {
		t.Run(in, func(t *testing.T) {
			var log safe
			c := config(t)
			c.SSH.Log = door.NewLog(&log, false)
			s, e := build(t, c)
			usual := s.ssh.Handler
			s.ssh.Handler = func(sess ssh.Session) {
				if sess.User() != "fragile" {
					usual(sess)
					return
				}
				ctx, stop := context.WithCancel(sess.Context())
				one := &session{Session: sess, server: s.Server, stop: stop, idle: time.NewTimer(time.Hour)}
				one.show(ctx, fragile{in})
				one.farewell()
			}
			s.serve(t, e)
			broken := join(t, s, doortest.Arrival{User: "fragile", Width: 80, Height: 24})
			other := join(t, s, doortest.Arrival{Width: 80, Height: 24})
			broken.Sees("fragile")
			broken.Types("x")
			broken.Reads("s’est arrêté sur une erreur")
			broken.Leaves()
			if said := log.String(); !strings.Contains(said, "broken in") || strings.Contains(said, "127.0.0.1") {
				t.Errorf("log: %s", said)
			}
			other.Sees("Bienvenue")
			ask(t, s)
			other.Sees("vote est ouvert")
			other.Types("1")
			doortest.Await(t, s.Room, doortest.Voters(1))
		})
	}
}

// safe is a text several write.
type safe struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *safe) Write(p []byte) (int, error) { s.mu.Lock(); defer s.mu.Unlock(); return s.text.Write(p) }
func (s *safe) String() string              { s.mu.Lock(); defer s.mu.Unlock(); return s.text.String() }

// TestIdle: a session where nobody presses a key ends, however much the room
// says; one where somebody does goes on.
func TestIdle(t *testing.T) {
	c := config(t)
	c.SSH.Idle = 5 * time.Second
	s := open(t, c)
	busy, quiet := join(t, s, doortest.Arrival{Width: 80, Height: 24}), join(t, s, doortest.Arrival{Width: 80, Height: 24})
	busy.Sees("Bienvenue")
	quiet.Sees("Bienvenue")
	exercises := s.config.Guide.Exercises
	end, tick := time.After(doortest.Patience), time.NewTicker(c.SSH.Idle/20)
	defer tick.Stop()
	for i := 0; ; i++ {
		select {
		case <-quiet.Gone:
			quiet.Reads("Aucune touche")
			busy.Types("?")
			busy.Sees("Les touches")
			return
		case <-busy.Gone:
			t.Fatal("put out while typing")
		case <-end:
			t.Fatal("still there")
		case <-tick.C:
			busy.Types("??")
			doortest.Lead(t, func() error { return s.Room.Choose(exercises[i%len(exercises)].ID) })
		}
	}
}

// TestFull: when every seat is taken, one says so.
func TestFull(t *testing.T) {
	c := config(t)
	c.Max = 2
	s := open(t, c)
	first := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	second := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	second.Sees("Bienvenue")
	third := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	third.Reads("La salle est pleine")
	third.Leaves()
	first.Types("q")
	first.Sees("Quitter ?")
	first.Types("o")
	first.Leaves()
	doortest.Await(t, s.Room, doortest.Present(1))
	fourth := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	fourth.Sees("Bienvenue")
}

// TestLines: without a terminal, or by their name, a participant reads lines,
// nothing is redrawn, and the vote counts the same.
func TestLines(t *testing.T) {
	for name, a := range map[string]doortest.Arrival{"no terminal": {Height: -1}, "by name": {User: plainSuffix, Width: 80, Height: 24}} {
		t.Run(name, func(t *testing.T) {
			s := open(t, config(t))
			g := join(t, s, a)
			g.Reads("lignes simples")
			q := ask(t, s)
			g.Reads("1. " + strings.ReplaceAll(q.Options[0].Label, french.NBSP, " "))
			g.Reads("vote est ouvert")
			g.Types("1\n")
			g.Reads("Votre réponse : " + strings.ReplaceAll(q.Options[0].Label, french.NBSP, " "))
			g.Types(strings.Repeat("99\n", 30) + "\x1b[Abonjour\n") // faster than the room answers
			g.Until("reads each refusal", func() bool { return strings.Count(g.Said(), "Il n’y a pas de réponse 99") == 30 }, g.Said)
			g.Reads("« bonjour » n’est pas compris")
			doortest.Await(t, s.Room, doortest.Voters(1))
			doortest.Lead(t, s.Room.CloseVote, s.Room.Reveal)
			g.Reads("(votre réponse)")
			g.Types("quitter\n")
			g.Leaves()
			if strings.Contains(g.Said(), "\x1b") {
				t.Errorf("escape sequences: %q", g.Said())
			}
		})
	}
}

// TestLinesWalk: in plain lines, one who walks alone goes back to a question,
// answers it anew, and is told where they are again.
func TestLinesWalk(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, doortest.Arrival{Height: -1})
	e := &s.config.Guide.Exercises[0]
	doortest.Lead(t, func() error { return s.Room.Choose(e.ID) }, s.Room.FreePlay)
	times := func(title string, n int) {
		t.Helper()
		title = strings.ReplaceAll(title, french.NBSP, " ")
		g.Until(fmt.Sprintf("reads %d times %s", n, title), func() bool { return strings.Count(g.Said(), title) == n }, g.Said)
	}
	first := s.config.Guide.Walk(decision.NewAnswers(time.Now())).Next
	times(first.Title, 1)
	g.Types("retour\n")
	g.Reads("C’est la première question")
	g.Types("1\n")
	second := doortest.Await(t, s.Room, func(st workshop.State) bool {
		return st.Map != nil && len(st.Map.Asked) == 1 && st.Map.Asked[0].Question.Fact != first.Fact
	}).Map.Asked[0].Question
	times(second.Title, 1)
	g.Types("retour\n")
	times(first.Title, 2)
	g.Types("1\n")
	times(second.Title, 2)
	g.Types("retour\n")
	times(first.Title, 3)
	doortest.Lead(t, s.Room.Reveal) // the map, then the question one is at
	g.Reads("Où en est la salle")
	times(second.Title, 4) // once in the map
	g.Types("2\n")         // answers the last question heard
	doortest.Await(t, s.Room, func(st workshop.State) bool {
		return st.Map != nil && len(st.Map.Asked) == 1 && st.Map.Asked[0].Question.Fact != second.Fact
	})
	g.Types("pourquoi\n")
	g.Reads("à la fin de votre chemin")
	if strings.Contains(g.Said(), "█") {
		t.Error("a bar is read aloud")
	}
}

// TestPseudonym: one may take a name, and the trainer sees it.
func TestPseudonym(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, doortest.Arrival{Width: 80, Height: 24})
	g.Sees("Bienvenue")
	g.Types("pZoé\r")
	state := doortest.Await(t, s.Room, func(s workshop.State) bool { return len(s.Roll) > 0 && s.Roll[0].Name != "" })
	if state.Roll[0].Name != "Zoé" || len(state.Names) > 0 {
		t.Errorf("named %+v, shown %q before the trainer accepts it", state.Roll, state.Names)
	}
	doortest.Lead(t, func() error { return s.Room.ShowName(state.Roll[0].Seat, "Zoé", true) })
	if state := doortest.Await(t, s.Room, func(s workshop.State) bool { return len(s.Names) > 0 }); state.Names[0] != "Zoé" {
		t.Errorf("names %q", state.Names)
	}
	g.Sees("Zoé")
}

// TestLoopback: nobody but this machine, unless asked.
func TestLoopback(t *testing.T) {
	s := open(t, config(t))
	if at := s.listener.Addr().(*net.TCPAddr).IP; !at.IsLoopback() || !s.Local() || len(s.Commands()) != 1 {
		t.Errorf("listens on %v, says %v", at, s.Commands())
	}
	c := config(t)
	c.SSH.Address = "toutes"
	if wide := open(t, c); wide.Local() {
		t.Error("everywhere is local")
	}
}

// TestNothingStays: participants who leave in the middle of their typing leave
// nothing running behind.
func TestNothingStays(t *testing.T) {
	before := runtime.NumGoroutine()
	s := open(t, config(t))
	for range 20 {
		client, err := dial(s, doortest.Arrival{Codes: []string{s.Code}})
		if err != nil {
			t.Fatal(err)
		}
		sess, err := client.NewSession()
		if err != nil {
			t.Fatal(err)
		}
		sess.Stdin = strings.NewReader(strings.Repeat("q?", 50))
		if err := sess.RequestPty("xterm", 24, 80, nil); err != nil {
			t.Fatal(err)
		}
		if err := sess.Shell(); err != nil {
			t.Fatal(err)
		}
		sess.Wait() // the last key ends it
		client.Close()
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(doortest.Patience); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}
