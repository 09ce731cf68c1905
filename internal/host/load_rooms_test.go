//go:build load && postgres && linux

package host

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"compromis/content/contenttest"
	"compromis/internal/postgres"
	"compromis/internal/postgres/postgrestest"
	"compromis/internal/workshop"
)

// The load of many rooms at once on one server, which waits for its disk. The programs
// of the rooms are in this process, without their pages: what is measured is the server.
//
//	go test -tags load,postgres -run 'TestManyRooms$' -count 1 -v ./internal/host  # ROOMS=100 DOORS=1 SEATS=20

// comeBack is how long rooms may take to write again after their server is back.
const comeBack = 3 * time.Minute

// step is how long each rate of votes is held.
const step = 4 * time.Second

// manyRooms is a server and its rooms.
type manyRooms struct {
	*testing.T
	cluster *postgrestest.Cluster
	admin   *postgres.Server
	rooms   []manyDoors
	doors   int // beside that of the trainer
	seats   int // in each room
}

// manyDoors is a room: that of its trainer, then those of its doors; and who is in them.
type manyDoors struct {
	programs []*workshop.Room
	seats    []workshop.Seat
	ballot   workshop.Ballot
	values   []string
}

// TestManyRooms: rooms on one server, at rest, then voting more and more often, until one
// acknowledgement in a hundred comes after a second: no vote is refused until then.
func TestManyRooms(t *testing.T) {
	m := startRooms(t)
	programs := m.programs()
	private, proportional, backends := m.memory()
	t.Logf("%d backends: %d kB private each, %d kB with its part of what is shared", backends, private/backends, proportional/backends)
	m.rests(programs)

	full := m.meter()
	m.each(m.seat)
	now := m.meter()
	seats := len(m.rooms) * m.seats
	t.Logf("%d seats, one after the other in a room: %v, %.2f ms of server a seat", seats, now.at.Sub(full.at).Round(time.Millisecond), 1000*(now.server-full.server)/float64(seats))
	m.rests(programs)
	for rate := 50; ; rate *= 2 {
		if late := m.votes(rate); late > time.Second {
			t.Logf("saturated at %d votes a second", rate)
			break
		}
	}
	rows, err := m.admin.Ask(`select pg_total_relation_size('compromis_atelier.journal') / count(*) from compromis_atelier.journal`)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s bytes kept an event", rows[0][0])
}

// startRooms starts a server, and opens the rooms there.
func startRooms(t *testing.T) *manyRooms {
	rooms, doors := number("ROOMS", 100), number("DOORS", 1)
	c, err := postgrestest.Start("-c track_wal_io_timing=on -c max_connections=" + strconv.Itoa(4*rooms*(doors+1)+20))
	if err == nil {
		t.Cleanup(c.Stop)
		err = errors.Join(c.Login("lea"), c.Do("postgres", "create database ateliers owner lea"))
	}
	if err != nil {
		t.Fatal(err)
	}
	a, err := postgres.Parse(c.Address("postgres", "ateliers"))
	if err != nil {
		t.Fatal(err)
	}
	m := &manyRooms{T: t, cluster: c, admin: postgres.NewServer(a), rooms: make([]manyDoors, rooms), doors: doors, seats: number("SEATS", 20)}
	empty := m.meter()
	m.each(m.open)
	now := m.meter()
	t.Logf("%d rooms, %d programs: opened in %v, %.2f ms of server a program", rooms, m.programs(), now.at.Sub(empty.at).Round(time.Millisecond), 1000*(now.server-empty.server)/float64(m.programs()))
	return m
}

func (m *manyRooms) programs() int { return len(m.rooms) * (m.doors + 1) }

