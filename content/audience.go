package content

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// audiences checks the words by which a line says that it is for some clients only, or
// for those who owe something: a line whose words are not quite those would be read by
// everybody.
func (p *page) audiences(s section) {
	for _, b := range s.blocks {
		for _, it := range b.items {
			begun := line(it.spans)
			clients, said := begun.Audience()
			switch {
			case said && len(clients) > 0 || len(begun) == 0 || !begun[0].Strong:
			case kindMeant(begun[0].Text) != "":
				p.complain(it.line, "« %s » ressemble à ce qui dit pour quel client est une ligne, et tous les clients la liraient. Écrivez : **%s**. Sinon, ôtez le gras.", begun[0].Text, kindMeant(begun[0].Text))
			case said || marksClient(begun[0].Text):
				p.complain(it.line, "ce client n'est pas connu. En gras, après « Client », sont admis : %s. Exemple : - **Client professionnel ou public** : lisez le contrat.", strings.Join(decision.Audiences(), ", "))
			}
		}
	}
}

// The words by which a line is for those who owe something, or nothing, as they are
// written: see package decision.
var debtMarks = []string{"S'il vous doit", "S'il ne vous doit rien"}

// mostKindWords is how many words say a kind of client; joining are those that say none.
const mostKindWords = 6

var joining = []string{"ou", "et", "en", "france", "un", "une", "le", "la", "les", "pour", "si", "autre", "autres"}

// marksClient says whether words begin as those that name a kind of client.
func marksClient(words string) bool {
	first, rest, _ := strings.Cut(french.Slug(words), "-")
	return rest != "" && strings.Count(rest, "-") < mostKindWords && (sameWord(first, "client") || first == "cliente")
}

// kindMeant returns the words that others, close to them, stand for; "" when they are not
// close to any, or are right.
func kindMeant(words string) string {
	slug := french.Slug(words)
	if after, ok := strings.CutPrefix(strings.Replace(slug, "si-il-", "s-il-", 1), "s-il-"); ok && strings.Contains(after, "doit") {
		for _, mark := range debtMarks {
			if strings.HasPrefix(strings.ReplaceAll(words, "’", "'"), mark) {
				return ""
			}
		}
		if strings.Contains(after, "rien") {
			return debtMarks[1]
		}
		return debtMarks[0]
	}
	marked := marksClient(words)
	if marked {
		_, slug, _ = strings.Cut(slug, "-")
	}
	parts := strings.Split(slug, "-")
	if slug == "" || len(parts) > mostKindWords {
		return ""
	}
	var kinds []string
	for _, word := range parts {
		switch known := kindNear(word, marked); {
		case known == "" && !slices.Contains(joining, word):
			return ""
		case known != "" && !slices.Contains(kinds, known):
			kinds = append(kinds, known)
		}
	}
	if len(kinds) == 0 {
		return ""
	}
	said := "Client " + strings.Join(kinds, " ou ")
	if strings.HasSuffix(slug, "-en-france") {
		said += " en France"
	}
	return said
}

// kindWords are other words for the kinds of client.
var kindWords = map[string]string{
	"consommateur": "particulier", "entreprise": "professionnel", "pro": "professionnel",
	"administration": "public", "publique": "public", "etrangere": "étranger", "privee": "privé",
}

// kindNear returns the word for a kind of client that another stands for: in the plural,
// misspelt, the answer to the question of the client. After « Client », it need only be
// near. "" when there is none.
func kindNear(word string, marked bool) string {
	known := decision.Audiences()
	for _, k := range known {
		if sameWord(word, french.Slug(k)) {
			return k
		}
	}
	for other, k := range kindWords {
		if sameWord(word, other) {
			return k
		}
	}
	if marked && !slices.Contains(joining, word) {
		return decision.Nearest(word, known)
	}
	return ""
}

// sameWord says whether a word is another, in the plural, in the feminine, or a letter apart
// when it is long enough.
func sameWord(word, known string) bool {
	bare := strings.TrimSuffix(word, "s")
	return bare == known || bare == known+"e" || bare == known+"le" || len(known) > 5 && oneApart(bare, known)
}

// oneApart says whether two words differ by a letter, more or less or another.
func oneApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	at := 0
	for at < len(a) && a[at] == b[at] {
		at++
	}
	return len(b)-len(a) < 2 && a[at:] == b[len(b)-len(a)+at:] || len(a) == len(b) && at < len(a) && a[at+1:] == b[at+1:]
}
