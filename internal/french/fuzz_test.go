package french_test

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"compromis/internal/french"
	"compromis/internal/french/frenchtest"
)

// FuzzText: any bytes become text, which orders nothing, is composed, and is the same
// when it goes through again.
func FuzzText(f *testing.F) {
	for _, s := range append(frenchtest.Hostile(), frenchtest.Innocent()...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := french.Text(s)
		_, sign, found := french.Hidden(got)
		if obeyed := frenchtest.Obeyed(got); obeyed != "" || found || !norm.NFC.IsNormalString(got) || french.Text(got) != got {
			t.Errorf("%q: %q, %s, hidden %U, then %q", s, got, obeyed, sign, french.Text(got))
		}
		if at, _, found := french.Hidden(s); found && at >= len(s) {
			t.Errorf("%q: hidden at %d", s, at)
		}
		if line := french.Shown(s); strings.Contains(line, "\n") || frenchtest.Obeyed(line) != "" {
			t.Errorf("%q is shown as %q", s, line)
		}
	})
}

// FuzzIdentity: a number, an address or an address of mail that is read is text on
// one line but for the lines of an address, and is read again as it is.
func FuzzIdentity(f *testing.F) {
	for _, s := range []string{"732 829 320", "732829320 00074", "a@exemple.fr", "A@É.fr ", "12, rue des Lilas, 69001 Lyon", "12 bis, rue, x", ",,", "\x1b@a.fr"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, read := range map[string]func(string) (string, error){"siren": french.ParseSIREN, "email": french.ParseEmail} {
			got, err := read(s)
			if err != nil {
				continue
			}
			if again, err := read(got); err != nil || again != got {
				t.Errorf("%s %q gives %q, then %q, %v", name, s, got, again, err)
			}
			if strings.Contains(got, "\n") {
				t.Errorf("%s %q gives several lines: %q", name, s, got)
			}
		}
		if lines := french.AddressLines(s); french.AddressLines(french.AddressLine(lines)) != lines && !strings.ContainsAny(s, "\n,") {
			t.Errorf("the address %q gives %q", s, lines)
		}
	})
}
