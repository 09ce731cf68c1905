package content

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// knowing are the letters whose reader lives by a word of the law: the court, the
// officer or the organ of the proceedings they are sent to, and the debtor who is in
// them.
var knowing = map[string]string{
	"courriers/bordereau-injonction.md":            "procédure collective",
	"courriers/creance-posterieure.md":             "procédure collective",
	"courriers/declaration-creance.md":             "liquidation judiciaire",
	"courriers/demande-petites-creances.md":        "procédure collective",
	"courriers/mise-en-demeure-sous-traitant.md":   "procédure collective",
	"courriers/revendication-reserve-propriete.md": "procédure collective",
}

// TestPlainLanguage: no page is hard to read, no sentence is long, no story takes more
// or less than a minute, and no word of the law is left unexplained but to those who
// live by it.
func TestPlainLanguage(t *testing.T) {
	style := embeddedGuide(t).Style()
	if len(style.Ease) < 400 || style.Median() < 80 {
		t.Errorf("%d pages read, of median ease %.0f", len(style.Ease), style.Median())
	}
	for _, r := range style.Remarks {
		page, _, _ := strings.Cut(r.Pos, ":")
		if word := knowing[page]; word == "" || !strings.HasPrefix(r.Say, "« "+word+" » n'est pas expliqué") {
			t.Errorf("%s: %s %s", r.Pos, r.Say, r.Quote)
		}
	}
	if len(style.Remarks) != len(knowing) {
		t.Errorf("%d remarks, for %d letters whose readers know the word", len(style.Remarks), len(knowing))
	}
}

// TestStyleRemarks: what is hard to read is told with its line and its sentence.
func TestStyleRemarks(t *testing.T) {
	long := "Le client qui ne répond pas à la lettre que vous lui avez envoyée après deux appels restés sans effet doit alors recevoir sans attendre une mise en demeure."
	page := "# Titre\nUne phrase courte.\n\n## Pièges\n- " + long + "\n- La forclusion guette.\n- La caducité, c'est-à-dire la perte d'effet, aussi.\n- Voyez la [forclusion](../fondements/a.md).\n"
	folder := fstest.MapFS{
		"mots.md":                {Data: []byte("# Mots\n\n- forclusion\n- caducité\n- référé\n- référé-provision\n")},
		"etapes/a.md":            {Data: []byte(page)},
		"etapes/b.md":            {Data: []byte("# B\nIl y a le référé-provision (une avance) : on le fait et on va vite, si le prix est dû.\n")},
		"fondements/dur.md":      {Data: []byte("# Dur\nL'établissement contractuel préalable conditionne indéniablement l'opposabilité indemnitaire.\n")},
		"cas-pratiques/court.md": {Data: []byte("# Court\nUn client ne paie pas.\n")},
		"etapes/_brouillon.md":   {Data: []byte(page)},
		"courriers/lettre.md":    {Data: []byte("# Lettre\nFait le {forclusion}.\n")},
		"questions/oui.md":       {Data: []byte("# Oui ?\n\n## Réponses\n- oui : Oui — bien sûr → fait : valeur\n")},
	}
	var got []string
	for _, r := range styleOf(folder).Remarks {
		got = append(got, r.Pos+" "+r.Say[:strings.IndexByte(r.Say, ' ')]+" "+beginning(r.Quote, 12))
	}
	want := []string{
		"etapes/a.md:5 cette Le client qu…", "etapes/a.md:6 « La forclusio…",
		"fondements/dur.md:1 cette ", "cas-pratiques/court.md:1 l'histoire ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("told:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
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
		var m measure
		m.add(text)
		if got := m.ease(); got-want > 0.01 || want-got > 0.01 {
			t.Errorf("%q: %.2f, want %.2f", text, got, want)
		}
	}
	for sentence, want := range map[string]int{
		"Le juge décide.": 3, "Payez 6 800 € sous 3,5 jours": 5, "Voir C. civ., art. 1353 et L. 611-3": 9,
	} {
		if n := wordsIn(sentences(sentence)[0]); n != want {
			t.Errorf("%q has %d words, %d wanted", sentence, n, want)
		}
	}
	if all := sentences("Voir l'art. 5. Puis payez !"); len(all) != 3 || all[0] != "Voir l'art. 5" {
		t.Errorf("%q", all)
	}
}