// TestManyRoomsComeBack: the server is killed and starts again; all the programs come back
// to it at once, and every room writes again.
func TestManyRoomsComeBack(t *testing.T) {
	m := startRooms(t)
	m.each(m.seat)
	m.each(m.asks)
	if err := errors.Join(m.cluster.Kill(), m.cluster.Up()); err != nil {
		m.Fatal(err)
	}
	before, up := m.processor(), time.Now()
	took := make([]time.Duration, len(m.rooms))
	var all sync.WaitGroup
	for i, of := range m.rooms {
		all.Go(func() {
			last := len(of.programs) - 1
			for of.programs[last].Answer(of.seats[last], of.ballot, of.values[0]) != nil && time.Since(up) < comeBack {
				time.Sleep(step / 40) // somebody who touches again
			}
			if took[i] = time.Since(up); took[i] >= comeBack {
				t.Errorf("room %d does not write after %v", i, comeBack)
			}
		})
	}
	all.Wait()
	m.Log(spread("the server is back: a room writes", took))
	m.Logf("    for %d programs: server %.2f s", m.programs(), m.processor()-before)
}

func number(name string, usual int) int {
	n, err := strconv.Atoi(os.Getenv(name))
	if err != nil {
		return usual
	}
	return n
}

// each does something for every room, eight at a time.
func (m *manyRooms) each(do func(i int) error) {
	m.Helper()
	turn := make(chan struct{}, 8)
	var all sync.WaitGroup
	for i := range m.rooms {
		all.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			if err := do(i); err != nil {
				m.Errorf("room %d: %v", i, err)
			}
		})
	}
	if all.Wait(); m.Failed() {
		m.FailNow()
	}
}

// open opens a room, and its doors.
func (m *manyRooms) open(i int) error {
	g, err := contenttest.Load()
	if err != nil {
		return err
	}
	address, code := m.cluster.Address("lea", "ateliers"), fmt.Sprintf("salle%05d", i)
	for n := range m.doors + 1 {
		s, err := (*workshop.Shared)(nil), error(nil)
		if n == 0 {
			s, err = workshop.Lead(address, code, time.Now())
		} else {
			s, err = workshop.Follow(address, code)
		}
		if err != nil {
			return err
		}
		room, err := s.Open(g, time.Now)
		if err != nil {
			return err
		}
		m.Cleanup(func() { _ = room.Close() })
		m.rooms[i].programs = append(m.rooms[i].programs, room)
	}
	return nil
}

// seat fills a room, door after door.
func (m *manyRooms) seat(i int) error {
	of := &m.rooms[i]
	for n := range m.seats {
		s, err := of.programs[n%len(of.programs)].Join(strconv.Itoa(n))
		if err != nil {
			return err
		}
		of.seats = append(of.seats, s)
	}
	return nil
}

// asks opens a vote in a room.
func (m *manyRooms) asks(i int) error {
	of := &m.rooms[i]
	g, err := contenttest.Load()
	if err != nil {
		return err
	}
	trainer := of.programs[0]
	if err := first(trainer.Choose(g.Exercises[0].ID), trainer.Ask(workshop.WhichStep), trainer.OpenVote()); err != nil {
		return err
	}
	state := <-trainer.Watch(workshop.Console)
	of.ballot, of.values = state.Ballot, nil
	for _, o := range state.Question.Options {
		of.values = append(of.values, string(o.Value))
	}
	return nil
}

// rests measures rooms in which nothing happens.
func (m *manyRooms) rests(programs int) {
	before := m.meter()
	time.Sleep(2 * step) // what is measured is that nothing happens
	m.Log("at rest, a program a second: " + before.to(m.meter(), float64(programs)))
}

// votes has seats vote at a rate, anyhow, and says when 99 in 100 had their acknowledgement.
func (m *manyRooms) votes(rate int) (late time.Duration) {
	m.Helper()
	m.each(m.asks)
	var mu sync.Mutex
	var took []time.Duration
	var all sync.WaitGroup
	before := m.meter()
	for at := time.Now(); time.Since(before.at) < step; {
		at = at.Add(time.Duration(rand.ExpFloat64() / float64(rate) * float64(time.Second)))
		time.Sleep(time.Until(at))
		all.Go(func() {
			of := &m.rooms[rand.IntN(len(m.rooms))]
			n := rand.IntN(len(of.seats))
			began := time.Now()
			err := of.programs[n%len(of.programs)].Answer(of.seats[n], of.ballot, of.values[rand.IntN(len(of.values))])
			d := time.Since(began)
			mu.Lock()
			defer mu.Unlock()
			if took = append(took, d); err != nil && d < time.Second {
				m.Error(err)
			}
		})
	}
	all.Wait()
	m.Log(spread(fmt.Sprintf("%d votes a second", rate), took))
	m.Log("    " + before.to(m.meter(), 1))
	m.each(func(i int) error { return m.rooms[i].programs[0].CloseVote() })
	return took[len(took)*99/100]
}

