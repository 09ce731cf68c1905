package say_test

import (
	"slices"
	"strings"
	"testing"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// Every event and deadline has words of its own: none shows its code.
func TestWordsOfACase(t *testing.T) {
	g := contenttest.Guide(t)
	seen := map[string]bool{}
	for _, k := range append(dossier.EventKinds(g), dossier.StepDone, dossier.Kept) {
		if told := say.Event(g, k); told == string(k) || seen[told] {
			t.Errorf("event %s is told %q", k, told)
		} else {
			seen[told] = true
		}
	}
	kinds := []dossier.DeadlineKind{
		dossier.LastDayToSue, dossier.LastDayToEnforce, dossier.AcknowledgeComplaint, dossier.AnswerComplaint, dossier.InvoiceDue, dossier.DayNoted,
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

// A missing rate is told with its days, one or several.
func TestMissingRate(t *testing.T) {
	e := &dossier.MissingRateError{Kind: decision.RateLegal, From: "2027-01-01", To: "2027-06-30"}
	if got := say.Error(nil, e); got != say.MissingRate(e) {
		t.Errorf("as an error: %q", got)
	}
	if got := plain(say.MissingRate(e)); !strings.Contains(got, "du 01/01/2027 au 30/06/2027") {
		t.Errorf("got %q", got)
	}
	e.To = e.From
	if got := plain(say.MissingRate(e)); strings.Contains(got, " au ") || !strings.Contains(got, "01/01/2027") {
		t.Errorf("got %q", got)
	}
}
