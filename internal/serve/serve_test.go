package serve

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"compromis/content"
	"compromis/decision"
	"compromis/internal/workshop"
)

var loadGuide = sync.OnceValues(content.Load)

// guide is the embedded content.
func guide(t testing.TB) *decision.Guide {
	t.Helper()
	g, err := loadGuide()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// config is that of a room of its own folder, on any port.
func config(t testing.TB) Config {
	return Config{Guide: guide(t), Dir: t.TempDir(), Max: 8}
}

// open starts a room.
func open(t testing.TB, c Config) *Server {
	t.Helper()
	s, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// trainer does something in front of the room.
func trainer(t testing.TB, acts ...func() error) {
	t.Helper()
	for i, do := range acts {
		if err := do(); err != nil {
			t.Fatalf("act %d: %v", i, err)
		}
	}
}

// ask chooses the first exercise and opens a vote on its step.
func ask(t testing.TB, s *Server) workshop.Question {
	t.Helper()
	trainer(t,
		func() error { return s.Room.Choose(s.config.Guide.Exercises[0].ID) },
		func() error { return s.Room.Ask(workshop.WhichStep) },
		s.Room.OpenVote)
	return *console(t, s, func(st workshop.State) bool { return st.Phase == workshop.Voting }).Question
}

// console waits for a state of the room.
func console(t testing.TB, s *Server, met func(workshop.State) bool) workshop.State {
	t.Helper()
	end := time.After(patience)
	for {
		select {
		case state, ok := <-s.Room.Watch(workshop.Console):
			if !ok || met(state) {
				return state
			}
		case <-end:
			t.Fatal("the room never came to that state")
		}
	}
}

func voters(n int) func(workshop.State) bool {
	return func(s workshop.State) bool { return s.Voters == n }
}

func present(n int) func(workshop.State) bool {
	return func(s workshop.State) bool { return s.Present == n }
}

// head is the beginning of a text, as it shows on a narrow screen.
func head(text string) string {
	text = strings.ReplaceAll(text, nbsp, " ")
	words := strings.Fields(text)
	return strings.Join(words[:min(2, len(words))], " ")
}

// TestVote: a participant reads the story, votes, changes, and sees what the
// room said and where it leads, on what text, even at 40×12.
func TestVote(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 12}, {120, 40}} {
		t.Run(fmt.Sprintf("%d×%d", size[0], size[1]), func(t *testing.T) {
			s := open(t, config(t))
			g := join(t, s, arrival{key: newKey(t), width: size[0], height: size[1]})
			g.sees("Bienvenue")
			q := ask(t, s)
			g.sees(head(q.Title))
			g.sees("vote est ouvert")
			g.types("1")
			console(t, s, voters(1))
			g.sees("●")
			g.types("2")
			g.sees("● 2")
			trainer(t, s.Room.CloseVote)
			g.sees("fermé")
			if strings.Contains(g.screen(), "█") {
				t.Errorf("the result shows before it is revealed:\n%s", g.screen())
			}
			trainer(t, s.Room.Reveal)
			g.sees("1 · 100 %")
			g.sees("Discutez")
			trainer(t, s.Room.FollowMajority)
			g.sees("majorité")
			g.types("G") // the end of the page: the text the last answer falls by
			ends := console(t, s, func(st workshop.State) bool { return st.Phase == workshop.Ended }).Endings
			reasons := ends[len(ends)-1].Reasons
			cited := reasons[len(reasons)-1]
			text := cited.Text
			if !strings.Contains(text, "(") { // it does not say on what text it rests
				text = s.config.Guide.Basis(cited.Basis).Reference
			}
			words := strings.Fields(text)
			g.sees(words[len(words)-1])
		})
	}
}

// TestBackground: a terminal is asked for the colour behind the text, and its
// answer changes the colours.
func TestBackground(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, arrival{width: 80, height: 24})
	g.sees("Bienvenue")
	g.reads("\x1b]11;?")
	colours := func() int { return strings.Count(g.said(), "\x1b[38;") }
	before := colours()
	g.types("\x1b]11;rgb:ffff/ffff/ffff\x1b\\")
	g.until("is drawn again", func() bool { return colours() > before }, g.said)
}

