package french_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/quick"

	"golang.org/x/text/unicode/norm"

	"compromis/internal/french"
	"compromis/internal/french/frenchtest"
)

// TestTextIsText: whatever comes in, what leaves orders nothing, is composed, and
// is the same when it goes through again. Words stay.
func TestTextIsText(t *testing.T) {
	proves := func(s string) bool {
		got := french.Text(s)
		_, sign, found := french.Hidden(got)
		if obeyed := frenchtest.Obeyed(got); obeyed != "" || found || !norm.NFC.IsNormalString(got) || french.Text(got) != got {
			t.Errorf("%q: %q, %s, hidden %U, then %q", s, got, obeyed, sign, french.Text(got))
			return false
		}
		return strings.Count(got, "mot") == strings.Count(s, "mot") && !strings.Contains(french.Line(s), "\n")
	}
	for s, want := range map[string]int{"a\xff": 1, "\xc2": 0, "\xe2\x82": 0, "é\x80é": 2, "a\ufffd": -1, "": -1} {
		if at, _, found := french.Hidden(s); found != (want >= 0) || found && at != want {
			t.Errorf("%q: a sign is hidden at %d: %v", s, at, found)
		}
	}
	hostile := frenchtest.Hostile()
	if len(hostile) < 400 {
		t.Errorf("only %d hostile texts", len(hostile))
	}
	for _, s := range hostile {
		if !proves(s) {
			t.Errorf("%q lost its words: %q", s, french.Text(s))
		}
	}
	if err := quick.Check(func(runes []rune, raw []byte) bool { return proves(string(runes)) && proves(string(raw)) }, nil); err != nil {
		t.Error(err)
	}
}

// TestTextKeeps: what people write, in any language, is left alone.
func TestTextKeeps(t *testing.T) {
	for _, s := range append(frenchtest.Innocent(), "", "a\nb\n", "ﷺ", "a\u0303\u0331"[1:]) {
		if got := french.Text(s); norm.NFC.String(s) != got {
			t.Errorf("%q became %q", s, got)
		}
		if at, sign, found := french.Hidden(s); found {
			t.Errorf("%q: %U at %d is not text", s, sign, at)
		}
	}
	for s, want := range map[string]string{
		"Socie\u0301te\u0301": "Société", "a\r\nb\rc": "a\nb\nc", "a\tb": "a b", "\ufeffa": "a", "a\u202eb": "ab", "a\x1b[31mb": "a [31mb",
		"e\u200b\u0301": "é", "a\u200db": "ab", "\ue000": "\ufffd", "\xff": "\ufffd", "👨\u200d": "👨", "👨\u200d\xff": "👨\ufffd",
	} {
		if got := french.Text(s); got != want {
			t.Errorf("%q became %q, not %q", s, got, want)
		}
	}
}

// TestWriterIsText: however a text is cut, the same leaves, and nothing is obeyed.
// Line ends and tabulations stay.
func TestWriterIsText(t *testing.T) {
	for _, s := range append(frenchtest.Hostile(), "é\ta\r\nb😀") {
		var whole, cut bytes.Buffer
		french.Writer(&whole).Write([]byte(s))
		out := french.Writer(&cut)
		for i := range len(s) {
			out.Write([]byte{s[i]})
		}
		for _, got := range []string{whole.String(), cut.String()} {
			if obeyed := frenchtest.Obeyed(strings.NewReplacer("\r\n", "\n", "\t", " ").Replace(got)); obeyed != "" {
				t.Errorf("%q: %s", s, obeyed)
			}
		}
		if strings.HasPrefix(s, "é") && cut.String() != s {
			t.Errorf("%q became %q", s, cut.String())
		}
	}
}
