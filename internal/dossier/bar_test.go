package dossier_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/dossier"
)

// seen is the day the cases of these tests are looked at.
const seen decision.Day = "2026-11-23"

// done returns a case with one invoice for work finished on a day.
func done(client decision.Value, end, due decision.Day, journal ...dossier.Event) dossier.Case {
	c := owed(client, 1000_00, due, journal...)
	c.Invoices[0].Done = end
	return c
}

func barOf(t interface{ Fatal(...any) }, c dossier.Case, on decision.Day) dossier.Bar {
	g := contenttest.Guide(t)
	b, ok := c.Bar(g, on)
	if !ok {
		t.Fatal("no bar")
	}
	for _, m := range b.Moves {
		if g.Basis(m.Basis) == nil {
			t.Fatal("no page for " + m.Basis)
		}
	}
	return b
}

// TestBarEvents: what each event does to the two years of a consumer who had
// the work on the 10th of January 2025, to be paid a month later.
func TestBarEvents(t *testing.T) {
	h := happened
	for _, test := range []struct {
		name    string
		journal []dossier.Event
		want    decision.Day
		effect  dossier.BarEffect // of the last move
	}{
		{"nothing", nil, "2027-01-10", dossier.NoEffect},
		{"a reminder", []dossier.Event{h(dossier.Reminded, "2026-06-01")}, "2027-01-10", dossier.NoEffect},
		{"a letter", []dossier.Event{h(dossier.Wrote, "2026-06-01")}, "2027-01-10", dossier.NoEffect},
		{"a formal notice", []dossier.Event{h(dossier.GaveNotice, "2026-06-01")}, "2027-01-10", dossier.NoEffect},
		{"a request for an order", []dossier.Event{h(dossier.AskedOrder, "2026-06-01")}, "2027-01-10", dossier.NoEffect},
		{"a part payment: not counted on", []dossier.Event{paid("2026-06-01", 10_00, "")}, "2027-01-10", dossier.Interrupts},
		{"the order served, and opposed", []dossier.Event{h(dossier.AskedOrder, "2026-05-01"), h(dossier.ServedOrder, "2026-06-01"), h(dossier.Opposed, "2026-06-20")}, "2028-06-01", dossier.Interrupts},
		{"the order served, not to the client in person", []dossier.Event{h(dossier.AskedOrder, "2026-05-01"), h(dossier.ServedAtHome, "2026-06-01")}, "2028-06-01", dossier.Interrupts},
		{"the order served: nobody said that there was no opposition", []dossier.Event{h(dossier.AskedOrder, "2026-05-01"), h(dossier.ServedOrder, "2026-06-01")}, "2028-06-01", dossier.Interrupts},
		{"the order served, and final: ten years to enforce it", []dossier.Event{h(dossier.AskedOrder, "2026-05-01"), h(dossier.ServedOrder, "2026-06-01"), h(dossier.Titled, "2026-08-10")}, "2036-06-01", dossier.Interrupts},
		{"an acknowledgment", []dossier.Event{h(dossier.Acknowledged, "2026-06-15")}, "2028-06-15", dossier.Interrupts},
		{"a seizure", []dossier.Event{h(dossier.Seized, "2026-06-15")}, "2028-06-15", dossier.Interrupts},
		{"a suit going on: to this day", []dossier.Event{h(dossier.Sued, "2026-03-01")}, "2028-11-23", dossier.Interrupts},
		{"a suit judged: ten years to enforce it", []dossier.Event{h(dossier.Judged, "2026-05-01"), h(dossier.Sued, "2026-03-01")}, "2036-05-01", dossier.Interrupts},
		{"a suit that failed", []dossier.Event{h(dossier.Sued, "2026-03-01"), h(dossier.LostSuit, "2026-05-01")}, "2027-01-10", dossier.Erases},
		{"a suit that failed, then another", []dossier.Event{h(dossier.Sued, "2026-03-01"), h(dossier.LostSuit, "2026-05-01"), h(dossier.Sued, "2026-06-01"), h(dossier.Judged, "2026-07-01")}, "2036-07-01", dossier.Interrupts},
		{"a failed suit erases no acknowledgment", []dossier.Event{h(dossier.Acknowledged, "2026-02-01"), h(dossier.Sued, "2026-03-01"), h(dossier.LostSuit, "2026-05-01")}, "2028-02-01", dossier.Erases},
		{"a claim declared: to this day", []dossier.Event{h(dossier.Declared, "2026-03-01")}, "2028-11-23", dossier.Interrupts},
		// 60 days of talk, added to the end.
		{"a mediation", []dossier.Event{h(dossier.AgreedToTalk, "2026-05-01"), h(dossier.StoppedTalk, "2026-06-30")}, "2027-03-11", dossier.Suspends},
		// 206 days so far would give the 4th of August: more than six months.
		{"a mediation going on", []dossier.Event{h(dossier.AgreedToTalk, "2026-05-01")}, "2027-08-04", dossier.Suspends},
		{"an acknowledgment during a mediation", []dossier.Event{h(dossier.AgreedToTalk, "2026-05-01"), h(dossier.Acknowledged, "2026-05-10"), h(dossier.StoppedTalk, "2026-06-30")}, "2028-06-30", dossier.Interrupts},
		{"an acknowledgment before the work was done", []dossier.Event{h(dossier.Acknowledged, "2024-12-01")}, "2027-01-10", dossier.NoEffect},
		{"a failed suit that nobody brought", []dossier.Event{h(dossier.LostSuit, "2026-02-01")}, "2027-01-10", dossier.NoEffect},
		{"to come", []dossier.Event{h(dossier.Acknowledged, "2026-12-01")}, "2027-01-10", dossier.NoEffect},
	} {
		b := barOf(t, done("consommateur", "2025-01-10", "2025-02-10", test.journal...), seen)
		if b.Earliest != test.want {
			t.Errorf("%s: ends on %s, want %s", test.name, b.Earliest, test.want)
		}
		effect := dossier.NoEffect
		if len(b.Moves) > 0 {
			last := b.Moves[len(b.Moves)-1]
			effect = last.Effect
			if b.Hold != dossier.ByTitle && last.Ends != b.Earliest {
				t.Errorf("%s: the last move ends on %s, the period on %s", test.name, last.Ends, b.Earliest)
			}
		}
		if effect != test.effect {
			t.Errorf("%s: effect %d", test.name, effect)
		}
	}
}

