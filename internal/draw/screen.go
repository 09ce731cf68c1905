package draw

import (
	"regexp"
	"strings"

	"compromis/internal/french"
)

// ink is what a screen may order a terminal: colours, and links.
var ink = regexp.MustCompile("\x1b(?:\\[[0-9;:]*m|\\]8;[^\x00-\x1f\x7f-\u009f]*(?:\a|\x1b\\\\))")

// textual is the last look at a screen before it leaves for a terminal: its colours
// stay, and between them all is text. What is shown was seen to when it
// came in; this is for what forgot to be.
func textual(drawn string) string {
	var b strings.Builder
	b.Grow(len(drawn))
	at := 0
	for _, order := range ink.FindAllStringIndex(drawn, -1) {
		b.WriteString(french.Text(drawn[at:order[0]]))
		b.WriteString(drawn[order[0]:order[1]])
		at = order[1]
	}
	b.WriteString(french.Text(drawn[at:]))
	return b.String()
}
