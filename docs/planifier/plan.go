package main

import (
	"hash/fnv"
	"math"
	"runtime"
	"slices"
	"strconv"
	"sync"
)

// wish is what is to be planned: what somebody types.
type wish struct {
	rooms, people int
	minutes       float64 // in which the programs start, then in which the people come
	doors         int     // of a room, beside the program of its trainer
	votes         int     // of each room, once all are there: one after the other
	played        int     // servers that are simulated, the fullest ones; all when 0
	seed          uint64

	serverCores, serverGB float64 // of each server
	connections           int     // that a server accepts
	doorCores, doorGB     float64 // of each machine of doors
	speed                 float64 // of their cores, as many times that of the measures
	back                  float64 // seconds until what died is back
}

// What must hold.
const (
	late       = 1.0 // seconds: 99 answers in 100 are acknowledged by then
	lateIn     = 3.0 // and 99 people in 100 are in
	full       = 0.7 // of a processor, over 10 seconds
	fullMemory = 0.8
	answering  = 20.0 // seconds in which a room answers
	spread     = 60.0 // seconds in which the rooms ask, all of them
)

// programs of a room.
func (w wish) programs() int { return w.doors + 1 }

// cell is a server, its rooms, and the machines of their doors: it knows nothing of others.
type cell struct {
	*play
	outage   float64 // how long what dies is gone
	server   *server
	machines []*cores
	hosted   []*program
	people   int
}

// sizes draws how many people each room has: as many here as there on average, twice as
// many in one room in seven.
func (w wish) sizes() []int {
	s := newSim(w.seed, math.MaxUint64)
	all := make([]int, w.rooms)
	weights, sum := make([]float64, w.rooms), 0.0
	for i := range weights {
		weights[i] = s.rand.ExpFloat64()
		sum += weights[i]
	}
	given, due := 0, 0.0
	for i := range all {
		due += weights[i] / sum * float64(w.people)
		all[i] = int(math.Round(due)) - given
		given += all[i]
	}
	return all
}

// where is the server of a room, of so many: by its code alone.
func where(room, servers int) int {
	h := fnv.New32a()
	h.Write([]byte(strconv.Itoa(100_000 + room))) // never fails
	return int(h.Sum32() % uint32(servers))
}

// cell makes one, and all that happens there until every room has voted.
func (w wish) cell(n int, sizes []int, machines int) *cell {
	c := &cell{outage: w.back, play: newPlay(w.seed, uint64(n))}
	c.server = newServer(c.sim, newCores(c.sim, w.serverCores, w.speed), diskWait.of())
	for range machines {
		c.machines = append(c.machines, newCores(c.sim, w.doorCores, w.speed))
	}
	before := w.minutes * 60
	for i, size := range sizes {
		r := c.opens(c.server, nil)
		own := newCores(c.sim, 2, 1) // the computer of the trainer
		own.unseen = true
		c.shows(r, own, nil)
		for d := range w.doors {
			c.hosted = append(c.hosted, c.shows(r, c.machines[(i*w.doors+d)%machines], nil))
		}
		for _, q := range r.programs {
			c.sim.after(c.sim.within(before), q.starts)
		}
		for k := range size {
			x := c.invites(r.programs[min(1, w.doors)+k%max(1, w.doors)])
			c.sim.after(before+c.sim.within(before), x.arrives)
		}
		c.people += size
		c.sim.after(2*before+c.sim.within(spread), func() { c.session(r, w.votes) })
	}
	for _, m := range c.machines {
		m.rest = float64(len(c.hosted)) / float64(machines) * restOnProgram.of()
	}
	return c
}

// session is the votes of a room.
func (c *cell) session(r *room, votes int) {
	if votes > 0 {
		c.asks(r, answering, func() { c.sim.after(answering, func() { c.session(r, votes-1) }) })
	}
}

// peak is the moment when all the rooms vote.
func (w wish) peak() float64 { return 2*w.minutes*60 + spread/2 + reading + answering/2 }

// ends is long after all is over, should it be.
func (w wish) ends() float64 {
	return 2*w.minutes*60 + spread + float64(w.votes)*(2*answering+10) + 300
}