// TestBarEdges: at least six months after a pause, nothing after the end, never
// more than twenty years.
func TestBarEdges(t *testing.T) {
	// Ends on the 10th of July 2026; 90 days of pause would give the 8th of October.
	talk := []dossier.Event{happened(dossier.AgreedToTalk, "2026-06-01"), happened(dossier.StoppedTalk, "2026-08-30")}
	if b := barOf(t, done("consommateur", "2024-07-10", "2024-07-10", talk...), seen); b.Earliest != "2027-02-28" || b.State != decision.Near {
		t.Errorf("after a pause: %+v", b)
	}
	for _, kind := range []dossier.EventKind{dossier.Acknowledged, dossier.Sued, dossier.AgreedToTalk} {
		if b := barOf(t, done("consommateur", "2024-07-10", "2024-07-10", happened(kind, "2026-07-11")), seen); b.Earliest != "2026-07-10" || b.State != decision.Barred || b.Moves[0].Effect != dossier.NoEffect {
			t.Errorf("%s, a day late: %+v", kind, b)
		}
		if b := barOf(t, done("consommateur", "2024-07-10", "2024-07-10", happened(kind, "2026-07-10")), seen); b.State == decision.Barred {
			t.Errorf("%s, on the last day: %+v", kind, b)
		}
	}
	c := done("commercant", "2005-01-10", "2005-01-10")
	for _, on := range []decision.Day{"2009-01-10", "2013-01-10", "2017-01-10", "2021-01-10", "2024-12-10"} {
		c = c.With(happened(dossier.Acknowledged, on))
	}
	if b := barOf(t, c, "2025-01-10"); b.Earliest != "2025-01-10" {
		t.Errorf("twenty years: %+v", b)
	}
}

// TestBarPublic: a written demand interrupts, to the end of a year. A letter of
// which one does not know that it asks for payment does so only perhaps.
func TestBarPublic(t *testing.T) {
	asked := dossier.Event{On: "2026-06-01", Kind: dossier.StepDone, Act: dossier.Wrote, Step: "interrompre-prescription", Outcome: "Le client public a reçu votre demande écrite"}
	if b := barOf(t, done("public", "2022-03-10", "2022-04-10", asked), seen); b.Earliest != "2030-12-31" || b.State != decision.Far {
		t.Errorf("a demand, told as what came of the step: %+v", b)
	}
	if b := barOf(t, done("public", "2022-03-10", "2022-04-10", happened(dossier.Wrote, "2026-06-01")), seen); b.Earliest != "2026-12-31" || b.Latest != "2030-12-31" || !b.Moves[0].Perhaps {
		t.Errorf("a letter: %+v", b)
	}
	for _, kind := range []dossier.EventKind{dossier.Reminded, dossier.GaveNotice} {
		if b := barOf(t, done("public", "2022-03-10", "2022-04-10", happened(kind, "2026-06-01")), seen); b.Earliest != "2030-12-31" || b.State != decision.Far {
			t.Errorf("%s: %+v", kind, b)
		}
	}
	for _, kind := range []dossier.EventKind{dossier.Called, dossier.AskedOrder} {
		if b := barOf(t, done("public", "2022-03-10", "2022-04-10", happened(kind, "2026-06-01")), seen); b.Earliest != "2026-12-31" || b.State != decision.Near {
			t.Errorf("%s: %+v", kind, b)
		}
	}
}

