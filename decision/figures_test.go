package decision_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"compromis/decision"
)

// TestLimitationFigures: the last day to sue, by client, as the law counts.
func TestLimitationFigures(t *testing.T) {
	g := guide(t)
	for _, test := range []struct {
		client, contract decision.Value
		due              string
		earliest, latest string
	}{
		{"consommateur", "", "2026-03-10", "2028-03-10", "2028-03-10"},
		{"commercant", "", "2026-03-10", "2031-03-10", "2031-03-10"},
		{"autre-professionnel", "", "2026-03-10", "2031-03-10", "2031-03-10"},
		{"public", "", "2026-03-10", "2030-12-31", "2030-12-31"},
		{"public", "", "2026-01-01", "2030-12-31", "2030-12-31"},
		{"public", "", "2026-12-31", "2030-12-31", "2030-12-31"},
		{"public", "", "2027-01-01", "2031-12-31", "2031-12-31"},
		{"etranger", "", "2026-03-10", "2028-03-10", "2031-03-10"},
		{"consommateur", "", "2024-02-29", "2026-02-28", "2026-02-28"},
		{"commercant", "", "2024-02-29", "2029-02-28", "2029-02-28"},
		{"consommateur", "", "2026-02-28", "2028-02-28", "2028-02-28"},
		// The contract wins over the client, but for a public one.
		{"consommateur", "transport", "2025-09-28", "2026-09-28", "2026-09-28"},
		{"commercant", "transport", "2025-09-28", "2026-09-28", "2026-09-28"},
		{"etranger", "transport", "2025-09-28", "2026-09-28", "2026-09-28"},
		{"public", "transport", "2025-09-28", "2029-12-31", "2029-12-31"},
		{"autre-professionnel", "telecom", "2026-03-10", "2027-03-10", "2027-03-10"},
		{"consommateur", "bail", "2026-03-10", "2029-03-10", "2029-03-10"},
		{"commercant", "bail", "2026-03-10", "2031-03-10", "2031-03-10"},
		{"consommateur", "travaux", "2026-03-10", "2028-03-10", "2028-03-10"},
		{"etranger", "ordinaire", "2026-03-10", "2028-03-10", "2031-03-10"},
	} {
		l, ok := g.Limitation(test.client, test.contract, today)
		if !ok {
			t.Fatalf("no period for %s", test.client)
		}
		earliest, latest := l.Ends(day(test.due))
		if !earliest.Equal(day(test.earliest)) || !latest.Equal(day(test.latest)) {
			t.Errorf("%s, due on %s: %v to %v", test.client, test.due, earliest, latest)
		}
	}
}

