package workshop_test

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"compromis/decision"
	"compromis/internal/workshop"
)

func init() { parts["full"] = votesOnAFullDisk }

// votesOnAFullDisk votes, then votes again when not a byte more may be written,
// then once there is room again; it tells what the room says each time.
func votesOnAFullDisk(g *decision.Guide, dir string) error {
	r, err := workshop.Open(g, dir, clock)
	if err != nil {
		return err
	}
	seat, err := r.Join("a")
	if err := errors.Join(err, r.Choose("impaye"), r.Ask(decision.FactClient), r.OpenVote()); err != nil {
		return err
	}
	s := <-r.Watch(seat)
	tell := func(said string) {
		err := r.Answer(seat, s.Ballot, said)
		now, trainer := <-r.Watch(seat), <-r.Watch(workshop.Console)
		fmt.Println(err == nil, now.Own, now.Voters, trainer.Trouble != nil, now.Trouble != nil)
	}
	info, err := os.Stat(filepath.Join(dir, journal))
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		return err
	}
	for i, said := range []string{"public", "consommateur", "public", "etranger"} {
		limit := before
		if i%2 == 0 {
			limit.Cur = uint64(info.Size()) + 10 // half a line goes through
		}
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			return err
		}
		tell(said)
	}
	return r.Close()
}

// TestFullDisk: a vote the disk has no room for is refused and leaves no trace,
// and the trainer is told; once there is room, the room goes on.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	_, out := play(t, "full", dir)
	for i, want := range []string{"false  0 true false", "true consommateur 1 false false", "false consommateur 1 true false", "true etranger 1 false false"} {
		if !out.Scan() || out.Text() != want {
			t.Fatalf("%d: the room says %q, not %q", i, out.Text(), want)
		}
	}
	for out.Scan() {
		t.Error(out.Text())
	}
	r := open(t, dir)
	if s := state(t, r, join(t, r, "a")); r.Past().Torn || s.Own != "etranger" {
		t.Errorf("opened again, the room says %q", s.Own)
	}
}

func init() { parts["full-crowd"] = crowdOnAFullDisk }

// crowdOnAFullDisk has forty seats vote at once when only some of the votes fit,
// and tells how many are acknowledged.
func crowdOnAFullDisk(g *decision.Guide, dir string) error {
	r, err := workshop.Open(g, dir, clock)
	if err != nil {
		return err
	}
	var seats []workshop.Seat
	for i := range 40 {
		seat, err := r.Join(fmt.Sprint(i))
		if err != nil {
			return err
		}
		seats = append(seats, seat)
	}
	if err := errors.Join(r.Choose("impaye"), r.Ask(decision.FactClient), r.OpenVote()); err != nil {
		return err
	}
	info, err := os.Stat(filepath.Join(dir, journal))
	if err != nil {
		return err
	}
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	limit.Cur = uint64(info.Size()) + 1500 // about fifteen votes
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	ballot := (<-r.Watch(seats[0])).Ballot
	var kept atomic.Int64
	var all sync.WaitGroup
	for _, seat := range seats {
		all.Go(func() {
			switch err := r.Answer(seat, ballot, "public"); {
			case err == nil:
				kept.Add(1)
			case !errors.Is(err, workshop.ErrKept):
				fmt.Println("a seat is told", err)
			}
		})
	}
	all.Wait()
	fmt.Println(kept.Load())
	return r.Close()
}

// TestFullDiskInACrowd: the votes that were refused do not come back when the
// room is opened again, even those the disk had taken.
func TestFullDiskInACrowd(t *testing.T) {
	dir := t.TempDir()
	_, out := play(t, "full-crowd", dir)
	var kept int
	if !out.Scan() {
		t.Fatal("nothing is told")
	}
	if _, err := fmt.Sscan(out.Text(), &kept); err != nil {
		t.Fatalf("%q: %v", out.Text(), err)
	}
	for out.Scan() {
		t.Error(out.Text())
	}
	r := open(t, dir)
	if s := state(t, r, workshop.Console); s.Voters != kept || kept == 40 {
		t.Errorf("%d votes acknowledged, %d after opening again", kept, s.Voters)
	}
}
