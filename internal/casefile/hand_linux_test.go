package casefile_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"compromis/decision/decisiontest"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// contends takes the hand, adds one to a counter a few times, says so, lets go
// when another asks, and takes the hand again, for ever.
func contends(s casefile.Store, id string) error {
	f, err := s.Open(id, "")
	if err != nil {
		return err
	}
	for {
		if err := f.Take(""); errors.Is(err, casefile.ErrNoAnswer) {
			continue
		} else if err != nil {
			return err
		}
		for saves := 0; !f.Wanted(); saves++ {
			if saves >= 8 {
				runtime.Gosched() // the one who reads what is said may be late
				continue
			}
			c := f.Case()
			n, _ := strconv.Atoi(c.Title)
			c.Title = strconv.Itoa(n + 1)
			c.Subject = strings.Repeat(c.Title+" ", n*n%5000)
			if err := f.Save(c); err != nil {
				return err
			}
			fmt.Println(n + 1)
		}
		f.Yield()
	}
}

// TestKilledWhileTakingOver: two processes take the hand from each other without
// a pause, and one of them is killed, two hundred times. Each acknowledged save
// was made on the one before: none was acknowledged twice, and none is lost.
func TestKilledWhileTakingOver(t *testing.T) {
	s := newStore(t)
	c := example()
	c.Title = "0"
	id := create(t, s, c)
	acknowledged := map[int]bool{}
	last, midway, changes := 0, 0, 0
	acks := func(lines ...string) {
		for _, line := range lines {
			n, err := strconv.Atoi(strings.TrimSpace(line))
			if err != nil {
				continue // cut by the end of the process
			}
			if acknowledged[n] {
				t.Fatalf("two processes acknowledged save %d: one is lost", n)
			}
			acknowledged[n] = true
			last = max(last, n)
		}
	}
	all := []*process{play(t, "contend", s, id), play(t, "contend", s, id)}
	kills := decisiontest.Tried(200)
	for range kills {
		for range 1 + rand.IntN(3) {
			for _, p := range all { // each writes: the hand goes from one to the other
				acks(p.line(t))
				changes++
			}
		}
		at := rand.IntN(len(all))
		if err := all[at].Process.Kill(); err != nil {
			t.Fatal(err)
		}
		rest, err := readRest(all[at])
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(rest, "\n")
		acks(lines[:len(lines)-1]...)
		_ = all[at].Wait()
		if _, err := os.Stat(filepath.Join(s.Dir(), id+".json.tmp")); err == nil {
			midway++
		}
		all[at] = play(t, "contend", s, id)
	}
	for _, p := range all {
		_ = p.Process.Kill()
		rest, _ := readRest(p)
		lines := strings.SplitAfter(rest, "\n")
		acks(lines[:len(lines)-1]...)
		_ = p.Wait()
	}
	f := open(t, s, id, "")
	if got, _ := strconv.Atoi(f.Case().Title); f.ReadOnly() || got < last || got > last+1 {
		t.Errorf("kept %q after %d was acknowledged; read-only: %v", f.Case().Title, last, f.ReadOnly())
	}
	closeFile(t, f)
	if l := list(t, s); len(l.Cases) != 1 || len(l.Damaged) != 0 {
		t.Errorf("%+v", l)
	}
	if got := caseNames(t, s); !slices.Equal(got, []string{id + ".json"}) {
		t.Errorf("left in the folder: %q", got)
	}
	t.Logf("%d saves, %d turns, %d kills, %d while a file may have been half written", last, changes, kills, midway)
}

// TestAWindowThatDoesNotAnswer keeps the hand: one is told after two seconds,
// and no request is left behind.
func TestAWindowThatDoesNotAnswer(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	p := play(t, "hold", s, id)
	p.line(t)
	f := open(t, s, id, "")
	defer f.Close()
	err := f.Take("")
	if frenchSentence(t, err); !errors.Is(err, casefile.ErrNoAnswer) || !f.ReadOnly() || !f.Elsewhere() {
		t.Errorf("read-only: %v, %v", f.ReadOnly(), err)
	}
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = p.Wait()
	if err := f.Take(""); err != nil || f.ReadOnly() {
		t.Errorf("once the other is dead: %v", err)
	}
	if err := f.Save(f.Case()); err != nil {
		t.Error(err)
	}
}

// TestTakingReadsAgain: whoever takes the hand has what the other saved last,
// sealed or not.
func TestTakingReadsAgain(t *testing.T) {
	for _, secret := range []string{"", passphrase} {
		s := newStore(t)
		first, err := s.Create(example())
		if err == nil && secret != "" {
			err = first.Protect(secret, false)
		}
		if err != nil {
			t.Fatal(err)
		}
		second := open(t, s, first.Case().ID, secret)
		if err := first.Save(dossier.Case{Title: "changé"}); err != nil {
			t.Fatal(err)
		}
		done := make(chan error)
		go func() { done <- second.Take("") }()
		for !first.Wanted() {
		}
		first.Yield()
		if err := <-done; err != nil || second.Case().Title != "changé" || second.ReadOnly() {
			t.Errorf("%v, %+v", err, second.Case())
		}
		if err := first.Save(example()); !errors.Is(err, casefile.ErrReadOnly) {
			t.Errorf("the first still writes: %v", err)
		}
		if first.Wanted() || !first.Elsewhere() {
			t.Error("a window without the hand is asked for it")
		}
		closeFile(t, second)
		closeFile(t, first)
	}
}

// readRest returns what a process said before its end.
func readRest(p *process) (string, error) {
	rest, err := io.ReadAll(p.out)
	return string(rest), err
}
