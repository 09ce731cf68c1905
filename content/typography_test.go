package content

import (
	"testing"

	"compromis/decision"
)

func TestFrench(t *testing.T) {
	for typed, want := range map[string]string{
		"":                         "",
		" ":                        " ",
		"l'accord":                 "l’accord",
		"l’accord":                 "l’accord",
		"Coût : 300 €":             "Coût\u00a0: 300\u00a0€",
		"vraiment ?! Oui !":        "vraiment\u00a0?! Oui\u00a0!",
		"un ; deux":                "un\u00a0; deux",
		"10 % par an":              "10\u00a0% par an",
		"« oui »":                  "«\u00a0oui\u00a0»",
		"5 000 €":                  "5\u00a0000\u00a0€",
		"1 000 000 €":              "1\u00a0000\u00a0000\u00a0€",
		"en 2026 douze":            "en 2026 douze",
		"300 \u20ac":               "300\u00a0€",
		"5\u202f000\u202f€":        "5\u00a0000\u00a0€",
		"art. L. 611-3":            "art.\u00a0L.\u00a0611-3",
		"art. R. 111-1, D. 441-5":  "art.\u00a0R.\u00a0111-1, D.\u00a0441-5",
		"n° 20-23.204":             "n°\u00a020-23.204",
		"§ 3":                      "§\u00a03",
		"2 ans et 6 mois":          "2\u00a0ans et 6\u00a0mois",
		"15 jours, 1 an, 3 heures": "15\u00a0jours, 1\u00a0an, 3\u00a0heures",
		"2 années":                 "2 années",
		"l'art. et le M. Durand":   "l’art.\u00a0et le M. Durand",
		"smart. Le reste":          "smart. Le reste",
		"bien...":                  "bien…",
		"https://exemple.fr":       "https://exemple.fr",
		"déjà\u00a0: collé":        "déjà\u00a0: collé",
	} {
		if got := typeset(typed); got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
		if once := typeset(typed); typeset(once) != once {
			t.Errorf("%q changes again: %q", once, typeset(once))
		}
	}
}

// TestFrenchAcrossLooks: a change of look hides no space from typography.
func TestFrenchAcrossLooks(t *testing.T) {
	bold := func(s string) decision.Span { return decision.Span{Text: s, Strong: true} }
	look := func(s string) decision.Span { return decision.Span{Text: s} }
	for _, test := range []struct {
		typed decision.Line
		want  string
	}{
		{decision.Line{bold("Coût"), look(" : 300"), bold(" €")}, "Coût\u00a0: 300\u00a0€"},
		{decision.Line{look("« "), bold("oui"), look(" »")}, "«\u00a0oui\u00a0»"},
		{decision.Line{look("l'art. "), bold("1103")}, "l’art.\u00a01103"},
		{decision.Line{bold("6"), look(" mois")}, "6\u00a0mois"},
		{decision.Line{look("un "), bold("mot"), look(" ici")}, "un mot ici"},
		{decision.Line{look("un "), look("mot")}, "un mot"},
	} {
		if got := line(test.typed).String(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

func TestPlain(t *testing.T) {
	for typed, want := range map[string]string{
		"l’accord": "l'accord", "a\u00a0:\u202fb": "a : b", "  a  b ": "a b", "\u00a0": "", "a\nb": "a\nb",
	} {
		if got := plain(typed); got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
}
