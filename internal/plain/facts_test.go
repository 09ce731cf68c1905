package plain_test

import (
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/plain"
)

func TestParsePair(t *testing.T) {
	for in, want := range map[string]plain.Pair{
		"cause=impaye":       {"cause", "impaye"},
		" cause = impaye ":   {"cause", "impaye"},
		"montant=1 234,56 €": {"montant", "1 234,56 €"},
		"a=b=c":              {"a", "b=c"},
	} {
		if got, err := plain.ParsePair(in); err != nil || got != want {
			t.Errorf("ParsePair(%q) = %v, %v, want %v", in, got, err, want)
		}
	}
	for _, in := range []string{"", "cause", "=", "cause=", "=impaye", " = "} {
		if _, err := plain.ParsePair(in); err == nil {
			t.Errorf("ParsePair(%q): no error", in)
		} else if !strings.Contains(err.Error(), "fait=valeur") {
			t.Errorf("ParsePair(%q): %v", in, err)
		}
	}
}

func TestReadFacts(t *testing.T) {
	for in, want := range map[string][]plain.Pair{
		`{}`: nil,
		`{"cause":"impaye","montant":1234.5,"echeance":"2026-03-01"}`: {{"cause", "impaye"}, {"montant", "1234.5"}, {"echeance", "2026-03-01"}},
		"\ufeff{\n\t\"montant\" : \"1 234,56 €\"\n}\n":                {{"montant", "1 234,56 €"}},
		`{"montant": 5000}`: {{"montant", "5000"}},
	} {
		got, err := plain.ReadFacts(strings.NewReader(in))
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("ReadFacts(%q) = %v, %v, want %v", in, got, err, want)
		}
	}
}

func TestReadFactsRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"":                                      "ligne 1, octet 1 : ce n’est pas du JSON.",
		"cause=impaye":                          "ce n’est pas du JSON",
		"[1]":                                   "il faut un objet",
		`"impaye"`:                              "il faut un objet",
		`{"cause":"impaye"`:                     "l’objet n’est pas fermé",
		`{"cause"}`:                             "est mal écrite",
		`{"cause":impaye}`:                      "la valeur de « cause » est mal écrite",
		`{"cause":"impaye",}`:                   "virgule est de trop",
		`{"cause":"impaye","dette" "oui"}`:      "« dette » est mal écrite",
		"{\"cause\":\"a\",\n\"cause\":\"a\"}":   "ligne 2, octet 22 : le fait « cause » est donné deux fois",
		`{"cause":["impaye"]}`:                  "« cause » doit être un texte entre guillemets ou un nombre",
		`{"cause":{"a":"b"}}`:                   "doit être un texte",
		`{"budget":true}`:                       "doit être un texte",
		`{"budget":null}`:                       "doit être un texte",
		`{"montant":1.234}`:                     "« 1.234 » n’est pas un montant",
		`{"montant":-5}`:                        "« -5 » n’est pas un montant",
		`{"montant":1e3}`:                       "« 1e3 » n’est pas un montant",
		`{"cause":"impaye"} x`:                  "quelque chose après l’objet",
		`{"cause":"impaye"}{}`:                  "quelque chose après l’objet",
		"{\"cause\":\"\xff\"}":                  "n’est pas en UTF-8",
		`{"a":"` + strings.Repeat("x", 1<<20):   "dépasse 1 Mio",
		strings.Repeat(" ", 1<<20) + `{"a":"b"`: "dépasse 1 Mio",
	} {
		shown := in[:min(len(in), 40)]
		_, err := plain.ReadFacts(strings.NewReader(in))
		if err == nil {
			t.Errorf("ReadFacts(%q): no error", shown)
			continue
		}
		if !strings.Contains(spaced(err.Error()), want) {
			t.Errorf("ReadFacts(%q):\n got %s\nwant %s", shown, spaced(err.Error()), want)
		}
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("ReadFacts(%q): several lines: %q", shown, err)
		}
	}
}

func TestReadFactsTellsOfABrokenInput(t *testing.T) {
	if _, err := plain.ReadFacts(iotest.ErrReader(io.ErrClosedPipe)); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v, want closed pipe", err)
	}
}

func FuzzReadFacts(f *testing.F) {
	for _, s := range []string{`{"cause":"impaye","montant":1234.5}`, `{"a":"b","a":"c"}`, `{"a":{}}`, "\xff", "[", "{}x", `{"\u0000":"\ud800"}`} {
		f.Add([]byte(s))
	}
	g := contenttest.Guide(f)
	f.Fuzz(func(t *testing.T, source []byte) {
		pairs, err := plain.ReadFacts(strings.NewReader(string(source)))
		if err == nil {
			_, err = plain.Collect(g, today, pairs)
		}
		if err != nil && (strings.ContainsAny(err.Error(), "\n\r\x1b") || err.Error() == "") {
			t.Errorf("%q: not one plain line: %q", source, err)
		}
		seen := map[string]bool{}
		for _, p := range pairs {
			if seen[p.Fact] {
				t.Errorf("%q: %s came twice", source, p.Fact)
			}
			seen[p.Fact] = true
		}
	})
}

