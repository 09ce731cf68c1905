package ssh

import (
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

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
	number := after[:5]
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
