package workshop_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/workshop"
)

// TestMain plays a part in another process when WORKSHOP_PART names one.
func TestMain(m *testing.M) {
	part, ok := parts[os.Getenv("WORKSHOP_PART")]
	if !ok {
		code := m.Run()
		tidy()
		os.Exit(code)
	}
	g, err := contenttest.Load()
	if err == nil {
		err = part(g, os.Args[1])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// tidy stops what the tests share.
var tidy = func() {}

var parts = map[string]func(*decision.Guide, string) error{"vote": votesForever}

// play starts this program on a part, in a folder.
func play(t *testing.T, part, dir string, env ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	c := exec.Command(os.Args[0], dir)
	c.Env = append(append(os.Environ(), "WORKSHOP_PART="+part), env...)
	c.Stderr = t.Output()
	out, err := c.StdoutPipe()
	must(t, err)
	must(t, c.Start())
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	return c, bufio.NewScanner(out)
}

const (
	crashVoters = 20
	crashVotes  = 150 // of each: fewer than a seat may cast on a ballot
)

// crashTries is how often the room is killed.
var crashTries = 12

func crashKey(voter int) string { return "key " + strconv.Itoa(voter) }

// votesForever opens a vote, in which everyone votes again and again. Each vote
// is told once it is acknowledged: "voter count".
func votesForever(g *decision.Guide, dir string) error {
	r, err := openAt(g, dir, clock)
	if err != nil {
		return err
	}
	if r.Past().Resumed {
		err = r.CloseVote()
	} else {
		err = r.Choose("impaye")
	}
	for _, next := range []func() error{func() error { return r.Ask(workshop.WhichStep) }, r.OpenVote} {
		if err == nil {
			err = next()
		}
	}
	if err != nil {
		return err
	}
	var all sync.WaitGroup
	for voter := range crashVoters {
		all.Go(func() {
			seat, err := r.Join(crashKey(voter))
			s := <-r.Watch(seat)
			for n := 0; n < crashVotes && err == nil; n++ {
				err = r.Answer(seat, s.Ballot, nth(s.Question, n))
				fmt.Println(voter, n+1)
			}
		})
	}
	all.Wait()
	return nil
}

// nth returns the nth vote of anybody.
func nth(q *workshop.Question, n int) string { return string(q.Options[n%len(q.Options)].Value) }

// TestKilled kills the room in the middle of a vote, at any moment, again and
// again: every acknowledged vote is there, and so is whose it was.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	for try := range crashTries {
		c, out := play(t, "vote", dir)
		counts := make([]int, crashVoters)
		for told := 0; out.Scan(); told++ { // to the end: what it told before it died counts
			var voter, n int
			if _, err := fmt.Sscan(out.Text(), &voter, &n); err != nil {
				t.Fatal(out.Text(), err)
			}
			counts[voter] = n
			if told == 10*try*try {
				must(t, c.Process.Kill())
			}
		}
		_ = c.Wait()
		checkKilled(t, dir, counts)
	}
}

// checkKilled opens the room again: the vote a process was about to acknowledge
// may be there, or not.
func checkKilled(t *testing.T, dir string, counts []int) {
	t.Helper()
	r := open(t, dir)
	if s := state(t, r, workshop.Console); s.Phase != workshop.Voting || s.Exercise.ID != "impaye" || s.Question.Fact != workshop.WhichStep {
		t.Fatalf("the room is at %v of %v", s.Phase, s.Exercise)
	}
	for voter, n := range counts {
		s := state(t, r, join(t, r, crashKey(voter)))
		last, next := "", nth(s.Question, n)
		if n > 0 {
			last = nth(s.Question, n-1)
		}
		if own := string(s.Own); own != last && own != next {
			t.Errorf("after %d votes, voter %d has %q, not %q or %q", n, voter, own, last, next)
		}
	}
	must(t, r.Close())
}
