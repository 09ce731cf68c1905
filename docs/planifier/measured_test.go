package main

import (
	"fmt"
	"math"
	"testing"
)

// factor is how far a simulated figure may be from the measured one: so many times more, or
// less. From one run to the next, the measures themselves differ by a third.
const factor = 2.5

// near holds a simulated figure against the measured one.
func near(t *testing.T, what string, simulated, measured float64) {
	t.Helper()
	off := simulated / measured
	t.Logf("%-44s simulated %8.4g, measured %8.4g: %.2f", what, simulated, measured, off)
	if off > factor || off < 1/factor {
		t.Errorf("%s: simulated %.4g, measured %.4g: more than %g times away", what, simulated, measured, factor)
	}
}

// alone is a machine of two cores, that the server, the programs and the pages share, as in
// the tests that were measured; a room in it, and pages that come in, so many at a time by
// each door, as soon as the one before is in.
func alone(doors, pages int) (*play, *room, *cores) {
	p := newPlay(1, 1)
	m := newCores(p.sim, 2, 1)
	var r *room
	if doors == 0 {
		r = p.opens(nil, &disk{sim: p.sim, wait: folderWait.of()})
	} else {
		r = p.opens(newServer(p.sim, m, diskWait.of()), nil)
		p.servers = append(p.servers, r.server)
	}
	trainer := p.shows(r, m, m)
	ways := []*program{trainer}
	if doors > 0 {
		ways = nil
		for range doors {
			ways = append(ways, p.shows(r, m, m))
		}
	}
	for _, q := range r.programs {
		q.up, q.connected = true, r.server != nil
	}
	if r.server != nil {
		r.server.rests()
	}
	const together = 48
	next := map[*program][]*person{}
	for i := range pages {
		x := p.invites(ways[i%len(ways)])
		next[x.first] = append(next[x.first], x)
	}
	come := func(q *program) {
		if all := next[q]; len(all) > 0 {
			next[q] = all[1:]
			all[0].arrives()
		}
	}
	p.onIn = func(x *person) { come(x.first) }
	for _, q := range ways {
		for range together {
			come(q)
		}
	}
	return p, r, m
}

// TestMeasuredDoors plays what TestManyPages and TestManyDoors did (docs/passage-a-l-echelle.md,
// 29 November 2026).
func TestMeasuredDoors(t *testing.T) {
	for _, m := range []struct {
		doors, pages           int
		in, p50, p99           float64 // seconds: all are in; from touch to acknowledged
		revealMedian, revealed float64 // all have the result
	}{
		{0, 10_000, 9.2, 0.0085, 0.254, 0.189, 0.280},
		{3, 3000, 4.1, 0.0133, 0.0662, 0.158, 0.187},
		{10, 3000, 4.4, 0.0554, 0.178, 0.244, 0.368},
		{1, 20, 0, 0.0062, 0.0118, 0.0054, 0.0055},
	} {
		t.Run(fmt.Sprintf("%d doors", m.doors), func(t *testing.T) {
			p, r, _ := alone(m.doors, m.pages)
			p.sim.run(math.Inf(1))
			if m.in > 0 { // a few pages say more of the test itself
				near(t, "all in, s", p.sim.now-pace, m.in)
			}
			p.asks(r, 10, nil)
			p.sim.run(math.Inf(1))
			if p.entered != m.pages || p.told != m.pages || p.lost > 0 {
				t.Fatalf("%d in, %d acknowledged, %d lost", p.entered, p.told, p.lost)
			}
			near(t, "touch to acknowledged, p50", p.ack.at(50), m.p50)
			near(t, "touch to acknowledged, p99", p.ack.at(99), m.p99)
			near(t, "reveal to page, p50", p.reveal.at(50), m.revealMedian)
			near(t, "reveal to page, p99", p.reveal.at(99), m.revealed)
		})
	}
}

// TestMeasuredTakeover: the trainer's program killed in the middle of a vote by 3 doors; an
// other leads after 2.5 to 3.3 s, nothing acknowledged is lost.
func TestMeasuredTakeover(t *testing.T) {
	p, r, m := alone(3, 3000)
	p.sim.run(math.Inf(1))
	p.asks(r, 10, nil)
	p.sim.after(reading+3, func() { p.loses(r, m) })
	p.sim.run(math.Inf(1))
	if p.told != 3000 || p.lost > 0 || p.reveal.n != 3000 {
		t.Fatalf("%d acknowledged, %d lost, %d saw the result", p.told, p.lost, p.reveal.n)
	}
	near(t, "another leads, s", p.led.mean(), 2.8)
	near(t, "touch to acknowledged meanwhile, p99", p.ack.at(99), 0.1034)
}

// manyRooms are rooms of a trainer and a door, 10 people by each, on one server, without
// pages, as in TestManyRooms: votes come at a rate, anywhere.
func manyRooms(rooms int) (*play, *cores) {
	p := newPlay(1, 1)
	m := newCores(p.sim, 2, 1)
	v := newServer(p.sim, m, diskWait.of())
	p.servers = append(p.servers, v)
	for range rooms {
		r := p.opens(v, nil)
		r.ballot = 1
		for range 2 {
			q := p.shows(r, m, nil)
			q.up, q.connected, q.turn = true, true, turnOfTest
		}
		for i := range 20 {
			x := p.invites(r.programs[i%2])
			x.by, x.where = x.first, inside
		}
	}
	v.rests()
	return p, m
}

// votesAt has people vote so many times a second for four seconds.
func (p *play) votesAt(rate float64) {
	for at := 0.0; at < 4; at += p.sim.rand.ExpFloat64() / rate {
		r := p.rooms[p.sim.rand.IntN(len(p.rooms))]
		x := r.people[p.sim.rand.IntN(len(r.people))]
		p.sim.after(at, func() {
			began := p.sim.now
			x.by.writes(ask{nil, func(bool) { p.ack.add(p.sim.now - began) }})
		})
	}
	p.sim.run(math.Inf(1))
}

// TestMeasuredRooms: 100 rooms on one server, voting more and more often. At 1,600 votes a
// second the machine is full, there as here.
func TestMeasuredRooms(t *testing.T) {
	for _, m := range []struct{ rate, p50, share float64 }{ // share: of the two cores, by the server and the programs
		{100, 0.0045, 0.37}, {200, 0.0046, 0.51}, {400, 0.0038, 0.65}, {800, 0.0093, 0.89}, {1600, 0.5155, 0.94},
	} {
		p, machine := manyRooms(100)
		p.votesAt(m.rate)
		near(t, fmt.Sprintf("%g votes a second, p50", m.rate), p.ack.at(50), m.p50)
		took := 0.0
		for _, s := range machine.spent {
			took += s
		}
		near(t, fmt.Sprintf("%g votes a second, share of the machine", m.rate), (took/p.sim.now+machine.rest)/machine.n, m.share)
	}
}

// TestMeasuredReturn: the server of 100 rooms killed, and back at once: all the programs
// come back together, none has an answer in time at first, and chance spreads them.
func TestMeasuredReturn(t *testing.T) {
	p, _ := manyRooms(100)
	p.sim.after(1, func() {
		p.servers[0].dies(0.1)
		for _, r := range p.rooms {
			r.ballot++
			for _, x := range r.people {
				x.votes()
			}
		}
	})
	p.sim.run(600)
	if p.told != p.cast || p.lost > 0 {
		t.Fatalf("%d given, %d acknowledged, %d lost", p.cast, p.told, p.lost)
	}
	near(t, "a room writes again, p50, s", p.wrote.at(50), 73.9)
	near(t, "a room writes again, max, s", p.wrote.most, 109)
}
