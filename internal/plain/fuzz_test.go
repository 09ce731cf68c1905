package plain_test

import (
	"bytes"
	"strings"
	"testing"

	"compromis/content/contenttest"
	"compromis/internal/french/frenchtest"
	"compromis/internal/plain"
)

// FuzzPair reads any word as an answer of the command line: it is an answer, or one
// is told why on one line, which is text once it has gone out.
func FuzzPair(f *testing.F) {
	for _, s := range []string{"cause=impaye", "montant=1 234,56 €", "echeance=31/12/2026", "a=b=c", "=", "client=\x1b[2J", "cause=\u202e"} {
		f.Add(s)
	}
	g := contenttest.Guide(f)
	f.Fuzz(func(t *testing.T, s string) {
		pair, err := plain.ParsePair(s)
		if err == nil {
			_, err = plain.Collect(g, today, []plain.Pair{pair})
		}
		if err != nil && (err.Error() == "" || strings.Contains(err.Error(), "\n") || frenchtest.Obeyed(err.Error()) != "") {
			t.Errorf("%q: not one plain line: %q", s, err)
		}
	})
}

// FuzzInterview answers the interview with any lines: it ends, and nothing leaves
// that a terminal obeys.
func FuzzInterview(f *testing.F) {
	for _, s := range []string{"1\n2\n3\n", "?\nretour\n\n", "\x1b[2J\n0\n", "\u202e\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n", strings.Repeat("x", 5000) + "\n"} {
		f.Add(s)
	}
	g := contenttest.Guide(f)
	f.Fuzz(func(t *testing.T, typed string) {
		var out bytes.Buffer
		_ = plain.Interview(strings.NewReader(typed), &out, g, today, nil) // it may want more answers
		if obeyed := frenchtest.Obeyed(out.String()); obeyed != "" {
			t.Errorf("%q: %s", typed, obeyed)
		}
	})
}
