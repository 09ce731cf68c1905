package decision_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
)

// longest is the most steps a case can take, as the model announces it.
const longest = 17

func TestCheckKnowsTheLongestJourney(t *testing.T) {
	proof := guide(t).Check()
	if len(proof.Problems) > 0 {
		t.Fatal(proof.Problems)
	}
	if proof.Longest != longest {
		t.Errorf("longest journey %d, want %d", proof.Longest, longest)
	}
}

// traveller follows every outcome from every situation, on the ladder read
// literally: another proof than that of Check.
type traveller struct {
	naive
	moving []int // the facts outcomes change
	moves  [][][]naiveMove
	depth  []int8 // by situation of the moving facts; -1 while being followed
	at     total
}

type naiveMove struct{ fact, value int }

func newTraveller(g *decision.Guide) *traveller {
	tr := &traveller{naive: newNaive(g), at: make(total, len(g.Questions))}
	situations := 1
	for f, q := range g.Questions {
		if changes(g, q.Fact) {
			tr.moving = append(tr.moving, f)
			situations *= len(q.Options)
		}
	}
	tr.depth = make([]int8, situations)
	for _, s := range g.Steps {
		var moves [][]naiveMove
		for _, o := range s.Outcomes {
			var effects []naiveMove
			for _, e := range o.Effects {
				f := tr.fact(e.Fact)
				effects = append(effects, naiveMove{f, tr.value(f, e.Value)})
			}
			if !o.End {
				moves = append(moves, effects)
			}
		}
		tr.moves = append(tr.moves, moves)
	}
	return tr
}

func (tr *traveller) situation() int {
	s := 0
	for _, f := range tr.moving {
		s = s*len(tr.guide.Questions[f].Options) + tr.at[f]
	}
	return s
}

// travel returns the most steps to an end, or -1 when there is a circle.
func (tr *traveller) travel() int8 {
	s := tr.situation()
	if tr.depth[s] != 0 {
		return tr.depth[s]
	}
	tr.depth[s] = -1
	most := int8(0)
	before := slices.Clone(tr.at)
	for _, effects := range tr.moves[tr.step(tr.at)] {
		for _, e := range effects {
			tr.at[e.fact] = e.value
		}
		further := tr.travel()
		copy(tr.at, before)
		if further < 0 {
			return -1
		}
		most = max(most, further)
	}
	tr.depth[s] = most + 1
	return most + 1
}

// TestNoCaseGoesRound starts from every situation there is, causes aside: no
// step depends on them. With the race detector, from one in seventeen.
func TestNoCaseGoesRound(t *testing.T) {
	g := guide(t)
	tr, start := newTraveller(g), make(total, len(g.Questions))
	cause, most, every := tr.fact(decision.FactCause), int8(0), 1
	if raceEnabled {
		every = 17
	}
	start[cause] = tr.value(cause, "reclamation")
	for i, more := 0, true; more; i, more = i+1, advance(g, start, tr.moving, cause) {
		if i%every != 0 {
			continue
		}
		clear(tr.depth)
		for inside := true; inside; inside = tr.turn(start) {
			copy(tr.at, start)
			further := tr.travel()
			if further < 0 {
				t.Fatalf("a case goes round from %v", start)
			}
			most = max(most, further)
		}
	}
	if most > longest || every == 1 && most != longest {
		t.Errorf("longest journey %d, want %d", most, longest)
	}
}

// turn goes to the next situation of the moving facts. False after the last,
// back on the first.
func (tr *traveller) turn(at total) bool {
	for _, f := range tr.moving {
		if at[f]++; at[f] < len(tr.guide.Questions[f].Options) {
			return true
		}
		at[f] = 0
	}
	return false
}

// advance goes to the next situation of the other facts.
func advance(g *decision.Guide, at total, moving []int, cause int) bool {
	for f := range at {
		if f == cause || slices.Contains(moving, f) {
			continue
		}
		if at[f]++; at[f] < len(g.Questions[f].Options) {
			return true
		}
		at[f] = 0
	}
	return false
}

// TestCheckCatchesACircle: two steps that send a case to each other.
func TestCheckCatchesACircle(t *testing.T) {
	g := draft()
	g.Steps[0].Outcomes = []decision.Outcome{end(), leads("echeance", "proche")}
	g.Steps[1].Outcomes = []decision.Outcome{leads("echeance", "acquise")}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	problems := g.Check().Problems
	if len(problems) != 1 || problems[0].Code != decision.Cycle {
		t.Fatalf("problems %v, want a cycle", problems)
	}
	if !slices.ContainsFunc(problems[0].Facts, func(s decision.Setting) bool { return s.Fact == "echeance" && s.Value != "lointaine" }) {
		t.Errorf("the circle is told by %v", problems[0].Facts)
	}
}

