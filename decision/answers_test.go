package decision_test

import (
	"errors"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"compromis/decision"
)

// TestNoDeadAnswerWeighs changes answers at random, in any order, and proves
// that those left are enough: the verdict is that of the path alone.
func TestNoDeadAnswerWeighs(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) { nothingDead(rt, g) })
}

func TestNoDeadAnswerWeighsInAnyGuide(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) { nothingDead(rt, randomGuide(rt)) })
}

func nothingDead(t *rapid.T, g *decision.Guide) {
	a := said()
	for range rapid.IntRange(1, 25).Draw(t, "answers") {
		q := rapid.SampledFrom(g.Questions).Draw(t, "question")
		v := rapid.SampledFrom(q.Options).Draw(t, "option").Value
		if rapid.IntRange(0, 5).Draw(t, "unknown") == 0 {
			v = decision.Unknown
		}
		if w := g.Walk(a); w.Next != nil && rapid.Bool().Draw(t, "follow") {
			q = *w.Next
			v = rapid.SampledFrom(q.Options).Draw(t, "option").Value
		}
		a = answer(t, g, a, q.Fact, string(v))
	}
	w, path := g.Walk(a), said()
	for _, r := range w.Path {
		got, ok := a.Get(r.Question.Fact)
		if ok == r.Deduced {
			t.Fatalf("%s is %q though deduced=%v", r.Question.Fact, got, r.Deduced)
		}
		if !r.Deduced {
			path = path.With(r.Question.Fact, got)
		}
	}
	if errs := g.Valid(a); len(errs) > 0 {
		t.Fatalf("%v: %v", a.Said(), errs)
	}
	sameVerdict(t, g.Verdict(a), g.Verdict(path))
	if w.Next == nil && len(a.Said()) != len(path.Said()) {
		t.Fatalf("dead answers are kept: %v, the path is %v", a.Said(), path.Said())
	}
}

func sameVerdict(t *rapid.T, a, b decision.Verdict) {
	if a.Step != b.Step || !slices.Equal(a.Reasons, b.Reasons) || len(a.Depends) != len(b.Depends) {
		t.Fatalf("verdicts differ: %+v and %+v", a, b)
	}
}

// TestAnswersAreCopies proves that answers never change under a holder.
func TestAnswersAreCopies(t *testing.T) {
	a := said(decision.Setting{Fact: "dette", Value: "oui"})
	b := a.With("dette", "non").With("client", "public")
	c := b.Without("dette")
	if s, _ := a.Get("dette"); s != "oui" || len(a.Said()) != 1 {
		t.Errorf("the first answers became %v", a.Said())
	}
	if s, _ := b.Get("dette"); s != "non" || len(b.Said()) != 2 {
		t.Errorf("the second answers became %v", b.Said())
	}
	if _, ok := c.Get("dette"); ok || len(c.Said()) != 1 || c.Said()["client"] == "" {
		t.Errorf("the third answers are %v", c.Said())
	}
	if !c.Today().Equal(today) {
		t.Errorf("today became %v", c.Today())
	}
}

// TestTodayIsADay drops the hour and the zone: a deadline is a day.
func TestTodayIsADay(t *testing.T) {
	late := time.Date(2026, time.March, 1, 23, 59, 0, 0, time.FixedZone("", 3600))
	if got := decision.NewAnswers(late).Today(); !got.Equal(day("2026-03-01")) {
		t.Errorf("today is %v", got)
	}
}

func TestAnswerRefuses(t *testing.T) {
	g := guide(t)
	for _, test := range []struct {
		fact  decision.Fact
		said  string
		fault decision.Fault
		near  string
	}{
		{"cliant", "public", decision.UnknownFact, "client"},
		{"zzzzzzzz", "public", decision.UnknownFact, ""},
		{"client", "consomateur", decision.UnknownValue, "consommateur"},
		{"client", "zzzzzzzz", decision.UnknownValue, ""},
		{"client", "", decision.UnknownValue, ""},
		{"client", "CONSOMMATEUR", decision.UnknownValue, ""},
		{"montant", "beaucoup", decision.BadAmount, ""},
		{"montant", "-1", decision.BadAmount, ""},
		{"montant", "+1", decision.BadAmount, ""},
		{"montant", "1,50", decision.BadAmount, ""},
		{"montant", "1.234", decision.BadAmount, ""},
		{"montant", ".5", decision.BadAmount, ""},
		{"montant", "9999999999999", decision.BadAmount, ""},
		{"echeance", "31/12/2026", decision.BadDate, ""},
		{"echeance", "2026-02-29", decision.BadDate, ""},
	} {
		a, err := g.Answer(said(), test.fact, test.said)
		var input *decision.InputError
		if !errors.As(err, &input) {
			t.Errorf("%s=%s is accepted", test.fact, test.said)
			continue
		}
		if input.Fault != test.fault || input.Nearest != test.near || input.Fact != test.fact || input.Said != test.said {
			t.Errorf("%s=%s: %+v, want fault %d near %q", test.fact, test.said, input, test.fault, test.near)
		}
		if len(a.Said()) != 0 {
			t.Errorf("%s=%s is kept though refused", test.fact, test.said)
		}
	}
}

