//go:build kills && postgres && linux

package kills_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"compromis/internal/casefile"
	"compromis/internal/postgres/postgrestest"
)

// The cases of a team, by the program itself against a PostgreSQL server: what several
// people see of one case, and what is left when one of them is killed.
//
//	KILLS=500 go test -tags kills,postgres -count 1 -timeout 1h -v -run Team ./test/kills    # the long run

// firm is a firm of its own on a server, and the home of each of its members.
type firm struct {
	t      *testing.T
	server *postgrestest.Cluster
	name   string
}

var startServer = sync.OnceValues(func() (*postgrestest.Cluster, error) {
	c, err := postgrestest.Start()
	if err == nil {
		atEnd = append(atEnd, c.Stop)
	}
	return c, err
})

func newFirm(t *testing.T, name string) *firm {
	t.Helper()
	server, err := startServer()
	if err != nil {
		t.Fatal(err)
	}
	if err := casefile.Prepare(server.Address("postgres", "postgres"), name); err != nil {
		t.Fatal(err)
	}
	return &firm{t, server, name}
}

// member is the computer of somebody who has a role.
func (f *firm) member(who string, role casefile.Role) *home {
	f.t.Helper()
	login := who + "_" + f.name
	if err := f.server.Login(login); err != nil {
		f.t.Fatal(err)
	}
	if _, err := casefile.Grant(f.server.Address("postgres", "postgres"), f.name, login, role); err != nil {
		f.t.Fatal(err)
	}
	h := newHome(f.t)
	h.env = append(h.env, "COMPROMIS_DOSSIERS="+f.server.Address(login, "postgres"))
	return h
}

// says is what a command of a member answers.
func (f *firm) says(h *home, args ...string) string {
	f.t.Helper()
	out, err := h.command(args...).Output()
	if err != nil {
		f.t.Fatalf("%q: %v\n%s", args, err, out)
	}
	return string(out)
}

// kase is a case as the JSON of a command tells it.
type kase struct {
	Dossier struct {
		ID      string
		Journal []struct {
			Note string
			By   string `json:"note_par"`
			On   string `json:"note_le"`
			At   string `json:"heure"`
		}
	}
}

func (f *firm) reads(h *home, args ...string) (k kase) {
	f.t.Helper()
	if err := json.Unmarshal([]byte(f.says(h, append(args, "--json")...)), &k); err != nil {
		f.t.Fatal(err)
	}
	return k
}

// TestTeam: three people on one case. What one does comes to the others where they are,
// and takes nothing from what they read or type; a reader is told before typing; the
// server lost and back, each change arrives, and what cannot be joined is asked.
func TestTeam(t *testing.T) {
	f := newFirm(t, "equipe")
	odile, remi, lea := f.member("odile", casefile.Owner), f.member("remi", casefile.Writer), f.member("lea", casefile.Reader)
	id := f.reads(odile, "dossiers", "nouveau", "--client", "Martin").Dossier.ID
	open := []string{"dossiers", "ouvrir", id}
	one, two, reader := odile.start(t, open...), remi.start(t, open...), lea.start(t, open...)
	for _, x := range []*terminal{one, two, reader} {
		x.must("Mon dossier")
		x.keys("4")
		x.must("Rien n’est encore noté")
	}
	one.keys("+")
	one.must("Ce qui a été dit ou fait")
	one.keys("\t\tdemain")
	one.must("demain")
	f.says(remi, "dossiers", "noter", id, "--quoi", "relance", "--note", "lundi")
	for _, x := range []*terminal{two, reader} { // nobody is thrown out of what one reads
		x.must("noté par remi_equipe le")
		x.must("› Journal")
	}
	reader.must("lecture seule")
	two.must("changé par remi_equipe")
	if !one.shows("demain") || !one.shows("ctrl+s enregistrer") {
		t.Errorf("what was being typed is gone from\n%s", one)
	}
	one.keys("\x13")
	for _, x := range []*terminal{one, two, reader} {
		x.must("demain noté par odile_equipe le")
	}
	reader.keys("+")
	reader.must("Vous êtes lecteur des dossiers de ce serveur")
	if reader.shows("main") {
		t.Errorf("a reader may take what nobody has:\n%s", reader)
	}
	reader.keys("a")
	reader.must("Dossiers sur votre serveur.")
	reader.keys("n")
	reader.must("question 1")
	time.Sleep(200 * time.Millisecond) // a digit that follows at once is no answer
	reader.keys("1")
	reader.must("Ce conflit n’est pas gardé")
	time.Sleep(time.Second) // nor does a key at once leave a page that came by itself
	reader.keys("\r")
	reader.must("question 2")

	for _, e := range f.reads(lea, open...).Dossier.Journal {
		if want := map[string]string{"lundi": "remi_equipe", "demain": "odile_equipe"}[e.Note]; e.By != want || e.On == "" || e.At == "" {
			t.Errorf("%q is told as that of %q, on %q at %q", e.Note, e.By, e.On, e.At)
		}
	}
	for _, told := range []string{"(noté par remi_equipe le ", "(noté par odile_equipe le "} {
		if said := strings.Join(strings.Fields(f.says(lea, open...)), " "); !strings.Contains(said, told) {
			t.Errorf("%q is not in %s", told, said)
		}
	}
	if said := f.says(lea, "dossiers", "versions", id, "--json"); !strings.Contains(said, `"enregistre_par": "remi_equipe"`) {
		t.Errorf("nobody saved a state: %s", said)
	}
	f.apart(one, two)
	f.killedTyping(remi, f.reads(remi, "dossiers", "nouveau", "--client", "Durand").Dossier.ID)
}

