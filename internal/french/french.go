// Package french reads and writes what French people write: amounts, dates,
// lists, plurals, and words that compare whatever their accents. It knows
// nothing of what is written.
//
// It has two rules. What is read comes out in the canonical form of the domain
// ("1234.56", "2026-12-31"), which so never sees a comma or a slash. What is
// written uses non-breaking spaces where French wants them, so that a line never
// breaks between a number and its sign.
//
// Start with [ParseAmount] and [Amount], [ParseDate] and [Date].
package french

import (
	"strconv"
	"strings"
)

// NBSP is the non-breaking space that goes before : ; ! ? » and after «, and
// between the thousands of a number.
const NBSP = "\u00a0"

// Quote puts French quotation marks around s.
func Quote(s string) string { return "«" + NBSP + s + NBSP + "»" }

// Or lists alternatives: "a, b ou c".
func Or(list []string) string { return enumerate(list, " ou ") }

// And lists things that go together: "a, b et c".
func And(list []string) string { return enumerate(list, " et ") }

func enumerate(list []string, last string) string {
	if len(list) == 0 {
		return ""
	}
	end := len(list) - 1
	if end == 0 {
		return list[0]
	}
	return strings.Join(list[:end], ", ") + last + list[end]
}

// Number writes a whole number with its thousands set apart: "19 449".
func Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	return sign + thousands(digits)
}

// thousands parts a run of digits in groups of three.
func thousands(digits string) string {
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(NBSP)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Percent writes hundredths of a percent: 1215 is "12,15 %".
func Percent(points int) string {
	cents := strconv.Itoa(points%100 + 100)[1:]
	return Number(points/100) + "," + cents + NBSP + "%"
}

// Plural writes a number with its noun: "1 question", "12 questions". In French
// 0 and 1 take the singular.
func Plural(n int, one, many string) string {
	noun := many
	if -2 < n && n < 2 {
		noun = one
	}
	return Number(n) + NBSP + noun
}

// Remaining says how many questions are left, the one on screen included, at
// least and at most.
func Remaining(least, most int) string {
	switch {
	case most <= 0:
		return "plus de question"
	case most == 1:
		return "dernière question"
	case least >= most:
		return "encore " + Plural(most, "question", "questions")
	default:
		return "encore " + Number(least) + " à " + Plural(most, "question", "questions")
	}
}

// maxShown is how many characters of what a person typed are shown back.
const maxShown = 60

// Shown makes what a person typed safe to show on one line, with an ellipsis
// when it is long.
func Shown(s string) string {
	s = strings.TrimSpace(Line(s))
	n := 0
	for i := range s {
		if n == maxShown {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// Typeset puts the non-breaking spaces of French in a sentence of ours.
func Typeset(s string) string {
	return strings.NewReplacer(" :", NBSP+":", " ;", NBSP+";", " ?", NBSP+"?", "« ", "«"+NBSP, " »", NBSP+"»").Replace(s)
}
