package letter_test

import (
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/letter"
)

// TestRegistered: a letter sent by registered post says so once, under whoever
// receives it; no other does.
func TestRegistered(t *testing.T) {
	g := guide(t)
	signed := 0
	for i := range g.Letters() {
		l := &g.Letters()[i]
		text := letter.Fill(g, l, full(), today).Paper.Markdown()
		want := 0
		if l.Signed {
			want, signed = 1, signed+1
		}
		if got := strings.Count(text, dossier.Registered); got != want {
			t.Errorf("%s says %d times how it goes, want %d", l.ID, got, want)
		}
		if at := strings.Index(text, dossier.Registered); l.Signed && len(l.Object) > 0 && (at < strings.Index(text, "Noël & Fils") || at > strings.Index(text, "Objet")) {
			t.Errorf("%s does not say it under the addressee:\n%s", l.ID, text)
		}
	}
	if signed < 10 {
		t.Errorf("only %d letters go by registered post", signed)
	}
}

// plainSpaces gives a text ordinary spaces, to be searched.
func plainSpaces(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

// forTraders are texts that bind people in business only.
var forTraders = []string{"L. 441-10", "D. 441-5", "L. 110-4", "L. 2192-10"}

// TestTextsOfTheClient: a formal notice names its texts, and never to a consumer,
// nor to a client abroad, one that does not bind him.
func TestTextsOfTheClient(t *testing.T) {
	g := guide(t)
	for i := range g.Letters() {
		l := &g.Letters()[i]
		for _, client := range []decision.Value{"consommateur", "commercant", "autre-professionnel", "public", "etranger"} {
			if !l.For(client) {
				continue
			}
			c := full()
			c.Said["client"] = string(client)
			text := plainSpaces(letter.Fill(g, l, c, today).Paper.Markdown())
			for _, words := range forTraders {
				if (client == "consommateur" || client == "etranger") && strings.Contains(text, words) {
					t.Errorf("%s names %s to a client who is %s", l.ID, words, client)
				}
			}
			if client != "public" && strings.Contains(text, "L. 2192-10") {
				t.Errorf("%s names the rules of public buyers to a client who is %s", l.ID, client)
			}
			notice := strings.HasPrefix(l.ID, "mise-en-demeure-")
			if named := strings.Contains(text, "Texte : ") || strings.Contains(text, "Textes : "); notice && client != "etranger" && !named && !(client == "consommateur" && l.ID == "mise-en-demeure-sous-traitant") {
				t.Errorf("%s names no text to a client who is %s", l.ID, client)
			}
		}
	}
	for _, words := range []string{"L. 441-10", "C. civ., art. 1344"} {
		l := letterOf(t, "mise-en-demeure-professionnel")
		if !strings.Contains(plainSpaces(letter.Fill(g, l, full(), today).Paper.Markdown()), words) {
			t.Errorf("a trader is not told %s", words)
		}
	}
}

// letterOf returns a letter of the content.
func letterOf(t *testing.T, id string) *decision.Letter {
	t.Helper()
	all := guide(t).Letters()
	return &all[slices.IndexFunc(all, func(l decision.Letter) bool { return l.ID == id })]
}
