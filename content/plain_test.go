package content

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// Plain language, measured: the reading ease of Kandel and Moles, which is that
// of Flesch for French, and the length of sentences.
const (
	leastEase   = 60 // « standard », what a daily paper is written in
	mostWords   = 30 // in a sentence of a step or of a question
	wantedWords = 25 // longer ones are listed
)

// TestPlainLanguage reads every page that is read under pressure.
func TestPlainLanguage(t *testing.T) {
	seen := 0
	for _, dir := range []string{"etapes", "questions", "causes"} {
		files, err := fs.Glob(embedded, dir+"/*.md")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			source, err := embedded.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			seen++
			text := prose(string(source))
			if ease := readingEase(text); ease < leastEase {
				t.Errorf("%s: the reading ease is %.0f, %d wanted", file, ease, leastEase)
			}
			if dir == "causes" {
				continue
			}
			for _, s := range cut(text, sentenceEnd) {
				switch n := len(wordOrNumber.FindAllString(s, -1)); {
				case n > mostWords:
					t.Errorf("%s: a sentence of %d words: %s", file, n, s)
				case n > wantedWords:
					t.Logf("%s: a sentence of %d words: %s", file, n, s)
				}
			}
		}
	}
	if seen < 80 {
		t.Errorf("only %d pages read", seen)
	}
}

var (
	rubric       = regexp.MustCompile(`(?m)^## (.*)$`)
	target       = regexp.MustCompile(`\]\([^)]*\)`)
	title        = regexp.MustCompile(`(?m)^#+ .*$`)
	entryMark    = regexp.MustCompile(`(?m)^(\d+\.|-) `)
	shortened    = regexp.MustCompile(`\b(art|n°|L|R|D|M|Mme)\.\s?`)
	decimal      = regexp.MustCompile(`(\d)[.,](\d)`)
	vowels       = regexp.MustCompile(`[aeiouyàâäéèêëîïôöùûüœæ]+`)
	silentEnd    = regexp.MustCompile(`[^aeiouyàâäéèêëîïôöùûüœæ](e|es|ent)$`)
	word         = regexp.MustCompile(`[A-Za-zÀ-ÿœŒ]+`)
	wordOrNumber = regexp.MustCompile(`[A-Za-zÀ-ÿœŒ0-9]+`)
	clauseEnd    = regexp.MustCompile(`[.!?;:](\s|$)| — `)
	sentenceEnd  = regexp.MustCompile(`[.!?](\s|$)`)
)

// notProse are the rubrics made of identifiers.
var notProse = map[string]bool{
	"Repères": true, "Quand": true, "Ensuite": true, "Réponse habituelle": true, "Saisie": true,
}

// prose returns what is read as sentences in a page, a paragraph or an entry of
// a list a line.
func prose(source string) string {
	var b strings.Builder
	starts := append(rubric.FindAllStringIndex(source, -1), []int{len(source), len(source)})
	b.WriteString(source[:starts[0][0]])
	for i, s := range starts[:len(starts)-1] {
		if !notProse[strings.TrimPrefix(source[s[0]:s[1]], "## ")] {
			b.WriteString(source[s[1]:starts[i+1][0]])
		}
	}
	text := strings.NewReplacer("[", "", "*", "").Replace(target.ReplaceAllString(b.String(), ""))
	text = entryMark.ReplaceAllString(title.ReplaceAllString(text, ""), "")
	text = shortened.ReplaceAllString(text, "")
	return decimal.ReplaceAllString(text, "$1$2")
}

// cut returns the pieces of each line.
func cut(text string, end *regexp.Regexp) []string {
	var pieces []string
	for line := range strings.Lines(text) {
		pieces = append(pieces, end.Split(strings.TrimSpace(line), -1)...)
	}
	return pieces
}

// readingEase is 207 for nothing at all, and falls with long sentences and long
// words. A colon or a semicolon ends what is read in one breath.
func readingEase(text string) float64 {
	var sentences, words, syllables float64
	for _, s := range cut(text, clauseEnd) {
		found := word.FindAllString(s, -1)
		if len(found) < 2 {
			continue
		}
		sentences++
		words += float64(len(found))
		for _, w := range found {
			syllables += float64(syllablesOf(w))
		}
	}
	if words == 0 {
		return 207
	}
	return 207 - 1.015*words/sentences - 73.6*syllables/words
}

// syllablesOf counts the groups of vowels, but for a silent end.
func syllablesOf(word string) int {
	word = strings.ToLower(word)
	n := len(vowels.FindAllString(word, -1))
	if n > 1 && silentEnd.MatchString(word) {
		n--
	}
	return max(1, n)
}

// TestReadingEase measures sentences counted by hand.
func TestReadingEase(t *testing.T) {
	for w, want := range map[string]int{
		"facture": 2, "demandes": 2, "lettre": 1, "le": 1, "é": 1, "délai": 2, "médiation": 3, "oui": 1, "CPC": 1, "Échéancier": 3,
	} {
		if n := syllablesOf(w); n != want {
			t.Errorf("%s has %d syllables, %d wanted", w, n, want)
		}
	}
	for text, want := range map[string]float64{
		"":                                     207,
		"Le contrat reste valable.":            207 - 1.015*4 - 73.6*6/4,
		"Il faut agir : le délai reste court.": 207 - 1.015*7/2 - 73.6*9/7,
	} {
		if got := readingEase(text); got-want > 0.01 || want-got > 0.01 {
			t.Errorf("%q: %.2f, want %.2f", text, got, want)
		}
	}
	hard := "L'établissement d'une reconnaissance contractuelle préalable conditionne l'opposabilité de l'obligation indemnitaire."
	if ease := readingEase(hard); ease >= leastEase {
		t.Errorf("%q is found easy: %.0f", hard, ease)
	}
	page := "# Titre\nUn mot.\n\n## Quand\n- client : public\n\n## Pièges\n- Attendre ([C. civ., art. L. 611-3](../a.md)) coûte 3,5 %.\n"
	if got := strings.Fields(prose(page)); strings.Join(got, " ") != "Un mot. Attendre (C. civ., 611-3) coûte 35 %." {
		t.Errorf("the prose is %q", got)
	}
}
