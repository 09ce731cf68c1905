//go:build postgres && linux

package workshop_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/postgres/postgrestest"
	"compromis/internal/workshop"
)

// serverVariable is the address of the server of a part (see [play]).
const serverVariable = "WORKSHOP_SERVER"

func init() {
	if address := os.Getenv(serverVariable); address != "" {
		openAt = onServer(address)
	}
}

// server is the one of these tests. The power is never cut.
var server = sync.OnceValues(func() (*postgrestest.Cluster, error) {
	c, err := postgrestest.Start("-c fsync=off")
	if err == nil {
		tidy = c.Stop
		err = errors.Join(c.Login("lea"), c.Login("remi"), c.Do("postgres", "create database ateliers owner lea"))
	}
	return c, err
})

// address is that of the base, for its owner.
func address(t testing.TB) string {
	t.Helper()
	c, err := server()
	must(t, err)
	return c.Address("lea", "ateliers")
}

// codeOf is the code of the room that stands for a folder.
func codeOf(dir string) string {
	of := sha256.Sum256([]byte(dir))
	return hex.EncodeToString(of[:12])
}

// onServer opens rooms there.
func onServer(address string) func(*decision.Guide, string, func() time.Time) (*workshop.Room, error) {
	return func(g *decision.Guide, dir string, now func() time.Time) (*workshop.Room, error) {
		s, err := workshop.Lead(address, codeOf(dir), now())
		if err != nil {
			return nil, err
		}
		return s.Open(g, now)
	}
}

// TestContractOfServers: a room on a server is what a room in a folder is, be it played
// at random, opened again, or killed.
func TestContractOfServers(t *testing.T) {
	t.Setenv(serverVariable, address(t))
	was := openAt
	openAt = onServer(address(t))
	tries := crashTries
	crashTries = 2 // each waits until the lease of the killed one ends
	defer func() { openAt, crashTries = was, tries }()
	for name, test := range map[string]func(*testing.T){
		"model": TestModel, "killed": TestKilled, "rounds": TestRounds,
	} {
		began := time.Now()
		t.Run(name, test)
		t.Log(name, time.Since(began))
	}
}

