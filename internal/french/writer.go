package french

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"
)

// Writer is the way out to a terminal: what goes through it is [Text], whoever
// forgot to see to it before. Tabulations and the line ends of a system stay.
func Writer(out io.Writer) io.Writer { return &writer{out: out} }

type writer struct {
	out  io.Writer
	held []byte // the start of a character whose end is to come
}

func (w *writer) Write(p []byte) (int, error) {
	all := append(w.held, p...)
	whole := len(all) - unfinished(all)
	w.held = append([]byte(nil), all[whole:]...)
	if _, err := io.WriteString(w.out, kept.clean(string(all[:whole]))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// unfinished is how many bytes at the end start a character, or the end of a
// line, and do not end it.
func unfinished(p []byte) int {
	if bytes.HasSuffix(p, []byte("\r")) {
		return 1
	}
	for n := 1; n < utf8.UTFMax && n <= len(p); n++ {
		if at := p[len(p)-n:]; utf8.RuneStart(at[0]) {
			if utf8.FullRune(at) {
				return 0
			}
			return n
		}
	}
	return 0
}

// kept are the signs that lay out lines, which only a writer lets through.
var kept = layout{"\r\n", "\t"}

type layout []string

func (l layout) clean(s string) string {
	if len(l) == 0 {
		return Text(s)
	}
	if !strings.Contains(s, l[0]) {
		return l[1:].clean(s)
	}
	parts := strings.Split(s, l[0])
	for i := range parts {
		parts[i] = l[1:].clean(parts[i])
	}
	return strings.Join(parts, l[0])
}
