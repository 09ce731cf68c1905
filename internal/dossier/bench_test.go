package dossier_test

import (
	"fmt"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
)

// longCase is a case of 500 acts and 20 invoices of two instalments: five years
// of calls, letters, payments, acknowledgments and mediations, none of which
// ends it.
func longCase() dossier.Case {
	c := dossier.Case{Said: map[decision.Fact]string{
		"cause": "impaye", "client": "commercant", "difficulte": "non", "piece": "rien", "contact": "mise-en-demeure", "reponse": "silence",
		"contrat": "ordinaire", "echeance": "lointaine", "contestation": "non", "tiers": "non", "clause": "non", "relation": "non",
	}}
	first := decision.Day("2022-01-03")
	for i := range 20 {
		due := first.Add(80 * i)
		c.Invoices = append(c.Invoices, dossier.Invoice{Number: fmt.Sprint("F", i), Issued: due.Add(-30), Dues: []dossier.Due{
			{On: due, Cents: 90_000}, {On: due.Add(30), Cents: 90_000},
		}})
	}
	kinds := []dossier.EventKind{
		dossier.Called, dossier.Reminded, dossier.Paid, dossier.Wrote, dossier.Replied, dossier.GaveNotice, dossier.Acknowledged,
		dossier.Met, dossier.Noted, dossier.AgreedToTalk, dossier.StoppedTalk, dossier.Sued, dossier.LostSuit,
	}
	for i := range 500 {
		e := dossier.Event{On: first.Add((i * 37 * 3) % 1750), Kind: kinds[i%len(kinds)], Note: "ce qui s'est dit"}
		if e.Kind == dossier.Paid {
			e.Cents = 1_000
		}
		if i%5 == 0 {
			e.Invoice = fmt.Sprint("F", i/5%20)
		}
		c = c.With(e)
	}
	return c
}

// BenchmarkLongCase reckons a long case anew, as opening it does: the step, what is
// waited for, every date and every sum. 5 ms at most, so that nobody waits.
func BenchmarkLongCase(b *testing.B) {
	g, c := guide(b), longCase()
	for b.Loop() {
		if c.Outlook(g, seen).Holds == "" {
			b.Fatal("nothing is known")
		}
		if claim := c.Claim(g, seen); len(claim.Missing) > 0 {
			b.Fatal(claim.Missing)
		}
	}
}