func TestCollect(t *testing.T) {
	for _, c := range []struct{ fact, said, want string }{
		{"cause", "impaye", "impaye"},
		{"Cause", "Impayé", "impaye"},
		{"réponse", "accord rompu", "accord-rompu"},
		{"montant", "1 234,56 €", "1234.56"},
		{"montant", "1234.5", "1234.50"},
		{"montant", "jusqu-5000", "jusqu-5000"},
		{"echeance", "31/12/2025", "2025-12-31"},
		{"échéance", "2025-12-31", "2025-12-31"},
		{"budget", "?", "?"},
		{"budget", "inconnu", "?"},
		{"montant", "je ne sais pas", "?"},
	} {
		a, err := plain.Collect(guide(t), today, []plain.Pair{{Fact: c.fact, Said: c.said}})
		if err != nil {
			t.Errorf("%s=%s: %v", c.fact, c.said, err)
			continue
		}
		if len(a.Said()) != 1 {
			t.Errorf("%s=%s gives %v", c.fact, c.said, a.Said())
		}
		for f, got := range a.Said() {
			if got != c.want {
				t.Errorf("%s=%s gives %s=%s, want %s", c.fact, c.said, f, got, c.want)
			}
		}
	}
}

func TestCollectRefuses(t *testing.T) {
	for _, c := range []struct {
		pairs []plain.Pair
		want  string
	}{
		{[]plain.Pair{{"clent", "public"}}, "Le fait « clent » n’existe pas. Vouliez-vous dire « client » ?"},
		{[]plain.Pair{{"client", "publi"}}, "« publi » n’est pas une réponse à « client ». Vouliez-vous dire « public » ?"},
		{[]plain.Pair{{"client", "public"}, {"Client", "public"}}, "Le fait « client » est donné deux fois. Gardez une seule réponse."},
		{[]plain.Pair{{"cause", "impaye"}, {"dette", "non"}}, "cause=impaye implique dette=oui, mais vous avez dit dette=non. Retirez l’une des deux réponses."},
		{[]plain.Pair{{"montant", "-5"}}, "« -5 » n’est pas accepté pour « montant ». Un montant ne peut pas être négatif."},
		{[]plain.Pair{{"montant", "jusqu5000"}}, "Ou vouliez-vous dire « jusqu-5000 » ?"},
		{[]plain.Pair{{"echeance", "31/02/2026"}}, "Février 2026 a 28 jours. Écrivez 28/02/2026."},
		{[]plain.Pair{{"echeance", "proches"}}, "Ou vouliez-vous dire « proche » ?"},
		{[]plain.Pair{{"x\ny", "z"}, {"client", "\x1b[0m"}}, "Le fait « x y » n’existe pas. Les faits : cause, dette"},
	} {
		_, err := plain.Collect(guide(t), today, c.pairs)
		if err == nil {
			t.Errorf("%v: no error", c.pairs)
			continue
		}
		has(t, err.Error(), c.want)
		if strings.ContainsAny(err.Error(), "\n\x1b") {
			t.Errorf("%v: not one plain line: %q", c.pairs, err)
		}
	}
}

// A figure that is not known for today is never guessed.
func TestCollectWithoutFigure(t *testing.T) {
	long := today.AddDate(-100, 0, 0)
	for fact, said := range map[string]string{"montant": "12", "echeance": "1/1/1920"} {
		if _, err := plain.Collect(guide(t), long, []plain.Pair{{Fact: fact, Said: said}}); err == nil {
			t.Errorf("%s: no error", fact)
		} else {
			has(t, err.Error(), "Aucun barème n’est connu à la date du jour pour calculer « "+fact+" »")
		}
	}
}

// A fact named in the guide but not reached is kept: it may matter later.
func TestCollectKeepsFactsAhead(t *testing.T) {
	a, err := plain.Collect(guide(t), today, []plain.Pair{{"cause", "impaye"}, {"contact", "aucun"}, {"reponse", "refus"}})
	if err != nil || !maps.Equal(a.Said(), map[decision.Fact]string{"cause": "impaye", "contact": "aucun", "reponse": "refus"}) {
		t.Errorf("facts %v, %v", a.Said(), err)
	}
}