// TestSecondRound: both votes show, with the shift.
func TestSecondRound(t *testing.T) {
	s := open(t, config(t))
	a, b := join(t, s, arrival{width: 80, height: 40}), join(t, s, arrival{width: 80, height: 40})
	ask(t, s)
	a.sees("vote est ouvert")
	b.sees("vote est ouvert")
	a.types("1")
	b.types("1")
	console(t, s, voters(2))
	trainer(t, s.Room.CloseVote, s.Room.Reveal)
	trainer(t, s.Room.SecondRound)
	a.sees("Discutez")
	trainer(t, s.Room.OpenVote)
	a.sees("second vote est ouvert")
	b.sees("second vote est ouvert")
	a.types("1")
	b.types("2")
	console(t, s, voters(2))
	trainer(t, s.Room.CloseVote, s.Room.Reveal)
	a.sees("2e vote")
	a.sees("▼ −1")
	a.sees("▲ +1")
}

// TestFreePlay: a participant walks alone to a step, and comes back.
func TestFreePlay(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, arrival{key: newKey(t), width: 80, height: 24})
	trainer(t, func() error { return s.Room.Choose(s.config.Guide.Exercises[0].ID) }, s.Room.FreePlay)
	first, second := s.config.Guide.Walk(decision.NewAnswers(time.Now())).Next, decision.Fact("")
	g.sees(head(first.Title))
	g.types("1")
	state := console(t, s, func(st workshop.State) bool {
		return st.Map != nil && len(st.Map.Asked) == 1 && st.Map.Asked[0].Question.Fact != first.Fact
	})
	second = state.Map.Asked[0].Question.Fact
	g.sees(head(s.config.Guide.Question(second).Title))
	g.types("\x1b")
	g.sees(head(first.Title))
	g.types("2")
	g.sees(head(first.Title)[:2])
}

// TestSameKey: a participant who comes back with the same key finds their
// answer; one who is still there elsewhere leaves the seat.
func TestSameKey(t *testing.T) {
	s := open(t, config(t))
	key := newKey(t)
	first := join(t, s, arrival{key: key, width: 80, height: 24})
	ask(t, s)
	first.sees("vote est ouvert")
	first.types("3")
	first.sees("● 3")
	second := join(t, s, arrival{key: key, width: 80, height: 24})
	second.sees("● 3")
	first.leaves()
	second.client.Close()
	console(t, s, present(0))
	third := join(t, s, arrival{key: key, width: 80, height: 24})
	third.sees("● 3")
	if state := console(t, s, present(1)); state.Voters != 1 {
		t.Errorf("%d votes for one person", state.Voters)
	}
}

// TestRoomStartedAgain: the room closed in the middle of a vote and started
// again has every answer, the same code and the same key.
func TestRoomStartedAgain(t *testing.T) {
	c := config(t)
	s, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	key := newKey(t)
	g := join(t, s, arrival{key: key, width: 80, height: 24})
	ask(t, s)
	g.sees("vote est ouvert")
	g.types("2")
	g.sees("● 2")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	g.leaves()
	again := open(t, c)
	if again.Code != s.Code || !bytes.Equal(again.key.Marshal(), s.key.Marshal()) {
		t.Error("participants would not find the room again")
	}
	back := join(t, again, arrival{key: key, width: 80, height: 24})
	back.sees("● 2")
}

// TestRoomFinished: a room ended for good leaves nothing of its participants, and
// the next one has another code.
func TestRoomFinished(t *testing.T) {
	c := config(t)
	s, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	g := join(t, s, arrival{key: newKey(t), width: 80, height: 24})
	ask(t, s)
	g.sees("vote est ouvert")
	g.types("2")
	g.sees("● 2")
	if err := s.finish(); err != nil {
		t.Fatal(err)
	}
	g.leaves()
	again := open(t, c)
	if again.Code == s.Code || again.Room.Past().Resumed {
		t.Errorf("code %s again %v, resumed %v", s.Code, again.Code == s.Code, again.Room.Past().Resumed)
	}
}

