package casefile_test

import (
	"testing"

	"pgregory.net/rapid"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/casefile"
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
			all, err := s.Search(casefile.Query{Guide: g, On: on})
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

// TestTry: only what holds answers and nothing else may be offered for deletion.
func TestTry(t *testing.T) {
	g := contenttest.Guide(t)
	const on = decision.Day("2026-11-28")
	said := map[decision.Fact]string{"cause": "impaye"}
	tried := func(change func(*dossier.Case)) bool {
		s := newStore(t)
		c := dossier.Case{Said: said}
		if change(&c); c.Changed == "" {
			c = c.Stamp(g, on)
		}
		create(t, s, c)
		all, err := s.Search(casefile.Query{Guide: g, On: on})
		if err != nil || len(all.Cases) != 1 {
			t.Fatal(all, err)
		}
		return all.Cases[0].Group() == casefile.Try
	}
	for name, change := range map[string]func(*dossier.Case){
		"answers": func(*dossier.Case) {},
		"another answer once": func(c *dossier.Case) {
			*c = c.Stamp(g, on)
			c.Said = map[decision.Fact]string{"cause": "retard"}
		},
	} {
		if !tried(change) {
			t.Errorf("%s: not a try", name)
		}
	}
	for name, change := range map[string]func(*dossier.Case){
		"client":    func(c *dossier.Case) { c.Client.Name = "Noël" },
		"address":   func(c *dossier.Case) { c.Client.Address = "1 rue du Port" },
		"business":  func(c *dossier.Case) { c.Business.Name = "Atelier" },
		"subject":   func(c *dossier.Case) { c.Subject = "le portail" },
		"facts":     func(c *dossier.Case) { c.Facts = "il ne paie pas" },
		"title":     func(c *dossier.Case) { c.Title = "Le portail" },
		"event":     func(c *dossier.Case) { *c = c.With(dossier.Event{On: on, Kind: dossier.Called}) },
		"complaint": func(c *dossier.Case) { c.Complaints = []dossier.Complaint{{Number: "R-1", On: on}} },
		"answered complaint": func(c *dossier.Case) {
			c.Complaints = []dossier.Complaint{{Number: "R-1", On: on, Answered: on, Closed: on}}
		},
		"invoice":  func(c *dossier.Case) { c.Invoices = []dossier.Invoice{{Number: "F-1"}} },
		"letter":   func(c *dossier.Case) { c.Drafts = map[string]string{"relance": "Bonjour"} },
		"gesture":  func(c *dossier.Case) { c.Gestures = map[string]bool{"x": true} },
		"archived": func(c *dossier.Case) { c.Archived = true },
	} {
		if tried(change) {
			t.Errorf("a case with %s is a try", name)
		}
	}
}

// TestLastIsNotAReminder: what happened last is what happened.
func TestLastIsNotAReminder(t *testing.T) {
	s := newStore(t)
	create(t, s, dossier.Case{Journal: []dossier.Event{{On: "2026-11-01", Kind: dossier.Called}, {On: "2026-11-02", Kind: dossier.ToRecall, Until: "2026-12-01"}}})
	all, err := s.List()
	if err != nil || len(all.Cases) != 1 || all.Cases[0].Last.Kind != dossier.Called {
		t.Errorf("%+v, %v", all.Cases, err)
	}
}

func anyDay(t *rapid.T, name string) decision.Day {
	return decision.Day("2024-01-01").Add(rapid.IntRange(0, 1800).Draw(t, name))
}

// BenchmarkList10000Today is the list of a large folder at today's date: again, and on
// other days.
func BenchmarkList10000Today(b *testing.B) {
	g, s := contenttest.Guide(b), tenThousand(b)
	run := func(b *testing.B, on func(i int) decision.Day) {
		if _, err := s.Search(casefile.Query{Guide: g, On: on(0)}); err != nil {
			b.Fatal(err)
		}
		for i := 0; b.Loop(); i++ {
			if all, err := s.Search(casefile.Query{Guide: g, On: on(i)}); err != nil || len(all.Cases) == 0 {
				b.Fatal(err)
			}
		}
	}
	b.Run("again", func(b *testing.B) { run(b, func(int) decision.Day { return "2026-11-28" }) })
	b.Run("the next day", func(b *testing.B) { run(b, func(i int) decision.Day { return decision.Day("2026-11-28").Add(i % 20) }) })
}
