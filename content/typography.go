package content

import (
	"regexp"
	"strings"

	"compromis/decision"
)

const nbsp = "\u00a0"

// Authors type ordinary spaces and straight apostrophes; these rules put the
// marks of French typography in their place. U+00A0 is used throughout: the
// narrow U+202F is missing from some terminal fonts.
var typographic = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile(`['’]`), "’"},
	{regexp.MustCompile(`[ \x{202f}]([;:!?»%€])`), nbsp + "$1"},
	{regexp.MustCompile(`« `), "«" + nbsp},
	{regexp.MustCompile(`(\d) (\d{3})\b`), "${1}" + nbsp + "${2}"},
	{regexp.MustCompile(`\b(art\.|[LRD]\.|n°|§|p\.) `), "${1}" + nbsp},
	{regexp.MustCompile(`(\d) (ans?|mois|jours?|heures?|semaines?|euros?)\b`), "${1}" + nbsp + "${2}"},
	{regexp.MustCompile(`\.\.\.`), "…"},
}

// french gives a text its typography.
func french(s string) string {
	for _, rule := range typographic {
		s = rule.pattern.ReplaceAllString(s, rule.with)
	}
	return s
}

// plain takes the typography off again, to compare what was written with the
// names a page may hold.
func plain(s string) string {
	s = strings.NewReplacer(nbsp, " ", "\u202f", " ", "’", "'").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// line gives spans their typography, and joins those that look the same.
func line(spans decision.Line) decision.Line {
	var out decision.Line
	for _, s := range spans {
		if n := len(out) - 1; n >= 0 && sameLook(out[n], s) {
			out[n].Text += s.Text
		} else {
			out = append(out, s)
		}
	}
	for i := range out {
		out[i].Text = french(out[i].Text)
	}
	return out
}

func sameLook(a, b decision.Span) bool {
	return a.Strong == b.Strong && a.Emph == b.Emph && a.Link == b.Link
}

var accents = strings.NewReplacer(
	"à", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e", "î", "i", "ï", "i",
	"ô", "o", "ö", "o", "ù", "u", "û", "u", "ü", "u", "œ", "oe", "æ", "ae",
)

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

// slug turns a French name into an identifier: "Mise en demeure" becomes
// "mise-en-demeure".
func slug(s string) string {
	return strings.Trim(notSlug.ReplaceAllString(accents.Replace(strings.ToLower(s)), "-"), "-")
}
