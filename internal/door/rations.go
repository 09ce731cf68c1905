package door

import (
	"net/netip"
	"sync"
	"time"
)

// rationsKept is how many addresses are remembered: the newcomers share one
// count beyond it.
const rationsKept = 1024

// rations counts by address what may be done some times in a row, then once each
// refill.
type rations struct {
	most  int
	every time.Duration // a refill
	now   func() time.Time

	mu sync.Mutex
	of map[netip.Addr]*ration
}

type ration struct {
	left  int
	since time.Time     // of the last refill
	turn  chan struct{} // full while one is being taken
}

func newRations(most int, every time.Duration, now func() time.Time) *rations {
	return &rations{most: most, every: every, now: now, of: map[netip.Addr]*ration{}}
}

// left is how many times an address may still do it now.
func (r *rations) left(from netip.Addr) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ration(from).left
}

// turn holds one thing: whoever puts it there has their turn, until they take it
// back.
func (r *rations) turn(from netip.Addr) chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ration(from).turn
}

// take counts one, unless there is none left.
func (r *rations) take(from netip.Addr) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	one := r.ration(from)
	if one.left <= 0 {
		return false
	}
	one.left--
	return true
}

// ration returns that of an address, refilled.
func (r *rations) ration(from netip.Addr) *ration {
	now := r.now()
	if _, known := r.of[from]; !known && len(r.of) >= rationsKept {
		for a, one := range r.of {
			if r.refill(one, now); one.left == r.most {
				delete(r.of, a)
			}
		}
		if len(r.of) >= rationsKept {
			from = netip.Addr{}
		}
	}
	one, known := r.of[from]
	if !known {
		one = &ration{left: r.most, since: now, turn: make(chan struct{}, 1)}
		r.of[from] = one
	}
	r.refill(one, now)
	return one
}

func (r *rations) refill(one *ration, now time.Time) {
	if n := int(now.Sub(one.since) / r.every); n > 0 {
		one.left = min(one.left+n, r.most)
		one.since = one.since.Add(time.Duration(n) * r.every)
	}
}
