package dossier_test

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
)

// walkedCase draws a case of the real guide: questions answered up to a moment.
func walkedCase(t *rapid.T, g *decision.Guide) dossier.Case {
	return dossier.Case{}.WithAnswers(randomWalk(t, g))
}

// TestReplayOfAValidCase changes nothing but the day of the conclusion.
func TestReplayOfAValidCase(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := walkedCase(rt, g).Stamp(g, seen)
		got, r := c.Replay(g, seen.Add(1))
		if r.Changed || len(r.Asked) > 0 || len(r.Dropped) > 0 || r.Then != c.Concluded || r.Now != got.Concluded {
			rt.Fatalf("%+v", r)
		}
		if !reflect.DeepEqual(r.Reasons, g.Verdict(c.Answers(g, today)).Reasons) {
			rt.Fatalf("reasons %+v", r.Reasons)
		}
		got.Concluded.On = seen
		if !reflect.DeepEqual(got, c) {
			rt.Fatalf("%+v became %+v", c, got)
		}
	})
}

// TestReplayAsksAgain: what today's content does not know is dropped, and asked
// again when it still matters; nothing else moves.
func TestReplayAsksAgain(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := walkedCase(rt, g).Stamp(g, seen)
		spoilt := c
		spoilt.Said = maps.Clone(c.Said)
		if spoilt.Said == nil {
			spoilt.Said = map[decision.Fact]string{}
		}
		q := rapid.SampledFrom(g.Questions).Draw(rt, "question")
		spoilt.Said[q.Fact], spoilt.Said["disparu"] = "ancienne-valeur", "oui"
		got, r := spoilt.Replay(g, seen)
		want := []decision.Setting{{Fact: "disparu", Value: "oui"}, {Fact: q.Fact, Value: "ancienne-valeur"}}
		if !slices.Equal(r.Dropped, want) {
			rt.Fatalf("dropped %v", r.Dropped)
		}
		if errs := g.Valid(got.Answers(g, today)); len(errs) > 0 || len(got.Said) != len(spoilt.Said)-2 {
			rt.Fatalf("kept %v: %v", got.Said, errs)
		}
		if r.Now.Step != "" && len(r.Asked) > 0 || r.Changed != (r.Now.Step != c.Concluded.Step) {
			rt.Fatalf("%+v", r)
		}
		if next := g.Walk(got.Answers(g, today)).Next; next != nil && next.Fact == q.Fact && !slices.Equal(r.Asked, []decision.Fact{q.Fact}) {
			rt.Fatalf("%s is asked next, not %v", q.Fact, r.Asked)
		}
		if _, answered := spoilt.Said[q.Fact]; !answered {
			rt.Fatal("the case given was changed")
		}
	})
}

// TestUndoAfterHappened gives the answers back, and opens a closed case again.
func TestUndoAfterHappened(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := walkedCase(rt, g)
		for range rapid.IntRange(0, 3).Draw(rt, "events") {
			c = c.With(anyEvent(rt))
		}
		s := &g.Steps[rapid.IntRange(0, len(g.Steps)-1).Draw(rt, "step")]
		o := rapid.SampledFrom(s.Outcomes).Draw(rt, "outcome")
		on := decision.Day("2026-12-31") // the last of the timeline
		after := c.Happened(g, s, o, on, "")
		if o.End != (after.Closed != "") || len(after.Journal) != len(c.Journal)+1 {
			rt.Fatalf("%s: %+v", o.Label, after)
		}
		back, ok := after.Undo()
		if !ok || !maps.Equal(back.Said, c.Said) || back.Closed != c.Closed || len(back.Journal) != len(c.Journal) {
			rt.Fatalf("%+v became %+v", c, back)
		}
	})
}

// TestKeptUntil: five years from the last event, whoever the client is: he may
// sue too.
func TestKeptUntil(t *testing.T) {
	g := guide(t)
	c := owed("consommateur", 100_00, "2026-04-30", happened(dossier.Called, "2026-05-10"), happened(dossier.GaveNotice, "2026-06-15"), happened(dossier.Reminded, "2026-06-01"))
	if day, ok := c.KeptUntil(g); !ok || day != "2031-06-15" {
		t.Errorf("%s, %v", day, ok)
	}
	if day, ok := (dossier.Case{}).KeptUntil(g); ok {
		t.Errorf("nothing happened, and it is kept until %s", day)
	}
}

// TestReplayOfTheFirstModel: a case kept with the first version of the model
// loses nothing; the new questions are asked, and what was recommended before is
// remembered until something happens.
func TestReplayOfTheFirstModel(t *testing.T) {
	g := guide(t)
	said := map[decision.Fact]string{
		"cause": "impaye", "client": "commercant", "difficulte": "non", "echeance": "2026-03-10", "contact": "mise-en-demeure",
		"reponse": "silence", "contestation": "non", "tiers": "echec", "clause": "oui",
	}
	was := dossier.Case{Said: said, Concluded: dossier.Conclusion{Step: "injonction-de-payer", On: "2026-11-24", Content: "2026-11-23"}}
	now, r := was.Replay(g, "2026-11-28")
	if len(r.Dropped) > 0 || len(r.Asked) > 0 || !maps.Equal(now.Said, said) {
		t.Errorf("dropped %v, asked again %v, kept %v", r.Dropped, r.Asked, now.Said)
	}
	if !r.Changed || r.Next == nil || r.Next.Fact != "piece" || now.Former != was.Concluded {
		t.Errorf("replay %+v, former %+v", r, now.Former)
	}
	a := now.Answers(g, today)
	for _, s := range []decision.Setting{{Fact: "piece", Value: "rien"}, {Fact: "contrat", Value: "ordinaire"}} {
		a = answer(t, g, a, s.Fact, string(s.Value))
	}
	v := g.Verdict(a)
	if v.Step == nil || v.Step.ID != "clause-de-mediation" {
		t.Fatalf("verdict %+v", v.Step)
	}
	again, _ := now.WithAnswers(a).Replay(g, "2026-11-29")
	if again.Former != was.Concluded {
		t.Errorf("the former step is forgotten: %+v", again.Former)
	}
	if after := again.Happened(g, v.Step, v.Step.Outcomes[0], "2026-11-30", ""); after.Former != (dossier.Conclusion{}) {
		t.Errorf("the former step outlives what happened: %+v", after.Former)
	}
}
