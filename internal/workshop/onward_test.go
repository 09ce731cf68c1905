package workshop_test

import (
	"testing"

	"compromis/decision"
	"compromis/internal/workshop"
)

// TestOnward: what comes next is what was announced, from the first case to the
// last, also once a branch was followed.
func TestOnward(t *testing.T) {
	r := open(t, t.TempDir())
	seat := join(t, r, "a")
	told, before := 0, state(t, r, workshop.Console)
	for {
		if before.Question != nil && told == 1 { // the first case is followed to its branches
			must(t, r.OpenVote())
			if open := state(t, r, workshop.Console); open.Onward != workshop.Nowhere {
				t.Fatal("announces a way on though the vote is open")
			}
			must(t, r.Answer(seat, state(t, r, seat).Ballot, string(before.Question.Options[0].Value)), r.CloseVote(), r.Reveal(), r.FollowMajority())
			before = state(t, r, workshop.Console)
		}
		err := r.Next()
		if before.Onward == workshop.Nowhere {
			if err == nil {
				t.Fatal("goes on though nothing was announced")
			}
			break
		}
		must(t, err)
		after := state(t, r, workshop.Console)
		if newCase := after.Question == nil; newCase != (before.Onward == workshop.ToExercise) {
			t.Fatalf("announced %v, and a new case came: %v", before.Onward, newCase)
		} else if newCase {
			told++
		}
		before = after
	}
	if all := len(guide(t).Exercises); told != all {
		t.Errorf("told %d cases of %d", told, all)
	}
}

// TestTied: the branch of the majority says when others gave another answer as
// often, also once it goes further.
func TestTied(t *testing.T) {
	for third, tied := range map[decision.Value]bool{"impaye": false, "retard-livraison": false, "reclamation": true} {
		r := open(t, t.TempDir())
		must(t, r.Choose("impaye"))
		voted(t, r, decision.FactCause, map[string]decision.Value{"a": "retard-livraison", "b": "impaye", "c": third})
		must(t, r.Reveal(), r.FollowMajority())
		s := state(t, r, workshop.Console)
		if s.Phase == workshop.Thinking { // the branch asks more
			cast(t, r, s.Question.Fact, map[string]decision.Value{"a": s.Question.Options[0].Value})
			must(t, r.Reveal(), r.FollowMajority())
			s = state(t, r, workshop.Console)
		}
		if (s.Tie == workshop.TiedFirst) != tied {
			t.Errorf("third answer %s: tied %v", third, s.Tie)
		}
		if s.Split {
			must(t, r.ReplayMinority())
			want := map[bool]string{true: "la deuxième des réponses à égalité", false: "la deuxième réponse de la salle"}[tied]
			if said := state(t, r, workshop.Console).Branch(workshop.Minority); said != "Avec "+want {
				t.Errorf("third answer %s: the minority is said to be %s", third, said)
			}
		}
		must(t, r.Close())
	}
}

// TestShownTwice: showing what is shown changes nothing, and says so.
func TestShownTwice(t *testing.T) {
	r := open(t, t.TempDir())
	must(t, r.Choose("impaye"))
	voted(t, r, decision.FactCause, map[string]decision.Value{"a": "impaye"})
	must(t, r.Reveal())
	again := r.Reveal()
	early := func() error { must(t, r.Ask(decision.FactCause)); return r.Reveal() }()
	if again == nil || early == nil || again.Error() == early.Error() {
		t.Errorf("shown twice: %v; nothing to show: %v", again, early)
	}
}

// TestTie: which of the first two places of a vote is shared.
func TestTie(t *testing.T) {
	for _, c := range []struct {
		tally workshop.Tally
		want  workshop.Tie
	}{
		{workshop.Tally{3, 1, 0}, workshop.NoTie}, {workshop.Tally{3, 0, 0}, workshop.NoTie}, {workshop.Tally{2, 2, 0}, workshop.TiedFirst},
		{workshop.Tally{3, 1, 1, 1}, workshop.TiedSecond}, {workshop.Tally{2, 2, 2}, workshop.TiedFirst}, {workshop.Tally{4}, workshop.NoTie},
	} {
		if got := c.tally.Tie(); got != c.want {
			t.Errorf("%v: %v, not %v", c.tally, got, c.want)
		}
	}
}