// holds says whether a cell is what must hold.
func (c *cell) holds() bool {
	return c.told == c.cast && c.entered == c.people && c.ack.at(99) <= late && c.enter.at(99) <= lateIn && c.server.cores.peak() <= full
}

// plan is what is needed.
type plan struct {
	wish
	servers, machines int // machines: for each server
	cells             []*cell
}

// machinesFor is how many machines the doors of so many rooms need, by their memory and by
// what they do when nothing happens.
func (w wish) machinesFor(rooms, people int) int {
	programs := float64(rooms * w.doors)
	memory := programs*programMemory.of() + float64(people)*pageMemory.of()
	return max(1, int(math.Ceil(memory/(w.doorGB*1e9*fullMemory))), int(math.Ceil(programs*restOnProgram.of()/w.speed/w.doorCores/full)))
}

// most is how many rooms a server may have at all, without a simulation.
func (w wish) most() int {
	programs := float64(w.programs())
	byMemory := w.serverGB * 1e9 * fullMemory / (2 * programs * connectionMemory.of())
	return max(1, int(min(float64(w.connections)/2/programs, byMemory, w.serverCores*full*w.speed/(programs*beatOnServer.of()))))
}

// solve looks for the fewest servers that hold, by halves, on one of them; then plays all
// of them, and adds some until each holds.
func (w wish) solve() *plan {
	sizes, few := w.sizes(), 1
	lo, hi := 1, min(w.most(), w.rooms)
	if w.tries(sizes[:hi]) {
		lo = hi
	}
	for lo < hi {
		k := (lo + hi + 1) / 2
		if w.tries(sizes[:k]) {
			lo = k
		} else {
			hi = k - 1
		}
	}
	few = (w.rooms + lo - 1) / lo
	for servers := few; ; servers += max(1, servers/20) {
		p := &plan{wish: w, servers: servers}
		if p.plays(sizes) || servers >= w.rooms {
			return p
		}
	}
}

// tries plays a server with these rooms.
func (w wish) tries(sizes []int) bool {
	people := 0
	for _, n := range sizes {
		people += n
	}
	c := w.cell(0, sizes, w.machinesFor(len(sizes), people))
	c.sim.run(w.ends())
	return c.holds()
}

// plays the servers, those with the most rooms first, and says whether each holds. They
// know nothing of one another: the others are like them, less full.
func (p *plan) plays(sizes []int) bool {
	rooms := make([][]int, p.servers)
	for i, n := range sizes {
		at := where(i, p.servers)
		rooms[at] = append(rooms[at], n)
	}
	for _, all := range rooms {
		if len(all) > p.most() {
			return false
		}
		people := 0
		for _, n := range all {
			people += n
		}
		p.machines = max(p.machines, p.machinesFor(len(all), people))
	}
	slices.SortStableFunc(rooms, func(a, b []int) int { return len(b) - len(a) })
	if p.played > 0 {
		rooms = rooms[:min(p.played, len(rooms))]
	}
	for {
		p.cells = make([]*cell, len(rooms))
		turn := make(chan int)
		var all sync.WaitGroup
		for range runtime.GOMAXPROCS(0) {
			all.Go(func() {
				for n := range turn {
					c := p.cell(n, rooms[n], p.machines)
					c.sim.run(p.ends())
					p.cells[n] = c
				}
			})
		}
		for n := range rooms {
			turn <- n
		}
		close(turn)
		all.Wait()
		if p.worst(func(c *cell) float64 { return c.doorsPeak() }) <= full {
			break
		}
		p.machines++
	}
	for _, c := range p.cells {
		if !c.holds() {
			return false
		}
	}
	return true
}

func (c *cell) doorsPeak() (most float64) {
	for _, m := range c.machines {
		most = max(most, m.peak())
	}
	return most
}

func (p *plan) worst(of func(*cell) float64) (most float64) {
	for _, c := range p.cells {
		most = max(most, of(c))
	}
	return most
}

// sum joins a delay of all the cells.
func (p *plan) sum(of func(*cell) *tally) tally {
	var all tally
	for _, c := range p.cells {
		all.join(of(c))
	}
	return all
}