// apart has two people say something else of the same thing while the server is lost.
func (f *firm) apart(one, two *terminal) {
	f.t.Helper()
	if err := f.server.Down("fast"); err != nil {
		f.t.Fatal(err)
	}
	up := sync.OnceFunc(func() {
		if err := f.server.Up(); err != nil {
			f.t.Error(err)
		}
	})
	defer up()
	for i, x := range []*terminal{one, two} {
		x.keys("\x1b")
		x.must("Mes réponses")
		x.keys("p")
		x.must("Nom du client")
		x.keys(fmt.Sprint(" ", i, "\x13"))
		x.until("the end of the form", func() bool { return !x.shows("ctrl+s enregistrer") })
		x.must("ne répond pas")
		x.must("1 changement attend son retour, sur cet ordinateur")
	}
	up()
	asked := func(x *terminal) bool { return x.shows("Deux versions de ce dossier") }
	one.until("a choice", func() bool { return asked(one) || asked(two) })
	for _, x := range []*terminal{one, two} {
		x.until("the server back", func() bool { return !x.shows("ne répond pas") })
		if asked(x) && (!x.shows("Martin 0") || !x.shows("Martin 1")) {
			f.t.Errorf("one chooses without seeing between what:\n%s", x)
		}
	}
	if asked(one) == asked(two) {
		f.t.Errorf("both are asked:\n%s\n%s", one, two)
	}
}

// TestTeamKilled: somebody who saves is killed at any moment, many times, by three at
// once on one case. What was said to be noted is there, once; nothing is there twice.
func TestTeamKilled(t *testing.T) {
	f := newFirm(t, "tuee")
	first := f.member("odile", casefile.Owner)
	id := f.reads(first, "dossiers", "nouveau", "--client", "Martin").Dossier.ID
	note := func(h *home, what string) *exec.Cmd {
		return h.command("dossiers", "noter", id, "--quoi", "appel", "--note", what)
	}
	began := time.Now()
	if err := note(first, "vivant").Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(began)
	var mu sync.Mutex
	acknowledged, killed := map[string]bool{"vivant": true}, 0
	var wait sync.WaitGroup
	homes := []*home{first, f.member("remi", casefile.Writer), f.member("max", casefile.Writer)}
	for w, h := range homes {
		wait.Go(func() {
			for i := range 2 * number("KILLS", 2) {
				what := fmt.Sprint("w", w, "n", i)
				var said strings.Builder
				cmd := note(h, what)
				cmd.Stdout = &said
				if err := cmd.Start(); err != nil {
					t.Error(err)
					return
				}
				dies := time.AfterFunc(rand.N(3*whole), func() { _ = cmd.Process.Kill() })
				err := cmd.Wait()
				dies.Stop()
				mu.Lock()
				if acknowledged[what] = strings.Contains(said.String(), "Noté"); err != nil {
					killed++
				}
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	for _, h := range homes { // what waited goes as one enters
		f.says(h, "dossiers")
	}
	times := map[string]int{}
	for _, e := range f.reads(first, "dossiers", "ouvrir", id).Dossier.Journal {
		times[e.Note]++
	}
	lost, there := 0, 0
	for what, noted := range acknowledged {
		if noted && times[what] == 0 {
			lost++
		}
		there += min(times[what], 1)
		if times[what] > 1 {
			t.Errorf("%s is there %d times", what, times[what])
		}
	}
	if lost > 0 {
		t.Errorf("%d of what was acknowledged are lost", lost)
	}
	t.Logf("%d saves, %d killed, %d there", len(acknowledged), killed, there)
}

// killedTyping kills somebody who types in a shared case. What was typed is offered again.
func (f *firm) killedTyping(h *home, id string) {
	f.t.Helper()
	for i := range number("KILLS", 1) {
		x := h.start(f.t, "dossiers", "ouvrir", id)
		x.must("Mon dossier")
		x.keys("4")
		x.must("Journal")
		x.keys("+")
		x.must("Ce qui a été dit ou fait")
		word := fmt.Sprint("mot", i, "n", rand.IntN(1e6))
		x.keys("\t\t" + word)
		x.must(word)
		x.until("the draft", func() bool {
			return slices.ContainsFunc(h.holding(word), func(path string) bool { return strings.HasSuffix(path, ".brouillons") })
		})
		_ = x.cmd.Process.Kill()
		x.ended(patience)
		x = h.start(f.t, "dossiers", "ouvrir", id)
		if !x.until("the draft", func() bool { return x.shows("Vous écriviez") }) {
			f.t.Fatalf("%s\n%s", x, h.tree())
		}
		x.keys("\r")
		x.must(word)
		x.keys("\x1b")
		_ = x.cmd.Process.Kill()
		x.ended(patience)
	}
}