// meter is what was spent until a moment: seconds of processor, and what the server counts.
type meter struct {
	at             time.Time
	server, client float64
	commits, syncs float64
	slept          float64 // ms waiting for the disk
	wal            float64 // bytes
}

func (m *manyRooms) meter() meter {
	m.Helper()
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	at := meter{at: time.Now(), client: float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9, server: m.processor()}
	rows, err := m.admin.Ask(`select (select sum(xact_commit) from pg_stat_database), wal_sync, wal_sync_time, wal_bytes from pg_stat_wal`)
	if err != nil {
		m.Fatal(err)
	}
	for i, to := range []*float64{&at.commits, &at.syncs, &at.slept, &at.wal} {
		*to, _ = strconv.ParseFloat(string(rows[0][i]), 64)
	}
	return at
}

// processor is what the server took, in seconds.
func (m *manyRooms) processor() (spent float64) {
	for i, pid := range m.processes() {
		stat, _ := os.ReadFile("/proc/" + pid + "/stat")
		_, rest, _ := strings.Cut(string(stat), ") ")
		fields := strings.Fields(rest)
		if len(fields) < 15 {
			continue // it has just ended: its parent counts it
		}
		times := fields[11:13] // in user and system mode
		if i == 0 {
			times = fields[11:15] // and those of the children that ended
		}
		for _, ticks := range times {
			n, _ := strconv.ParseFloat(ticks, 64)
			spent += n / 100
		}
	}
	return spent
}

// to says what was spent since, each second, for one of so many.
func (from meter) to(now meter, of float64) string {
	a := func(was, is float64) float64 { return (is - was) / now.at.Sub(from.at).Seconds() / of }
	return fmt.Sprintf("server %.2f ms, programs %.2f ms, %.1f transactions, %.1f waits for the disk (%.2f ms each), %.0f bytes written",
		1000*a(from.server, now.server), 1000*a(from.client, now.client), a(from.commits, now.commits), a(from.syncs, now.syncs), (now.slept-from.slept)/max(1, now.syncs-from.syncs), a(from.wal, now.wal))
}

// processes are those of the server: the first is the parent of the others.
func (m *manyRooms) processes() []string {
	said, _ := os.ReadFile(filepath.Join(m.cluster.Dir, "data", "postmaster.pid"))
	parent, _, _ := strings.Cut(string(said), "\n")
	all := []string{parent}
	children, _ := os.ReadFile("/proc/" + parent + "/task/" + parent + "/children")
	return append(all, strings.Fields(string(children))...)
}

// memory is that of the processes that serve connections, in kB.
func (m *manyRooms) memory() (private, proportional, backends int) {
	runtime.GC()
	for _, pid := range m.processes() {
		name, _ := os.ReadFile("/proc/" + pid + "/cmdline")
		if !strings.Contains(string(name), " lea ateliers ") {
			continue
		}
		backends++
		rollup, _ := os.ReadFile("/proc/" + pid + "/smaps_rollup")
		for line := range strings.Lines(string(rollup)) {
			fields := strings.Fields(line)
			n, _ := strconv.Atoi(fields[min(1, len(fields)-1)])
			switch {
			case strings.HasPrefix(line, "Pss:"):
				proportional += n
			case strings.HasPrefix(line, "Private_"):
				private += n
			}
		}
	}
	return private, proportional, cmp.Or(backends, 1)
}
