package dossier_test

import (
	"fmt"
	"slices"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
)

// deadlinesOf tells the deadlines of a case in short.
func deadlinesOf(t *testing.T, c dossier.Case, on decision.Day) (all []string) {
	t.Helper()
	g := guide(t)
	for _, d := range c.Deadlines(g, on) {
		if d.Usage == (d.Basis != "") || d.Basis != "" && g.Basis(d.Basis) == nil {
			t.Errorf("%s: usage %v, basis %q", d.Kind, d.Usage, d.Basis)
		}
		all = append(all, string(d.On)+" "+string(d.Kind)+d.About)
	}
	return all
}

// TestDeadlines: a year in the life of a debt. The limitation period of this
// debt, from the 10th of January 2026, is there whenever one may still sue.
func TestDeadlines(t *testing.T) {
	h := happened
	debt := func(journal ...dossier.Event) dossier.Case {
		return done("commercant", "2026-01-10", "2026-02-10", journal...)
	}
	for _, test := range []struct {
		name string
		c    dossier.Case
		on   decision.Day
		want []string
	}{
		{"to come", debt(), "2026-01-15", []string{"2026-02-10 echeance-factureF1", "2031-01-10 prescriptionF1"}},
		{"due today", debt(), "2026-02-10", []string{"2026-02-10 echeance-factureF1", "2031-01-10 prescriptionF1"}},
		{"late", debt(), "2026-02-11", []string{"2031-01-10 prescriptionF1"}},
		{"notice given", debt(h(dossier.GaveNotice, "2026-03-01"), h(dossier.GaveNotice, "2026-04-01")), "2026-04-02", []string{"2026-04-16 fin-mise-en-demeure", "2031-01-10 prescriptionF1"}},
		{"notice long past", debt(h(dossier.GaveNotice, "2026-03-01")), "2026-05-02", []string{"2026-03-16 fin-mise-en-demeure", "2031-01-10 prescriptionF1"}},
		{"notice answered", debt(h(dossier.GaveNotice, "2026-03-01"), h(dossier.Replied, "2026-03-05")), "2026-05-02", []string{"2031-01-10 prescriptionF1"}},
		{"order of the 31st of August: six months", debt(h(dossier.AskedOrder, "2026-07-01"), h(dossier.Judged, "2026-08-31")), "2026-10-01", []string{"2027-02-28 signifier-injonction", "2031-01-10 prescriptionF1"}},
		{"order of the 1st of September: three months", debt(h(dossier.AskedOrder, "2026-07-01"), h(dossier.Judged, "2026-09-01")), "2026-10-01", []string{"2026-12-01 signifier-injonction", "2031-01-10 prescriptionF1"}},
		{"order served: a new period", debt(h(dossier.AskedOrder, "2026-07-01"), h(dossier.Judged, "2026-09-01"), h(dossier.ServedOrder, "2026-10-01")), "2026-10-02", []string{"2026-11-02 fin-opposition", "2031-10-01 prescriptionF1"}},
		{"order served overseas: a month more", overseas(debt(h(dossier.AskedOrder, "2026-07-01"), h(dossier.ServedOrder, "2026-10-01"))), "2026-10-02", []string{"2026-12-01 fin-opposition", "2031-10-01 prescriptionF1"}},
		{"order not served in person: to be asked", debt(h(dossier.AskedOrder, "2026-07-01"), h(dossier.ServedAtHome, "2026-10-01")), "2026-10-02", []string{" fin-opposition", "2031-10-01 prescriptionF1"}},
		{"order not served in person, then a seizure", debt(h(dossier.AskedOrder, "2026-07-01"), h(dossier.ServedAtHome, "2026-10-01"), h(dossier.Seized, "2026-11-03")), "2026-11-04", []string{"2026-12-03 fin-opposition", "2031-11-03 prescriptionF1"}},
		{"judgment of a suit: nothing to serve in three months", debt(h(dossier.Sued, "2026-07-01"), h(dossier.Judged, "2026-09-01")), "2026-10-01", []string{"2036-09-01 execution"}},
		{"before a judge", debt(h(dossier.Sued, "2026-07-01")), "2026-10-01", nil},
		{"suit lost", debt(h(dossier.Sued, "2026-07-01"), h(dossier.LostSuit, "2026-09-01")), "2026-10-01", []string{"2031-01-10 prescriptionF1"}},
		{"insolvent", debt(h(dossier.GaveNotice, "2026-08-25"), h(dossier.Insolvent, "2026-09-01")), "2026-10-01", []string{"2026-11-01 declarer-creance"}},
		{"insolvent, two months long past", debt(h(dossier.Insolvent, "2026-06-30")), "2026-10-01", []string{"2026-08-30 declarer-creance"}},
		{"declared", debt(h(dossier.Insolvent, "2026-09-01"), h(dossier.Declared, "2026-09-20")), "2026-10-01", nil},
		{"paid", debt(h(dossier.GaveNotice, "2026-03-01"), paid("2026-03-02", 1000_00, "")), "2026-03-03", nil},
		{"barred: it stays, marked so", done("consommateur", "2024-01-10", "2024-01-10"), "2026-01-11", []string{"2026-01-10 prescriptionF1"}},
		{"nothing known", dossier.Case{}, "2026-01-11", nil},
	} {
		if got := deadlinesOf(t, test.c, test.on); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		test.c.Closed = test.on
		if got := deadlinesOf(t, test.c, test.on); len(got) > 0 {
			t.Errorf("%s, closed: %q", test.name, got)
		}
	}
}

