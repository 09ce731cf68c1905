package french

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Slug makes an identifier of words: plain small letters and digits, a hyphen
// for what stands between. "Jusqu’à 5 000 €" gives "jusqu-a-5-000", "López"
// gives "lopez". It is empty when there is no letter of the Latin alphabet.
func Slug(words string) string {
	if isSlug(words) {
		return words
	}
	return plainWords(words, '-', func(letter string) bool { return letter[0] < utf8.RuneSelf })
}

// isSlug says whether words are an identifier already: most are.
func isSlug(words string) bool {
	for i := range len(words) {
		c := words[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '-' || i == 0 || words[i-1] == '-') {
			return false
		}
	}
	return !strings.HasSuffix(words, "-")
}

// Fold writes words as one searches them: small letters without accents nor
// ligatures, one space for what stands between. "L’Écluse" gives "l ecluse".
// Unlike [Slug] it keeps every alphabet.
func Fold(words string) string {
	return plainWords(words, ' ', func(string) bool { return true })
}

// Found says whether what one searches is in a text, whatever the capitals, the
// accents, the ligatures and the signs: « ecluse », « l ecluse » and « lecluse »
// find « L’Écluse ». Nothing searched finds everything.
func Found(text, wanted string) bool {
	among := Searched(text)
	return slices.ContainsFunc(Sought(wanted), func(w string) bool { return strings.Contains(among, w) })
}

// Searched is a text as [Found] looks at it, for where many are kept: one of the words
// of [Sought] is in it.
func Searched(text string) string { return Fold(text) + "\n" + Fold(unquoted.Replace(text)) }

// Sought is what one searches, written in each way that may be in what is [Searched]:
// letters, digits and spaces.
func Sought(wanted string) []string { return []string{Fold(wanted), Fold(unquoted.Replace(wanted))} }

// unquoted takes the apostrophes off, straight, curly or mistyped.
var unquoted = strings.NewReplacer("'", "", "’", "", "‘", "", "ʼ", "", "`", "", "´", "", "′", "")

// plainWords keeps the letters and the digits that are allowed once they are
// plain, and puts a sign in the place of what stands between.
func plainWords(words string, between byte, allowed func(letter string) bool) string {
	var b strings.Builder
	gap := false
	for _, r := range words {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Cf):
			continue // the accent of a decomposed letter, or what cannot be seen
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap = true
			continue
		}
		plain, marked := plainLetters()[unicode.ToLower(r)]
		if !marked {
			plain = string(unicode.ToLower(r))
		}
		if !allowed(plain) {
			gap = true
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(between)
		}
		gap = false
		b.WriteString(plain)
	}
	return b.String()
}

// plainLetters are the small letters that have an accent, a stroke or a ligature,
// by what they are without: those of the languages that are written with the
// Latin alphabet.
var plainLetters = sync.OnceValue(func() map[rune]string {
	plain := map[rune]string{}
	for _, row := range letters {
		for _, r := range row.marked {
			plain[r] = row.plain
		}
	}
	return plain
})

var letters = []struct{ plain, marked string }{
	{"a", "ªàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"},
	{"b", "ḃḅḇƀ"},
	{"c", "çćĉċčḉ"},
	{"d", "ďḋḍḏḑḓđð"},
	{"e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệə"},
	{"f", "ḟƒ"},
	{"g", "ĝğġģǧǵḡ"},
	{"h", "ĥȟḣḥḧḩḫẖħ"},
	{"i", "ìíîïĩīĭįǐȉȋḭḯỉịıɨ"},
	{"j", "ĵǰ"},
	{"k", "ķǩḱḳḵĸ"},
	{"l", "ĺļľḷḹḻḽłŀ"},
	{"m", "ḿṁṃ"},
	{"n", "ñńņňǹṅṇṉṋŋŉ"},
	{"o", "ºòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợøǿ"},
	{"p", "ṕṗ"},
	{"r", "ŕŗřȑȓṙṛṝṟ"},
	{"s", "śŝşšſșṡṣṥṧṩẛ"},
	{"t", "ţťțṫṭṯṱẗŧ"},
	{"u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữựʉ"},
	{"v", "ṽṿ"},
	{"w", "ŵẁẃẅẇẉẘ"},
	{"x", "ẋẍ"},
	{"y", "ýÿŷȳẏẙỳỵỷỹ"},
	{"z", "źżžẑẓẕ"},
	{"ae", "æǽǣ"},
	{"ff", "ﬀ"},
	{"fi", "ﬁ"},
	{"fl", "ﬂ"},
	{"ij", "ĳ"},
	{"oe", "œ"},
	{"ss", "ß"},
	{"st", "ﬅﬆ"},
	{"th", "þ"},
	{"ffi", "ﬃ"},
	{"ffl", "ﬄ"},
}
