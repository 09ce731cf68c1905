package decision_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
)

// longest is the most steps a case can take, as the model announces it.
const longest = 32

func TestCheckKnowsTheLongestJourney(t *testing.T) {
	proof := guide(t).Check()
	if len(proof.Problems) > 0 {
		t.Fatal(proof.Problems)
	}
	if proof.Longest != longest {
		t.Errorf("longest journey %d, want %d", proof.Longest, longest)
	}
}

// traveller follows every outcome from a situation, on the ladder read
// literally: another proof than that of Check, one situation at a time.
type traveller struct {
	naive
	moves [][][]naiveMove
	depth map[string]int  // by situation; -1 while being followed
	guess func(total) int // the step of a situation, when not that of the ladder
}

type naiveMove struct{ fact, value int }

func newTraveller(g *decision.Guide) *traveller {
	tr := &traveller{naive: newNaive(g), depth: map[string]int{}}
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

// travel returns the most steps from a situation to an end, or -1 when there is
// a circle.
func (tr *traveller) travel(at total) int {
	key := string(bytesOf(at))
	if d, ok := tr.depth[key]; ok {
		return d
	}
	tr.depth[key] = -1
	most := 0
	for _, effects := range tr.moves[tr.leads(at)] {
		next := slices.Clone(at)
		for _, e := range effects {
			next[e.fact] = e.value
		}
		if tr.guess == nil {
			tr.settle(next)
		}
		further := tr.travel(next)
		if further < 0 {
			return -1
		}
		most = max(most, further)
	}
	tr.depth[key] = most + 1
	return most + 1
}

// settle gives the facts that answers settle their value.
func (n naive) settle(all total) {
	for f := range all {
		for _, s := range n.guide.Questions[f].Options[all[f]].Implies {
			to := n.fact(s.Fact)
			all[to] = n.value(to, s.Value)
		}
	}
}

func (tr *traveller) leads(at total) int {
	if tr.guess != nil {
		return tr.guess(at)
	}
	return tr.step(at)
}

func bytesOf(at total) []byte {
	b := make([]byte, len(at))
	for i, v := range at {
		b[i] = byte(v)
	}
	return b
}

// TestNoCaseGoesRound follows every outcome from situations drawn at random.
// Check proves it for all of them.
func TestNoCaseGoesRound(t *testing.T) {
	g := guide(t)
	tr, m, dice := newTraveller(g), readModel(t), rand.New(rand.NewPCG(4, 5))
	most := 0
	for range 10_000 {
		at := m.complete(nil, dice.IntN)
		all := make(total, len(g.Questions))
		for f := range all {
			all[f] = tr.value(f, at[g.Questions[f].Fact])
		}
		further := tr.travel(all)
		if further < 0 {
			t.Fatalf("a case goes round from %v", at)
		}
		most = max(most, further)
	}
	if most > longest || most < longest/2 {
		t.Errorf("longest journey %d, the proof says %d", most, longest)
	}
}

// TestProofOnAnyGuide compares the proof over all situations with one that
// follows each, on small guides whose outcomes are drawn at random: circles are
// common there.
func TestProofOnAnyGuide(t *testing.T) {
	circles, ends := 0, 0
	for rounds := 0; rounds < 20 && (circles == 0 || ends == 0); rounds++ { // however few are drawn
		rapid.Check(t, func(rt *rapid.T) {
			g := randomGuide(rt)
			for i := range g.Steps {
				for range rapid.IntRange(0, 2).Draw(rt, "outcomes") {
					q := rapid.SampledFrom(g.Questions).Draw(rt, "changed")
					v := rapid.SampledFrom(q.Options).Draw(rt, "to").Value
					g.Steps[i].Outcomes = append(g.Steps[i].Outcomes, leads(q.Fact, v))
				}
			}
			if err := g.Compile(); err != nil {
				rt.Fatal(err)
			}
			most, round := naiveProof(g)
			proof := g.Check()
			at := slices.IndexFunc(proof.Problems, func(p decision.Problem) bool { return p.Code == "cycle" })
			if round != (at >= 0) {
				rt.Fatalf("goes round: %v, the proof says %v", round, proof.Problems)
			}
			if !round {
				ends++
				if proof.Longest != most {
					rt.Fatalf("longest journey %d, the proof says %d", most, proof.Longest)
				}
				return
			}
			circles++
			isCircle(rt, g, proof.Problems[at].Steps)
		})
	}
	if circles == 0 || ends == 0 {
		t.Errorf("%d guides go round, %d do not", circles, ends)
	}
}

// naiveProof follows every situation the diagram tells apart, settled facts
// hiding nothing: a case with an answer that is hidden is a case too.
func naiveProof(g *decision.Guide) (most int, round bool) {
	tr := newTraveller(g)
	nodes, root := draw(g).flat(), draw(g).root
	tr.guess = func(all total) int { return lead(nodes, root, all) }
	all := make(total, len(g.Questions))
	for {
		tr.depth = map[string]int{}
		further := tr.travel(all)
		if further < 0 {
			return 0, true
		}
		most = max(most, further)
		f := 0
		for ; f < len(all); f++ {
			if all[f]++; all[f] < len(g.Questions[f].Options) {
				break
			}
			all[f] = 0
		}
		if f == len(all) {
			return most, false
		}
	}
}

// isCircle: each step of the chain has an outcome that may lead to the next.
func isCircle(t failer, g *decision.Guide, chain []string) {
	t.Helper()
	if len(chain) < 2 || chain[0] != chain[len(chain)-1] {
		t.Fatalf("%v is not a circle", chain)
	}
	for _, id := range chain {
		if len(g.Step(id).Outcomes) == 0 {
			t.Fatalf("%s, of the circle %v, has no outcome", id, chain)
		}
	}
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
	if len(problems) != 1 || problems[0].Code != "cycle" {
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
	a := said().With("cause", "impaye").With("client", "?").With("difficulte", "non").
		With("piece", "rien").With("contact", "ecrit").With("reponse", "silence").With("contrat", "ordinaire").With("echeance", "2024-12-01")
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
			if len(b.Said()) != len(want) {
				t.Errorf("%s, %q: %v", s.ID, o.Label, b.Said())
			}
		}
	}
}

// TestOnward tells each step of the escalation once, the recommended one too.
func TestOnward(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		a := randomWalk(rt, g, randomTotal(rt, g), true)
		want := map[string]bool{}
		for _, stage := range g.Escalation(a) {
			want[stage.Step.ID] = true
			for _, s := range stage.Others {
				want[s.ID] = true
			}
		}
		got := map[string]bool{}
		for _, s := range g.Onward(a) {
			if got[s.ID] {
				rt.Fatalf("%s twice", s.ID)
			}
			got[s.ID] = true
		}
		if !maps.Equal(got, want) {
			rt.Fatalf("%v, want %v", got, want)
		}
	})
}
