package main

// Where a person is.
const (
	away     = iota // not come yet
	waiting         // for the page
	inside          // it follows the room
	waitsOut        // the program that showed it is gone
)

// person is a page, and who looks at it.
type person struct {
	plan  *play
	room  *room
	by    *program // that shows the page
	first *program // by which they come
	where int
	since float64 // they wait
	retry int
	kept  int // the last vote of theirs that is on the disk
	told  int // the last that was acknowledged
	cast  int // the last that they gave
	touch float64
}

// arrives asks for the page.
func (x *person) arrives() {
	x.where, x.since = waiting, x.plan.sim.now
	x.plan.arrived++
	x.enters(enterOnProgram)
}

// enters by a program that is there, or comes again later.
func (x *person) enters(work cost) {
	p := x.door()
	if p == nil {
		x.later()
		return
	}
	x.by = p
	in := func() {
		life := p.life
		p.on.do(work.of(), func() {
			if p.life != life {
				x.later()
				return
			}
			p.writes(ask{nil, func(kept bool) {
				if !kept {
					x.later()
					return
				}
				x.isIn()
			}})
		})
	}
	if p.phones != nil {
		p.phones.do(enterOnPhone.of(), in)
		return
	}
	in()
}

// door is the program by which they come: their first one, or any other when it is gone.
func (x *person) door() *program {
	if x.first.up {
		return x.first
	}
	for _, p := range x.room.programs {
		if p.up {
			return p
		}
	}
	return nil
}

func (x *person) later() {
	x.retry++
	x.plan.sim.after(comesAgain(x.plan.sim, x.retry), func() { x.enters(comeBackOnProgram) })
}

func (x *person) isIn() {
	p := x.plan
	if x.where == waiting {
		p.entered++
		p.enter.add(p.sim.now - x.since)
	} else {
		p.back.add(p.sim.now - x.since)
	}
	x.where, x.retry = inside, 0
	x.by.pages++
	if p.onIn != nil {
		p.onIn(x)
	}
	if x.cast > x.told { // what could not be sent goes now
		x.gives()
	}
}

// isOut is when the program is gone; the page sees it at once, as its line is cut.
func (x *person) isOut() {
	if x.where != inside {
		return
	}
	x.where, x.since = waitsOut, x.plan.sim.now
	x.later()
}

// votes gives an answer, and again until it is acknowledged.
func (x *person) votes() {
	if x.where != inside && x.where != waitsOut {
		return
	}
	x.cast, x.touch = x.room.ballot, x.plan.sim.now
	x.plan.cast++
	if x.where == inside {
		x.gives()
	}
}

func (x *person) gives() {
	p, ballot := x.by, x.cast
	life := p.life
	again := func() {
		if x.where == inside && x.cast == ballot {
			x.gives()
		}
	}
	send := func() {
		p.on.do(voteOnProgram.of(), func() {
			if p.life != life {
				x.plan.sim.after(touchesAgain, again)
				return
			}
			p.writes(ask{x, func(kept bool) {
				switch {
				case !kept:
					x.plan.sim.after(touchesAgain, again)
				case x.told < ballot:
					x.told = ballot
					x.plan.told++
					x.plan.ack.add(x.plan.sim.now - x.touch)
					if x.kept < ballot {
						x.plan.lost++
					}
				}
			}})
		})
	}
	if p.phones != nil {
		p.phones.do(voteOnPhone.of(), send)
		return
	}
	send()
}
