package workshop_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/disk/disktest"
	"compromis/internal/workshop"
)

// room is a workshop under way, for moves that may fail.
type room struct {
	t      *testing.T
	dir    string
	open   *workshop.Room
	seat   workshop.Seat
	ballot workshop.Ballot
	told   bool // the trainer was, of a seat that could not be kept: whoever takes it is let in
}

// moves are those of a short session, each of them written but for a seat.
var moves = []struct {
	name string
	do   func(*room) error
}{
	{"open", func(r *room) (err error) {
		r.open, err = workshop.Open(guide(r.t), r.dir, clock)
		return err
	}},
	{"choose", func(r *room) error { return r.open.Choose("impaye") }},
	{"ask", func(r *room) error { return r.open.Ask(decision.FactClient) }},
	{"open the vote", func(r *room) error { return r.open.OpenVote() }},
	{"join", func(r *room) (err error) {
		if r.seat, err = r.open.Join("a"); err == nil {
			r.ballot = (<-r.open.Watch(r.seat)).Ballot
			r.told = (<-r.open.Watch(workshop.Console)).Trouble != nil
		}
		return err
	}},
	{"take a name", func(r *room) error { return r.open.Rename(r.seat, "Zoé") }},
	{"vote", func(r *room) error { return r.open.Answer(r.seat, r.ballot, "consommateur") }},
	{"close the vote", func(r *room) error { return r.open.CloseVote() }},
	{"reveal", func(r *room) error { return r.open.Reveal() }},
	{"finish", func(r *room) error { return r.open.Finish() }},
}

// lines are those of the journal, the last perhaps cut.
func (r *room) lines() string {
	data, err := os.ReadFile(filepath.Join(r.dir, journal))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		r.t.Fatal(err)
	}
	return string(data)
}

// TestEveryCallFails has each call to the disk of a session fail in each way. What
// was acknowledged before stays; the move is done or is not; and where the disk
// answers again, it can be done, and the session goes on.
func TestEveryCallFails(t *testing.T) {
	sound := &room{t: t, dir: t.TempDir()}
	made := disktest.Calls(func() {
		for _, move := range moves {
			must(t, move.do(sound))
		}
	})
	if len(made) < 2*len(moves) {
		t.Errorf("calls %q: is everything written through the disk?", made)
	}
	for n, call := range made {
		for _, way := range disktest.Ways(call) {
			t.Run(fmt.Sprintf("%d %s %s", n, call, way), func(t *testing.T) {
				r := &room{t: t, dir: t.TempDir()}
				failed := false
				disktest.Failing(n, way, func() { failed = r.play(way) })
				must(t, open(t, put(t, r.lines())).Close())
				if harmless := strings.HasPrefix(call, "truncate "); !failed && !harmless {
					t.Error("nobody was told")
				}
			})
		}
	}
}

// play plays the session on a disk that fails once in a way, or is gone from then
// on, and says whether anybody was told.
func (r *room) play(way disktest.Way) (failed bool) {
	for _, move := range moves {
		before := r.lines()
		err := move.do(r)
		r.holds(move.name, before, err, way)
		if err == nil {
			continue
		}
		if way == disktest.Dead {
			if r.open != nil {
				_ = r.open.Close()
			}
			return true
		}
		if failed = true; move.name != "finish" {
			must(r.t, move.do(r))
		}
	}
	return failed || r.told
}

// holds says that a move was done or was not, as its error says, and that nothing is
// half kept when it was acknowledged.
func (r *room) holds(move, before string, err error, way disktest.Way) {
	r.t.Helper()
	after := r.lines()
	switch {
	case move == "finish" && after == "": // removed
		return
	case !strings.HasPrefix(after, before):
		r.t.Fatalf("%s: what was kept has changed:\n%q\nbefore:\n%q", move, after, before)
	case err == nil && after == before && move != "join": // a seat that says nothing is not written
		r.t.Fatalf("%s: acknowledged, and not written", move)
	case err != nil && way != disktest.Dead && after != before:
		r.t.Fatalf("%s: %v, and yet it is written:\n%q", move, err, after)
	}
	if kept := after[:strings.LastIndex(after, "\n")+1]; len(kept) < len(before) || err == nil && kept != after {
		r.t.Fatalf("%s: half kept:\n%q", move, after)
	}
}
