package workshop_test

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
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
		now := <-r.Watch(seat)
		fmt.Println(err == nil, now.Own, now.Voters)
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

// TestFullDisk: a vote the disk has no room for is refused and leaves no trace;
// once there is room, the room goes on.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	_, out := play(t, "full", dir)
	for i, want := range []string{"false  0", "true consommateur 1", "false consommateur 1", "true etranger 1"} {
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
