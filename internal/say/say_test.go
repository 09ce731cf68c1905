package say_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// guide returns the real content.
var guide = contenttest.Guide

func day(t testing.TB, d string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, d)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func text(words string) decision.Text {
	return decision.Text{{Lines: []decision.Line{{{Text: words}}}}}
}

// has checks that the words are in the text, wherever spaces do not break.
func has(t *testing.T, told string, wanted ...string) {
	t.Helper()
	spaced := func(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
	for _, w := range wanted {
		if !strings.Contains(spaced(told), spaced(w)) {
			t.Errorf("no %q in %q", w, told)
		}
	}
}

// TestDoubt: an uncertain law and a text not read again are two things, and a
// text may be neither, one or both.
func TestDoubt(t *testing.T) {
	disputed, unread := text("Les juges se partagent."), text("L’alinéa 2.")
	for _, b := range []decision.LegalBasis{{}, {Disputed: disputed}, {Unread: unread}, {Disputed: disputed, Unread: unread}} {
		b.CheckedOn, b.ReadIn, b.Confidence, b.InForce = day(t, "2025-07-18"), "base LEGI, état de juillet 2025", "B", "2016-10"
		told, mark := say.Provenance(&b), say.Mark(&b)
		has(t, told, "18/07/2025", b.ReadIn, "Confiance B", french.Since(string(b.InForce)))
		for doubt, there := range map[string]bool{say.Disputed: len(b.Disputed) > 0, say.Unread: len(b.Unread) > 0} {
			if strings.Contains(told, doubt) != there || strings.Contains(say.Doubt(&b), doubt) != there {
				t.Errorf("%q is said: %t, in %q", doubt, !there, told)
			}
		}
		if doubtful := say.Doubt(&b) != ""; doubtful != (mark != "") || doubtful != strings.Contains(told, "\u00a0; ") {
			t.Errorf("marked %q, told %q", mark, told)
		}
		if strings.Contains(told, "..") || !strings.HasSuffix(told, ".") || strings.Contains(told, "  ") {
			t.Errorf("badly told: %q", told)
		}
	}
}

// TestProvenanceOfEveryText: whoever reads a text sees when and where it was
// read, and what is to be confirmed of it.
func TestProvenanceOfEveryText(t *testing.T) {
	g := guide(t)
	for i := range g.Bases {
		b := &g.Bases[i]
		told := say.Provenance(b)
		has(t, told, b.CheckedOn.Format("02/01/2006"), b.ReadIn, "Confiance "+string(b.Confidence))
		if b.Confidence != decision.ConfidenceA && say.Mark(b) == "" {
			t.Errorf("%s is of confidence %s, and nothing says so", b.ID, b.Confidence)
		}
	}
}

// TestReadings: the oldest, the newest and the one in the middle; never the
// newest alone. A ruling never changes, and does not count.
func TestReadings(t *testing.T) {
	g := &decision.Guide{}
	if say.Readings(g) != "" {
		t.Errorf("of nothing: %q", say.Readings(g))
	}
	for _, d := range []string{"2026-09-25", "2014-01-01", "2025-07-18", "2025-07-18", "2026-08-05"} {
		g.Bases = append(g.Bases, decision.LegalBasis{ID: "texte", CheckedOn: day(t, d)})
	}
	has(t, say.Readings(g), "01/01/2014", "25/09/2026", "médiane 18/07/2025")
	has(t, say.OldestReading(g), "01/01/2014", "médiane 18/07/2025")

	g = guide(t)
	var days []time.Time
	for _, b := range g.Bases {
		if !b.Ruling() {
			days = append(days, b.CheckedOn)
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	has(t, say.Readings(g), french.Date(days[0]), french.Date(days[len(days)-1]))
}

// TestLimits: a length, what starts it and what to do; what a contract sets is
// never supposed, and a day is not said in the plural.
func TestLimits(t *testing.T) {
	limit := func(n int, unit decision.TimeUnit) decision.TimeLimit {
		return decision.TimeLimit{Step: "agir", Length: n, Unit: unit, Since: "Le refus est reçu", Do: "Saisir le juge", Whose: decision.Yours, Proof: decision.Done}
	}
	g := &decision.Guide{Steps: []decision.Step{{ID: "agir"}}, TimeLimits: []decision.TimeLimit{
		limit(1, decision.Days), limit(1, decision.WorkingDays), limit(1, decision.Months), limit(2, decision.WorkingDays), limit(0, ""),
	}}
	lines := say.Limits(g, &g.Steps[0], "2026-11-23")[0].Lines
	for i, want := range []string{"1 jour.", "1 jour ouvrable.", "1 mois.", "2 jours ouvrables.", "Selon votre contrat."} {
		has(t, lines[i].String(), want, "Le refus est reçu → saisir le juge")
	}
	if told := say.Limits(g, &decision.Step{ID: "attendre"}, "2026-11-23"); told != nil {
		t.Errorf("of a step without a limit: %v", told)
	}
	g.TimeLimits[0].Period.To = day(t, "2026-08-31")
	if n := len(say.Limits(g, &g.Steps[0], "2026-11-23")[0].Lines); n != 4 {
		t.Errorf("%d limits, one of which is over", n)
	}
}

// TestLimitsOfOthers: a limit that the client does not have is not told of him; a client
// who is not known reads them all.
func TestLimitsOfOthers(t *testing.T) {
	g := guide(t)
	on := decision.DayOf(g.Version)
	told := func(step string, client decision.Value) string {
		return say.Limits(g, g.Step(step).For(client), on).String()
	}
	for client, reads := range map[decision.Value][2]bool{
		"consommateur": {true, false}, "autre-professionnel": {false, true}, "commercant": {}, "public": {}, "etranger": {}, decision.Unknown: {true, true},
	} {
		text := told("livrer-ou-rembourser", client)
		for i, basis := range []string{"c-conso-l216-7", "c-conso-l216-8"} {
			if has := strings.Contains(text, g.Basis(basis).Reference); has != reads[i] {
				t.Errorf("%s reads %s: %t, in %q", client, basis, has, text)
			}
		}
	}
	if told("injonction-de-payer", "commercant") == "" || strings.Contains(told("injonction-de-payer", "consommateur"), g.Basis("cpc-1425").Reference) {
		t.Error("the costs of the commercial court are told of a consumer, or not of a trader")
	}
}

// TestUnreadTexts: a month is only said of a text that was read, and a court decision
// has no present text.
func TestUnreadTexts(t *testing.T) {
	b := decision.LegalBasis{ID: "c-civ-1", Unread: text("L’alinéa 2."), CheckedOn: day(t, "2025-07-18"), ReadIn: "base LEGI, état de juillet 2025", Confidence: "B"}
	has(t, say.Doubt(&b), "juillet 2025")
	if b.ReadIn, b.Source = "articles d’avocats", decision.Told; strings.Contains(say.Doubt(&b), "2025") || strings.Contains(say.Read(&b), "texte lu") {
		t.Errorf("a text known by others is said to be read: %s, %s", say.Doubt(&b), say.Read(&b))
	}
	b.ReadIn, b.Source, b.CheckedOn = "miroir, état de 2014", decision.Mirror, day(t, "2014-01-01")
	if doubt := say.Doubt(&b); !strings.Contains(doubt, "2014") || strings.Contains(doubt, "janvier") {
		t.Errorf("of a year, the month is said: %s", doubt)
	}
	for i := range guide(t).Bases {
		b := &guide(t).Bases[i]
		if told := say.Mark(b) + say.Doubt(b); b.Ruling() && (strings.Contains(told, "actuel") || strings.Contains(told, "en vigueur")) {
			t.Errorf("%s: a decision has no text in force: %s", b.ID, told)
		}
	}
}

// TestLimitsOfEveryStep: a limit of the content is told where its step is, with
// its text and whose it is.
func TestLimitsOfEveryStep(t *testing.T) {
	g := guide(t)
	on := decision.DayOf(g.Version)
	seen := 0
	for _, s := range g.Steps {
		limits, told := g.TimeLimitsOf(s.ID, decision.Answers{}, on), say.Limits(g, &s, on)
		for i, l := range limits {
			line := told[0].Lines[i].String()
			if l.Length > 0 && l.Basis != "" {
				has(t, line, g.Basis(l.Basis).Reference)
			}
			if strings.Contains(line, "délai du client") != (l.Whose == decision.Clients) {
				t.Errorf("%s: whose limit is it? %s", l.ID, line)
			}
			seen++
		}
	}
	if seen < 15 {
		t.Errorf("only %d limits seen", seen)
	}
}

// TestOwed: what the business owes is said when it does, and only then.
func TestOwed(t *testing.T) {
	g := guide(t)
	said := func(debt, dispute string) decision.Answers {
		return decision.NewAnswers(g.Version).With("cause", "qualite").With("dette", debt).With("client", "consommateur").
			With("difficulte", "non").With("piece", "rien").With("contact", "oral").With("reponse", "refus").
			With("contrat", "ordinaire").With("echeance", "lointaine").With("contestation", dispute)
	}
	for _, test := range []struct {
		debt, dispute string
		owed          bool
	}{{"non", "", true}, {"oui", "non", false}, {"oui", "serieuse", false}, {"oui", "fondee", true}} {
		parts := say.Owed(g, said(test.debt, test.dispute))
		if (len(parts) > 0) != test.owed {
			t.Errorf("debt %s, dispute %q: %d passages", test.debt, test.dispute, len(parts))
		}
		for _, p := range parts {
			if p.Title == "" || len(p.Text) == 0 {
				t.Errorf("an empty passage: %+v", p)
			}
		}
	}
}

// TestChanged: an older recommendation that no longer holds is named, with the
// new one and why.
func TestChanged(t *testing.T) {
	g := guide(t)
	a := decision.NewAnswers(g.Version)
	for _, s := range g.Exercises[0].Answers {
		a = a.With(s.Fact, string(s.Value))
	}
	v := g.Verdict(a)
	before := g.Step("consulter-avocat")
	told := say.Changed(g, dossier.Conclusion{Step: before.ID, On: "2026-03-02"}, a)
	has(t, told, before.Title, "02/03/2026", v.Step.Title)
	for _, r := range v.Reasons {
		has(t, told, g.Question(r.Fact).Name)
	}
	for name, former := range map[string]dossier.Conclusion{
		"the same": {Step: v.Step.ID}, "none": {}, "one that is gone": {Step: "disparue"},
	} {
		if told := say.Changed(g, former, a); told != "" {
			t.Errorf("%s: %q", name, told)
		}
	}
	if told := say.Changed(g, dossier.Conclusion{Step: before.ID}, decision.NewAnswers(g.Version)); told != "" {
		t.Errorf("nothing is recommended now: %q", told)
	}
}

// TestARuleSaysItsAgeOnce: a rule says once what the reading of its text has become, in
// the brackets where it cites it or in its own; whoever then names the text does not say
// it again.
func TestARuleSaysItsAgeOnce(t *testing.T) {
	g := guide(t).AsOf(time.Date(2028, time.June, 1, 0, 0, 0, 0, time.UTC))
	asked := func(f decision.Fact) *decision.Question { return g.Question(f) }
	for rule, text := range map[string]string{
		"on met en demeure celui qui doit une somme":                         "Code civil, articles 1344 et 1344-1",
		"on met en demeure celui qui doit une somme (C. civ., art. 1344)":    "",
		"on met en demeure (par écrit, au besoin) celui qui doit une somme.": "",
	} {
		why := say.Reasons(g, asked, []decision.Reason{{Fact: "dette", Value: "oui", Text: rule, Basis: "c-civ-1344"}})[0]
		if strings.Count(why.String(), say.OldReading) != 1 || why.Text != text {
			t.Errorf("%q: %q, then %q", rule, why, why.Text)
		}
	}
}
