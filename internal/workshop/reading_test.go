package workshop_test

import (
	"testing"

	"compromis/decision"
	"compromis/internal/stage"
	"compromis/internal/workshop"
)

// TestMisread: an answer that is not what the story says is a wrong reading, even
// when it leads to the expected step; it is told so, and the report never marks it
// as right.
func TestMisread(t *testing.T) {
	g := guide(t)
	same := 0
	for _, e := range g.Exercises {
		r := open(t, t.TempDir())
		must(t, r.Choose(e.ID))
		for _, q := range state(t, r, workshop.Console).Questions {
			if q.Fact == workshop.WhichStep {
				continue
			}
			must(t, r.Ask(q.Fact), r.OpenVote())
			// one answers as the story, one says not to know, the others every other way
			for i, o := range append(q.Options, workshop.Option{Value: decision.Unknown}) {
				s := join(t, r, string(q.Fact)+string(rune('a'+i)))
				must(t, r.Answer(s, state(t, r, s).Ballot, string(o.Value)))
			}
			must(t, r.CloseVote(), r.Reveal(), r.FollowMajority())
			s := state(t, r, workshop.Console)
			if s.Rounds == nil { // what follows is asked first
				continue
			}
			told := 0
			for _, end := range s.Endings {
				if end.Reading == workshop.Misread && (end.Right() || end.Worth() == "") {
					t.Errorf("%s, %s, %s: a wrong reading is right, or is not told", e.ID, q.Fact, end.Option.Value)
				}
				if end.Reading == workshop.Misread && end.Expected {
					told++
				}
			}
			if (s.SameStep() != "") != (told > 0) || s.Unsure[0] != 1 {
				t.Errorf("%s, %s: %d same steps, told %q; %v unsure", e.ID, q.Fact, told, s.SameStep(), s.Unsure)
			}
			same += told
		}
		told, err := r.Report()
		must(t, err)
		for _, round := range told.Rounds {
			checkRound(t, round)
		}
		must(t, r.Close())
	}
	if same == 0 {
		t.Error("no wrong reading leads to the same step: nothing was tried")
	}
}

// TestStepIsNotToldEarly: before the room is asked for the step, the result of a question
// about a fact says who reads the story well, and nothing of where an answer leads; once
// it was asked, or a branch is followed, it does.
func TestStepIsNotToldEarly(t *testing.T) {
	g := guide(t)
	for _, e := range g.Exercises {
		r := open(t, t.TempDir())
		must(t, r.Choose(e.ID))
		all := state(t, r, workshop.Console).Questions
		last := all[len(all)-2]
		s := explained(t, r, last.Fact)
		right := 0
		for _, end := range s.Endings {
			if end.Leads() != "" || end.Step != nil || end.Next != nil || end.Expected || len(end.Reasons) > 0 {
				t.Errorf("%s: %s tells where it leads: %+v", e.ID, end.Option.Value, end)
			}
			if end.Worth() == "" {
				t.Errorf("%s: nothing is said of %s", e.ID, end.Option.Value)
			}
			if end.Right() {
				right++
			}
		}
		if right != 1 || s.SameStep() != "" {
			t.Errorf("%s: %d right readings, and %q", e.ID, right, s.SameStep())
		}
		voted(t, r, workshop.WhichStep, map[string]decision.Value{"a": decision.Value(e.Step)})
		told := 0
		for _, end := range explained(t, r, last.Fact).Endings {
			if end.Step != nil && end.Step.ID == e.Step {
				told++
			}
		}
		if told == 0 {
			t.Errorf("%s: once the step was asked for, no answer is said to lead there", e.ID)
		}
		must(t, r.Close())
	}
}

// checkRound: of answers about a fact of the story, one is right, and is not told as
// a wrong reading.
func checkRound(t *testing.T, r stage.Round) {
	t.Helper()
	right := 0
	for _, v := range r.Votes {
		if v.Expected {
			right++
		}
		if v.Expected && v.SameStep {
			t.Errorf("%s, %s: %s is right and a wrong reading", r.Exercise, r.Question, v.Step)
		}
	}
	if r.Fact && right != 1 || r.Fact && r.Branch == "" && r.Unsure.Before != 1 {
		t.Errorf("%s, %s: %d right answers, %d unsure", r.Exercise, r.Question, right, r.Unsure.Before)
	}
}

// TestOnlyUnsure: a room where nobody knows follows nobody.
func TestOnlyUnsure(t *testing.T) {
	r := open(t, t.TempDir())
	must(t, r.Choose("impaye"))
	voted(t, r, workshop.WhichStep, map[string]decision.Value{"a": decision.Unknown, "b": decision.Unknown})
	must(t, r.Reveal())
	if s := state(t, r, workshop.Console); s.Voters != 2 || s.Unsure[0] != 2 {
		t.Errorf("%d voters, %v unsure", s.Voters, s.Unsure)
	}
	if r.FollowMajority() == nil || r.ReplayMinority() == nil {
		t.Error("« je ne sais pas » is followed")
	}
}

// TestUntold: what a branch asks and the story says nothing of has no right answer: the
// report does not judge it, and nobody is asked whether they are sure.
func TestUntold(t *testing.T) {
	for third, branch := range map[decision.Value]string{"oui": "la réponse de la majorité", decision.Unknown: "la première des réponses à égalité"} {
		r := open(t, t.TempDir())
		must(t, r.AskSure(true), r.Choose("retard-livraison"))
		voted(t, r, decision.FactDebt, map[string]decision.Value{"a": "oui", "b": "non", "c": third})
		must(t, r.Reveal(), r.FollowMajority())
		s := state(t, r, workshop.Console)
		if s.Phase != workshop.Thinking || s.AsksSure {
			t.Fatalf("in phase %v, asks whether one is sure: %v", s.Phase, s.AsksSure)
		}
		cast(t, r, s.Question.Fact, map[string]decision.Value{"a": "non", "b": "non", "c": "non"})
		must(t, r.Reveal(), r.FollowMajority())
		told, err := r.Report()
		must(t, err, r.Close())
		if len(told.Rounds) != 2 || !told.Rounds[0].Judged() {
			t.Fatalf("reported %+v", told.Rounds)
		}
		last := told.Rounds[1]
		if last.Judged() || last.Branch != branch {
			t.Errorf("judged: %v, after %q", last.Judged(), last.Branch)
		}
		for _, v := range last.Votes {
			if v.Expected || v.SameStep {
				t.Errorf("%s is judged", v.Step)
			}
		}
	}
}
