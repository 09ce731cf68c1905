package french

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// What anybody may have written, a case, a page, a pasted text, the name of a
// file, is text and nothing more: no sign of it is an order to a terminal or to
// whoever lays it out. Every way in and every way out goes through [Text],
// [Line] or [Shown]; [Hidden] names the sign that is refused where one can
// correct it.
//
//   - Control characters, ESC among them, become a space: what came after ESC
//     stays, as harmless letters one can see.
//   - Invisible signs go: those that turn the direction of writing, those
//     without width. Joiners stay where spelling or an emoji needs them.
//   - What means nothing outside one machine, private use, broken bytes,
//     becomes "�".
//   - Letters are composed (NFC): a Mac and a PC write the same "é".

// Text makes any text safe to show and to write, its lines kept.
func Text(s string) string {
	if ordinary(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	s = norm.NFC.String(strings.ToValidUTF8(s, string(unicode.ReplacementChar)))
	var b strings.Builder
	b.Grow(len(s))
	var near neighbours
	for i, r := range s {
		after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		if r = near.fate(r, after); r >= 0 {
			b.WriteRune(r)
			near.keep(r)
		}
	}
	return norm.NFC.String(b.String()) // a letter and its accent may meet again
}

// Line is [Text] on one line: a break becomes a space.
func Line(s string) string { return strings.ReplaceAll(Text(s), "\n", " ") }

// Hidden returns the first sign that [Text] would not keep, and where it is: "�" for
// a broken byte. Line ends and tabulations are none, nor letters that are not
// composed.
func Hidden(s string) (at int, sign rune, found bool) {
	var near neighbours
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			return i, r, true
		}
		if plainly(r) || r == '\n' || r == '\t' || r == '\r' {
			near.keep(r)
			continue
		}
		after, _ := utf8.DecodeRuneInString(s[i+size:])
		if near.fate(r, after) != r {
			return i, r, true
		}
		near.keep(r)
	}
	return 0, 0, false
}

// ordinary says whether a text is safe at a glance, as most are.
func ordinary(s string) bool {
	for i, r := range s {
		if !plainly(r) && r != '\n' || r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return false
		}
	}
	return true
}

// plainly is the signs that French and screens are written with, from arrows to
// dingbats: each means itself wherever it stands.
func plainly(r rune) bool {
	return r >= ' ' && r < 0x7f || r >= 0xa0 && r < 0x300 && r != '\u00ad' ||
		r >= 0x2010 && r <= 0x2027 || r == '\u202f' || r >= 0x2030 && r <= 0x205e || r >= 0x20a0 && r <= 0x20bf ||
		r >= 0x2190 && r <= 0x27bf && r != 0x2329 && r != 0x232a
}

// mostMarks is how many accents one letter may carry: more run over the lines
// around. Vietnamese, Hebrew and Tibetan need four.
const mostMarks = 8

// neighbours is what stands before the sign being read.
type neighbours struct {
	last, base rune // the last sign, and the last that is no accent
	marks      int  // accents since
}

func (n *neighbours) keep(r rune) {
	n.last = r
	if unicode.Is(unicode.M, r) {
		n.marks++
	} else if r != joiner {
		n.base, n.marks = r, 0
	}
}

const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
)

// fate is what becomes of a sign: itself, a space, "�", or nothing when negative.
func (n *neighbours) fate(r, after rune) rune {
	switch {
	case plainly(r) || r == '\n' || r == ' ':
		return r
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\u2800':
		return ' '
	case r == joiner && pictured(n.base) && n.last != joiner && pictured(after):
		return r
	case r == joiner || r == nonJoiner:
		if unicode.In(n.base, joined...) && unicode.In(after, joined...) && unicode.IsLetter(after) && n.last != joiner && n.last != nonJoiner {
			return r
		}
		return -1
	case unicode.Is(unicode.Variation_Selector, r):
		if n.marks > 0 && unicode.Is(unicode.Variation_Selector, n.last) || !n.varies(r) {
			return -1
		}
		return r
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return r // a sign of Arabic numbers, which is seen
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return -1
	case unicode.Is(unicode.Co, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
		return unicode.ReplacementChar
	case unicode.Is(unicode.M, r) && n.marks >= mostMarks:
		return -1
	}
	return r
}

// varies says whether the last sign has another look, that a selector asks for.
func (n *neighbours) varies(selector rune) bool {
	switch {
	case selector >= 0xE0100:
		return unicode.Is(unicode.Han, n.last)
	case selector < 0xFE00:
		return unicode.Is(unicode.Mongolian, n.last)
	}
	return pictured(n.last) || unicode.In(n.last, unicode.Han, unicode.Sm, unicode.Nd, unicode.Po)
}

// pictured says whether a sign is drawn, as emoji are, or the skin of one. "�" is
// also what stands for the end of a text.
func pictured(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sk) && r > 0x2000 && r != utf8.RuneError
}

// joined are the scripts whose letters join or part by a sign that is not seen.
var joined = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati,
	unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar,
}
