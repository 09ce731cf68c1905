package content

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// typeset gives a text its typography. Authors type ordinary spaces and straight
// apostrophes; this puts non-breaking spaces and curly apostrophes in their
// place. U+00A0 is used throughout: the narrow U+202F is missing from some
// terminal fonts.
func typeset(s string) string { return between("", s, "") }

// between gives a text its typography, given what stands before and after it.
func between(before, s, after string) string {
	s = strings.ReplaceAll(s, "\u202f", " ")
	var b strings.Builder
	done := 0 // what of s is already in b
	put := func(upto int, text string, instead int) {
		if b.Len() == 0 {
			b.Grow(len(s) + len(s)/8 + 16)
		}
		b.WriteString(s[done:upto])
		b.WriteString(text)
		done = upto + instead
	}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\'':
			put(i, "’", 1)
		case ' ':
			if sticks(orElse(s[:i], before), orElse(s[i+1:], after)) {
				put(i, french.NBSP, 1)
			}
		case '.':
			if strings.HasPrefix(s[i:], "...") {
				put(i, "…", 3)
				i += 2
			}
		}
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// The words a space must not part from what follows, and the units it must not
// part from their number.
var (
	stickAfter = []string{"art.", "L.", "R.", "D.", "n°", "§", "«"}
	units      = []string{"an", "ans", "mois", "jour", "jours", "heure", "heures", "semaine", "semaines", "euro", "euros"}
)

// sticks says whether the space between two pieces of text is non-breaking. It
// looks at one byte on each side first: most spaces are ordinary.
func sticks(before, after string) bool {
	if before == "" || after == "" {
		return false
	}
	switch after[0] {
	case ';', ':', '!', '?', '%':
		return true
	case 0xc2, 0xe2: // the first byte of » and of €
		if strings.HasPrefix(after, "»") || strings.HasPrefix(after, "€") {
			return true
		}
	}
	switch last := before[len(before)-1]; {
	case isDigit(last):
		word := after[:wordEnd(after)]
		return len(word) == 3 && isDigit(word[0]) && isDigit(word[1]) && isDigit(word[2]) || slices.Contains(units, word)
	case last == '.' || last >= 0x80:
		for _, word := range stickAfter {
			if rest, ok := strings.CutSuffix(before, word); ok && !endsInLetter(rest) {
				return true
			}
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// wordEnd returns the length of the word a text starts with. A letter with an
// accent counts as one, so that « année » is not taken for « ann ».
func wordEnd(s string) int {
	for i := range len(s) {
		if c := s[i]; !isDigit(c) && !isLetter(c) {
			return i
		}
	}
	return len(s)
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 }

func endsInLetter(s string) bool {
	// A non-breaking space ends in a byte above 0x7f too, but is no letter.
	return s != "" && isLetter(s[len(s)-1]) && !strings.HasSuffix(s, french.NBSP)
}

var unmarked = strings.NewReplacer(french.NBSP, " ", "\u202f", " ", "’", "'")

// plain takes the typography off again, to compare what was written with the
// names a page may hold.
func plain(s string) string {
	if strings.Contains(s, "\u00a0") || strings.Contains(s, "\u202f") || strings.Contains(s, "’") {
		s = unmarked.Replace(s)
	}
	if s = strings.TrimSpace(s); !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// line gives spans their typography, and joins those that look the same.
func line(spans decision.Line) decision.Line {
	out := make(decision.Line, 0, len(spans))
	for i, next := 0, 0; i < len(spans); i = next {
		for next = i + 1; next < len(spans) && sameLook(spans[i], spans[next]); {
			next++
		}
		one := spans[i]
		if next > i+1 {
			one.Text = spans[i:next].String()
		}
		out = append(out, one)
	}
	before := ""
	for i := range out {
		raw, after := out[i].Text, ""
		if i+1 < len(out) {
			after = out[i+1].Text
		}
		out[i].Text = between(before, raw, after)
		before = raw
	}
	return out
}

func sameLook(a, b decision.Span) bool {
	return a.Strong == b.Strong && a.Emph == b.Emph && a.Link == b.Link
}