// TestNoCode: without the code nobody comes in, key or not, and after a few
// wrong codes the line is cut.
func TestNoCode(t *testing.T) {
	s := open(t, config(t))
	for name, a := range map[string]arrival{
		"wrong":          {codes: []string{"000", "111", "222", "333", "444", "555", "666"}},
		"wrong with key": {codes: []string{"000", "111", "222"}, key: newKey(t)},
		"none":           {codes: []string{}},
		"empty":          {codes: []string{""}},
	} {
		if c, err := dial(s, a); err == nil {
			c.Close()
			t.Errorf("%s: let in", name)
		}
	}
	none := &gossh.ClientConfig{User: "x", HostKeyCallback: gossh.InsecureIgnoreHostKey()}
	if c, err := gossh.Dial("tcp", s.listener.Addr().String(), none); err == nil {
		c.Close()
		t.Error("let in without being asked")
	}
	password := &gossh.ClientConfig{User: "x", HostKeyCallback: none.HostKeyCallback, Auth: []gossh.AuthMethod{gossh.Password(s.Code)}}
	if c, err := gossh.Dial("tcp", s.listener.Addr().String(), password); err == nil {
		c.Close()
		t.Error("let in by a password")
	}
	if state := console(t, s, present(0)); state.Present != 0 {
		t.Errorf("%d present", state.Present)
	}
}

