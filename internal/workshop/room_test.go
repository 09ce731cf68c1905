package workshop_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/workshop"
)

var today = contenttest.Today

func clock() time.Time { return today }

// fatal is what a test and a property share.
type fatal interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// openAt opens the room of a folder: there, or in its name on a server.
var openAt = workshop.Open

// guide returns the real content.
var guide = contenttest.Guide

// open opens a room, closed at the end of the test.
func open(t testing.TB, dir string) *workshop.Room {
	t.Helper()
	r, err := openAt(guide(t), dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// must stops the test at the first error.
func must(t fatal, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func join(t fatal, r *workshop.Room, key string) workshop.Seat {
	t.Helper()
	s, err := r.Join(key)
	must(t, err)
	return s
}

// state returns what a seat sees now: one takes the seat back to see it fresh,
// the console is asked through its mailbox.
func state(t fatal, r *workshop.Room, s workshop.Seat) workshop.State {
	t.Helper()
	select {
	case v, ok := <-r.Watch(s):
		if !ok {
			t.Fatal("the mailbox is closed")
		}
		return *v
	default:
		t.Fatal("nothing new")
		return workshop.State{}
	}
}

// voted puts a question to three keys, and stops once the vote is counted.
func voted(t fatal, r *workshop.Room, f decision.Fact, votes map[string]decision.Value) {
	t.Helper()
	must(t, r.Ask(f))
	cast(t, r, f, votes)
}

// cast opens the vote, gives the answers, and closes it.
func cast(t fatal, r *workshop.Room, f decision.Fact, votes map[string]decision.Value) {
	t.Helper()
	must(t, r.OpenVote())
	for key, v := range votes {
		s := join(t, r, key)
		must(t, r.Answer(s, state(t, r, s).Ballot, string(v)))
	}
	must(t, r.CloseVote())
}

// TestRounds plays one question twice.
func TestRounds(t *testing.T) {
	r := open(t, t.TempDir())
	must(t, r.Choose("impaye"))
	must(t, r.Ask(workshop.WhichStep))
	q := state(t, r, workshop.Console).Question
	right := slices.IndexFunc(q.Options, func(o workshop.Option) bool { return string(o.Value) == expected(t, "impaye") })
	wrong := (right + 1) % len(q.Options)
	good, bad := q.Options[right].Value, q.Options[wrong].Value

	cast(t, r, workshop.WhichStep, map[string]decision.Value{"a": bad, "b": bad, "c": good})
	if s := state(t, r, workshop.Console); s.Phase != workshop.Counted || s.Rounds != nil || s.Endings != nil || s.Voters != 3 {
		t.Errorf("a counted vote shows %+v", s)
	}
	must(t, r.Reveal())
	if s := state(t, r, workshop.Console); len(s.Rounds) != 1 || s.Rounds[0][right] != 1 || s.Rounds[0][wrong] != 2 || s.Shift != nil || s.Endings != nil {
		t.Errorf("the first round shows %v, %v, %v", s.Rounds, s.Shift, s.Endings)
	}
	must(t, r.SecondRound())
	if s := state(t, r, workshop.Console); s.Phase != workshop.Thinking || s.Rounds != nil || s.Voters != 0 {
		t.Errorf("the second round begins with %+v", s)
	}
	cast(t, r, workshop.WhichStep, map[string]decision.Value{"a": good, "c": good, "d": good})
	must(t, r.Reveal())
	s := state(t, r, workshop.Console)
	if len(s.Rounds) != 2 || s.Rounds[1][right] != 3 || s.Shift[wrong][right] != 1 || s.Shift[right][right] != 1 || s.Shift[wrong][wrong] != 0 {
		t.Errorf("both rounds show %v, %v", s.Rounds, s.Shift)
	}
	if own := state(t, r, join(t, r, "a")); own.Before != bad || own.Own != good {
		t.Errorf("a seat sees its own answers as %q then %q", own.Before, own.Own)
	}
	if !s.Endings[right].Expected || len(s.Endings[right].Reasons) == 0 || s.Endings[wrong].Expected {
		t.Errorf("why: %+v", s.Endings)
	}
	if r.SecondRound() == nil {
		t.Error("there is no third round")
	}
	must(t, r.FollowMajority())
	if s := state(t, r, workshop.Console); s.Majority.Option.Value != good {
		t.Errorf("the majority of the second round is followed to %s", s.Majority.Option.Value)
	}
}

func expected(t fatal, exercise string) string {
	g := guide(t)
	i := slices.IndexFunc(g.Exercises, func(e decision.Exercise) bool { return e.ID == exercise })
	return g.Exercises[i].Step
}

// TestBranches follows the majority and replays the minority on every question
// of every exercise: both endings are those of the story with that answer.
func TestBranches(t *testing.T) {
	g := guide(t)
	for _, e := range g.Exercises {
		r := open(t, t.TempDir())
		must(t, r.Choose(e.ID))
		for _, q := range state(t, r, workshop.Console).Questions {
			most, least := q.Options[len(q.Options)-1].Value, q.Options[0].Value
			voted(t, r, q.Fact, map[string]decision.Value{"a": most, "b": least, "c": most})
			must(t, r.Reveal())
			must(t, r.FollowMajority())
			follow(t, r, e, q, most, func(s workshop.State) *workshop.Ending { return s.Majority })
			must(t, r.ReplayMinority())
			follow(t, r, e, q, least, func(s workshop.State) *workshop.Ending { return s.Minority })
			s := state(t, r, workshop.Console)
			if s.Phase != workshop.Ended || s.Majority.Option.Value != most || s.Minority.Option.Value != least {
				t.Errorf("%s, %s: %v, %+v, %+v", e.ID, q.Fact, s.Phase, s.Majority, s.Minority)
			}
		}
		must(t, r.Close())
	}
}

// follow answers what the branch still asks, and compares its ending.
func follow(t *testing.T, r *workshop.Room, e decision.Exercise, q workshop.Question, v decision.Value, side func(workshop.State) *workshop.Ending) {
	t.Helper()
	g := guide(t)
	a := decision.NewAnswers(today)
	for _, s := range e.Answers {
		a = a.With(s.Fact, string(s.Value))
	}
	want := string(v)
	if q.Fact != workshop.WhichStep {
		a = a.With(q.Fact, string(v))
		for w := g.Walk(a); w.Next != nil; w = g.Walk(a) {
			said := w.Next.Options[0].Value
			a = a.With(w.Next.Fact, string(said))
			cast(t, r, w.Next.Fact, map[string]decision.Value{"a": said})
			must(t, r.Reveal())
			must(t, r.FollowMajority())
		}
		want = g.Verdict(a).Step.ID
	}
	if end := side(state(t, r, join(t, r, "a"))); end == nil || end.Step == nil || end.Step.ID != want || end.Next != nil {
		t.Errorf("%s, %s = %s leads to %+v, not to %s", e.ID, q.Fact, v, end, want)
	}
}

// TestUnseenQuestion: a question of the majority's branch that was not shown is
// not shown either once the minority is replayed.
func TestUnseenQuestion(t *testing.T) {
	for _, counted := range []bool{false, true} {
		r := open(t, t.TempDir())
		must(t, r.Choose("impaye"))
		voted(t, r, decision.FactCause, map[string]decision.Value{"a": "retard-livraison", "b": "retard-livraison", "c": "impaye"})
		must(t, r.Reveal(), r.FollowMajority())
		further := state(t, r, workshop.Console).Question
		if further == nil || further.Fact == decision.FactCause {
			t.Fatalf("the majority goes to %+v", further)
		}
		if counted {
			cast(t, r, further.Fact, map[string]decision.Value{"a": further.Options[0].Value})
		}
		must(t, r.ReplayMinority())
		s := state(t, r, workshop.Console)
		if s.Phase != workshop.Ended || s.Question.Fact != decision.FactCause || !slices.Contains(s.Rounds[0], 2) {
			t.Errorf("counted %v: after the minority the room sees %s, %v", counted, s.Question.Fact, s.Rounds)
		}
		if s.Minority == nil || s.Minority.Step == nil || s.Minority.Option.Value != "impaye" {
			t.Errorf("counted %v: the minority ends on %+v", counted, s.Minority)
		}
		must(t, r.Close())
	}
}

// explained asks a question twice, as it takes to know where answers lead.
func explained(t *testing.T, r *workshop.Room, f decision.Fact) workshop.State {
	t.Helper()
	voted(t, r, f, nil)
	must(t, r.SecondRound())
	must(t, r.OpenVote())
	must(t, r.CloseVote())
	must(t, r.Reveal())
	return state(t, r, workshop.Console)
}

// TestEndings: on every question, the story's own answer is the expected one,
// and every ending that has a step says what opened it.
func TestEndings(t *testing.T) {
	g := guide(t)
	for _, e := range g.Exercises {
		r := open(t, t.TempDir())
		must(t, r.Choose(e.ID))
		voted(t, r, workshop.WhichStep, map[string]decision.Value{"a": decision.Value(e.Step)})
		for _, q := range state(t, r, workshop.Console).Questions {
			s := explained(t, r, q.Fact)
			right := 0
			for i, end := range s.Endings {
				if end.Option != q.Options[i] {
					t.Errorf("%s, %s: the endings are not in the order of the options", e.ID, q.Fact)
				}
				if end.Expected {
					right++
				}
				if end.Step == nil && end.Next == nil {
					t.Errorf("%s, %s = %s leads nowhere", e.ID, q.Fact, end.Option.Value)
				}
			}
			if right == 0 {
				t.Errorf("%s, %s: no answer leads to the expected step", e.ID, q.Fact)
			}
		}
		must(t, r.Close())
	}
}

// TestFreePlay: each walks alone, and the console sees where everyone is.
func TestFreePlay(t *testing.T) {
	r := open(t, t.TempDir())
	must(t, r.Choose("impaye"))
	must(t, r.FreePlay())
	g := guide(t)
	idle, quick := join(t, r, "idle"), join(t, r, "quick")
	s := walkAlone(t, r, quick, true)
	if s.Verdict.Step == nil || s.Verdict.Step.ID != expected(t, "impaye") {
		t.Fatalf("the story leads to %+v", s.Verdict)
	}
	if s.Map != nil {
		t.Error("a seat sees where the others are")
	}
	m := state(t, r, workshop.Console).Map
	if len(m.Asked) != 1 || m.Asked[0].Question.Fact != g.Questions[0].Fact || m.Asked[0].Count != 1 || len(m.Arrived) != 1 || m.Arrived[0].Count != 1 {
		t.Errorf("the map is %+v", m)
	}
	must(t, r.Reveal())
	if s := state(t, r, idle); s.Phase != workshop.Mapped || s.Map == nil || s.Question == nil {
		t.Errorf("once revealed, a seat sees %+v", s)
	}

	// A question on the path may be answered again.
	first := s.Walk.Path[0].Question
	other := first.Options[slices.IndexFunc(first.Options, func(o decision.Option) bool { return o.Value != s.Walk.Path[0].Value })]
	must(t, r.Answer(quick, workshop.Ballot{Number: s.Ballot.Number, Fact: first.Fact}, string(other.Value)))
	if again := state(t, r, quick); again.Walk.Path[0].Value != other.Value {
		t.Errorf("the first answer stays %s", again.Walk.Path[0].Value)
	}

	// Coming back to it, one finds one's answers again.
	must(t, r.Ask(workshop.WhichStep), r.FreePlay())
	if back := state(t, r, quick); back.Walk.Path[0].Value != other.Value {
		t.Errorf("the answers are gone: %+v", back.Walk.Path)
	}
}

// walkAlone answers every question as the story does, or else with the first of
// the answers, and returns the end.
func walkAlone(t fatal, r *workshop.Room, seat workshop.Seat, asTold bool) workshop.State {
	t.Helper()
	for {
		s := state(t, r, seat)
		if s.Question == nil {
			return s
		}
		said := s.Question.Options[0].Value
		for _, told := range s.Exercise.Answers {
			if asTold && told.Fact == s.Question.Fact {
				said = told.Value
			}
		}
		must(t, r.Answer(seat, s.Ballot, string(said)))
	}
}

// TestSeats: a key finds its seat again, and whoever was in it is out.
func TestSeats(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	must(t, r.Choose("impaye"), r.Ask(workshop.WhichStep), r.OpenVote())
	const key = "a-key-one-must-not-find"
	first := join(t, r, key)
	mail := r.Watch(first)
	begun := <-mail
	must(t, r.Answer(first, begun.Ballot, string(begun.Question.Options[1].Value)))
	must(t, r.Rename(first, "  Zoé\x1b[31m\n de\u202e la Tour  "))
	<-mail

	second := join(t, r, key)
	if _, open := <-mail; open {
		t.Error("the first visit still has mail")
	}
	if err := r.Answer(first, begun.Ballot, string(begun.Question.Options[0].Value)); !errors.Is(err, workshop.ErrGone) {
		t.Errorf("the first visit may still answer: %v", err)
	}
	r.Leave(first)
	s := state(t, r, second)
	if s.Own != begun.Question.Options[1].Value || s.Present != 1 || s.Name != "Zoé [31m de la Tour" {
		t.Errorf("the second visit sees %q, %d, %q", s.Own, s.Present, s.Name)
	}
	must(t, r.Rename(second, strings.Repeat("é", 1000)))
	if name := state(t, r, second).Name; len(name) > 100 || strings.Trim(name, "é") != "" {
		t.Errorf("a long pseudonym becomes %q", name)
	}
	if one, other := join(t, r, ""), join(t, r, ""); one == other {
		t.Error("two people without a key share a seat")
	}
	if err := r.Answer(workshop.Console, begun.Ballot, string(begun.Question.Options[0].Value)); !errors.Is(err, workshop.ErrGone) {
		t.Errorf("the console votes: %v", err)
	}
	if file := read(t, dir); strings.Contains(file, key) || strings.Count(file, `"cle"`) != 1 {
		t.Errorf("the journal tells too much:\n%s", file)
	}
	must(t, r.Finish())
	if left, _ := filepath.Glob(filepath.Join(dir, "*.jsonl")); len(left) > 0 {
		t.Errorf("a finished workshop leaves %v", left)
	}
	if again := open(t, dir); again.Past().Resumed {
		t.Error("a finished workshop is under way again")
	}
}

func read(t fatal, dir string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "atelier.jsonl"))
	must(t, err)
	return string(data)
}

// TestLate: an answer read on a ballot counts for no other; one given before the vote is
// open is not told that it is late.
func TestLate(t *testing.T) {
	r := open(t, t.TempDir())
	must(t, r.Choose("impaye"), r.Ask(decision.FactClient))
	a := join(t, r, "a")
	s := state(t, r, a)
	if err := r.Answer(a, s.Ballot, string(s.Question.Options[0].Value)); !errors.Is(err, workshop.ErrEarly) {
		t.Errorf("before the vote is open: %v", err)
	}
	must(t, r.OpenVote(), r.CloseVote())
	value := string(s.Question.Options[0].Value)
	late := func(when string) {
		t.Helper()
		if err := r.Answer(a, s.Ballot, value); !errors.Is(err, workshop.ErrLate) {
			t.Errorf("%s: %v", when, err)
		}
	}
	late("closed")
	must(t, r.SecondRound())
	must(t, r.OpenVote())
	late("second round")
	must(t, r.CloseVote())
	must(t, r.FreePlay())
	late("free play")
	must(t, r.Choose("impaye"), r.Ask(decision.FactClient), r.OpenVote())
	late("asked again")
	if n := state(t, r, workshop.Console).Voters; n != 0 {
		t.Errorf("%d votes counted", n)
	}
	now := state(t, r, a).Ballot
	var wrong *decision.InputError
	if err := r.Answer(a, now, "personne"); !errors.As(err, &wrong) {
		t.Errorf("a value that does not exist: %v", err)
	}
}

// TestTooMuch: a seat cannot fill the disk, and its last answer stays.
func TestTooMuch(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	must(t, r.Choose("impaye"), r.Ask(decision.FactClient), r.OpenVote())
	a := join(t, r, "a")
	s := state(t, r, a)
	last := decision.Value("")
	for i := range 1000 {
		v := s.Question.Options[i%2].Value
		if err := r.Answer(a, s.Ballot, string(v)); err == nil {
			last = v
		}
	}
	size := len(read(t, dir))
	if err := r.Rename(a, strings.Repeat("x", 1<<20)); err == nil || len(read(t, dir)) != size || size > 40_000 {
		t.Errorf("the journal has %d bytes: %v", size, err)
	}
	if s := state(t, r, a); s.Own != last {
		t.Errorf("the answer is %q, not %q", s.Own, last)
	}
	must(t, r.CloseVote(), r.SecondRound(), r.OpenVote())
	must(t, r.Answer(a, state(t, r, a).Ballot, string(last)))
}

// TestReport: counts alone, by round, and nobody's name.
func TestReport(t *testing.T) {
	r := open(t, t.TempDir())
	must(t, r.Choose("impaye"), r.Ask(workshop.WhichStep))
	q := state(t, r, workshop.Console).Question
	must(t, r.Rename(join(t, r, "a"), "Zénobie"))
	cast(t, r, workshop.WhichStep, map[string]decision.Value{"a": q.Options[0].Value, "b": q.Options[1].Value})
	must(t, r.SecondRound())
	cast(t, r, workshop.WhichStep, map[string]decision.Value{"a": q.Options[1].Value})
	must(t, r.Ask(decision.FactClient)) // nobody answers
	must(t, r.FreePlay())
	walkAlone(t, r, join(t, r, "a"), true)
	walkAlone(t, r, join(t, r, "b"), false)
	told, err := r.Report()
	must(t, err)
	if len(told.Practice) != 1 || told.Practice[0].Right != 1 || told.Practice[0].Wrong != 1 {
		t.Errorf("alone, people did %+v", told.Practice)
	}
	if len(told.Rounds) != 1 || strings.Contains(fmt.Sprint(told), "Zénobie") {
		t.Fatalf("the report is %+v", told)
	}
	expectedOnes := 0
	for i, v := range told.Rounds[0].Votes {
		before, after := 0, 0
		switch i {
		case 0:
			before = 1
		case 1:
			before, after = 1, 1
		}
		if v.Before != before || v.After != after || v.Step != q.Options[i].Label {
			t.Errorf("row %d is %+v", i, v)
		}
		if v.Expected {
			expectedOnes++
		}
	}
	if expectedOnes != 1 {
		t.Errorf("%d expected steps", expectedOnes)
	}
}

// TestNext: pressing it again and again goes through every question of every
// exercise, in order, and then says so.
func TestNext(t *testing.T) {
	r := open(t, t.TempDir())
	var told, asked int
	for r.Next() == nil {
		s := state(t, r, workshop.Console)
		switch {
		case s.Phase == workshop.Story:
			if s.Exercise != &guide(t).Exercises[told] {
				t.Fatalf("exercise %d is %s", told, s.Exercise.ID)
			}
			told, asked = told+1, 0
		case s.Phase != workshop.Thinking || s.Question.Fact != s.Questions[asked].Fact:
			t.Fatalf("after %d questions comes %+v", asked, s.Question)
		default:
			asked++
		}
	}
	if s := state(t, r, join(t, r, "a")); told != len(guide(t).Exercises) || asked != len(s.Questions) {
		t.Errorf("%d exercises, %d questions of the last", told, asked)
	}

	// After a branch comes the question after the one it left from.
	must(t, r.Choose("impaye"))
	questions := state(t, r, workshop.Console).Questions
	voted(t, r, workshop.WhichStep, map[string]decision.Value{"a": decision.Unknown})
	ends := explained(t, r, questions[1].Fact).Endings
	further := slices.IndexFunc(ends, func(e workshop.Ending) bool { return e.Next != nil })
	voted(t, r, questions[1].Fact, map[string]decision.Value{"a": ends[further].Option.Value})
	must(t, r.Reveal())
	must(t, r.FollowMajority())
	if s := state(t, r, workshop.Console); s.Phase != workshop.Thinking || s.Side != workshop.Majority || s.Question.Fact != ends[further].Next.Fact {
		t.Fatalf("the branch asks %+v", s.Question)
	}
	must(t, r.Next())
	if s := state(t, r, workshop.Console); s.Question.Fact != questions[2].Fact || s.Side != workshop.Told || s.Majority != nil {
		t.Errorf("after a branch comes %s", s.Question.Fact)
	}
}
