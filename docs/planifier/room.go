package main

// server keeps the journals of its rooms. What is asked of one that dies is not answered.
type server struct {
	sim      *sim
	cores    *cores
	disk     *disk
	up       bool
	programs []*program // that speak to it
	events   int        // kept
}

func newServer(s *sim, c *cores, wait float64) *server {
	return &server{sim: s, cores: c, disk: &disk{sim: s, wait: wait}, up: true}
}

// rests says how many programs speak to the server: each costs something every second.
func (v *server) rests() {
	n := 0
	for _, p := range v.programs {
		if p.up && p.connected {
			n++
		}
	}
	v.cores.rest = float64(n) * beatOnServer.of()
	v.disk.beats = float64(n) * beatEvery
}

// dies loses its connections, and what it had not made safe; it comes back later.
func (v *server) dies(back float64) {
	v.up = false
	v.cores.dies()
	v.disk.dies()
	for _, p := range v.programs {
		p.loses()
	}
	v.rests()
	v.sim.after(back, func() { v.up = true })
}

// room is one, and the programs that show it.
type room struct {
	*server  // that keeps it; nil for a folder
	sim      *sim
	folder   *disk // when there is no server
	programs []*program
	held     bool // a program has its turn
	turns    fifo[func()]
	events   int // written
	ballot   int // the vote under way, from 1; 0 for none
	people   []*person
	play     *play
	lost     float64 // when its server died, until something more is kept; 0 when it did not
}

// program shows a room: that of its trainer, or a door.
type program struct {
	sim        *sim
	room       *room
	on         *cores
	turn       cost   // to write, beside what the server does
	phones     *cores // of the pages of a test; nil when they cost nothing here
	up         bool
	life       int
	connected  bool
	tries      bool    // to connect
	late       int     // tries in a row that had no answer in time
	quiet      float64 // it does not try before
	asks       []ask   // to write
	under      []ask   // being written
	holding    bool    // its turn
	committing bool
	learned    int  // events of the room that it knows
	pages      int  // inside by this program
	telling    bool // the count is to be told
}

// ask is something to write.
type ask struct {
	by   *person // nil for the trainer
	done func(kept bool)
}

// turn waits until nobody writes in the room.
func (r *room) turn(do func()) {
	if r.held {
		r.turns.push(do)
		return
	}
	r.held = true
	do()
}

func (r *room) release() {
	if r.turns.len() > 0 {
		r.turns.pop()()
		return
	}
	r.held = false
}

// writes keeps an ask, and tells it.
func (p *program) writes(a ask) {
	p.asks = append(p.asks, a)
	p.serve()
}

// serve writes all that waits in one turn, then what came in meanwhile in another.
func (p *program) serve() {
	if len(p.under) > 0 || !p.up || len(p.asks) == 0 {
		return
	}
	if p.room.server != nil && !p.connected {
		if p.tries || p.sim.now >= p.quiet {
			p.connect()
		} else {
			p.sim.after(roundTrip.of(), p.fails)
		}
		return
	}
	n := min(len(p.asks), batch)
	p.under = p.asks[:n:n]
	p.asks = append([]ask(nil), p.asks[n:]...)
	if p.room.server == nil {
		all, life := p.under, p.life
		p.room.folder.commit(func() { p.safe(all, life) })
		return
	}
	p.onServer()
}

// onServer takes the turn, reads what others wrote, writes and waits for the disk: each is
// a round trip, the first of which needs no turn. Who is gone gives the turn back.
func (p *program) onServer() {
	r, all, life := p.room, p.under, p.life
	then := func(do func()) func() {
		return func() {
			if p.life == life {
				do()
			}
		}
	}
	const before = 0.2 // of a turn, to begin it
	write := then(func() {
		p.committing = true
		r.disk.commit(func() { p.safe(all, life) })
	})
	work := then(func() {
		r.cores.do((1-before)*turnOnServer.of()+float64(len(all))*eventOnServer.of(), write)
	})
	turn := func() {
		if p.life != life {
			r.release()
			return
		}
		p.holding = true
		p.sim.after(4*roundTrip.of(), work)
	}
	begin := then(func() {
		r.cores.do(before*turnOnServer.of(), then(func() { r.turn(turn) }))
	})
	p.sim.after(roundTrip.of(), begin)
}

