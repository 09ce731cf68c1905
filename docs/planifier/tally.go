package main

import "math"

// tally says how a delay spreads, within a twentieth, without keeping each.
type tally struct {
	n     int
	sum   float64
	most  float64
	boxes []int
}

const (
	least = 1e-4 // seconds
	ratio = 1.05
)

func (t *tally) add(d float64) { t.addMany(d, 1) }

func (t *tally) addMany(d float64, n int) {
	t.n, t.sum, t.most = t.n+n, t.sum+d*float64(n), max(t.most, d)
	box := max(0, int(math.Log(d/least)/math.Log(ratio))+1)
	if d <= least {
		box = 0
	}
	for len(t.boxes) <= box {
		t.boxes = append(t.boxes, 0)
	}
	t.boxes[box] += n
}

// at is what so many in a hundred are under.
func (t *tally) at(percent float64) float64 {
	rest := int(math.Ceil(float64(t.n) * percent / 100))
	for box, n := range t.boxes {
		if rest -= n; rest <= 0 && n > 0 {
			return min(t.most, least*math.Pow(ratio, float64(box)))
		}
	}
	return t.most
}

func (t *tally) mean() float64 { return t.sum / max(1, float64(t.n)) }

func (t *tally) join(o *tally) {
	t.n, t.sum, t.most = t.n+o.n, t.sum+o.sum, max(t.most, o.most)
	for len(t.boxes) < len(o.boxes) {
		t.boxes = append(t.boxes, 0)
	}
	for i, n := range o.boxes {
		t.boxes[i] += n
	}
}