// TestGuesserIsBlocked: an address that gave too many wrong codes waits, even
// with the right one.
func TestGuesserIsBlocked(t *testing.T) {
	c := config(t)
	now := time.Now()
	c.Now = func() time.Time { return now }
	s := open(t, c)
	for range triesPerAddress {
		dial(s, arrival{codes: []string{"0000"}})
	}
	if client, err := dial(s, arrival{codes: []string{s.Code}}); err == nil {
		client.Close()
		t.Error("still let in")
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
			client, err := dial(s, arrival{codes: []string{s.Code}})
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
	g := join(t, s, arrival{width: 65535, height: 65535})
	g.sees("Bienvenue")
	small := join(t, s, arrival{user: "petit", width: 0, height: 0})
	for _, size := range [][2]int{{0, 0}, {1, 1}, {39, 11}, {65535, 65535}} {
		if err := small.session.WindowChange(size[1], size[0]); err != nil {
			t.Fatal(err)
		}
	}
	small.mu.Lock()
	small.em.Resize(80, 24)
	small.mu.Unlock()
	if err := small.session.WindowChange(24, 80); err != nil {
		t.Fatal(err)
	}
	small.sees("Bienvenue")
}

// TestGarbage: what is not SSH, half a handshake and a thousand connections
// that say nothing leave the room as it was.
func TestGarbage(t *testing.T) {
	s := open(t, config(t))
	inside := join(t, s, arrival{width: 80, height: 24})
	inside.sees("Bienvenue")
	for _, said := range []string{"GET / HTTP/1.1\r\n\r\n", "SSH-2.0-x\r\n" + strings.Repeat("\xff", 4096), "SSH-1.0-old\r\n", strings.Repeat("A", 1<<16), "\x00\x00\x00\x00"} {
		io.WriteString(knock(t, s), said)
	}
	typing, err := dial(s, arrival{codes: []string{s.Code}}) // somebody who has come to the code
	if err != nil {
		t.Fatal(err)
	}
	defer typing.Close()
	for range 300 {
		knock(t, s)
	}
	if sess, err := typing.NewSession(); err != nil || sess.Shell() != nil {
		t.Errorf("put out by those who say nothing: %v", err)
	}
	late := join(t, s, arrival{width: 80, height: 24})
	late.sees("Bienvenue")
	ask(t, s)
	inside.sees("vote est ouvert")
	late.sees("vote est ouvert")
	inside.types("1")
	late.types("1")
	console(t, s, voters(2))
}

// TestStalled: a client that stops reading delays nobody, and is cut when the
// room closes.
func TestStalled(t *testing.T) {
	s := open(t, config(t))
	stalled, err := dial(s, arrival{codes: []string{s.Code}})
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
	g := join(t, s, arrival{width: 80, height: 24})
	g.sees("Bienvenue")
	exercises := s.config.Guide.Exercises
	for i := range 400 { // enough to fill what the client would take without reading
		trainer(t, func() error { return s.Room.Choose(exercises[i%len(exercises)].ID) })
		ch.SendRequest("window-change", false, gossh.Marshal(terminalSize{uint32(200 + i%100), 100, 0, 0}))
	}
	ask(t, s)
	g.sees("vote est ouvert")
	g.types("1")
	console(t, s, voters(1))
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	select {
	case <-closed:
	case <-time.After(patience):
		t.Fatal("the room does not close")
	}
}

// TestVanished: a client killed in the middle of a vote leaves its answer, and
// its seat.
func TestVanished(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, arrival{key: newKey(t), width: 80, height: 24})
	ask(t, s)
	g.sees("vote est ouvert")
	g.types("1")
	console(t, s, voters(1))
	g.client.Close()
	if state := console(t, s, present(0)); state.Voters != 1 {
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
			c.Log = &log
			s, err := prepare(c)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { s.Close() })
			usual := s.ssh.Handler
			s.ssh.Handler = func(sess ssh.Session) {
				if sess.User() != "fragile" {
					usual(sess)
					return
				}
				ctx, stop := context.WithCancel(sess.Context())
				one := &session{Session: sess, server: s, stop: stop, idle: time.NewTimer(time.Hour)}
				one.show(ctx, fragile{in})
				one.farewell()
			}
			go s.serve()
			broken := join(t, s, arrival{user: "fragile", width: 80, height: 24})
			other := join(t, s, arrival{width: 80, height: 24})
			broken.sees("fragile")
			broken.types("x")
			broken.reads(strings.ReplaceAll(wordFell, nbsp, " "))
			broken.leaves()
			if said := log.String(); !strings.Contains(said, "broken in") || strings.Contains(said, "127.0.0.1") {
				t.Errorf("log: %s", said)
			}
			other.sees("Bienvenue")
			ask(t, s)
			other.sees("vote est ouvert")
			other.types("1")
			console(t, s, voters(1))
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
	c.Idle = 5 * time.Second
	s := open(t, c)
	busy, quiet := join(t, s, arrival{width: 80, height: 24}), join(t, s, arrival{width: 80, height: 24})
	busy.sees("Bienvenue")
	quiet.sees("Bienvenue")
	exercises := s.config.Guide.Exercises
	end, tick := time.After(patience), time.NewTicker(c.Idle/20)
	defer tick.Stop()
	for i := 0; ; i++ {
		select {
		case <-quiet.gone:
			quiet.reads("Aucune touche")
			busy.types("?")
			busy.sees("Les touches")
			return
		case <-busy.gone:
			t.Fatal("put out while typing")
		case <-end:
			t.Fatal("still there")
		case <-tick.C:
			busy.types("??")
			trainer(t, func() error { return s.Room.Choose(exercises[i%len(exercises)].ID) })
		}
	}
}

// TestFull: when every seat is taken, one says so.
func TestFull(t *testing.T) {
	c := config(t)
	c.Max = 2
	s := open(t, c)
	first := join(t, s, arrival{width: 80, height: 24})
	second := join(t, s, arrival{width: 80, height: 24})
	second.sees("Bienvenue")
	third := join(t, s, arrival{width: 80, height: 24})
	third.reads("La salle est pleine")
	third.leaves()
	first.types("q")
	first.sees("Quitter ?")
	first.types("o")
	first.leaves()
	console(t, s, present(1))
	fourth := join(t, s, arrival{width: 80, height: 24})
	fourth.sees("Bienvenue")
}

