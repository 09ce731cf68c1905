//go:build browser

package host

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/door/doortest"
)

// class is a room of twelve phones and three terminals, led from the console.
type class struct {
	t       *testing.T
	host    *Host
	config  Config
	desk    *desk
	phones  []*phone
	keys    []gossh.Signer
	screens []*doortest.Guest
	began   time.Time
}

// minute tells what is done at a minute of the plan, and keeps what each sees.
func (c *class) minute(at int, what string) {
	c.t.Helper()
	c.t.Logf("minute %2d: %s (after %v)", at, what, time.Since(c.began).Round(100*time.Millisecond))
	name := fmt.Sprintf("repetition-%02d", at)
	c.phones[0].picture(name)
	c.phones[1].picture(name)
	if dir := os.Getenv("IMAGES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+"-console.txt"), []byte(c.desk.screen()), 0o600); err != nil {
			c.t.Fatal(err)
		}
	}
}

// see waits for everybody to see one of some words: a page and a screen do not ask
// for the same gesture.
func (c *class) see(page, screen string) {
	c.t.Helper()
	for _, p := range c.phones {
		p.sees(page)
	}
	for _, g := range c.screens {
		g.Sees(screen)
	}
}

// answer has everybody give an answer: the phones by turns one of the first, the
// terminals the second.
func (c *class) answer(among int) {
	c.t.Helper()
	c.phones[0].calm()
	for i, p := range c.phones {
		p.chooses(1 + i%among)
	}
	for _, g := range c.screens {
		g.Insists("2", "C’est noté")
	}
	for _, p := range c.phones {
		p.sees("C’est noté")
	}
}

// sits puts the three terminals in front of the room, with their keys.
func (c *class) sits() {
	c.t.Helper()
	c.screens = nil
	for _, key := range c.keys {
		c.screens = append(c.screens, join(c.t, c.host, doortest.Arrival{Key: key, Width: 100, Height: 40}))
	}
}

// TestRehearsal: the forty-five minutes of a session with twelve phones and three
// terminals, the room started again in the middle of a vote: nobody is lost, and
// nobody counts twice.
func TestRehearsal(t *testing.T) {
	c := &class{t: t, config: config(t), began: time.Now()}
	c.config.Max = 20
	c.host = open(t, c.config)
	c.desk = sit(t, guide(t), c.host.Room, c.host.invitation())
	browser := chromium(t)
	for i := range 12 {
		p := turnOn(t, browser, look{width: []int64{320, 390}[i%2], height: 700, dark: i%2 == 1})
		p.opens(c.host.invitation().Scanned)
		p.taps("Entrer dans l’atelier")
		c.phones = append(c.phones, p)
	}
	for range 3 {
		c.keys = append(c.keys, doortest.NewKey(t))
	}
	c.sits()
	c.see("Bienvenue dans l’atelier", "Bienvenue dans l’atelier")
	c.desk.sees("15 participants présents")
	c.minute(3, "everybody is in: twelve phones, three terminals")

	title := c.config.Guide.Exercises[0].Title
	c.desk.hits("enter").sees("▌ " + title)
	c.desk.hits("enter").sees("▌ Quel est")
	c.see(title, title)
	c.minute(5, "the story of the first case")
	c.desk.hits("end", "enter").sees("vote à ouvrir")
	c.desk.hits("space").sees("VOTE OUVERT")
	c.see("touchez votre réponse", "vote est ouvert")
	c.answer(3)
	c.desk.sees("15 réponses")
	c.minute(10, "first vote: fifteen answers")
	c.desk.hits("space").sees("résultat caché")
	c.desk.hits("enter").sees("résultat montré")
	c.see("Ce que la salle a répondu", "(votre réponse)")
	c.minute(14, "what the room said; discussion two by two")
	c.desk.hits("r").sees("2e vote")
	c.desk.hits("space").sees("VOTE OUVERT")
	c.see("second vote est ouvert", "second vote est ouvert")
	for _, p := range c.phones[:6] {
		p.calm()
		p.chooses(1)
		p.sees("C’est noté")
	}
	c.desk.sees("6 réponses")
	c.minute(18, "second vote: six answers, and the trainer's computer stops")

	port, page := c.host.ssh.Port(), c.host.web.Port()
	if err := c.host.Close(); err != nil {
		t.Fatal(err)
	}
	for _, p := range c.phones {
		p.sees("L’atelier est en pause")
	}
	c.config.Port, c.config.Page = port, page
	stopped := time.Now()
	c.host = open(t, c.config)
	c.desk = sit(t, guide(t), c.host.Room, c.host.invitation())
	c.sits()
	for i, p := range c.phones {
		p.sees(map[bool]string{true: "C’est noté", false: "second vote est ouvert"}[i < 6])
	}
	c.desk.sees("15 participants présents")
	c.desk.sees("6 réponses")
	c.minute(20, fmt.Sprintf("started again: everybody is back at their seat, %v after", time.Since(stopped).Round(100*time.Millisecond)))
	for i, p := range c.phones[6:] {
		p.calm()
		p.chooses(1 + i%2)
		p.sees("C’est noté")
	}
	for _, g := range c.screens {
		g.Insists("2", "C’est noté")
	}
	c.desk.sees("15 réponses")
	c.desk.hits("space").sees("résultat caché")
	c.desk.hits("enter").sees("résultat montré")
	c.see("Où mène votre réponse", "Où mène votre réponse")
	c.minute(24, "what moved, where each answer leads, on which text")
	c.desk.hits("m").sees("Avec la réponse de la majorité")
	c.see("Ce qu’il faut retenir", "Avec la réponse")
	c.minute(28, "the branch of the majority, and what to remember")
	c.desk.hits("l").sees("encore en chemin") // the help line has the rest already
	c.see("Avancez à votre rythme", "Avancez à votre rythme")
	for _, p := range c.phones {
		for range 3 { // some answers, each at their pace
			p.calm()
			before := p.text()
			p.chooses(1)
			p.waits("goes on", func() bool { return p.text() != before })
			if !strings.Contains(p.text(), "Je ne sais pas") {
				break
			}
		}
	}
	c.desk.sees("encore en chemin")
	c.minute(38, "each walks alone")
	c.desk.hits("enter").sees("carte montrée")
	c.see("Où en est la salle", "Où en est la salle")
	c.minute(42, "where everybody is")
	c.desk.sees("15 participants présents")
	if err := c.host.finish(); err != nil {
		t.Fatal(err)
	}
	for _, p := range c.phones {
		p.sees("L’atelier est fini")
	}
	c.minute(45, "finished: the answers are erased")
}
