package french_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"compromis/internal/french"
)

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Jusqu’à 5 000 €": "jusqu-a-5-000", "jusqu'à 5\u00a0000": "jusqu-a-5-000", "  Réponse  ": "reponse", "accord rompu": "accord-rompu",
		"Une œuvre": "une-oeuvre", "cœur": "coeur", "e\u0301tape": "etape", "Mise en demeure": "mise-en-demeure", "a — b": "a-b", "ÇA": "ca",
		"López": "lopez", "Lo\u0301pez": "lopez", "Ørsted": "orsted", "Łódź": "lodz", "STRAẞE": "strasse", "Æther": "aether", "Nguyễn": "nguyen",
		"Şahin & Fils": "sahin-fils", "ﬁnance": "finance", "Ψ-12": "12", "a\u00adb": "ab", "-a--b-": "a-b", "?": "", "—": "", "Παππάς": "", "": "",
	} {
		if got := french.Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}

var slug = regexp.MustCompile(`^([a-z0-9]+(-[a-z0-9]+)*)?$`)

// TestSlugIsAnIdentifier, of any text, and that of an identifier is itself.
func TestSlugIsAnIdentifier(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.String().Draw(rt, "text")
		got := french.Slug(s)
		if !slug.MatchString(got) || french.Slug(got) != got || french.Slug(french.Fold(s)) != got {
			rt.Errorf("Slug(%q) = %q, then %q; of what is searched, %q", s, got, french.Slug(got), french.Slug(french.Fold(s)))
		}
	})
}

// TestEveryLatinLetter of the languages around has a plain form, small or
// capital.
func TestEveryLatinLetter(t *testing.T) {
	for r := 'À'; r <= 'ž'; r++ {
		if !unicode.IsLetter(r) {
			continue
		}
		small, capital := french.Slug(string(r)), french.Slug(string(unicode.ToUpper(r)))
		if small == "" || small != capital {
			t.Errorf("%c gives %q, and its capital %q", r, small, capital)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"L’Écluse": "l ecluse", " L'E\u0301CLUSE ": "l ecluse", "Œuvrard & Fils, S.A.R.L.": "oeuvrard fils s a r l", "Παππάς": "παππάς",
		"F-12\u00a0: 5": "f 12 5", "…": "",
	} {
		if got := french.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFound(t *testing.T) {
	for _, c := range []struct {
		text, wanted string
		want         bool
	}{
		{"SARL L’Écluse", "ecluse", true}, {"SARL L'Écluse", "ecluse", true}, {"SARL L’Écluse", "l ecluse", true},
		{"SARL L’Écluse", "L'ECLUSE", true}, {"SARL L’Écluse", "lecluse", true}, {"Lécluse", "l’écluse", true},
		{"Œuvrard", "oeuvrard", true}, {"Oeuvrard", "œuvrard", true}, {"Straße", "STRASSE", true}, {"Aujourd’hui", "aujourdhui", true},
		{"Martin", "arti", true}, {"Martin", "", true}, {"Martin", " ’ ", true}, {"Martin", "martine", false}, {"", "a", false},
		{"Le chat", "lechat", false}, {"Jean Dupont", "dupont jean", false},
	} {
		if got := french.Found(c.text, c.wanted); got != c.want {
			t.Errorf("%q in %q: %v", c.wanted, c.text, got)
		}
	}
}

// typings are ways to type the same thing.
var typings = map[string]func(string) string{
	"capitals":   strings.ToUpper,
	"small":      strings.ToLower,
	"bare":       strings.NewReplacer("é", "e", "È", "E", "ç", "c", "œ", "oe", "Œ", "OE", "æ", "ae", "ß", "ss", "ł", "l", "Ø", "O").Replace,
	"decomposed": strings.NewReplacer("é", "e\u0301", "È", "E\u0300", "ç", "c\u0327").Replace,
	"straight":   strings.NewReplacer("’", "'", "\u00a0", " ").Replace,
	"curly":      strings.NewReplacer("'", "’").Replace,
	"spaced":     strings.NewReplacer("’", " ", "'", " ").Replace,
	"together":   strings.NewReplacer("’", "", "'", "").Replace,
	"around":     func(s string) string { return "  " + s + "\u00a0" },
}

// TestFoundHoweverTyped: any part of a text is found, in any of the ways one may
// type it.
func TestFoundHoweverTyped(t *testing.T) {
	letter := rapid.SampledFrom([]rune("abzAZ019éÈçœŒæßłØж’'\u00a0 -,."))
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SliceOfN(letter, 0, 20).Draw(rt, "text")
		from := rapid.IntRange(0, len(text)).Draw(rt, "from")
		to := rapid.IntRange(from, len(text)).Draw(rt, "to")
		name := rapid.SampledFrom([]string{"capitals", "small", "bare", "decomposed", "straight", "curly", "spaced", "together", "around"}).Draw(rt, "typing")
		wanted := typings[name](string(text[from:to]))
		if !french.Found(string(text), wanted) {
			rt.Errorf("%q is not found in %q", wanted, string(text))
		}
	})
}

// TestFoundIsThere: nothing is found whose letters are not in the text, in that
// order.
func TestFoundIsThere(t *testing.T) {
	letter := rapid.SampledFrom([]rune("abéE’ "))
	plain := func(s string) string { return strings.ReplaceAll(french.Fold(s), " ", "") }
	rapid.Check(t, func(rt *rapid.T) {
		text, wanted := string(rapid.SliceOf(letter).Draw(rt, "text")), string(rapid.SliceOf(letter).Draw(rt, "wanted"))
		if french.Found(text, wanted) && !strings.Contains(plain(text), plain(wanted)) {
			rt.Errorf("%q is found in %q", wanted, text)
		}
	})
}
