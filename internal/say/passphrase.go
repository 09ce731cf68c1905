package say

import (
	"strings"
	"unicode/utf8"

	"compromis/internal/french"
)

// What a passphrase is worth is told by its length and by how its signs vary: a
// long sentence beats a short word with signs in it, and no rule asks for one.
// Source: NIST SP 800-63B, § 5.1.1.2 and appendix A.
const (
	shortPassphrase = 12 // signs
	longPassphrase  = 20
	variedSigns     = 8 // different ones
)

// Strength tells what a passphrase is worth, and whether that is enough.
func Strength(passphrase string) (told string, enough bool) {
	signs := utf8.RuneCountInString(passphrase)
	different := map[rune]bool{}
	for _, r := range strings.ToLower(passphrase) {
		different[r] = true
	}
	switch {
	case signs < shortPassphrase:
		return "Faible" + french.NBSP + ": " + french.Plural(signs, "caractère", "caractères") + ". Écrivez plutôt quatre ou cinq mots.", false
	case len(different) < variedSigns:
		return "Faible" + french.NBSP + ": toujours les mêmes caractères.", false
	case signs < longPassphrase:
		return "Moyen" + french.NBSP + ": ajoutez un ou deux mots.", false
	}
	return "Solide.", true
}
