package workshop_test

import (
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"compromis/decision"
	"compromis/internal/workshop"
)

const crowd = 300

// enter seats a crowd in front of an open vote, and returns its ballot.
func enter(t testing.TB, r *workshop.Room) ([]workshop.Seat, workshop.Ballot) {
	t.Helper()
	must(t, r.Choose("impaye"))
	must(t, r.Ask(decision.FactClient))
	must(t, r.OpenVote())
	seats := make([]workshop.Seat, crowd)
	for i := range seats {
		seats[i] = join(t, r, "key "+strconv.Itoa(i))
	}
	return seats, state(t, r, workshop.Console).Ballot
}

// TestCrowd: three hundred people vote at once and change their mind, while some
// read all there is, others never do, and others come and go. No vote is lost,
// and the result reaches everyone, also when the room is opened again.
func TestCrowd(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	seats, ballot := enter(t, r)
	said := func(i, n int) string { return []string{"public", "etranger", "consommateur"}[(i+n)%3] }
	var voters, others sync.WaitGroup
	for i, seat := range seats {
		voters.Go(func() {
			for n := range 4 {
				if err := r.Answer(seat, ballot, said(i, n)); err != nil {
					t.Error(err)
				}
			}
		})
		others.Go(func() {
			if i%3 == 0 {
				for s := <-r.Watch(seat); s.Phase != workshop.Revealed; s = <-r.Watch(seat) {
				}
				return
			}
			if s, err := r.Join(""); err != nil {
				t.Error(err)
			} else if i%3 == 1 {
				r.Leave(s)
			}
		})
	}
	voters.Wait()
	must(t, r.CloseVote())
	must(t, r.Reveal())
	others.Wait()
	for i, seat := range seats {
		if i%3 != 0 {
			if s := state(t, r, seat); s.Phase != workshop.Revealed || string(s.Own) != said(i, 3) {
				t.Errorf("voter %d sees %v, and %q", i, s.Phase, s.Own)
			}
		}
	}
	must(t, r.Close())
	s := state(t, open(t, dir), workshop.Console)
	for i, o := range s.Question.Options {
		want := 0
		if slices.Contains([]string{"public", "etranger", "consommateur"}, string(o.Value)) {
			want = crowd / 3
		}
		if s.Rounds[0][i] != want {
			t.Errorf("%d votes for %s, not %d", s.Rounds[0][i], o.Value, want)
		}
	}
}

// TestPace: what others do is told at most once a second, what one does oneself
// and what the trainer does at once; and nothing runs once the room is closed.
func TestPace(t *testing.T) {
	g, dir := guide(t), t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		r, err := workshop.Open(g, dir, time.Now)
		must(t, err)
		must(t, r.Choose("impaye"))
		must(t, r.Ask(decision.FactClient))
		must(t, r.OpenVote())
		idle := join(t, r, "idle")
		mail := r.Watch(idle)
		ballot := (<-mail).Ballot
		begun := time.Now()
		for i := range 50 {
			seat := join(t, r, strconv.Itoa(i))
			must(t, r.Answer(seat, ballot, "public"))
			if s := state(t, r, seat); s.Own != "public" {
				t.Fatalf("one's own answer is not told at once: %q", s.Own)
			}
		}
		if s := state(t, r, workshop.Console); s.Voters != 50 {
			t.Errorf("the console knows of %d voters", s.Voters)
		}
		if s := <-mail; s.Voters != 50 || time.Since(begun) != time.Second {
			t.Errorf("after %v, the others know of %d voters", time.Since(begun), s.Voters)
		}
		_ = join(t, r, "one more")
		if s := <-mail; s.Present != 52 || time.Since(begun) != 2*time.Second {
			t.Errorf("after %v, %d are present", time.Since(begun), s.Present)
		}
		_ = join(t, r, "and another") // told with what the trainer does
		must(t, r.CloseVote())
		if s := state(t, r, idle); s.Phase != workshop.Counted {
			t.Errorf("the trainer's move is not told at once: %v", s.Phase)
		}
		time.Sleep(time.Minute) // of the bubble: no time passes outside
		select {
		case s := <-mail:
			t.Errorf("nothing happened, and version %d is told", s.Version)
		default:
		}
		must(t, r.Close())
		if _, open := <-mail; open {
			t.Error("the room is closed, and the mailbox is not")
		}
		if _, err := r.Join("late"); !errors.Is(err, workshop.ErrClosed) {
			t.Errorf("one may join a closed room: %v", err)
		}
	})
}

