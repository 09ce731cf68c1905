//go:build kills && linux

package kills_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/door/doortest"
	"compromis/internal/dossier"
)

// lines answers the interview in plain lines. What was acknowledged is claimed.
func lines(v *visit) {
	g := contenttest.Guide(v)
	v.open("Question 1", "--lineaire")
	a := decision.NewAnswers(time.Now())
	for next := g.Walk(a).Next; next != nil; next = g.Walk(a).Next {
		v.sees(next.Title)
		option := v.rng.IntN(len(next.Options))
		v.types(strconv.Itoa(option+1) + "\r")
		said, err := g.Answer(a, next.Fact, string(next.Options[option].Value))
		if err != nil {
			v.Fatal(err)
		}
		a = said
		acknowledged := "Votre choix"
		if then := g.Walk(a).Next; then != nil {
			acknowledged = then.Title
		}
		v.sees(acknowledged)
		v.claim(v.holds(a))
	}
	v.dies()
}

// linesForm says who is who in plain lines. Each line that is followed by the next is
// a draft, or in the case once all were said.
func linesForm(v *visit) {
	s, err := casefile.OpenStore(v.cases())
	if err != nil {
		v.Fatal(err)
	}
	f, err := s.Create(dossier.Case{})
	if err != nil {
		v.Fatal(err)
	}
	id := f.Case().ID
	f.Close() //nolint:errcheck // saved already
	v.open("Question 1", "--lineaire", "--dossier", id)
	v.types("dossier\r")
	v.sees("Ouvrir un autre dossier")
	v.types("Les parties : le client, vous, la commande\r")
	said := []struct{ line, said string }{
		{"Nom du client", v.word()}, {"Adresse du client", v.word()}, {"Courriel du client", ""}, {"Téléphone du client", v.word()}, {"SIREN du client", ""},
		{"Contact du client", v.word()}, {"Votre choix, 1 à 3", ""}, {"Nom de votre entreprise", v.word()}, {"Adresse de votre entreprise", v.word()},
		{"Courriel de votre entreprise", "."},
	}
	for i, l := range said {
		v.sees(l.line)
		v.types(l.said + "\r")
		if l.said != "" && l.said != "." {
			v.sees(said[i+1].line)
			v.claim(func() error {
				drafts, err := v.drafts()
				kase, err2 := v.onlyCase()
				if held := fmt.Sprint(kase); err == nil && err2 == nil && !strings.Contains(drafts+held, l.said) {
					return fmt.Errorf("%s is lost: %s, %s", l.said, drafts, held)
				}
				return errors.Join(err, err2)
			})
		}
	}
	v.dies()
}

// commands changes a case by command lines, one of which is killed. What it did is
// claimed once it returned.
func commands(v *visit) {
	made := v.command("dossiers", "nouveau", "--client", "Alizé", "-r", "cause=impaye")
	if out, err := made.CombinedOutput(); err != nil {
		v.Fatalf("%v: %s", err, out)
	}
	end := time.Now().Add(v.at)
	for {
		word := v.word()
		c := v.command([][]string{
			{"dossiers", "noter", "alize", "--quoi", "appel", "--note", word},
			{"dossiers", "facture", "alize", "--numero", word, "--echeance", "01/10/2026=1500,00"},
			{"dossiers", "parties", "alize", "--objet", word},
			{"dossiers", "reclamation", "alize", "--faits", word},
			{"courrier", "alize", "relance-1", "-o", word + ".md"},
		}[v.rng.IntN(5)]...)
		c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
		if err := c.Start(); err != nil {
			v.Fatal(err)
		}
		last := time.Now().After(end)
		if last {
			time.Sleep(time.Duration(v.rng.IntN(30)) * time.Millisecond)
			_ = c.Process.Signal(v.signal)
		}
		err := c.Wait()
		switch {
		case err == nil:
			v.claim(v.mentions(word))
		case !last:
			v.Fatalf("%v: %v", c.Args, err)
		}
		if last {
			close(v.over)
			return
		}
	}
}

