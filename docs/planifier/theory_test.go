package main

import (
	"bytes"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestQueueTheory: a machine of one core and work that always takes as long waits as the
// theory of queues says, which is written apart: for arrivals by chance at a rate, and a
// core taken a part ρ of the time, M/D/1 waits ρ/(2(1−ρ)) works on average; and Little's
// law, how many are there is the rate times how long they stay.
func TestQueueTheory(t *testing.T) {
	for _, rho := range []float64{0.3, 0.6, 0.8} {
		s := newSim(7, 7)
		c := newCores(s, 1, 1)
		c.unseen = true
		const work, n = 2 * ms, 40_000
		rate := rho / work
		inside, area, last, stayed := 0.0, 0.0, 0.0, 0.0
		count := func(more float64) { area, last, inside = area+inside*(s.now-last), s.now, inside+more }
		at := 0.0
		for range n {
			at += s.rand.ExpFloat64() / rate
			s.after(at, func() {
				came := s.now
				count(1)
				c.do(work, func() { count(-1); stayed += s.now - came })
			})
		}
		s.run(math.Inf(1))
		waited := stayed/n - work
		if theory := work * rho / (2 * (1 - rho)); math.Abs(waited/theory-1) > 0.06 {
			t.Errorf("ρ = %g: waits %.4g ms, M/D/1 says %.4g", rho, waited/ms, theory/ms)
		}
		if l, w := area/s.now, float64(n)/s.now*(stayed/n); math.Abs(l/w-1) > 1e-9 {
			t.Errorf("ρ = %g: %g there, %g by Little's law", rho, l, w)
		}
	}
}

// TestDiskTheory: a disk waited for makes safe all who wait together: one who comes alone
// waits once, and whoever comes meanwhile with all the others, so never twice as long.
func TestDiskTheory(t *testing.T) {
	s := newSim(1, 1)
	d := &disk{sim: s, wait: 2 * ms}
	n, most := 0, 0.0
	for at := 0.0; at < 10; at += s.rand.ExpFloat64() / 5000 {
		s.after(at, func() {
			came := s.now
			d.commit(func() { n++; most = max(most, s.now-came) })
		})
	}
	s.run(math.Inf(1))
	if n < 45_000 || most > 4.001*ms || float64(d.rounds) > 10/(2*ms)+2 {
		t.Errorf("%d made safe in %d rounds, %g ms at most", n, d.rounds, most/ms)
	}
}

// small is a wish that is played at once.
func small(t *rapid.T) wish {
	return wish{
		rooms: rapid.IntRange(1, 12).Draw(t, "rooms"), people: rapid.IntRange(0, 300).Draw(t, "people"), minutes: 0.5,
		doors: rapid.IntRange(0, 3).Draw(t, "doors"), votes: rapid.IntRange(1, 2).Draw(t, "votes"), seed: rapid.Uint64().Draw(t, "seed"),
		serverCores: 2, serverGB: 8, connections: 400, doorCores: 2, doorGB: 8, speed: 1, back: rapid.Float64Range(0.5, 20).Draw(t, "back"),
	}
}

func (w wish) whole() *cell { return w.cell(0, w.sizes(), 2) }

// TestNothingIsLost: whatever dies, and whenever, who arrived is in or waits, at any moment;
// in the end all are in, each vote is acknowledged once, and none that was is lost.
func TestNothingIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := small(t)
		c := w.whole()
		for range rapid.IntRange(0, 8).Draw(t, "deaths") {
			what := rapid.SampledFrom([]func(){c.losesServer, c.losesMachine}).Draw(t, "what")
			when := rapid.OneOf(rapid.Float64Range(1, w.peak()+60), rapid.Float64Range(w.peak()-20, w.peak()+20)).Draw(t, "when")
			c.sim.after(when, what)
		}
		for at := 5.0; at < w.ends(); at += 13 {
			c.sim.run(at)
			if c.arrived != c.entered+c.waits() {
				t.Fatalf("at %g s: %d arrived, %d in, %d wait", at, c.arrived, c.entered, c.waits())
			}
		}
		c.sim.run(w.ends())
		if c.entered != w.people || c.told != c.cast || c.cast > w.people*w.votes || c.lost > 0 {
			t.Fatalf("%d people, %d in; %d votes, %d acknowledged, %d lost", w.people, c.entered, c.cast, c.told, c.lost)
		}
		for _, r := range c.rooms {
			for _, x := range r.people {
				if x.told > x.kept {
					t.Fatalf("vote %d acknowledged, %d kept", x.told, x.kept)
				}
			}
		}
	})
}

// TestMoreIsNeverSlower: below saturation, more machines of doors, or a larger server, do
// not make anybody wait longer, but for what chance changes.
func TestMoreIsNeverSlower(t *testing.T) {
	w := wish{rooms: 60, people: 1800, minutes: 1, doors: 1, votes: 1, seed: 3, serverCores: 2, serverGB: 8, connections: 4000, doorCores: 2, doorGB: 8, speed: 1, back: 5}
	play := func(w wish, machines int) (enter, ack float64) {
		c := w.cell(0, w.sizes(), machines)
		c.sim.run(w.ends())
		return c.enter.mean(), c.ack.mean()
	}
	enter, ack := play(w, 1)
	for _, machines := range []int{2, 4} {
		e, a := play(w, machines)
		if e > 1.02*enter || a > 1.02*ack {
			t.Errorf("%d machines: in after %g, acknowledged after %g; with fewer %g and %g", machines, e, a, enter, ack)
		}
		enter, ack = e, a
	}
	w.serverCores = 8
	if e, a := play(w, 4); e > 1.02*enter || a > 1.02*ack {
		t.Errorf("a larger server: in after %g, acknowledged after %g; with a smaller one %g and %g", e, a, enter, ack)
	}
}

// TestSameSeed: the same seed says the same, to the letter; another does not.
func TestSameSeed(t *testing.T) {
	said := func(seed string) string {
		var out, errs bytes.Buffer
		if err := run([]string{"-salles", "40", "-participants", "400", "-minutes", "1", "-votes", "1", "-connexions", "80", "-graine", seed}, &out, &errs); err != nil || errs.Len() > 0 {
			t.Fatal(err, errs.String())
		}
		return out.String()
	}
	if one, two, other := said("1"), said("1"), said("2"); one != two || one == other {
		t.Errorf("the same seed:\n%s\n%s\nanother:\n%s", one, two, other)
	}
}

// TestTable: every cost says what it is and where it was measured.
func TestTable(t *testing.T) {
	for i, c := range table {
		if c.value <= 0 || c.what == "" || c.where == "" {
			t.Errorf("cost %d: %+v", i, c)
		}
	}
}
