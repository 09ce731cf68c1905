package letter_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
)

// model is a letter of one paragraph.
func model(paragraphs ...string) *decision.Letter {
	l := &decision.Letter{ID: "essai", Title: "Un essai", Object: decision.Line{{Text: "l’essai"}}}
	for _, p := range paragraphs {
		l.Parts = append(l.Parts, decision.LetterPart{Text: decision.Text{{Lines: []decision.Line{{{Text: p}}}}}})
	}
	return l
}

var braces = regexp.MustCompile(`\{[a-z-]+\}`)

// TestEveryLetterFills: every letter, for every kind of client, with a case
// that says everything and with one that says nothing.
func TestEveryLetterFills(t *testing.T) {
	g := guide(t)
	if len(g.Letters()) < 15 {
		t.Fatalf("only %d letters", len(g.Letters()))
	}
	for i := range g.Letters() {
		l := &g.Letters()[i]
		for _, client := range g.Question(decision.FactClient).Options {
			said := full()
			said.Said["client"] = string(client.Value)
			for name, c := range map[string]dossier.Case{"full": said, "empty": {}} {
				f := letter.Fill(g, l, c, today)
				if left := braces.FindString(f.Paper.Markdown()); left != "" {
					t.Errorf("%s, %s, %s: %s is left", l.ID, client.Value, name, left)
				}
				if strings.HasPrefix(f.Paper.Markdown(), "# ") != (len(l.Object) == 0) {
					t.Errorf("%s: a document has a title, a letter has none: %.40q", l.ID, f.Paper.Markdown())
				}
				for _, m := range f.Missing {
					if !strings.Contains(f.Paper.Markdown(), m) {
						t.Errorf("%s: %q is missing from nowhere", l.ID, m)
					}
				}
			}
		}
	}
}

func TestGolden(t *testing.T) {
	g := guide(t)
	golden.RequireEqual(t, letter.Fill(g, example(), full(), today).Paper.Markdown())
}

// example is a letter that shows everything a letter may hold. It is not one of
// the content, whose words change.
func example() *decision.Letter {
	line := func(words string) decision.Line { return decision.Line{{Text: words}} }
	client := func(v decision.Value) []decision.Condition {
		return []decision.Condition{{Fact: decision.FactClient, Values: []decision.Value{v}}}
	}
	return &decision.Letter{
		ID: "exemple", Title: "Un exemple", Object: line("mise en demeure pour {objet}"),
		Parts: []decision.LetterPart{
			{Text: decision.Text{
				{Lines: []decision.Line{{{Text: "La somme de "}, {Text: "{somme}", Strong: true}, {Text: ", échue le {echeance}, n’est pas payée."}}}},
				{Lines: []decision.Line{line("{decompte}")}},
			}},
			{Conditions: client("commercant"), Text: decision.Text{{List: decision.Numbered, Lines: []decision.Line{line("Payer."), line("Ou nous appeler.")}}}},
			{Conditions: client("consommateur"), Text: decision.Text{{Lines: []decision.Line{line("Pour un particulier.")}}}},
			{Text: decision.Text{{Lines: []decision.Line{line("Avant le {date-limite}, au taux de {taux}, chez [à compléter" + french.NBSP + ": la banque].")}}}},
		},
		Documents: decision.Text{{List: decision.Bullets, Lines: []decision.Line{line("Les {factures}")}}},
	}
}

// TestEveryField: each is filled by the case that says it, and is a blank with
// its name by the case that does not.
func TestEveryField(t *testing.T) {
	g := guide(t)
	insolvent, planned := full(), full()
	insolvent.Journal = append(insolvent.Journal, dossier.Event{On: "2026-10-01", Kind: dossier.Insolvent})
	planned.Invoices = []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-12-01", Cents: 1000}, {On: "2027-01-01", Cents: 2000}}}}
	planned.Journal = nil
	cases := map[string]dossier.Case{"ouverture": insolvent, "echeancier": planned}
	given := []string{"appel", "date", "date-limite", "date-reponse"} // by the day alone
	for _, name := range dossier.LetterFields {
		c, special := cases[name]
		if !special {
			c = full()
		}
		if f := letter.Fill(g, model("{"+name+"}"), c, today); len(f.Missing) > 0 {
			t.Errorf("%s is missing from a full case: %v", name, f.Missing)
		}
		f := letter.Fill(g, model("A {"+name+"} Z", "{"+name+"}"), dossier.Case{}, today)
		_, body, _ := strings.Cut(f.Paper.Markdown(), "Objet")
		if blank := regexp.MustCompile(`(?m)^\[à compléter.*\]$`).MatchString(body); blank == slices.Contains(given, name) {
			t.Errorf("%s with an empty case:\n%s", name, f.Paper.Markdown())
		}
	}
}

// TestFieldWords: each field that content accepts has its words, and no other.
func TestFieldWords(t *testing.T) {
	if got, want := slices.Sorted(maps.Keys(letter.FieldWords)), slices.Sorted(slices.Values(dossier.LetterFields)); !slices.Equal(got, want) {
		t.Errorf("words for %q, fields %q", got, want)
	}
}

func TestMissingIsListedOnceInOrder(t *testing.T) {
	l := model("{somme}, {objet} et {somme}", "[à compléter"+french.NBSP+": la *banque*]")
	f := letter.Fill(guide(t), l, dossier.Case{Business: dossier.Party{Name: "A", Address: "1, rue B\n75001 Paris", Contact: "C"}}, today)
	want := []string{"le nom du client", "l’adresse du client", "la somme restant due", "la commande ou le travail en cause", "la *banque*"}
	if !slices.Equal(f.Missing, want) {
		t.Errorf("missing %q, want %q", f.Missing, want)
	}
}