// mentions checks that a word is somewhere: in the case, or in a paper. A case
// has one subject: a later one takes its place.
func (v *visit) mentions(word string) func() error {
	return func() error {
		kase, err := v.onlyCase()
		if err == nil && len(v.holding(word)) == 0 && !strings.HasPrefix(kase.Subject, v.marker) {
			err = fmt.Errorf("%q is lost", word)
		}
		return err
	}
}

// room votes in a room, at the console and by SSH, and kills it.
func room(v *visit) {
	v.screen = v.start(v.T, "atelier", "--adresse", "127.0.0.1", "--port", "0", "--code", "482913")
	v.screen.must("ssh -p")
	port := regexp.MustCompile(`ssh -p (\d+)`).FindStringSubmatch(v.screen.String())[1]
	for _, key := range [][2]string{{"\r", "Retard de livraison"}, {"\r", "Quel est le problème"}, {"\x1b[F", "Quelle étape"}, {"\r", "vote à ouvrir"}, {" ", "VOTE OUVERT"}} {
		v.screen.keys(key[0])
		v.screen.must(key[1])
	}
	client, err := doortest.Dial(net.JoinHostPort("127.0.0.1", port), doortest.Arrival{User: "texte", Key: doortest.NewKey(v.T), Codes: []string{"482913"}})
	if err != nil {
		v.Fatal(err)
	}
	v.Cleanup(func() { client.Close() }) //nolint:errcheck // the room is gone
	session, err := client.NewSession()
	if err != nil {
		v.Fatal(err)
	}
	in, _ := session.StdinPipe()
	said := &heard{}
	session.Stdout, session.Stderr = said, said
	if err := session.Shell(); err != nil {
		v.Fatal(err)
	}
	v.killLater()
	for n := 1; ; n++ {
		fmt.Fprintln(in, 1+n%3) //nolint:errcheck // the room may be gone
		v.screen.until("the vote", func() bool { return strings.Count(said.String(), "Votre réponse") >= n })
		if strings.Count(said.String(), "Votre réponse") < n {
			v.dies()
		}
		v.claim(func() error {
			if kept := v.votes(); kept < n {
				return fmt.Errorf("%d votes are kept of %d that were confirmed", kept, n)
			}
			return nil
		})
		v.types([]string{"\x1b[A", "\x1b[B", "\t", "i"}[v.rng.IntN(4)])
	}
}

// votes counts the answers in the journal of the room.
func (v *visit) votes() (n int) {
	data, _ := os.ReadFile(filepath.Join(v.dir, "data", "compromis", "atelier", "atelier.jsonl"))
	for line := range strings.Lines(string(data)) {
		var e struct {
			What string `json:"quoi"`
		}
		if json.Unmarshal([]byte(line), &e) == nil && e.What == "reponse" {
			n++
		}
	}
	return n
}

// projection projects an exercise, and types the votes of the room. What was shown
// for a second is in the report of the session.
func projection(v *visit) {
	v.open("Facture impayée", "projeter", "impaye")
	for !v.screen.shows("PREMIER VOTE") {
		v.types(" ")
		time.Sleep(50 * time.Millisecond)
	}
	votes := fmt.Sprintf("%d/%d/0/0/1", 11+v.rng.IntN(80), 11+v.rng.IntN(80))
	v.types(votes)
	v.sees(votes)
	v.types("\r")
	v.screen.until("the votes counted", func() bool { return !v.screen.shows(votes) })
	shown := time.Now()
	for time.Since(shown) < time.Second {
		v.rests()
	}
	v.claim(func() error {
		out, err := v.command("seance", "--format", "csv").CombinedOutput()
		for _, n := range strings.Split(votes, "/") {
			if err == nil && !strings.Contains(string(out), n) {
				err = fmt.Errorf("the votes %s are lost: %s", votes, out)
			}
		}
		return err
	})
	for {
		v.types([]string{" ", "\x1b[D", "b", " "}[v.rng.IntN(4)])
	}
}
