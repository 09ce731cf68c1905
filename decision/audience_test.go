package decision_test

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/decision/decisiontest"
)

// TestFor: a line for other clients goes, with its block when nothing is left; one for
// nobody in particular stays, and a client that is not known reads everything.
func TestFor(t *testing.T) {
	line := func(bold, rest string) decision.Line {
		return decision.Line{{Text: bold, Strong: bold != ""}, {Text: rest}}
	}
	text := decision.Text{
		{List: decision.Numbered, Lines: []decision.Line{line("Client professionnel ou public", " : a"), line("", "b"), line("Échéancier", " : c")}},
		{Lines: []decision.Line{line("Client particulier", " : d")}},
	}
	for client, want := range map[decision.Value]string{
		"consommateur": "b\nÉchéancier : c\nClient particulier : d", "public": "Client professionnel ou public : a\nb\nÉchéancier : c",
		"": text.String(), decision.Unknown: text.String(),
	} {
		if told := text.For(client).String(); told != want {
			t.Errorf("%s reads %q, not %q", client, told, want)
		}
	}
	if clients, said := line("Client inconnu", "").Audience(); !said || clients != nil {
		t.Errorf("%v, %v", clients, said)
	}
}

// TestClientAbroad: he may be a person or a business, and reads the lines of both, less
// those that hold in France only.
func TestClientAbroad(t *testing.T) {
	for words, reads := range map[string]bool{
		"Client particulier": true, "Client professionnel ou public": true, "Client commerçant": true, "Client étranger": true,
		"Client professionnel en France": false, "Client particulier en France": false, "Client association": false, "Client public": false,
	} {
		text := decision.Text{{Lines: []decision.Line{{{Text: words, Strong: true}, {Text: " : a"}}}}}
		if told := text.For("etranger"); (len(told) > 0) != reads {
			t.Errorf("%s: read: %t", words, !reads)
		}
		if told := text.For(decision.Unknown); len(told) == 0 {
			t.Errorf("%s: not read by who is not known", words)
		}
	}
}

// TestNotesForOthers: the note of a text that begins with other clients goes, up to
// its first comma or colon; one that only begins with such a word stays.
func TestNotesForOthers(t *testing.T) {
	notes := []string{"client public, marché avec CCAG : a", "client public : b", "client particulier ou association : c", "public, de toute façon", "client en faillite : d", "client professionnel en France : e"}
	s := &decision.Step{}
	for _, n := range notes {
		s.Bases = append(s.Bases, decision.Citation{Note: n})
	}
	for client, want := range map[decision.Value][]int{
		"consommateur": {2, 3, 4}, "public": {0, 1, 3, 4}, "commercant": {3, 4, 5}, "etranger": {2, 3, 4}, decision.Unknown: {0, 1, 2, 3, 4, 5},
	} {
		var read []int
		for _, c := range s.For(client).Bases {
			read = append(read, slices.Index(notes, c.Note))
		}
		if !slices.Equal(read, want) {
			t.Errorf("%s reads %v, not %v", client, read, want)
		}
	}
}

// flat is the indemnity of forty euros, due between professionals.
var flat = regexp.MustCompile(`(^|\D)40[\x{a0} ]€`)

// TestNobodyReadsForOthers: on every path of the exercises and of the real situations,
// no line of the step is for another client.
func TestNobodyReadsForOthers(t *testing.T) {
	g := contenttest.Guide(t)
	day := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	var all []decision.Answers
	for _, e := range g.Exercises {
		a := decision.NewAnswers(day)
		for _, s := range e.Answers {
			a = a.With(s.Fact, string(s.Value))
		}
		all = append(all, a)
	}
	dice := rand.New(rand.NewPCG(3, 4))
	for _, s := range g.Situations() {
		a, err := decisiontest.Answer(g, s, day, dice)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	hidden := 0
	for _, a := range all {
		v := g.Verdict(a)
		if v.Step == nil {
			continue
		}
		client, _ := a.Get(decision.FactClient)
		told := g.Told(v.Step, a)
		for _, part := range []decision.Text{told.WhyNow, told.HowTo, told.Documents, told.Pitfalls} {
			for _, b := range part {
				for _, l := range b.Lines {
					if clients, said := l.Audience(); said && decision.Value(client) != decision.Unknown && !slices.Contains(clients, decision.Value(client)) {
						t.Errorf("%s: %s reads %q", told.ID, client, l)
					}
				}
			}
		}
		if len(told.HowTo.String()) < len(v.Step.HowTo.String()) {
			hidden++
		}
		for _, r := range g.Walk(a).Path {
			not := map[decision.Value]string{"oui": "S’il ne vous doit rien", "non": "S’il vous doit"}[r.Value]
			if r.Question.Fact == decision.FactDebt && not != "" && strings.Contains(told.HowTo.String(), not) {
				t.Errorf("%s: debt %s reads « %s… »", told.ID, r.Value, not)
			}
		}
	}
	if hidden == 0 {
		t.Error("no line was for another client: the content says it otherwise")
	}
}

// TestNobodyReadsOfTheFlatIndemnity: no page that a consumer or a client abroad may be
// led to speaks of a sum that he never owes, or owes under a law of which we know nothing.
func TestNobodyReadsOfTheFlatIndemnity(t *testing.T) {
	g := contenttest.Guide(t)
	for _, client := range []decision.Value{"consommateur", "etranger"} {
		for _, s := range g.Steps {
			if !slices.ContainsFunc(s.When, func(a decision.Alternative) bool { return allows(a, client) }) {
				continue
			}
			told := s.For(client)
			page := []string{told.WhyNow.String(), told.HowTo.String(), told.Documents.String(), told.Pitfalls.String()}
			for _, c := range told.Bases {
				page = append(page, c.Note)
			}
			if all := strings.Join(page, "\n"); flat.MatchString(all) {
				t.Errorf("%s: the page of a client who is %s speaks of the 40 €: %s", told.ID, client, all)
			}
		}
	}
}

// allows says whether a set of conditions lets a kind of client through.
func allows(a decision.Alternative, client decision.Value) bool {
	return !slices.ContainsFunc(a.Conditions, func(c decision.Condition) bool {
		return c.Fact == decision.FactClient && !slices.Contains(c.Values, client)
	})
}

// asserted are what a step may say has happened, and the answers that make it true:
// none, when no answer does.
var asserted = []struct {
	words  string
	fact   decision.Fact
	values []decision.Value
}{
	{"vous êtes parlé", decision.FactContact, nil}, // a call without an answer counts as one
	{"déjà parlé", decision.FactContact, nil},
	{"L’appel n’a", decision.FactContact, nil},
	{"relance écrite n’a pas suffi", decision.FactContact, []decision.Value{"ecrit", "mise-en-demeure"}},
}

// TestNothingAssertedAgainstTheAnswers: why now says nothing that an answer the step
// allows contradicts.
func TestNothingAssertedAgainstTheAnswers(t *testing.T) {
	g := contenttest.Guide(t)
	for _, s := range g.Steps {
		for _, a := range asserted {
			if !strings.Contains(s.WhyNow.String(), a.words) {
				continue
			}
			for _, alternative := range s.When {
				holds := slices.ContainsFunc(alternative.Conditions, func(c decision.Condition) bool {
					return c.Fact == a.fact && !slices.ContainsFunc(c.Values, func(v decision.Value) bool { return !slices.Contains(a.values, v) })
				})
				if !holds {
					t.Errorf("%s: %s asserts %q, and its conditions do not", s.ID, alternative.Pos, a.words)
				}
			}
		}
	}
}