// otherDoor opens another door of the room of a folder.
func otherDoor(t testing.TB, address, dir string) *workshop.Room {
	t.Helper()
	s, err := workshop.Follow(address, codeOf(dir))
	must(t, err)
	r, err := s.Open(guide(t), clock)
	must(t, err)
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// eventually waits until what a seat sees is so.
func eventually(t testing.TB, mail <-chan *workshop.State, what string, so func(*workshop.State) bool) {
	t.Helper()
	late := time.After(10 * time.Second)
	for {
		select {
		case s, open := <-mail:
			if !open {
				t.Fatalf("put out, instead of: %s", what)
			}
			if so(s) {
				return
			}
		case <-late:
			t.Fatalf("never: %s", what)
		}
	}
}

// program writes lines in the journal of a room, alone.
type program struct {
	*workshop.Shared
	kept    int
	trainer bool
	stale   bool // another trainer leads
}

// lead takes the lead of a room; the trainer there is said to be silent since long.
func lead(t fatal, c *postgrestest.Cluster, code string) *program {
	t.Helper()
	_ = c.Do("ateliers", "update compromis_atelier.rooms set until = now() - interval '1 hour' where room = '"+code+"'") // or there is none yet
	s, err := workshop.Lead(c.Address("lea", "ateliers"), code, today)
	must(t, err)
	return &program{Shared: s, trainer: true}
}

func (p *program) writes(line string) error {
	others, err := p.Turn(p.kept)
	if err != nil {
		return err
	}
	p.kept += len(others)
	if err = p.Append(p.kept, []byte(line+"\n")); err == nil {
		p.kept++
	}
	return err
}

// linesOf are those of a room, as they are numbered.
func linesOf(t fatal, c *postgrestest.Cluster, code string) (lines []string) {
	t.Helper()
	reader := lead(t, c, code)
	defer reader.Close()
	all, err := reader.Turn(0)
	must(t, err, reader.Append(len(all), nil))
	for _, line := range all {
		lines = append(lines, string(line))
	}
	must(t, c.Do("ateliers", fmt.Sprintf("do $$ begin assert %d = (select coalesce(max(number), 0) from compromis_atelier.journal where room = '%s'); end $$", len(all), code)))
	return lines
}

var codes atomic.Int64

func newCode() string { return fmt.Sprint("salle", codes.Add(1)) }

// TestServerTakeovers: whoever takes a room over, in whatever order programs write, what each
// was told is kept is there, once, in that order; a trainer who no longer leads writes
// nothing more; and a line that comes without a turn is refused by the key.
func TestServerTakeovers(t *testing.T) {
	address(t)
	c, _ := server()
	rapid.Check(t, func(t *rapid.T) {
		code := newCode()
		all := []*program{lead(t, c, code)}
		defer func() {
			for _, p := range all {
				_ = p.Close()
			}
		}()
		var kept []string
		write := func(t *rapid.T) {
			p, line := rapid.SampledFrom(all).Draw(t, "who"), fmt.Sprintf("{%d}", len(kept))
			err := p.writes(line)
			switch {
			case p.stale && !errors.Is(err, workshop.ErrTaken):
				t.Fatalf("one who no longer leads: %v", err)
			case !p.stale && err != nil:
				t.Fatal(err)
			case err == nil:
				kept = append(kept, line)
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"write": write, "write again": write,
			"another trainer": func(t *rapid.T) {
				for _, p := range all {
					p.stale = p.stale || p.trainer
				}
				all = append(all, lead(t, c, code))
			},
			"another door": func(t *rapid.T) {
				s, err := workshop.Follow(c.Address("lea", "ateliers"), code)
				must(t, err)
				all = append(all, &program{Shared: s})
			},
			"without a turn": func(t *rapid.T) {
				if len(kept) == 0 {
					return
				}
				n := rapid.IntRange(1, len(kept)).Draw(t, "number")
				err := c.DoAs("lea", "ateliers", fmt.Sprintf("insert into compromis_atelier.journal (room, number, token, line) values ('%s', %d, '', 'faux')", code, n))
				if err == nil || !strings.Contains(err.Error(), "journal_pkey") {
					t.Fatalf("line %d is written twice: %v", n, err)
				}
			},
		})
		if got := linesOf(t, c, code); !slices.Equal(got, kept) {
			t.Fatalf("the journal has %q, not %q", got, kept)
		}
	})
}

// TestServerKilled: programs write all at once, while the server is killed and starts
// again: what each was told is kept is there; nothing is there twice.
func TestServerKilled(t *testing.T) {
	address(t)
	c, _ := server()
	again := func() { must(t, c.Kill(), c.Up()) }
	writeThrough(t, c, c.Address("lea", "ateliers"), again, again)
}

// TestPromoted: the same while the server is killed for good, and its copy takes its place.
func TestPromoted(t *testing.T) {
	c, err := postgrestest.Start()
	must(t, err)
	defer c.Stop()
	must(t, c.Login("lea"), c.Do("postgres", "create database ateliers owner lea"))
	other, err := c.Copy()
	must(t, err)
	defer other.Stop()
	writeThrough(t, other, c.AddressWith(other, "lea", "ateliers"), func() {
		must(t, c.Kill())
		began := time.Now()
		must(t, other.Promote())
		t.Log("promoted in", time.Since(began))
	})
}

// writeThrough has four programs write to a server all at once while things happen to it,
// and reads what another then has.
func writeThrough(t *testing.T, after *postgrestest.Cluster, address string, happen ...func()) {
	const each = 50
	code := newCode()
	var mu sync.Mutex
	acknowledged := map[string]bool{}
	told := make(chan bool, 4*each)
	var all sync.WaitGroup
	for i := range 4 {
		open := workshop.Follow
		if i == 0 {
			open = func(address, code string) (*workshop.Shared, error) { return workshop.Lead(address, code, today) }
		}
		s, err := open(address, code)
		must(t, err)
		p := &program{Shared: s}
		all.Go(func() {
			defer p.Close()
			for n, done := 0, 0; done < each; n++ {
				line := fmt.Sprintf("{%d-%d}", i, n)
				if err := p.writes(line); err != nil {
					time.Sleep(5 * time.Millisecond) // it is told to try again
					continue
				}
				done++
				mu.Lock()
				acknowledged[line] = true
				mu.Unlock()
				told <- true
			}
		})
	}
	for _, something := range happen {
		for range each {
			<-told
		}
		something()
	}
	all.Wait()
	found := map[string]int{}
	for _, line := range linesOf(t, after, code) {
		found[line]++
		if found[line] > 1 {
			t.Errorf("%s is there twice", line)
		}
		delete(acknowledged, line)
	}
	if len(acknowledged) > 0 {
		t.Errorf("lost: %v", acknowledged)
	}
	t.Logf("%d lines", len(found))
}

// TestServerDoor: who comes in by another door sees what the trainer does, and the
// trainer what they do there; and at the end they are told.
func TestServerDoor(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	trainer, err := onServer(address(t))(guide(t), dir, clock)
	must(t, err)
	console := trainer.Watch(workshop.Console)
	door := otherDoor(t, address(t), dir)
	here, there := join(t, trainer, "a"), join(t, door, "b")
	if here.Number == there.Number {
		t.Fatalf("two people in seat %d", here.Number)
	}
	mail := door.Watch(there)
	eventually(t, console, "both are there", func(s *workshop.State) bool { return s.Present == 2 })
	must(t, trainer.Choose("impaye"), trainer.Ask(workshop.WhichStep), trainer.OpenVote())
	var ballot workshop.Ballot
	said := ""
	eventually(t, mail, "the vote is open", func(s *workshop.State) bool {
		ballot = s.Ballot
		if s.Phase == workshop.Voting {
			said = string(s.Question.Options[0].Value)
		}
		return said != ""
	})
	must(t, door.Answer(there, ballot, said))
	eventually(t, console, "the vote of the other door counts", func(s *workshop.State) bool { return s.Voters == 1 })
	must(t, trainer.CloseVote(), trainer.Reveal())
	eventually(t, mail, "the result is shown", func(s *workshop.State) bool { return len(s.Rounds) == 1 && s.Rounds[0][0] == 1 })
	must(t, trainer.Finish())
	select {
	case <-door.Over():
		if err := door.Why(); !errors.Is(err, workshop.ErrOver) {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the door stays open")
	}
	if _, err := door.Join("c"); !errors.Is(err, workshop.ErrClosed) {
		t.Error(err)
	}
}

// TestServerCrowd: people come in and vote by three doors at once: no seat is given
// twice, each vote counts once, and a trainer who takes the room over counts the same.
func TestServerCrowd(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const each = 30
	trainer, err := onServer(address(t))(guide(t), dir, clock)
	must(t, err, trainer.Choose("impaye"), trainer.Ask(workshop.WhichStep), trainer.OpenVote())
	doors := []*workshop.Room{trainer, otherDoor(t, address(t), dir), otherDoor(t, address(t), dir)}
	var mu sync.Mutex
	var all sync.WaitGroup
	seats, numbers, tally := map[int]bool{}, map[string]bool{}, make([]int, 6)
	for i, door := range doors {
		for n := range each {
			all.Go(func() {
				seat, err := door.Join(fmt.Sprint(i, " ", n))
				s := <-door.Watch(seat)
				pick := (i + n) % len(s.Question.Options)
				if err == nil {
					err = door.Answer(seat, s.Ballot, string(s.Question.Options[pick].Value))
				}
				mu.Lock()
				defer mu.Unlock()
				if err != nil || seats[seat.Number] || numbers[s.Return] || s.Return == "" {
					t.Errorf("seat %d, number %q: %v", seat.Number, s.Return, err)
				}
				seats[seat.Number], numbers[s.Return] = true, true
				tally[pick]++
			})
		}
	}
	all.Wait()
	eventually(t, trainer.Watch(workshop.Console), "all are there", func(s *workshop.State) bool { return s.Present == 3*each && s.Voters == 3*each })
	must(t, trainer.Close())
	again, err := onServer(address(t))(guide(t), dir, clock)
	must(t, err)
	defer again.Close()
	must(t, again.CloseVote(), again.Reveal())
	eventually(t, again.Watch(workshop.Console), "the votes", func(s *workshop.State) bool {
		return len(s.Rounds) == 1 && slices.Equal(s.Rounds[0], tally[:len(s.Rounds[0])]) && s.Voters == 3*each
	})
}

// TestServerReturn: a return number gives its seat back by another door, with what
// was answered there; whoever was in it is out.
func TestServerReturn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	trainer, err := onServer(address(t))(guide(t), dir, clock)
	must(t, err, trainer.Choose("impaye"), trainer.Ask(workshop.WhichStep), trainer.OpenVote())
	defer trainer.Close()
	one, other := otherDoor(t, address(t), dir), otherDoor(t, address(t), dir)
	seat := join(t, one, "téléphone")
	s := state(t, one, seat)
	must(t, one.Answer(seat, s.Ballot, string(s.Question.Options[1].Value)))
	mail := one.Watch(seat)
	back, err := other.Return("ordinateur", s.Return)
	must(t, err)
	if now := state(t, other, back); back.Number != seat.Number || now.Own != s.Question.Options[1].Value {
		t.Errorf("back in seat %d, with %q", back.Number, now.Own)
	}
	for late := time.After(10 * time.Second); ; {
		select {
		case _, open := <-mail:
			if !open {
				if err := one.Answer(seat, s.Ballot, string(s.Question.Options[0].Value)); !errors.Is(err, workshop.ErrGone) {
					t.Errorf("whoever was there may still answer: %v", err)
				}
				return
			}
		case <-late:
			t.Fatal("two are in one seat")
		}
	}
}

// TestServerStopped: a trainer's program that was stopped, whose room another took over
// meanwhile, writes nothing more once it goes on, and says so.
func TestServerStopped(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c, out := play(t, "lead", dir, serverVariable+"="+address(t))
	for range 3 {
		out.Scan()
	}
	must(t, c.Process.Signal(syscall.SIGSTOP))
	began := time.Now()
	trainer, err := onServer(address(t))(guide(t), dir, clock)
	must(t, err)
	t.Log("taken over after", time.Since(began))
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("taken over after %v", took)
	}
	must(t, trainer.Choose("retard-livraison"), c.Process.Signal(syscall.SIGCONT))
	last := ""
	for out.Scan() {
		last = out.Text()
	}
	if last != "refusé : "+workshop.ErrTaken.Error() {
		t.Errorf("it says %q", last)
	}
	must(t, trainer.Close())
	again, err := onServer(address(t))(guide(t), dir, clock)
	must(t, err)
	defer again.Close()
	if s := state(t, again, workshop.Console); s.Exercise.ID != "retard-livraison" {
		t.Errorf("after the takeover the other wrote %s", s.Exercise.ID)
	}
}

