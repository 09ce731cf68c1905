package workshop_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/workshop"
)

// TestMistake: a panic in the middle of what is asked refuses it, changes
// nothing, and the room goes on.
func TestMistake(t *testing.T) {
	broken := false
	r, err := workshop.Open(guide(t), t.TempDir(), func() time.Time {
		if broken {
			panic("no clock")
		}
		return today
	})
	must(t, err)
	t.Cleanup(func() { _ = r.Close() })
	must(t, r.Choose("impaye"), r.Ask(decision.FactClient), r.OpenVote())
	a := join(t, r, "a")
	s := state(t, r, a)
	must(t, r.Answer(a, s.Ballot, "public"))
	broken = true
	if err := r.CloseVote(); err == nil || strings.Contains(err.Error(), "\n") {
		t.Errorf("a vote is closed without a clock: %v", err)
	}
	broken = false
	if s := state(t, r, a); s.Phase != workshop.Voting || s.Own != "public" || s.Voters != 1 {
		t.Errorf("after the mistake the room is %v, %q, %d", s.Phase, s.Own, s.Voters)
	}
	must(t, r.CloseVote(), r.Reveal())
}

// TestPseudonyms: taking the same one again writes nothing, and nobody takes
// many.
func TestPseudonyms(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	a := join(t, r, "a")
	must(t, r.Rename(a, "Zoé"))
	size := len(read(t, dir))
	for range 100 {
		must(t, r.Rename(a, " Zoé "))
	}
	if len(read(t, dir)) != size {
		t.Error("the same pseudonym is written again")
	}
	var err error
	taken := 0
	for ; err == nil && taken < 1000; taken++ {
		err = r.Rename(a, fmt.Sprint("nom ", taken))
	}
	if taken > 50 {
		t.Errorf("%d pseudonyms", taken)
	}
	if s := state(t, r, a); s.Name != fmt.Sprint("nom ", taken-2) {
		t.Errorf("called %q after %d", s.Name, taken)
	}
}

// TestKnows: a key has a seat once it came.
func TestKnows(t *testing.T) {
	r := open(t, t.TempDir())
	if r.Knows("a") || r.Knows("") {
		t.Error("a key that never came is known")
	}
	join(t, r, "a")
	join(t, r, "")
	if !r.Knows("a") || r.Knows("b") || r.Knows("") {
		t.Error("a key that came is not known, or another is")
	}
}
