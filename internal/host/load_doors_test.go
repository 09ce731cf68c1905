//go:build load && postgres && linux

package host

import (
	"errors"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"compromis/internal/postgres/postgrestest"
)

// The load of a room of several doors, each a process, on a server of its own.
//
//	go test -tags load,postgres -run TestManyDoors -count 1 -v ./internal/host  # PAGES=3000 DOORS=3

// TestManyDoors: three thousand pages, by three doors, vote within ten seconds, twice; the
// second time the trainer's program is killed in the middle, and another takes the room
// over: no vote is lost, none counts twice.
func TestManyDoors(t *testing.T) {
	n, ways := 3000, 3
	if m, err := strconv.Atoi(os.Getenv("PAGES")); err == nil {
		n = m
	}
	if m, err := strconv.Atoi(os.Getenv("DOORS")); err == nil {
		ways = m
	}
	c, err := postgrestest.Start()
	if err == nil {
		defer c.Stop()
		err = errors.Join(c.Login("lea"), c.Do("postgres", "create database ateliers owner lea"))
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("COMPROMIS_PLACES", strconv.Itoa(n))
	t.Setenv("COMPROMIS_JOURNAL", c.Address("lea", "ateliers"))
	trainer := startRoom(t, t.TempDir(), "0")
	var doors []*remote
	for range ways {
		doors = append(doors, startRoom(t, t.TempDir(), "0", "COMPROMIS_PORTE=oui"))
	}
	began := time.Now()
	var pages []*pagePhone
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, d := range doors {
		all.Go(func() {
			by := phones(t, d, n/len(doors))
			mu.Lock()
			defer mu.Unlock()
			pages = append(pages, by...)
		})
	}
	all.Wait()
	if n = len(pages); t.Failed() {
		t.FailNow()
	}
	t.Logf("%d pages by %d doors: all in after %v", n, len(doors), time.Since(began).Round(time.Millisecond))
	for _, d := range doors {
		t.Logf("memory of a door: %d kB", d.numbers("mesure")[0])
	}

	spent := spending(t, "coming in", pages, doors...)
	rest := spending(t, "one door until then", pages[:1], doors[0])
	time.Sleep(5 * time.Second) // what is measured is that nothing happens
	rest("one door at rest, five seconds")
	spent("at rest, five seconds")
	shown(t, trainer, pages)
	spent("seeing the vote")
	before := make([][]int, len(doors))
	for i, d := range doors {
		before[i] = d.numbers("mesure")
	}
	took, cast := polled(t, pages, 10*time.Second)
	for i, d := range doors {
		t.Logf("processor of a door while voting: %.0f %% of one core", share(before[i], d.numbers("mesure"))/2)
	}
	t.Log(spread("tap to acknowledged", took))
	spent("voting")
	t.Log(spread("reveal to stream", revealed(t, trainer, pages)))
	spent("seeing the result")
	counted(t, trainer, n, cast)

	shown(t, trainer, pages)
	again := make(chan *remote)
	go func() {
		time.Sleep(3 * time.Second)
		killed := time.Now()
		trainer.cmd.Process.Kill()
		other := startRoom(t, t.TempDir(), "0")
		t.Logf("killed in the middle of the vote; another leads after %v", time.Since(killed).Round(time.Millisecond))
		again <- other
	}()
	took, cast = polled(t, pages, 10*time.Second)
	trainer = <-again
	t.Log(spread("tap to acknowledged, the trainer killed meanwhile", took))
	t.Log(spread("reveal to stream, by the other trainer", revealed(t, trainer, pages)))
	counted(t, trainer, n, cast)
}

// counted checks that each vote that was acknowledged counts, once.
func counted(t *testing.T, trainer *remote, n int, cast []int) {
	t.Helper()
	if state := trainer.numbers("etat"); state[0] != n || !slices.Equal(state[2:7], cast) {
		t.Errorf("votes %v, cast %v", state, cast)
	}
	t.Logf("%d votes acknowledged, %v counted", n, cast)
}
