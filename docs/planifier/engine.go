package main

import (
	"container/heap"
	"math/rand/v2"
)

// sim is a clock, in seconds, and what is to happen. It needs nothing more than the heap of
// the standard library: what a room does is told in functions that call one another later.
type sim struct {
	now    float64
	rand   *rand.Rand
	events events
	passed int // events that happened
}

type event struct {
	at float64
	n  int // of two at the same moment, the first that was said
	do func()
}

type events []event

func (e events) Len() int { return len(e) }
func (e events) Less(i, j int) bool {
	return e[i].at < e[j].at || e[i].at == e[j].at && e[i].n < e[j].n
}
func (e events) Swap(i, j int) { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x any)   { *e = append(*e, x.(event)) }
func (e *events) Pop() any {
	last := (*e)[len(*e)-1]
	(*e)[len(*e)-1] = event{}
	*e = (*e)[:len(*e)-1]
	return last
}

func newSim(seed, stream uint64) *sim { return &sim{rand: rand.New(rand.NewPCG(seed, stream))} }

// after has something happen in so many seconds.
func (s *sim) after(d float64, do func()) {
	s.passed++
	heap.Push(&s.events, event{s.now + max(0, d), s.passed, do})
}

// run goes on until nothing is left, or until a moment.
func (s *sim) run(until float64) {
	for len(s.events) > 0 && s.events[0].at <= until {
		e := heap.Pop(&s.events).(event)
		s.now = e.at
		e.do()
	}
}

// within draws a moment.
func (s *sim) within(d float64) float64 { return d * s.rand.Float64() }

// slice is how long a core works on one thing while others wait.
const slice = 4 * ms

// cores is a machine: what it has to do waits in order for a core, a slice at a time.
type cores struct {
	sim     *sim
	n       float64
	speed   float64 // of a core, as many times that of the measures
	rest    float64 // cores taken by what goes on all the time
	busy    int
	waiting fifo[work]
	spent   []float64 // seconds of work begun in each second
	unseen  bool      // what is spent is not noted
	life    int       // one more each time the machine dies
}

type work struct {
	left float64
	done func()
}

func newCores(s *sim, n, speed float64) *cores { return &cores{sim: s, n: n, speed: speed} }

// do spends so many seconds of a core, then calls done.
func (c *cores) do(seconds float64, done func()) {
	c.waiting.push(work{seconds / c.speed, done})
	c.next()
}

// fast is how fast a core goes, beside what goes on all the time: the machine shares it.
func (c *cores) fast() float64 { return max(0.02, 1-c.rest/c.speed/c.n) }

func (c *cores) next() {
	for c.busy < int(c.n) && c.waiting.len() > 0 {
		w, life := c.waiting.pop(), c.life
		now := min(w.left, slice)
		c.busy++
		c.note(now)
		c.sim.after(now/c.fast(), func() {
			if c.life != life {
				return
			}
			c.busy--
			if w.left -= now; w.left > 0 {
				c.waiting.push(w)
			} else {
				w.done()
			}
			c.next()
		})
	}
}

func (c *cores) note(seconds float64) {
	if c.unseen {
		return
	}
	at := int(c.sim.now)
	for len(c.spent) <= at {
		c.spent = append(c.spent, 0)
	}
	c.spent[at] += seconds
}

// dies forgets all that was under way.
func (c *cores) dies() { c.life++; c.busy, c.waiting = 0, fifo[work]{} }

// window is over how many seconds a peak is taken.
const window = 10

// peak is the largest part of the machine that was taken, over [window] seconds.
func (c *cores) peak() float64 {
	sum, most := 0.0, 0.0
	for i, s := range c.spent {
		if sum += s; i >= window {
			sum -= c.spent[i-window]
		}
		most = max(most, sum)
	}
	return (most/window + c.rest/c.speed) / c.n
}

// disk makes all those that wait for it safe together, each time it comes round.
type disk struct {
	sim     *sim
	wait    float64
	beats   float64 // each second, others that wait too
	busy    bool
	waiting []func()
	life    int
	rounds  int
}

func (d *disk) commit(done func()) {
	d.waiting = append(d.waiting, done)
	if d.busy {
		return
	}
	d.busy = true
	if d.sim.rand.Float64() < d.beats*d.wait { // it was writing a beat
		life := d.life
		d.sim.after(d.sim.within(d.wait), func() {
			if d.life == life {
				d.round()
			}
		})
		return
	}
	d.round()
}

func (d *disk) round() {
	all, life := d.waiting, d.life
	d.waiting, d.rounds = nil, d.rounds+1
	d.sim.after(d.wait, func() {
		if d.life != life {
			return
		}
		for _, done := range all {
			done()
		}
		if d.busy = len(d.waiting) > 0; d.busy {
			d.round()
		}
	})
}

func (d *disk) dies() { d.life++; d.busy, d.waiting = false, nil }

// fifo is a queue.
type fifo[T any] struct {
	all  []T
	head int
}

func (f *fifo[T]) len() int { return len(f.all) - f.head }

func (f *fifo[T]) push(x T) { f.all = append(f.all, x) }

func (f *fifo[T]) pop() T {
	x := f.all[f.head]
	var none T
	f.all[f.head] = none
	if f.head++; f.head == len(f.all) {
		f.all, f.head = f.all[:0], 0
	} else if f.head > 1024 && f.head > len(f.all)/2 {
		f.all = append(f.all[:0], f.all[f.head:]...)
		f.head = 0
	}
	return x
}
