package dossier_test

import (
	"slices"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
)

// The stories that were told when the dates of a case did not agree, each with
// its right value.

// story is the day they are looked at.
const story decision.Day = "2026-11-28"

// unpaid is a debt that was reminded in writing and met with silence.
func unpaid(client string, invoices ...dossier.Invoice) dossier.Case {
	return dossier.Case{Invoices: invoices, Said: map[decision.Fact]string{
		"cause": "impaye", "client": client, "difficulte": "non", "piece": "rien", "contact": "ecrit", "reponse": "silence",
		"contrat": "ordinaire", "echeance": "lointaine", "contestation": "non", "relation": "non", "clause": "non", "tiers": "non",
	}}
}

func dueOn(number string, on decision.Day) dossier.Invoice {
	return dossier.Invoice{Number: number, Dues: []dossier.Due{{On: on, Cents: 900_00}}}
}

// stepOf is the recommended step.
func stepOf(t *testing.T, c dossier.Case, on decision.Day) string {
	t.Helper()
	s := c.Standing(guide(t), on).Step
	if s == nil {
		t.Fatalf("no step: %v", c.Answers(guide(t), on.Time()).Said())
	}
	return s.ID
}

// lastDays are the last days to sue of the agenda.
func lastDays(t *testing.T, c dossier.Case, on decision.Day) []dossier.Deadline {
	return slices.DeleteFunc(c.Deadlines(guide(t), on), func(d dossier.Deadline) bool { return d.Kind != dossier.LastDayToSue })
}

// TestStoryOfTheConsumer: an invoice due on 15/12/2024, and « lointaine » that
// was answered.
func TestStoryOfTheConsumer(t *testing.T) {
	g, c := guide(t), unpaid("consommateur", dueOn("F1", "2024-12-15"))
	if got := stepOf(t, c, story); got != "interrompre-prescription" {
		t.Errorf("step %s", got)
	}
	told := false
	for _, d := range c.Derived(g, story.Time()) {
		if d.Fact == "echeance" {
			told = d.Value == "proche" && d.Said == "lointaine" && d.Contradicts
		}
	}
	if !told {
		t.Errorf("the contradiction is not told: %+v", c.Derived(g, story.Time()))
	}
	if all := lastDays(t, c, story); len(all) != 1 || all[0].On != "2026-12-15" || all[0].Latest != "" || all[0].Basis != "c-conso-l218-2" || all[0].Passed {
		t.Errorf("agenda: %+v", all)
	}
	if b := g.Basis("c-conso-l218-2"); b == nil {
		t.Error("no page for the text")
	}
}

// TestStoryOfTwoInvoices: an old one, barred, and a recent one.
func TestStoryOfTwoInvoices(t *testing.T) {
	c := unpaid("consommateur", dueOn("VIEILLE", "2024-03-10"), dueOn("NEUVE", "2026-09-10"))
	all := lastDays(t, c, story)
	if len(all) != 2 || all[0].About != "VIEILLE" || all[0].On != "2026-03-10" || !all[0].Passed || all[1].About != "NEUVE" || all[1].On != "2028-09-10" || all[1].Passed {
		t.Errorf("agenda: %+v", all)
	}
	if got := stepOf(t, c, story); got == "creance-prescrite" || got == "interrompre-prescription" {
		t.Errorf("step %s", got)
	}
	// The old one alone is barred, and the step says so.
	c.Invoices = c.Invoices[:1]
	if got := stepOf(t, c, story); got != "creance-prescrite" {
		t.Errorf("the old one alone: step %s", got)
	}
	// The agenda keeps the day that has passed, marked so, for years.
	if all := lastDays(t, c, "2032-11-28"); len(all) != 1 || all[0].On != "2026-03-10" || !all[0].Passed {
		t.Errorf("years later: %+v", all)
	}
}

