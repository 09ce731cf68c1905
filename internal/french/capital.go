package french

import (
	"strings"
	"unicode/utf8"
)

// Small returns the text with its first letter in lower case, to go on inside a
// sentence.
func Small(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToLower(s[:n]) + s[n:]
}

// Capital returns the text with its first letter in upper case, as a sentence
// starts.
func Capital(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}