func overseas(c dossier.Case) dossier.Case {
	c.Client.Address = "2 rue du Phare\n97400 Saint-Denis"
	return c
}

// TestComplaintDeadlines: working days, around Christmas.
func TestComplaintDeadlines(t *testing.T) {
	c := dossier.Case{Complaints: []dossier.Complaint{
		{Number: " R1", On: "2026-12-23"}, // Wednesday: 24, then 28, as the 25th is a holiday
		{Number: " R2", On: "2026-12-21", Acknowledged: "2026-12-22"},
		{Number: " R3", On: "2026-12-21", Answered: "2026-12-22"},
		{Number: " R4", On: "2026-12-21", Closed: "2026-12-22"},
		{Number: " R5"},
	}}
	want := []string{
		"2026-12-28 accuser-reclamation R1",
		"2027-01-06 repondre-reclamation R2", // 22, 23, 24, 28, 29, 30, 31, 4, 5, 6
		"2027-01-08 repondre-reclamation R1",
	}
	if got := deadlinesOf(t, c, "2026-12-30"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestStakes: the recommended step comes with those that may follow, and its
// share of the sum.
func TestStakes(t *testing.T) {
	g := guide(t)
	for _, e := range g.Exercises {
		a := decision.NewAnswers(today)
		for _, s := range e.Answers {
			a = a.With(s.Fact, string(s.Value))
		}
		here, rungs := false, map[string]int{}
		for i, r := range slices.Backward(g.Ladder) {
			rungs[r.Step] = i
		}
		last := -1
		for _, s := range dossier.Stakes(g, a, 500_00) {
			here = here || s.Step.ID == e.Step
			f := s.Figures
			if s.Known != (f.CostMin >= 0 && f.CostMax >= 0) || f.CostMax > 0 && s.Share != int(f.CostMax/5) || f.CostMax <= 0 && s.Share != 0 {
				t.Errorf("%s: %+v", e.ID, s)
			}
			if rungs[s.Step.ID] <= last {
				t.Errorf("%s: %s is not in the order of the ladder", e.ID, s.Step.ID)
			}
			last = rungs[s.Step.ID]
		}
		if !here {
			t.Errorf("%s: %s is not among the stakes", e.ID, e.Step)
		}
	}
	if all := dossier.Stakes(g, decision.NewAnswers(today), 0); len(all) == 0 || slices.ContainsFunc(all, func(s dossier.Stake) bool { return s.Share != 0 }) {
		t.Error("no sum, and yet a share")
	}
}

// TestAhead adds up the escalation, and keeps saying that something is missing.
func TestAhead(t *testing.T) {
	g := guide(t)
	for _, e := range g.Exercises {
		a := decision.NewAnswers(today)
		for _, s := range e.Answers {
			a = a.With(s.Fact, string(s.Value))
		}
		var sum dossier.Leg
		stages := g.Escalation(a)
		legs := dossier.Ahead(g, a)
		for i, l := range legs {
			f := l.Figures
			sum.CostMin += max(f.CostMin, 0)
			sum.CostMax += max(f.CostMax, 0)
			sum.DaysMin += max(f.DaysMin, 0)
			sum.DaysMax += max(f.DaysMax, 0)
			sum.Unknown = sum.Unknown || min(f.CostMin, f.CostMax) < 0
			sum.UnknownDays = sum.UnknownDays || min(f.DaysMin, f.DaysMax) < 0
			sum.Stage, sum.Figures = stages[i], f
			if fmt.Sprint(l) != fmt.Sprint(sum) || f.Step != stages[i].Step.ID {
				t.Errorf("%s, stage %d: %+v, want %+v", e.ID, i, l, sum)
			}
		}
		if len(legs) != len(stages) {
			t.Errorf("%s: %d legs for %d stages", e.ID, len(legs), len(stages))
		}
	}
}

// TestLastDayOfAContract: the period of the contract, and its own text.
func TestLastDayOfAContract(t *testing.T) {
	g := guide(t)
	for _, test := range []struct {
		client, contract decision.Value
		on               decision.Day
		basis            string
	}{
		{"commercant", "", "2030-10-10", "c-com-l110-4"},
		{"commercant", "ordinaire", "2030-10-10", "c-com-l110-4"},
		{"commercant", "transport", "2026-10-10", "c-com-l133-6"},
		{"consommateur", "transport", "2026-10-10", "c-com-l133-6"},
		{"consommateur", "travaux", "2027-10-10", "c-conso-l218-2"},
		{"autre-professionnel", "telecom", "2026-10-10", "cpce-postes-l34-2"},
		{"consommateur", "bail", "2028-10-10", "loi-89-462"},
		{"autre-professionnel", "bail", "2030-10-10", "c-civ-2224"},
		{"public", "ordinaire", "2029-12-31", "loi-68-1250"},
	} {
		c := dossier.Case{Said: map[decision.Fact]string{"client": string(test.client), "contrat": string(test.contract), "echeance": "2025-10-10"}}
		all := c.Deadlines(g, "2025-12-01")
		if len(all) != 1 || all[0].On != test.on || all[0].Basis != test.basis {
			t.Errorf("%s, %s: %+v, want %s by %s", test.client, test.contract, all, test.on, test.basis)
		}
	}
}