// TestStoryOfTheComplaint: received on 20/11/2026, to be answered by 04/12/2026.
func TestStoryOfTheComplaint(t *testing.T) {
	c := dossier.Case{Complaints: []dossier.Complaint{{Number: " R-2026-001", On: "2026-11-20"}}}
	want := []string{"2026-11-24 accuser-reclamation R-2026-001", "2026-12-04 repondre-reclamation R-2026-001"}
	if got := deadlinesOf(t, c, "2026-11-23"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestStoryOfTheNotice: sent on 20/10/2026; one waits until 04/11/2026, then says
// what came of it.
func TestStoryOfTheNotice(t *testing.T) {
	g, c := guide(t), unpaid("commercant", dueOn("F1", "2026-09-10"))
	if got := stepOf(t, c, "2026-10-20"); got != "mettre-en-demeure" {
		t.Fatalf("step %s", got)
	}
	letters := g.Letters()
	i := slices.IndexFunc(letters, func(l decision.Letter) bool { return l.ID == "mise-en-demeure-professionnel" })
	sent := c.Sends(&letters[i], c.Leaving(g, &letters[i], "2026-10-20"))
	for on, waiting := range map[decision.Day]bool{"2026-10-20": true, "2026-11-04": true, "2026-11-05": false, "2027-03-01": false} {
		s := sent.Standing(g, on)
		if s.Step == nil || s.Step.ID != "mettre-en-demeure" || s.Awaited == nil || s.Awaited.On != "2026-11-04" || s.Waiting() != waiting || s.Then == nil {
			t.Errorf("on %s: %+v, awaited %+v", on, s, s.Awaited)
		}
	}
	step := g.Step("mettre-en-demeure")
	silent := slices.IndexFunc(step.Outcomes, func(o decision.Outcome) bool { return o.Label == "Le client ne répond pas" })
	then := sent.Standing(g, "2026-11-05").Then
	after := sent.Happened(g, step, step.Outcomes[silent], "2026-11-05", "")
	if s := after.Standing(g, "2026-11-05"); s.Step == nil || s.Step.ID != then.ID || s.Awaited != nil || s.Step.ID == "mettre-en-demeure" {
		t.Errorf("after the outcome: %+v, and %s was announced", s.Step, then.ID)
	}
}

// TestStoryOfTheForeigner: two to five years, and no text: the law that applies
// is not known.
func TestStoryOfTheForeigner(t *testing.T) {
	c := unpaid("etranger", dueOn("F1", "2024-10-15"))
	if all := lastDays(t, c, story); len(all) != 1 || all[0].On != "2026-10-15" || all[0].Latest != "2029-10-15" || all[0].Basis != "" || all[0].Passed {
		t.Errorf("agenda: %+v", all)
	}
	if all := lastDays(t, c, "2029-10-16"); len(all) != 1 || all[0].On != "2026-10-15" || !all[0].Passed {
		t.Errorf("once both have passed: %+v", all)
	}
}

// TestStoryOfHolds: what holds one invoice does not hold another, and what came
// too late holds nothing.
func TestStoryOfHolds(t *testing.T) {
	about := func(kind dossier.EventKind, on decision.Day, invoice string) dossier.Event {
		return dossier.Event{Kind: kind, On: on, Invoice: invoice}
	}
	for _, test := range []struct {
		name   string
		events []dossier.Event
		want   []string
	}{
		{"a suit about one", []dossier.Event{about(dossier.Sued, "2026-10-01", "A")}, []string{"2027-06-10 prescriptionB"}},
		{"a judgment about one", []dossier.Event{about(dossier.Sued, "2026-10-01", "A"), about(dossier.Judged, "2026-11-01", "A")}, []string{"2027-06-10 prescriptionB", "2036-11-01 execution"}},
		{"a suit that came too late for one", []dossier.Event{about(dossier.Sued, "2027-02-01", "")}, []string{"2027-01-10 prescriptionA"}},
		{"a suit that was lost on appeal", []dossier.Event{about(dossier.Sued, "2026-10-01", ""), about(dossier.Judged, "2026-11-01", ""), about(dossier.LostSuit, "2026-12-01", "")}, []string{"2027-01-10 prescriptionA", "2027-06-10 prescriptionB"}},
		{"an order whose suit was extinguished", []dossier.Event{about(dossier.AskedOrder, "2026-08-01", ""), about(dossier.ServedOrder, "2026-09-01", ""), about(dossier.Opposed, "2026-09-20", ""), about(dossier.LostSuit, "2026-12-01", "")}, []string{"2027-01-10 prescriptionA", "2027-06-10 prescriptionB"}},
	} {
		c := unpaid("consommateur", dueOn("A", "2025-01-10"), dueOn("B", "2025-06-10"))
		for _, e := range test.events {
			c = c.With(e)
		}
		if got := deadlinesOf(t, c, "2027-02-15"); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	later := unpaid("commercant", dueOn("A", "2026-05-10")).With(about(dossier.Insolvent, "2026-03-10", ""))
	if all := lastDays(t, later, story); len(all) > 0 {
		t.Errorf("in insolvency proceedings one declares: %+v", all)
	}
	later.Said["difficulte"] = "creance-posterieure"
	if all := lastDays(t, later, story); len(all) != 1 || all[0].On != "2031-05-10" {
		t.Errorf("a debt born after: %+v", all)
	}
	admin := unpaid("public", dueOn("A", "2020-05-10")).With(about(dossier.Renounced, "2026-01-10", ""))
	if b := barOf(t, admin, story); b.Earliest != "2024-12-31" || b.State != decision.Barred || b.Moves[0].Basis != "loi-68-1250-art-6" {
		t.Errorf("an administration cannot renounce: %+v", b)
	}
}