// TestPassages: one is kept when its condition holds, on what was said as on
// what another answer settles, and never when it is not known.
func TestPassages(t *testing.T) {
	g := guide(t)
	l := model("toujours")
	keep := func(words string, fact decision.Fact, values ...decision.Value) {
		l.Parts = append(l.Parts, decision.LetterPart{
			Conditions: []decision.Condition{{Fact: fact, Values: values}},
			Text:       decision.Text{{Lines: []decision.Line{{{Text: words}}}}},
		})
	}
	keep("dit", "client", "public", "commercant")
	keep("déduit", "dette", "oui")
	keep("calculé", "echeance", decision.Far)
	keep("faux", "client", "consommateur")
	keep("inconnu", "budget", "oui", "non")
	text := letter.Fill(g, l, full(), today).Paper.Markdown()
	for words, want := range map[string]bool{"toujours": true, "dit": true, "déduit": true, "calculé": true, "faux": false, "inconnu": false} {
		if got := strings.Contains(text, "\n"+words+"\n"); got != want {
			t.Errorf("%q kept: %v\n%s", words, got, text)
		}
	}
}

// TestDatesOfTheJournal: a letter names the last of several events, whatever
// their order in the journal; a step noted as done stands for an event only when
// there is none.
func TestDatesOfTheJournal(t *testing.T) {
	step := func(id string, on decision.Day) dossier.Event {
		return dossier.Event{On: on, Kind: dossier.StepDone, Step: id}
	}
	c := dossier.Case{Journal: []dossier.Event{
		{On: "2026-06-15", Kind: dossier.Reminded}, {On: "2026-06-01", Kind: dossier.Reminded},
		step("relancer-par-ecrit", "2026-07-01"), step("mettre-en-demeure", "2026-08-02"), step("mettre-en-demeure", "2026-08-01"),
	}}
	text := letter.Fill(guide(t), model("{relance}", "{mise-en-demeure}", "{journal}"), c, today).Paper.Markdown()
	dates := regexp.MustCompile(`\d\d/\d\d/2026`).FindAllString(text, -1)
	want := []string{"23/11/2026", "15/06/2026", "02/08/2026", "01/06/2026", "15/06/2026", "01/07/2026", "01/08/2026", "02/08/2026"}
	if !slices.Equal(dates, want) {
		t.Errorf("dates %v, want %v", dates, want)
	}
}

// TestWordsOfAPersonAreNoMarks: what is typed in a case is read as it is.
func TestWordsOfAPersonAreNoMarks(t *testing.T) {
	c := full()
	c.Client.Name = "# 1. *Pizza* **Bella** {somme} \\o/"
	c.Business.Name = "- Tiret"
	c.Business.Address = "> 3, rue C\n12. rue D\n75001 Paris"
	c.Subject = "une  ligne\net deux"
	p := letter.Fill(guide(t), model("{client}", "{objet}"), c, today).Paper
	var words string
	for _, b := range paper.Read(p.Markdown()).Blocks {
		words += b.String() + "\n"
	}
	for _, typed := range []string{c.Client.Name, c.Business.Name, "> 3, rue C", "12. rue D", "une ligne et deux"} {
		if strings.Count(words, typed) == 0 {
			t.Errorf("%q is not in\n%s", typed, words)
		}
	}
}

// TestCivility: a letter calls the client as the case says, in its first words
// and in its last, and both ways when the case does not say.
func TestCivility(t *testing.T) {
	g := guide(t)
	for civility, want := range map[dossier.Civility]string{dossier.Madam: "Madame", dossier.Sir: "Monsieur", "": "Madame, Monsieur", "x": "Madame, Monsieur"} {
		c := full()
		c.Client.Civility = civility
		for i := range g.Letters() {
			l := &g.Letters()[i]
			if len(l.Object) == 0 {
				continue // to somebody else, or to nobody
			}
			text := letter.Fill(g, l, c, today).Paper.Markdown()
			if !strings.Contains(text, "\n"+want+",\n") {
				continue // a note for the team
			}
			if other := strings.ReplaceAll(text, want, ""); strings.Contains(other, "Madame") || strings.Contains(other, "Monsieur") {
				t.Errorf("%s does not call %q the same way everywhere:\n%s", l.ID, civility, text)
			}
			if !strings.Contains(text, "agréer, "+want+", nos") {
				t.Errorf("%s does not end as it starts:\n%s", l.ID, text)
			}
		}
		if text := letter.Fill(g, letterOf(t, "relance-1"), c, today).Paper.Markdown(); !strings.Contains(text, "\n"+want+",\n") {
			t.Errorf("%q is not called %s:\n%s", civility, want, text)
		}
	}
}

// TestNoGenderOfAName: no phrase built on a name says whether it is feminine.
func TestNoGenderOfAName(t *testing.T) {
	g := guide(t)
	for i := range g.Letters() {
		text := letter.Fill(g, &g.Letters()[i], full(), today).Paper.Markdown()
		if m := regexp.MustCompile(`(?i)(représentée?|domiciliée?|dénommée?|soussignée?|située?) (par|à|au|en|:)`).FindString(text); m != "" {
			t.Errorf("%s: %q", g.Letters()[i].ID, m)
		}
	}
}