// TestBarStarts: the day of the work, not of the invoice; each instalment its
// own; the oldest unpaid decides; a typed date without an invoice.
func TestBarStarts(t *testing.T) {
	g := guide(t)
	c := done("commercant", "2021-11-01", "2021-12-01")
	c.Invoices[0].Issued = "2022-06-01"
	if b := barOf(t, c, seen); b.From != "2021-11-01" || b.Earliest != "2026-11-01" || b.Latest != "2026-12-01" || b.State != decision.Near {
		t.Errorf("work, then a due date: %+v", b)
	}
	c.Invoices[0].Dues = []dossier.Due{{On: "2022-03-01", Cents: 10_00}, {On: "2022-02-01", Cents: 10_00}}
	if b := barOf(t, c, seen); b.From != "2022-02-01" || b.Latest != b.Earliest {
		t.Errorf("instalments: %+v", b)
	}
	c.Journal = []dossier.Event{paid("2022-02-15", 10_00, "")}
	if b := barOf(t, c, seen); b.From != "2022-03-01" {
		t.Errorf("the first instalment paid: %+v", b)
	}
	if _, ok := c.With(paid("2022-03-15", 10_00, "")).Bar(g, seen); ok {
		t.Error("all is paid, and there is still a period")
	}
	typed := dossier.Case{Said: map[decision.Fact]string{decision.FactClient: "etranger", "echeance": "2024-02-29"}}
	if b := barOf(t, typed, seen); b.Earliest != "2026-02-28" || b.Latest != "2029-02-28" || b.State != decision.Near {
		t.Errorf("abroad, typed: %+v", b)
	}
	for _, said := range []map[decision.Fact]string{
		nil, {decision.FactClient: "commercant"}, {decision.FactClient: "?", "echeance": "2024-02-29"},
		{decision.FactClient: "commercant", "echeance": "lointaine"},
	} {
		if b, ok := (dossier.Case{Said: said}).Bar(g, seen); ok {
			t.Errorf("%v: %+v", said, b)
		}
	}
}

// TestBarWithoutEvents is the state the question finds for the same date.
func TestBarWithoutEvents(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		client := rapid.SampledFrom(g.Question(decision.FactClient).Options).Draw(rt, "client").Value
		start := decision.Day("2018-01-01").Add(rapid.IntRange(0, 3300).Draw(rt, "start"))
		c := dossier.Case{Said: map[decision.Fact]string{decision.FactClient: string(client), "echeance": string(start)}}
		l, _ := g.Limitation(client, "", seen.Time())
		if b := barOf(rt, c, seen); b.State != l.State(start.Time(), seen.Time()) {
			rt.Fatalf("%s from %s: %+v", client, start, b)
		}
	})
}

// TestBarNeverGetsCloser: no event but a failed suit, or a request that makes an
// order of what was a judgment, brings the end closer, and
// those that have no effect have none; Earliest never passes Latest.
func TestBarNeverGetsCloser(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c, on := anyCase(rt), anyDay(rt, "asked")
		c.Journal = slices.DeleteFunc(c.Journal, func(e dossier.Event) bool { return e.Kind == dossier.Paid })
		e := anyEvent(rt)
		before, after := c.Bars(g, on), c.With(e).Bars(g, on)
		if e.Kind == dossier.Paid {
			return
		}
		closes := slices.Contains([]dossier.EventKind{dossier.LostSuit, dossier.Judged, dossier.Titled, dossier.StoppedTalk, dossier.Opposed, dossier.AskedOrder}, e.Kind)
		none := slices.Contains([]dossier.EventKind{dossier.Called, dossier.Met, dossier.Noted, dossier.Replied}, e.Kind)
		for i, b := range before {
			if b.Earliest > b.Latest || len(after) != len(before) {
				rt.Fatalf("%+v", b)
			}
			// The ten years of an order that is final run from its service.
			service := b.Hold == dossier.ByTitle && (e.Kind == dossier.ServedOrder || e.Kind == dossier.ServedAtHome)
			if after[i].Earliest < b.Earliest && !closes && !service {
				rt.Fatalf("%s on %s: from %s to %s", e.Kind, e.On, b.Earliest, after[i].Earliest)
			}
			if none && after[i].Earliest != b.Earliest {
				rt.Fatalf("%s moved %s to %s", e.Kind, b.Earliest, after[i].Earliest)
			}
		}
	})
}

// TestPaymentWhereARateIsUnknown: what a public client pays covers the oldest instalment
// where the rate of one is not in the tables, and what is left is not barred by the other.
func TestPaymentWhereARateIsUnknown(t *testing.T) {
	c := dossier.Case{
		Said:     map[decision.Fact]string{decision.FactClient: "public", decision.FactContract: "ordinaire"},
		Invoices: []dossier.Invoice{{Number: "F0", Dues: []dossier.Due{{On: "2019-01-01", Cents: 1000}, {On: "2021-01-01", Cents: 1000}}}},
		Journal:  []dossier.Event{{On: "2022-01-01", Kind: dossier.Paid, Cents: 1000}},
	}
	bars := c.Bars(guide(t), "2025-08-01")
	if len(bars) != 1 || bars[0].Due != "2021-01-01" || bars[0].State == decision.Barred {
		t.Errorf("left: %+v", bars)
	}
}