// TestValidTellsAll lists every fault of answers that come from outside.
func TestValidTellsAll(t *testing.T) {
	g := guide(t)
	a := said().With("cliant", "public").With("cause", "impaye").With("dette", "non").
		With("contact", "jamais").With("montant", "1.2.3")
	var faults []decision.Fault
	for _, err := range g.Valid(a) {
		var input *decision.InputError
		if errors.As(err, &input) {
			faults = append(faults, input.Fault)
		}
		if input != nil && input.Fault == decision.Contradiction &&
			(input.Fact != "dette" || input.Settled != "oui" || input.Other != decision.Setting{Fact: "cause", Value: "impaye"}) {
			t.Errorf("contradiction badly told: %+v", input)
		}
	}
	want := []decision.Fault{decision.UnknownFact, decision.Contradiction, decision.UnknownValue, decision.BadAmount}
	if !slices.Equal(faults, want) {
		t.Errorf("faults %v, want %v", faults, want)
	}
}

// TestDeducedIsNeverAsked: an unpaid invoice is a debt, which nobody asks for,
// and changing the cause asks for it again.
func TestDeducedIsNeverAsked(t *testing.T) {
	g := guide(t)
	a := answer(t, g, answer(t, g, said(), "cause", "reclamation"), "dette", "non")
	a = answer(t, g, a, "cause", "impaye")
	if _, ok := a.Get("dette"); ok {
		t.Error("the former answer about the debt is kept")
	}
	w := g.Walk(a)
	if len(w.Path) != 2 || !w.Path[1].Deduced || w.Path[1].Value != "oui" || w.Next.Fact == "dette" {
		t.Errorf("walk %+v", w)
	}
	if a = answer(t, g, a, "cause", "qualite"); g.Walk(a).Next.Fact != "dette" {
		t.Error("the debt is not asked for another cause")
	}
}

// TestDeductionsChain: what an answer settles may settle more.
func TestDeductionsChain(t *testing.T) {
	g := draft()
	g.Questions[1].Options[0].Implies = []decision.Setting{{Fact: "client", Value: "consommateur"}}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	w := g.Walk(said(decision.Setting{Fact: "cause", Value: "impaye"}))
	if len(w.Path) != 3 || w.Path[2].Value != "consommateur" || w.Next.Fact != "echeance" {
		t.Errorf("walk %+v", w)
	}
	errs := g.Valid(said(decision.Setting{Fact: "cause", Value: "impaye"}, decision.Setting{Fact: "client", Value: "public"}))
	var input *decision.InputError
	if len(errs) != 1 || !errors.As(errs[0], &input) || input.Fault != decision.Contradiction {
		t.Errorf("errors %v, want a contradiction", errs)
	}
}

// TestSettledIsNotKept: an answer given ahead settles another, which is not
// kept against it, whichever came first.
func TestSettledIsNotKept(t *testing.T) {
	g := draft()
	g.Questions[1].Options[0].Implies = []decision.Setting{{Fact: "client", Value: "consommateur"}}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	for _, order := range [][]decision.Fact{{"dette", "client"}, {"client", "dette"}} {
		a := said()
		for _, f := range order {
			a = answer(t, g, a, f, map[decision.Fact]string{"dette": "oui", "client": "public"}[f])
		}
		if _, ok := a.Get("client"); ok || len(g.Valid(a)) > 0 {
			t.Errorf("%v: kept %v", order, a.Said())
		}
	}
}

// TestFit drops what the guide does not take, and only that; what still matters
// is asked again.
func TestFit(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		a := randomWalk(rt, g, randomTotal(rt, g), false)
		if fit, dropped, asked := g.Fit(a); !maps.Equal(fit.Said(), a.Said()) || len(dropped) > 0 || len(asked) > 0 {
			rt.Fatalf("%v: dropped %v, asked %v", a.Said(), dropped, asked)
		}
		q := rapid.SampledFrom(g.Questions).Draw(rt, "question")
		fit, dropped, asked := g.Fit(a.With(q.Fact, "ancienne-valeur").With("disparu", "oui"))
		if len(dropped) != 2 || !maps.Equal(fit.Said(), a.Without(q.Fact).Said()) {
			rt.Fatalf("%v and an old %s: kept %v, dropped %v", a.Said(), q.Fact, fit.Said(), dropped)
		}
		if next := g.Walk(fit).Next; next != nil && next.Fact == q.Fact && !slices.Equal(asked, []decision.Fact{q.Fact}) {
			rt.Fatalf("%s is asked next, and told: %v", q.Fact, asked)
		}
	})
}
