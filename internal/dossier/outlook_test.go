package dossier_test

import (
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
)

// TestOutlookHolds: what a list was told stays true as long as it says.
func TestOutlookHolds(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c, on := anyCase(rt), anyDay(rt, "asked")
		c.Said["cause"], c.Said["difficulte"], c.Said["piece"], c.Said["contrat"] = "impaye", "non", "rien", "ordinaire"
		c.Said["contact"], c.Said["reponse"], c.Said["contestation"] = "ecrit", "silence", "non"
		was := c.Outlook(g, on)
		if was.Holds < on {
			rt.Fatalf("%+v is not even true on %s", was, on)
		}
		days := int(was.Holds.Time().Sub(on.Time()).Hours() / 24)
		later := on.Add(rapid.IntRange(0, days).Draw(rt, "days"))
		is := c.Outlook(g, later)
		is.Holds = was.Holds
		if is != was {
			rt.Fatalf("on %s: %+v\non %s: %+v", on, was, later, is)
		}
	})
}

// TestOutlookChanges: a debt of a consumer gets near its end, is passed, and the
// list knows without anybody opening the case.
func TestOutlookChanges(t *testing.T) {
	g := guide(t)
	c := owed("consommateur", 1000_00, "2025-01-31")
	for f, v := range map[decision.Fact]string{
		"cause": "impaye", "difficulte": "non", "piece": "rien", "contrat": "ordinaire", "contact": "ecrit", "reponse": "silence", "contestation": "non",
	} {
		c.Said[f] = v
	}
	for on, want := range map[decision.Day]string{
		"2026-07-31": "mettre-en-demeure", "2026-08-01": "interrompre-prescription", "2027-01-31": "interrompre-prescription", "2027-02-01": "creance-prescrite",
	} {
		if o := c.Outlook(g, on); o.Step != want {
			t.Errorf("on %s: %+v, want %s", on, o, want)
		}
	}
	c = c.With(dossier.Event{On: "2026-06-01", Kind: dossier.GaveNotice})
	if o := c.Outlook(g, "2026-06-10"); o.Until != "2026-06-16" || o.Over || o.Holds != "2026-06-16" {
		t.Errorf("the notice runs: %+v", o)
	}
	if o := c.Outlook(g, "2026-06-17"); !o.Over {
		t.Errorf("the notice is over: %+v", o)
	}
}

// TestOutlookOfAnOldAttachment: one that is older than the text that was read lapses in
// silence, and the list does not go on counting it.
func TestOutlookOfAnOldAttachment(t *testing.T) {
	g := guide(t)
	c := owed("consommateur", 1000_00, "2024-07-01").With(dossier.Event{On: "2024-07-02", Kind: dossier.Protected})
	if o := c.Outlook(g, "2024-07-02"); o.Holds > "2024-07-10" {
		t.Errorf("%+v holds beyond the eight days", o)
	}
}

// TestNotSettledWhileTheBusinessOwes: a client who paid and is owed the work, or his
// money, is not a case to close.
func TestNotSettledWhileTheBusinessOwes(t *testing.T) {
	g := guide(t)
	c := owed("consommateur", 1000_00, "2026-07-01").With(dossier.Event{On: "2026-07-02", Kind: dossier.Paid, Cents: 1000_00})
	for _, debt := range []string{"oui", "non"} {
		c.Said[decision.FactDebt] = debt
		if want := debt == "oui"; c.Outlook(g, "2026-07-10").Settled != want || c.Standing(g, "2026-07-10").Settled != want {
			t.Errorf("the client owes: %s, settled: %v", debt, !want)
		}
	}
}