// TestLimitationStates looks at the days on which the state turns.
func TestLimitationStates(t *testing.T) {
	two := decision.Limitation{Earliest: 2, Latest: 2}
	one := decision.Limitation{Earliest: 1, Latest: 1}
	doubt := decision.Limitation{Earliest: 2, Latest: 5}
	public := decision.Limitation{Earliest: 4, Latest: 4, NextJanuary: true}
	for _, test := range []struct {
		name       string
		limitation decision.Limitation
		due, on    string
		want       decision.Value
	}{
		{"last day", two, "2024-11-23", "2026-11-23", decision.Near},
		{"day after", two, "2024-11-23", "2026-11-24", decision.Barred},
		{"six months exactly", two, "2024-11-23", "2026-05-23", decision.Far},
		{"six months less a day", two, "2024-11-23", "2026-05-24", decision.Near},
		{"three months exactly, of a year", one, "2025-11-23", "2026-08-23", decision.Far},
		{"three months less a day, of a year", one, "2025-11-23", "2026-08-24", decision.Near},
		{"due today", two, "2026-11-23", "2026-11-23", decision.Far},
		{"due tomorrow", two, "2026-11-24", "2026-11-23", decision.Far},
		{"leap day, last day", two, "2024-02-29", "2026-02-28", decision.Near},
		{"leap day, day after", two, "2024-02-29", "2026-03-01", decision.Barred},
		{"ends on a leap day", two, "2026-02-28", "2028-02-29", decision.Barred},
		{"six months before a short month", two, "2025-02-28", "2026-08-31", decision.Far},
		{"a day further", two, "2025-02-28", "2026-09-01", decision.Near},
		{"doubtful law, before the earliest", doubt, "2024-11-23", "2026-05-23", decision.Far},
		{"doubtful law, between the two", doubt, "2023-11-23", "2026-11-23", decision.Near},
		{"doubtful law, last day", doubt, "2021-11-23", "2026-11-23", decision.Near},
		{"doubtful law, day after the latest", doubt, "2021-11-22", "2026-11-23", decision.Barred},
		{"public, last day", public, "2022-01-01", "2026-12-31", decision.Near},
		{"public, day after", public, "2022-12-31", "2027-01-01", decision.Barred},
		{"public, six months exactly", public, "2022-06-15", "2026-06-30", decision.Far},
		{"public, six months less a day", public, "2022-06-15", "2026-07-01", decision.Near},
	} {
		if got := test.limitation.State(day(test.due), day(test.on)); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// TestLimitationOnlyGetsWorse: from one day to the next, and for an older debt.
func TestLimitationOnlyGetsWorse(t *testing.T) {
	rank := map[decision.Value]int{decision.Far: 0, decision.Near: 1, decision.Barred: 2}
	rapid.Check(t, func(rt *rapid.T) {
		l := decision.Limitation{Earliest: rapid.IntRange(1, 5).Draw(rt, "years"), NextJanuary: rapid.Bool().Draw(rt, "january")}
		l.Latest = l.Earliest + rapid.IntRange(0, 3).Draw(rt, "more")
		due := day("2020-01-01").AddDate(0, 0, rapid.IntRange(0, 1500).Draw(rt, "due"))
		on := due.AddDate(0, 0, rapid.IntRange(0, 3300).Draw(rt, "on"))
		now := rank[l.State(due, on)]
		if rank[l.State(due, on.AddDate(0, 0, 1))] < now || rank[l.State(due.AddDate(0, 0, -1), on)] < now {
			rt.Fatalf("due on %v, seen on %v: it got better", due, on)
		}
	})
}

// TestTypedAmount turns an amount into its band, to the cent.
func TestTypedAmount(t *testing.T) {
	g := guide(t)
	for said, want := range map[string]decision.Value{
		"0": "jusqu-5000", "0.01": "jusqu-5000", "4999.99": "jusqu-5000", "5000": "jusqu-5000", "5000.00": "jusqu-5000",
		"5000.01": "jusqu-10000", "5000.1": "jusqu-10000", "10000": "jusqu-10000", "10000.00": "jusqu-10000",
		"10000.01": "plus-10000", "999999999999.99": "plus-10000",
	} {
		if got := typed(t, g, "montant", said, decision.Setting{Fact: "tiers", Value: "echec"}, decision.Setting{Fact: "client", Value: "autre-professionnel"}); got != want {
			t.Errorf("%s: %s, want %s", said, got, want)
		}
	}
}

// TestTypedDate goes through Walk: the period is that of the client, for an
// ordinary contract.
func TestTypedDate(t *testing.T) {
	g := guide(t)
	for client, want := range map[decision.Value]decision.Value{
		"consommateur": decision.Barred, "commercant": decision.Far, "autre-professionnel": decision.Far,
		"public": decision.Far, "etranger": decision.Near,
	} {
		if got := typed(t, g, "echeance", "2024-11-22",
			decision.Setting{Fact: "client", Value: client}, decision.Setting{Fact: "contrat", Value: "ordinaire"}); got != want {
			t.Errorf("%s: %s, want %s", client, got, want)
		}
	}
}

// typed answers a fact with what was typed, on a path that asks for it, and
// returns the value it stands for.
func typed(t *testing.T, g *decision.Guide, f decision.Fact, input string, with ...decision.Setting) decision.Value {
	t.Helper()
	for p := range paths(g) {
		a := said(p.Settings...)
		holds := map[decision.Fact]decision.Value{} // what others settle included
		for _, r := range g.Walk(a).Path {
			holds[r.Question.Fact] = r.Value
		}
		fits := true
		for _, s := range with {
			fits = fits && holds[s.Fact] == s.Value
		}
		if _, ok := a.Get(f); !ok || !fits {
			continue
		}
		for _, r := range g.Walk(answer(t, g, a, f, input)).Path {
			if r.Question.Fact == f {
				if r.Said != input {
					t.Errorf("%s: said %q, kept %q", f, input, r.Said)
				}
				return r.Value
			}
		}
	}
	t.Fatalf("no path asks for %s", f)
	return ""
}

// TestNoFigureRefuses: outside the periods that are known, nothing is guessed.
func TestNoFigureRefuses(t *testing.T) {
	g := guide(t)
	before := decision.NewAnswers(day("2000-01-01"))
	for f, input := range map[decision.Fact]string{"montant": "100", "echeance": "1999-01-01"} {
		_, err := g.Answer(before, f, input)
		var refused *decision.InputError
		if !errors.As(err, &refused) || refused.Fault != decision.NoFigure {
			t.Errorf("%s: error %v, want a missing figure", f, err)
		}
		if errs := g.Valid(before.With(f, input)); len(errs) != 1 {
			t.Errorf("%s: Valid says %v", f, errs)
		}
	}
	if _, ok := g.Limitation("consommateur", "", day("2016-06-30")); ok {
		t.Error("a period is known before it starts")
	}
	a := before.With("cause", "impaye").With("client", "consommateur").With("difficulte", "non").
		With("piece", "rien").With("contact", "ecrit").With("reponse", "silence").With("contrat", "ordinaire").With("echeance", "1999-01-01")
	if w := g.Walk(a); w.Next == nil || w.Next.Fact != "echeance" {
		t.Errorf("next %v, want the date again", w.Next)
	}
}

// TestPeriodHolds: both ends are included, and none means until further notice.
func TestPeriodHolds(t *testing.T) {
	p := decision.Period{From: day("2026-01-01"), To: day("2026-12-31")}
	endless := decision.Period{From: day("2026-01-01")}
	for on, want := range map[string][2]bool{
		"2025-12-31": {false, false}, "2026-01-01": {true, true}, "2026-12-31": {true, true}, "2027-01-01": {false, true},
	} {
		if got := [2]bool{p.Holds(day(on)), endless.Holds(day(on))}; got != want {
			t.Errorf("%s: %v, want %v", on, got, want)
		}
	}
}

// TestEndsIgnoreTheZone: the last day is a day, at midnight UTC.
func TestEndsIgnoreTheZone(t *testing.T) {
	paris := time.FixedZone("", 3600)
	earliest, _ := decision.Limitation{Earliest: 2, Latest: 2}.Ends(time.Date(2026, 3, 10, 0, 0, 0, 0, paris))
	if !earliest.Equal(day("2028-03-10")) {
		t.Errorf("ends on %v", earliest)
	}
}
