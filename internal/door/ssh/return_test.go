package ssh

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/door"
	"compromis/internal/door/doortest"
	"compromis/internal/workshop"
)

// TestReturnNumber: without a key, one finds their seat and their vote again by
// the number of their screen, on the screen as in plain lines; whoever still sat
// there is told. A vote is never counted twice.
func TestReturnNumber(t *testing.T) {
	s := open(t, config(t))
	ask(t, s)
	a := join(t, s, doortest.Arrival{Width: 100, Height: 30})
	a.Sees("Votre numéro de retour : ")
	_, after, _ := strings.Cut(a.Screen(), "numéro de retour : ")
	number := after[:len("000 000")]
	a.Sees("vote est ouvert")
	a.Types("2")
	a.Sees("C’est noté")
	b := join(t, s, doortest.Arrival{Return: number, User: "texte", Height: -1})
	b.Reads("Votre numéro de retour : " + number)
	b.Reads("C’est noté")
	a.Leaves()
	if !strings.Contains(a.Screen()+a.Said(), "reprise ailleurs") {
		t.Errorf("the one inside is not told:\n%s", a.Screen())
	}
	c := join(t, s, doortest.Arrival{Return: number, Key: doortest.NewKey(t), Width: 80, Height: 24})
	c.Sees("C’est noté")
	b.Leaves()
	doortest.Await(t, s.Room, func(v workshop.State) bool { return v.Voters == 1 && v.Present == 1 })
}

// TestReturnIsAskedOnce: a key the room knows is asked nothing more; a wrong
// number is said to be one, and Enter alone goes in without.
func TestReturnIsAskedOnce(t *testing.T) {
	s := open(t, config(t))
	key := doortest.NewKey(t)
	visit := func(key gossh.Signer, numbers ...string) (told []string) {
		t.Helper()
		arrival := doortest.Arrival{Key: key}
		config := arrival.Config()
		config.Auth[len(config.Auth)-1] = gossh.KeyboardInteractive(func(_, instruction string, questions []string, _ []bool) ([]string, error) {
			told = append(told, instruction)
			if len(questions) == 0 {
				return nil, nil
			}
			if len(told) == 1 {
				return []string{s.Code}, nil
			}
			said := numbers[0]
			numbers = numbers[1:]
			return []string{said}, nil
		})
		client, err := gossh.Dial("tcp", s.address(), config)
		if err != nil {
			t.Fatal(err)
		}
		client.Close()
		return told
	}
	if told := visit(key, "9", ""); len(told) != 3 || !strings.Contains(told[2], "pas connu") {
		t.Errorf("a newcomer is told %q", told)
	}
	join(t, s, doortest.Arrival{Key: key, Width: 80, Height: 24}).Sees("Bienvenue")
	if told := visit(key); len(told) != 1 {
		t.Errorf("somebody known is told %q", told)
	}
}

// lastWords are what a terminal of that width keeps once the screen is gone; lines are
// no wider, and hold whole words.
func lastWords(t *testing.T, g *doortest.Guest, width int) string {
	t.Helper()
	g.Leaves()
	said := g.Said()
	said = ansi.Strip(said[max(strings.LastIndex(said, "\x1b["), 0):])
	for l := range strings.Lines(said) {
		if n := len([]rune(strings.TrimRight(l, "\r\n"))); n > width {
			t.Errorf("a line of %d cells on a terminal of %d: %q", n, width, l)
		}
	}
	return strings.Join(strings.Fields(said), " ")
}

var toldNumber = regexp.MustCompile(`Votre numéro de retour : \d{3} \d{3}$`)

// TestLastWordsHoldTheNumber: the screen goes with the session, and the return number
// with it: whoever may come back is told it again, on the screen as in plain lines;
// not once all is erased.
func TestLastWordsHoldTheNumber(t *testing.T) {
	for name, a := range map[string]doortest.Arrival{
		"screen": {Width: 44, Height: 20}, "lines": {User: plainSuffix, Width: 44, Height: 20}, "no terminal": {Height: -1},
	} {
		width := a.Width
		if a.Height < 0 {
			width = 1000
		}
		for way, one := range map[string]struct {
			out  func(s *house, g *doortest.Guest)
			told bool
		}{
			"paused":   {func(s *house, _ *doortest.Guest) { s.through.Close(door.Paused) }, true},
			"finished": {func(s *house, _ *doortest.Guest) { s.through.Close(door.Finished) }, false},
			"left": {func(_ *house, g *doortest.Guest) {
				if a.Height < 0 || a.User != "" {
					g.Types("quitter\n")
					return
				}
				g.Types("q")
				g.Sees("Quitter ?")
				g.Types("o")
			}, true},
			"idle": {func(*house, *doortest.Guest) {}, true},
		} {
			t.Run(name+", "+way, func(t *testing.T) {
				c := config(t)
				if way == "idle" {
					c.SSH.Idle = time.Second
				}
				s := open(t, c)
				g := join(t, s, a)
				g.Reads("retour")
				one.out(s, g)
				if last := lastWords(t, g, width); toldNumber.MatchString(last) != one.told {
					t.Errorf("the last words are %q", last)
				}
			})
		}
	}
}

// TestLinesAreNotCut: in plain lines on a terminal, a word is never in two lines, and
// the size is the one the terminal has now.
func TestLinesAreNotCut(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, doortest.Arrival{User: plainSuffix, Width: 60, Height: 20})
	g.Reads("Bienvenue")
	g.Resize(32, 20)
	for range 200 { // until the room knows
		from := len(g.Said())
		g.Types("aide\n")
		g.Until("reads the help", func() bool { return strings.Contains(g.Said()[from:], "quitter.") }, g.Said)
		widest := 0
		for l := range strings.Lines(g.Said()[from:]) {
			widest = max(widest, len([]rune(strings.TrimRight(l, "\r\n"))))
		}
		if widest > 60 {
			t.Fatalf("a line of %d cells:\n%s", widest, g.Said())
		}
		if widest <= 32 {
			return
		}
	}
	t.Errorf("the size stays the first one:\n%s", g.Said())
}
