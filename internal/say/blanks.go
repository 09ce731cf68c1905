package say

import (
	"strings"

	"compromis/internal/french"
)

// mostBlanks is how many blanks are named, mostInBlank the letters of each.
const (
	mostBlanks  = 3
	mostInBlank = 40
)

// Blanks says what is left to fill in a paper that leaves, and how; "" when nothing is.
func Blanks(left []string) string {
	if len(left) == 0 {
		return ""
	}
	var named []string
	for _, b := range left[:min(len(left), mostBlanks)] {
		named = append(named, nameOf(b))
	}
	told := strings.Join(named, ", ")
	if more := len(left) - mostBlanks; more > 0 {
		told += " et " + french.Plural(more, "autre", "autres")
	}
	return "Il y reste " + french.Plural(len(left), "blanc", "blancs") + " à remplir" + french.NBSP + ": " + told +
		". Complétez le dossier, ou écrivez-les à la main dans le fichier."
}

// nameOf is the beginning of the name of a blank, cut between two words.
func nameOf(name string) string {
	if len([]rune(name)) <= mostInBlank {
		return name
	}
	text := string([]rune(name)[:mostInBlank])
	if at := strings.LastIndex(text, " "); at > 0 {
		text = text[:at]
	}
	return strings.TrimRight(text, " ,:") + "…"
}
