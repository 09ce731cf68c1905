package main

// play is a simulation, and what came of it.
type play struct {
	sim     *sim
	servers []*server
	rooms   []*room
	onIn    func(*person) // told of each person who comes in

	arrived, entered, cast, told, lost int
	enter, ack, reveal, back           tally
	led                                tally // a room, from the death of its trainer's program to another
	wrote                              tally // a room, from the death of its server to the next thing kept
}

func newPlay(seed, stream uint64) *play { return &play{sim: newSim(seed, stream)} }

// opens makes a room, on a server or, when it is nil, in a folder.
func (p *play) opens(v *server, folder *disk) *room {
	r := &room{server: v, folder: folder, sim: p.sim, play: p}
	p.rooms = append(p.rooms, r)
	return r
}

// shows makes a program of a room.
func (p *play) shows(r *room, on, phones *cores) *program {
	q := &program{sim: p.sim, room: r, on: on, phones: phones, turn: folderOnProgram}
	r.programs = append(r.programs, q)
	if r.server != nil {
		q.turn = turnOnProgram
		r.server.programs = append(r.server.programs, q)
	}
	return q
}

// invites makes somebody who comes by a program.
func (p *play) invites(q *program) *person {
	x := &person{plan: p, room: q.room, first: q}
	q.room.people = append(q.room.people, x)
	return x
}

// reading is how long one looks at a question before one answers.
const reading = 2.0

// asks opens a vote in a room: everybody reads, and answers at some moment; the result is
// shown two paces later, and done is called.
func (p *play) asks(r *room, answering float64, done func()) {
	p.leads(r, drawOnProgram, nil, func() {
		r.ballot++
		for _, x := range r.people {
			p.sim.after(reading+p.sim.within(answering), x.votes)
		}
		p.sim.after(reading+answering+2*pace, func() { p.leads(r, resultOnProgram, &p.reveal, done) })
	})
}

// leads writes what the trainer does, and shows it to all.
func (p *play) leads(r *room, work cost, to *tally, done func()) {
	by, began := r.programs[0], p.sim.now
	if !by.up {
		p.sim.after(pace, func() { p.leads(r, work, to, done) })
		return
	}
	by.writes(ask{nil, func(kept bool) {
		if !kept {
			p.sim.after(touchesAgain, func() { p.leads(r, work, to, done) })
			return
		}
		seen := func(n int) {
			if to != nil {
				to.addMany(p.sim.now-began, n)
			}
		}
		for i, q := range r.programs {
			if !q.up {
				continue
			}
			if i == 0 || r.server == nil {
				q.draws(work, seen)
				continue
			}
			r.cores.do(beatOnServer.of()/2, func() { q.draws(work, seen) }) // it was told, and looks
		}
		if done != nil {
			done()
		}
	}})
}

// loses the program of the trainer of a room: another, started at once on a machine, leads
// it once the lease of the first has ended.
func (p *play) loses(r *room, on *cores) {
	was, began := r.programs[0], p.sim.now
	lease := leaseTime - p.sim.within(beatEvery)
	was.dies(0)
	next := &program{sim: p.sim, room: r, on: on, phones: was.phones, turn: was.turn}
	on.do(openOnProgram.of(), func() {
		wait := max(0, began+lease-p.sim.now) + p.sim.within(leasePause)
		p.sim.after(wait, func() {
			r.cores.do(openOnServer.of(), func() {
				on.do(float64(r.events)*learnOnProgram.of(), func() {
					next.up, next.connected, next.learned = true, true, r.events
					r.programs[0] = next
					r.server.programs = append(r.server.programs, next)
					r.server.rests()
					p.led.add(p.sim.now - began)
				})
			})
		})
	})
}

// waits is how many people are on their way in.
func (p *play) waits() (n int) {
	for _, r := range p.rooms {
		for _, x := range r.people {
			if x.where == waiting {
				n++
			}
		}
	}
	return n
}
