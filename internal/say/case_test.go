package say_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// Every event and deadline has words of its own: none shows its code.
func TestWordsOfACase(t *testing.T) {
	g := contenttest.Guide(t)
	seen := map[string]bool{}
	for _, k := range append(dossier.EventKinds(g), dossier.StepDone, dossier.Kept, dossier.ToRecall) {
		if told := say.Event(g, k); told == string(k) || seen[told] {
			t.Errorf("event %s is told %q", k, told)
		} else {
			seen[told] = true
		}
	}
	kinds := []dossier.DeadlineKind{
		dossier.LastDayToSue, dossier.LastDayToEnforce, dossier.AcknowledgeComplaint, dossier.AnswerComplaint, dossier.InvoiceDue, dossier.DayNoted, dossier.Recall,
	}
	for _, l := range g.TimeLimits {
		if kind := dossier.DeadlineKind(l.ID); !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	for _, k := range kinds {
		if told := say.Deadline(g, dossier.Deadline{Kind: k}); told == string(k) || seen[told] {
			t.Errorf("deadline %s is told %q", k, told)
		} else {
			seen[told] = true
		}
	}
	for _, k := range []decision.RateKind{decision.RateBusiness, decision.RatePublic, decision.RateLegal} {
		if say.Rate(k) == string(k) {
			t.Errorf("rate %s has no words", k)
		}
	}
	if got := say.Event(g, "inconnu"); got != "inconnu" {
		t.Errorf("an event not known is told %q", got)
	}
}

// A deadline names what it is about, and a usage never passes for a rule.
func TestDeadline(t *testing.T) {
	g := contenttest.Guide(t)
	rule := say.Deadline(g, dossier.Deadline{Kind: dossier.InvoiceDue, About: "F-12"})
	usage := say.Deadline(g, dossier.Deadline{Kind: dossier.AnswerComplaint, Usage: true})
	if !strings.Contains(rule, "F-12") || strings.Contains(rule, "usage") || !strings.Contains(usage, "usage") {
		t.Errorf("got %q and %q", rule, usage)
	}
}

func TestSpan(t *testing.T) {
	got := say.Span(dossier.InterestSpan{Cents: 150_000, Points: 1215, Days: 61, Interest: 3046})
	if want := "1 500,00 € × 12,15 % × 61 jours ÷ 365 = 30,46 €"; plain(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A missing rate is told with its days, and what is counted all the same.
func TestMissingRate(t *testing.T) {
	of := dossier.Claim{On: "2027-06-30"}
	for _, test := range []struct {
		from, to decision.Day
		want     string
	}{
		{"2027-01-01", "2027-06-30", "à partir du 01/01/2027 : les intérêts sont comptés jusqu’au 31/12/2026, le reste est à compléter"},
		{"2020-12-01", "2020-12-31", "du 01/12/2020 au 31/12/2020 : les intérêts de ces jours ne sont pas comptés"},
		{"2020-12-31", "2020-12-31", "pour le 31/12/2020 : les intérêts de ces jours ne sont pas comptés"},
	} {
		if got := plain(say.MissingRate(of, dossier.MissingRate{Kind: decision.RateLegal, From: test.from, To: test.to})); !strings.Contains(got, test.want) {
			t.Errorf("got %q", got)
		}
	}
}

// Every remark has words, with the invoice, the day and the sum it is about.
func TestRemarks(t *testing.T) {
	of := dossier.Claim{On: "2026-08-31", Balance: 4000_50}
	kinds := []dossier.RemarkKind{
		dossier.AllPaid, dossier.Overpaid, dossier.ClientUnknown, dossier.ClientAbroad, dossier.NoNotice, dossier.NoDueDay, dossier.RateRefused,
		dossier.FloorUnknown, dossier.InterestEnds, dossier.OpeningUnknown, dossier.DueTooLate, dossier.PaidLater, dossier.PaidNothing, dossier.PaidSomeday, dossier.PaidUnknown,
		dossier.PaidAny, dossier.InterestFirst, dossier.Raised, dossier.RaiseUnknown, dossier.NotRaised, dossier.YearsCounted, dossier.YearsIgnored, dossier.Year365,
	}
	seen := map[string]bool{}
	for _, k := range kinds {
		of.Remarks = append(of.Remarks, dossier.Remark{Kind: k, Invoice: "F2", On: "2026-05-31", Cents: 22_47})
	}
	for i, got := range say.Remarks(of) {
		if got == string(kinds[i]) || seen[got] || !strings.HasSuffix(got, ".") {
			t.Errorf("%s: %q", kinds[i], got)
		}
		seen[got] = true
	}
	for kind, want := range map[dossier.RemarkKind]string{
		dossier.Overpaid:      "22,47 € de trop",
		dossier.PaidUnknown:   "« F2 » ne correspond à aucune facture : le paiement de 22,47 € du 31/05/2026 est compté sur la plus ancienne",
		dossier.InterestEnds:  "s’arrêtent le 31/05/2026, veille",
		dossier.InterestFirst: "le solde des factures : 4 000,50 €",
	} {
		if got := plain(say.Remark(of, dossier.Remark{Kind: kind, Invoice: "F2", On: "2026-05-31", Cents: 22_47})); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", kind, got, want)
		}
	}
}

// TestEveryFieldHasItsWords: whatever two versions of a case may differ by, the
// person reads its name, never that of the file.
func TestEveryFieldHasItsWords(t *testing.T) {
	own := []string{"id", "journal", "conclusion", "conclusion_precedente", "prochaine_echeance", "agenda", "ouvert_le", "modifie_le"} // never apart
	name := func(f reflect.StructField) string {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	}
	under := map[string]reflect.Type{
		"client": reflect.TypeFor[dossier.Party](), "factures": reflect.TypeFor[dossier.Invoice](), "reclamations": reflect.TypeFor[dossier.Complaint](),
	}
	for f := range reflect.TypeFor[dossier.Case]().Fields() {
		top := name(f)
		if slices.Contains(own, top) {
			continue
		}
		if told := say.Field(nil, []string{top}); told == top || told == french.Shown(top) {
			t.Errorf("%s is told %q", top, told)
		}
		of, deeper := under[top]
		if !deeper {
			continue
		}
		for f := range of.Fields() {
			last := name(f)
			path := []string{top, "1", last}
			if top == "client" {
				path = []string{top, last}
			}
			if told := say.Field(nil, path); strings.Contains(told, "_") || last == "civilite" && !strings.HasSuffix(told, "civilité") {
				t.Errorf("%v is told %q", path, told)
			}
		}
	}
}