// TestClosedInTheMiddle: whoever asks while the room closes gets an answer, and
// what was acknowledged is there when it opens again.
func TestClosedInTheMiddle(t *testing.T) {
	g, dir := guide(t), t.TempDir()
	acknowledged := make([]bool, crowd)
	synctest.Test(t, func(t *testing.T) {
		r, err := workshop.Open(g, dir, time.Now)
		must(t, err)
		seats, ballot := enter(t, r)
		var all sync.WaitGroup
		for i, seat := range seats {
			all.Go(func() {
				switch err := r.Answer(seat, ballot, "public"); {
				case err == nil:
					acknowledged[i] = true
				case !errors.Is(err, workshop.ErrClosed):
					t.Error(err)
				}
			})
			if i == crowd/2 {
				all.Go(func() {
					if err := r.Close(); err != nil {
						t.Error(err)
					}
				})
			}
		}
		all.Wait()
	})
	r := open(t, dir)
	for i, yes := range acknowledged {
		if s := state(t, r, join(t, r, "key "+strconv.Itoa(i))); yes && s.Own != "public" {
			t.Errorf("vote %d is lost", i)
		}
	}
}

// BenchmarkVote is a vote, from the key to the disk.
func BenchmarkVote(b *testing.B) {
	r := open(b, b.TempDir())
	seats, ballot := enter(b, r)
	for i := 0; b.Loop(); i++ {
		must(b, r.Answer(seats[i%crowd], ballot, []string{"public", "etranger"}[i/crowd%2]))
	}
}

// BenchmarkCrowdVotes is three hundred votes at once, each waiting for the disk.
func BenchmarkCrowdVotes(b *testing.B) {
	r := open(b, b.TempDir())
	seats, _ := enter(b, r)
	for b.Loop() {
		b.StopTimer()
		must(b, r.CloseVote())
		must(b, r.Ask(decision.FactClient))
		must(b, r.OpenVote())
		ballot := state(b, r, workshop.Console).Ballot
		b.StartTimer()
		var all sync.WaitGroup
		for _, seat := range seats {
			all.Go(func() {
				if err := r.Answer(seat, ballot, "public"); err != nil {
					b.Error(err)
				}
			})
		}
		all.Wait()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/crowd, "µs/vote")
}

// BenchmarkReveal is a reveal that reaches three hundred mailboxes.
func BenchmarkReveal(b *testing.B) {
	r := open(b, b.TempDir())
	_, _ = enter(b, r)
	must(b, r.CloseVote())
	for b.Loop() {
		must(b, r.Reveal())
		b.StopTimer()
		must(b, r.Hide())
		b.StartTimer()
	}
}

// BenchmarkOpen is opening a room again after a long day: three hundred people,
// ten votes of each.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	r := open(b, dir)
	seats, ballot := enter(b, r)
	var all sync.WaitGroup
	for _, seat := range seats {
		all.Go(func() {
			for i := range 10 {
				if err := r.Answer(seat, ballot, []string{"public", "etranger"}[i%2]); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
	for b.Loop() {
		must(b, r.Close())
		r = open(b, dir)
	}
}

// BenchmarkWalkAlone is three hundred people who walk alone to the end, with one
// « je ne sais pas » in three answers.
func BenchmarkWalkAlone(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		r := open(b, b.TempDir())
		seats, _ := enter(b, r)
		must(b, r.CloseVote())
		must(b, r.FreePlay())
		b.StartTimer()
		var all sync.WaitGroup
		for i, seat := range seats {
			all.Go(func() {
				for s := range r.Watch(seat) {
					if s.Question == nil {
						return
					}
					said := s.Question.Options[i%len(s.Question.Options)].Value
					if len(s.Walk.Path)%3 == i%3 {
						said = decision.Unknown
					}
					if err := r.Answer(seat, s.Ballot, string(said)); err != nil {
						b.Error(err)
					}
				}
			})
		}
		all.Wait()
		b.StopTimer()
		must(b, r.Close())
		b.StartTimer()
	}
}
