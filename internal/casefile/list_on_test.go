package casefile_test

import (
	"testing"

	"pgregory.net/rapid"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/dossier"
)

// TestListOn: the list shows what opening each case on that day does, with the
// index of another day or without one.
func TestListOn(t *testing.T) {
	g := contenttest.Guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		s := newStore(t)
		ids := map[string]dossier.Case{}
		for range rapid.IntRange(1, 4).Draw(rt, "cases") {
			c := dossier.Case{
				Said: map[decision.Fact]string{
					"cause": "impaye", "client": rapid.SampledFrom([]string{"consommateur", "commercant"}).Draw(rt, "client"),
					"difficulte": "non", "piece": "rien", "contact": "ecrit", "reponse": "silence", "contrat": "ordinaire", "contestation": "non",
				},
				Invoices: []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: anyDay(rt, "due"), Cents: 1000_00}}}},
			}
			for range rapid.IntRange(0, 3).Draw(rt, "acts") {
				kind := rapid.SampledFrom([]dossier.EventKind{dossier.GaveNotice, dossier.Acknowledged, dossier.AgreedToTalk, dossier.StoppedTalk, dossier.Sued}).Draw(rt, "kind")
				c = c.With(dossier.Event{On: anyDay(rt, "on"), Kind: kind})
			}
			ids[create(t, s, c)] = c
		}
		for range 5 {
			on := anyDay(rt, "asked")
			all, err := s.ListOn(g, on)
			if err != nil || len(all.Cases) != len(ids) {
				rt.Fatal(len(all.Cases), err)
			}
			for _, told := range all.Cases {
				opened, _ := ids[told.ID].Replay(g, on)
				want := opened.Outlook(g, on)
				if told.Holds < on {
					rt.Fatalf("%s is true until %s", on, told.Holds)
				}
				want.Holds = told.Holds
				if told.Outlook != want {
					rt.Fatalf("on %s: %+v, opened %+v", on, told.Outlook, want)
				}
			}
		}
	})
}

func anyDay(t *rapid.T, name string) decision.Day {
	return decision.Day("2024-01-01").Add(rapid.IntRange(0, 1800).Draw(t, name))
}

// BenchmarkList10000Today is the list of a large folder at today's date: again, and on
// other days.
func BenchmarkList10000Today(b *testing.B) {
	g, s := contenttest.Guide(b), tenThousand(b)
	run := func(b *testing.B, on func(i int) decision.Day) {
		if _, err := s.ListOn(g, on(0)); err != nil {
			b.Fatal(err)
		}
		for i := 0; b.Loop(); i++ {
			if all, err := s.ListOn(g, on(i)); err != nil || len(all.Cases) == 0 {
				b.Fatal(err)
			}
		}
	}
	b.Run("again", func(b *testing.B) { run(b, func(int) decision.Day { return "2026-11-28" }) })
	b.Run("the next day", func(b *testing.B) { run(b, func(i int) decision.Day { return decision.Day("2026-11-28").Add(i % 20) }) })
}