// TestEscalationEnds from the end of every path.
func TestEscalationEnds(t *testing.T) {
	g := guide(t)
	for p := range paths(g) {
		stages := g.Escalation(said(p.Settings...))
		if len(stages) == 0 || stages[0].Step != p.Step || len(stages[0].Others) > 0 {
			t.Fatalf("%v: the escalation does not start from %s: %+v", p.Settings, p.Step.ID, stages)
		}
		soundStages(t, stages)
	}
}

func soundStages(t failer, stages []decision.Stage) {
	t.Helper()
	if len(stages) == 0 || len(stages) > longest {
		t.Fatalf("%d stages, want 1 to %d", len(stages), longest)
	}
	for i, s := range stages {
		if s.Outcome.End != (i == len(stages)-1) {
			t.Fatalf("stage %d of %d, %s, ends: %v", i+1, len(stages), s.Step.ID, s.Outcome.End)
		}
		known := slices.ContainsFunc(s.Step.Outcomes, func(o decision.Outcome) bool { return o.Pos == s.Outcome.Pos })
		if !known {
			t.Fatalf("%q is no outcome of %s", s.Outcome.Label, s.Step.ID)
		}
	}
}

// TestEscalationFromAnywhere: with questions left, unknown answers, or answers
// to questions further ahead.
func TestEscalationFromAnywhere(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		a := said()
		for range rapid.IntRange(0, 12).Draw(rt, "answers") {
			q := rapid.SampledFrom(g.Questions).Draw(rt, "question")
			v := rapid.SampledFrom(q.Options).Draw(rt, "option").Value
			if rapid.IntRange(0, 3).Draw(rt, "unknown") == 0 {
				v = decision.Unknown
			}
			a = answer(rt, g, a, q.Fact, string(v))
		}
		soundStages(rt, g.Escalation(a))
	})
}

// TestEscalationWithAnswersAhead: the amount is known, the zone is not. Small
// claims are closed by the amount, whatever the zone.
func TestEscalationWithAnswersAhead(t *testing.T) {
	g := guide(t)
	for p := range paths(g) {
		if p.Step.ID != "petits-litiges-europeens" {
			continue
		}
		a := said(p.Settings...).With("montant", "plus-10000").Without("ue")
		stages := g.Escalation(a)
		soundStages(t, stages)
		if id := stages[0].Step.ID; id == "petits-litiges-europeens" {
			t.Errorf("%v: the escalation starts from %s", p.Settings, id)
		}
		if d := g.Prospect(a, "ue"); len(d.Cases) != 2 || slices.Contains(idsOf(d.Cases[0].Steps), "petits-litiges-europeens") {
			t.Errorf("%v: prospect %+v", p.Settings, d)
		}
		return
	}
	t.Error("no path to petits-litiges-europeens")
}

// TestEscalationWithTypedDate: an outcome changes what a date once said.
func TestEscalationWithTypedDate(t *testing.T) {
	g := guide(t)
	a := said().With("cause", "impaye").With("client", "?").With("difficulte", "non").With("echeance", "2024-12-01")
	stages := g.Escalation(a)
	soundStages(t, stages)
	if stages[0].Step.ID != "interrompre-prescription" || stages[1].Step.ID == "interrompre-prescription" {
		t.Errorf("stages %s, %s", stages[0].Step.ID, stages[1].Step.ID)
	}
}

// TestApplyKeepsTheRest: an outcome changes its facts and nothing else.
func TestApplyKeepsTheRest(t *testing.T) {
	g := guide(t)
	a := said().With("cause", "impaye").With("contact", "aucun").With("vous", "commercant")
	for _, s := range g.Steps {
		for _, o := range s.Outcomes {
			b := g.Apply(a, o)
			want := map[decision.Fact]string{"cause": "impaye", "contact": "aucun", "vous": "commercant"}
			for _, e := range o.Effects {
				want[e.Fact] = string(e.Value)
			}
			for f, v := range want {
				if got, _ := b.Get(f); got != v {
					t.Errorf("%s, %q: %s is %q, want %q", s.ID, o.Label, f, got, v)
				}
			}
			if b.Len() != len(want) {
				t.Errorf("%s, %q: %v", s.ID, o.Label, b.Facts())
			}
		}
	}
}
