package draw

import (
	"regexp"
	"strings"

	"compromis/internal/french"
)

// What a screen may order a terminal: colours, and links.
const escape = '\x1b'

var linkOrder = regexp.MustCompile("^\x1b\\]8;[^\x00-\x1f\x7f-\u009f]*(?:\a|\x1b\\\\)")

// textual is the last look at a screen before it leaves for a terminal: its colours
// stay, and between them all is text. What is shown was seen to when it
// came in; this is for what forgot to be.
func textual(drawn string) string {
	if strings.IndexByte(drawn, escape) < 0 {
		return french.Text(drawn)
	}
	var b strings.Builder
	b.Grow(len(drawn))
	for {
		from, to := nextOrder(drawn)
		b.WriteString(french.Text(drawn[:from]))
		b.WriteString(drawn[from:to])
		if drawn = drawn[to:]; drawn == "" {
			return b.String()
		}
	}
}

// nextOrder is where the first order that a screen may give begins and ends; the end
// of the text when there is none. Every line of every screen goes through it: colours,
// nearly all there is, are not worth a regular expression.
func nextOrder(drawn string) (from, to int) {
	for at := 0; ; at = from + 1 {
		i := strings.IndexByte(drawn[at:], escape)
		if i < 0 {
			return len(drawn), len(drawn)
		}
		from = at + i
		rest := drawn[from+1:]
		if strings.HasPrefix(rest, "[") {
			if end := strings.IndexFunc(rest[1:], func(r rune) bool { return (r < '0' || r > '9') && r != ';' && r != ':' }); end >= 0 && rest[1+end] == 'm' {
				return from, from + len("\x1b[") + end + 1
			}
		} else if found := linkOrder.FindStringIndex(drawn[from:]); found != nil {
			return from, from + found[1]
		}
	}
}
