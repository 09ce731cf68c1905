package main

// What comes of a server, or of a machine of doors, that dies while all the rooms vote.

// dies plays the fullest cell once more, and has something of it die.
func (p *plan) dies(what func(c *cell)) *cell {
	of := p.cells[0]
	sizes := make([]int, len(of.rooms))
	for i, r := range of.rooms {
		sizes[i] = len(r.people)
	}
	c := p.cell(0, sizes, p.machines)
	c.sim.after(p.peak(), func() { what(c) })
	c.sim.run(p.ends())
	return c
}

// server dies, and comes back after a while.
func (c *cell) losesServer() { c.server.dies(c.outage) }

// losesMachine: the programs that it ran start on the others after a while, or there when
// there is no other.
func (c *cell) losesMachine() {
	gone := c.machines[0]
	gone.dies()
	n := 0
	for _, q := range c.hosted {
		if q.on != gone {
			continue
		}
		if len(c.machines) > 1 {
			q.on = c.machines[1+n%(len(c.machines)-1)]
		}
		n++
		q.dies(c.outage)
	}
}