// safe is when what was written is on the disk: whether or not the program is still there.
func (p *program) safe(all []ask, life int) {
	r := p.room
	others := r.events - p.learned
	r.events += len(all)
	for _, a := range all {
		if a.by != nil {
			a.by.kept = r.ballot
		}
	}
	if r.server != nil {
		r.server.events += len(all)
		r.release()
		if r.lost > 0 {
			r.play.wrote.add(p.sim.now - r.lost)
			r.lost = 0
		}
	}
	if p.life != life {
		return
	}
	p.holding, p.committing, p.learned = false, false, r.events
	p.sim.after(roundTrip.of(), func() {
		if p.life == life {
			p.acknowledges(all, others)
		}
	})
}

// acknowledges what was written, once the program has played it.
func (p *program) acknowledges(all []ask, others int) {
	life := p.life
	p.on.do(p.turn.of()+float64(others)*learnOnProgram.of(), func() {
		if p.life != life {
			return
		}
		p.under = nil
		for _, a := range all {
			a.done(true)
		}
		for _, q := range p.room.programs {
			q.tell()
		}
		p.serve()
	})
}

// tell has the pages hear of the others, once a second at most.
func (p *program) tell() {
	if p.telling || !p.up {
		return
	}
	p.telling = true
	life := p.life
	p.sim.after(pace, func() {
		if p.life != life {
			return
		}
		p.telling = false
		learned := p.room.events - p.learned
		p.learned = p.room.events
		p.on.do(float64(learned)*learnOnProgram.of(), func() {})
		p.each(countOnProgram, func(int) {})
	})
}

// together is how many pages are drawn as one piece of work.
const together = 16

// draws shows every page something else, and says when each has it.
func (p *program) draws(work cost, seen func(n int)) {
	p.on.do(drawOnce.of(), func() { p.each(work, seen) })
}

// each does something for every page, all of which wait for it in one queue.
func (p *program) each(work cost, done func(n int)) {
	for rest := p.pages; rest > 0; rest -= together {
		n := min(rest, together)
		p.on.do(float64(n)*work.of(), func() {
			if p.phones == nil {
				done(n)
				return
			}
			p.phones.do(float64(n)*hearOnPhone.of(), func() { done(n) })
		})
	}
}

// connect connects to the server, as often as it takes: it is not waited for longer than
// [patience], and what it did by then is lost.
func (p *program) connect() {
	if p.connected || p.tries || !p.up {
		return
	}
	p.tries = true
	life, answered := p.life, false
	try := func() {
		p.room.cores.do(2*connectOnServer.of(), func() {
			if late := answered; late || p.life != life {
				return
			}
			answered, p.tries, p.connected, p.late = true, false, true, 0
			p.room.rests()
			p.serve()
		})
	}
	fails := func(again float64) {
		if answered || p.life != life {
			return
		}
		answered, p.tries = true, false
		p.quiet = p.sim.now + again
		p.fails()
		p.sim.after(again, p.connect)
	}
	if !p.room.up {
		p.sim.after(roundTrip.of(), func() { fails(tryAgain) })
		return
	}
	try()
	p.sim.after(patience, func() {
		if !answered {
			p.late++
		}
		fails(backOff(p.sim, p.late))
	})
}

// fails says that what waits is not kept, as far as the program knows.
func (p *program) fails() {
	all := append(p.under, p.asks...)
	p.under, p.asks = nil, nil
	for _, a := range all {
		a.done(false)
	}
}

// loses its server: the turns there are over.
func (p *program) loses() {
	p.life++
	p.connected, p.tries, p.telling, p.holding, p.committing = false, false, false, false, false
	p.room.held, p.room.turns, p.room.lost = false, fifo[func()]{}, p.sim.now
	if p.up {
		p.fails()
		p.sim.after(p.sim.within(tryAgain), p.connect)
	}
}

// dies puts its pages out, and comes back by itself after a while, if ever.
func (p *program) dies(back float64) {
	p.life++
	p.up, p.connected, p.tries, p.telling = false, false, false, false
	if p.holding && !p.committing {
		p.room.release()
	}
	p.holding, p.committing = false, false
	p.pages = 0
	for _, x := range p.room.people {
		if x.by == p {
			x.isOut()
		}
	}
	p.fails()
	if p.room.server != nil {
		p.room.rests()
	}
	if back > 0 {
		p.sim.after(back, p.starts)
	}
}

// starts the program: it then opens the room.
func (p *program) starts() {
	p.on.do(openOnProgram.of(), func() {
		p.up = true
		if p.room.server == nil {
			return
		}
		p.room.cores.do(openOnServer.of()-2*connectOnServer.of(), func() { p.connect() })
	})
}
