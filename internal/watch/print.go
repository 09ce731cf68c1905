package watch

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Print is the fingerprint of a text: neither its spaces nor its typography count,
// its letters and their case do.
func Print(text string) string {
	sum := sha256.Sum256([]byte(plain(text)))
	return hex.EncodeToString(sum[:])
}

var typography = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "«", `"`, "»", `"`, "–", "-", "—", "-", "‑", "-", "œ", "oe", "Œ", "Oe", "æ", "ae", "…", "...", "*", "", "\\", "")

// plain is a text without what does not count: NFC, one space between words, and
// none spaced signs.
func plain(text string) string {
	text = typography.Replace(norm.NFC.String(text))
	words := strings.Join(strings.Fields(text), " ")
	return spaced.ReplaceAllString(words, "$1")
}

var spaced = regexp.MustCompile(`\s*(["();:!?,.])\s*`)

// joined is the fingerprint of an article of which a copy holds several texts, in
// whatever order.
func joined(prints []string) string {
	slices.Sort(prints)
	if prints = slices.Compact(prints); len(prints) == 1 {
		return prints[0]
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", prints))
	return hex.EncodeToString(sum[:])
}