// TestLines: without a terminal, or by their name, a participant reads lines,
// nothing is redrawn, and the vote counts the same.
func TestLines(t *testing.T) {
	for name, a := range map[string]arrival{"no terminal": {height: -1}, "by name": {user: plainSuffix, width: 80, height: 24}} {
		t.Run(name, func(t *testing.T) {
			s := open(t, config(t))
			g := join(t, s, a)
			g.reads("lignes simples")
			q := ask(t, s)
			g.reads("1. " + strings.ReplaceAll(q.Options[0].Label, nbsp, " "))
			g.reads("vote est ouvert")
			g.types("1\n")
			g.reads("Votre réponse : " + strings.ReplaceAll(q.Options[0].Label, nbsp, " "))
			g.types(strings.Repeat("99\n", 30) + "\x1b[Abonjour\n") // faster than the room answers
			g.until("reads each refusal", func() bool { return strings.Count(g.said(), "Il n’y a pas de réponse 99") == 30 }, g.said)
			g.reads("« bonjour » n’est pas compris")
			console(t, s, voters(1))
			trainer(t, s.Room.CloseVote, s.Room.Reveal)
			g.reads("(votre réponse)")
			g.types("quitter\n")
			g.leaves()
			if strings.Contains(g.said(), "\x1b") {
				t.Errorf("escape sequences: %q", g.said())
			}
		})
	}
}

// TestLinesWalk: in plain lines, one who walks alone goes back to a question,
// answers it anew, and is told where they are again.
func TestLinesWalk(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, arrival{height: -1})
	e := &s.config.Guide.Exercises[0]
	trainer(t, func() error { return s.Room.Choose(e.ID) }, s.Room.FreePlay)
	times := func(title string, n int) {
		t.Helper()
		title = strings.ReplaceAll(title, nbsp, " ")
		g.until(fmt.Sprintf("reads %d times %s", n, title), func() bool { return strings.Count(g.said(), title) == n }, g.said)
	}
	first := s.config.Guide.Walk(decision.NewAnswers(time.Now())).Next
	times(first.Title, 1)
	g.types("retour\n")
	g.reads("C’est la première question")
	g.types("1\n")
	second := console(t, s, func(st workshop.State) bool {
		return st.Map != nil && len(st.Map.Asked) == 1 && st.Map.Asked[0].Question.Fact != first.Fact
	}).Map.Asked[0].Question
	times(second.Title, 1)
	g.types("retour\n")
	times(first.Title, 2)
	g.types("1\n")
	times(second.Title, 2)
	g.types("retour\n")
	times(first.Title, 3)
	trainer(t, s.Room.Reveal) // the map, then the question one is at
	g.reads("Où en est la salle")
	times(second.Title, 4) // once in the map
	g.types("2\n")         // answers the last question heard
	console(t, s, func(st workshop.State) bool {
		return st.Map != nil && len(st.Map.Asked) == 1 && st.Map.Asked[0].Question.Fact != second.Fact
	})
	g.types("pourquoi\n")
	g.reads("à la fin de votre chemin")
	if strings.Contains(g.said(), "█") {
		t.Error("a bar is read aloud")
	}
}

// TestPseudonym: one may take a name, and the trainer sees it.
func TestPseudonym(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, arrival{width: 80, height: 24})
	g.sees("Bienvenue")
	g.types("pZoé\r")
	if state := console(t, s, func(s workshop.State) bool { return len(s.Names) > 0 }); state.Names[0] != "Zoé" {
		t.Errorf("names %q", state.Names)
	}
	g.sees("Zoé")
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
		"crowd":     func(c *Config) { c.Max = mostSeats + 1 },
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

// TestLoopback: nobody but this machine, unless asked.
func TestLoopback(t *testing.T) {
	s := open(t, config(t))
	if at := s.listener.Addr().(*net.TCPAddr).IP; !at.IsLoopback() || !s.Local() || len(s.Invitation().Commands) != 1 {
		t.Errorf("listens on %v, says %v", at, s.Invitation())
	}
	c := config(t)
	c.Address = Everywhere
	if wide := open(t, c); wide.Local() {
		t.Error("everywhere is local")
	}
}

// TestNothingStays: participants who leave in the middle of their typing leave
// nothing running behind.
func TestNothingStays(t *testing.T) {
	before := runtime.NumGoroutine()
	s, err := Open(config(t))
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		client, err := dial(s, arrival{codes: []string{s.Code}})
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
	for end := time.Now().Add(patience); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}