// leads chooses an exercise again and again, until it may no more.
func leads(g *decision.Guide, dir string) error {
	r, err := openAt(g, dir, clock)
	if err != nil {
		return err
	}
	for r.Why() == nil {
		if r.Choose("impaye") == nil {
			fmt.Println("fait")
		}
	}
	fmt.Println("refusé :", r.Choose("impaye"))
	return nil
}

func init() { parts["lead"] = leads }

// TestServerLogins: a login of the same base sees nothing of the rooms of another, changes
// nothing there, and may have a room under the same code.
func TestServerLogins(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r, err := onServer(address(t))(guide(t), dir, clock)
	must(t, err, r.Choose("impaye"))
	defer r.Close()
	c, _ := server()
	other := c.Address("remi", "ateliers")
	if _, err := workshop.Follow(other, codeOf(dir)); err == nil || !strings.Contains(err.Error(), "Aucun atelier") {
		t.Errorf("another login follows it: %v", err)
	}
	for _, table := range []string{"rooms", "journal", "doors"} {
		must(t, c.DoAs("remi", "ateliers", "do $$ begin assert 0 = (select count(*) from compromis_atelier."+table+"); end $$"))
	}
	must(t, c.DoAs("remi", "ateliers", "delete from compromis_atelier.rooms"))
	for _, sql := range []string{"update compromis_atelier.journal set line = ''", "delete from compromis_atelier.journal", "insert into compromis_atelier.rooms (login, room, header, trainer, until) values ('lea', 'x', '', '', now())"} {
		if err := c.DoAs("remi", "ateliers", sql); err == nil {
			t.Errorf("another login may: %s", sql)
		}
	}
	theirs, err := onServer(other)(guide(t), dir, clock)
	must(t, err)
	if theirs.Past().Resumed {
		t.Error("it is the room of another")
	}
	must(t, theirs.Finish(), r.Ask(workshop.WhichStep))
}
