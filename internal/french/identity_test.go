package french_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/internal/french"
)

func TestSIREN(t *testing.T) {
	for typed, want := range map[string]string{
		"732829320": "732 829 320", " 732 829\u00a0320 ": "732 829 320", "732.829.320": "732 829 320", "732-829-320": "732 829 320",
		"73282932000074": "732 829 320 00074", "732 829 320 00074": "732 829 320 00074",
	} {
		if got, err := french.ParseSIREN(typed); got != want || err != nil {
			t.Errorf("%q is read %q, %v", typed, got, err)
		}
		if got := french.SIREN(typed); got != "732\u00a0829\u00a0320" {
			t.Errorf("%q is written %q", typed, got)
		}
	}
	for _, typed := range []string{"", "732829321", "73282932", "7328293200", "73282932000075", "FR 732829320", "732829 32O", "７３２８２９３２０", "12345678900000"} {
		if got, err := french.ParseSIREN(typed); err == nil || got != "" || !strings.Contains(err.Error(), "9 chiffres") {
			t.Errorf("%q is read %q, %v", typed, got, err)
		}
		if got := french.SIREN(typed); got != typed {
			t.Errorf("%q is written %q, not as it was typed", typed, got)
		}
	}
}

// TestKeyCatchesASlip: one digit for another, or two neighbours swapped, never
// make another right number (but 0 and 9, which Luhn's rule takes for the same).
func TestKeyCatchesASlip(t *testing.T) {
	const right = "732829320"
	rapid.Check(t, func(t *rapid.T) {
		at, digit := rapid.IntRange(0, len(right)-1).Draw(t, "at"), rapid.RuneFrom([]rune("0123456789")).Draw(t, "digit")
		typed := right[:at] + string(digit) + right[at+1:]
		if _, err := french.ParseSIREN(typed); (err == nil) != (typed == right) {
			t.Fatalf("%s: %v", typed, err)
		}
	})
	for at := range len(right) - 1 {
		swapped := right[:at] + string(right[at+1]) + string(right[at]) + right[at+2:]
		if _, err := french.ParseSIREN(swapped); swapped != right && err == nil {
			t.Errorf("%s is taken", swapped)
		}
	}
}

func TestEmail(t *testing.T) {
	for _, typed := range []string{"nom@exemple.fr", " l.coeur+x@mail.exemple.co ", "léa@exemple.fr"} {
		if got, err := french.ParseEmail(typed); got != strings.TrimSpace(typed) || err != nil {
			t.Errorf("%q is read %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "nom", "nom@exemple", "nom@exemple.", "nom@.fr", "@exemple.fr", "Nom <nom@exemple.fr>", "<nom@exemple.fr>", "a@b.fr, c@d.fr", "nom@exemple.fr (moi)", "a b@exemple.fr"} {
		if got, err := french.ParseEmail(typed); err == nil || got != "" || !strings.Contains(err.Error(), "nom@exemple.fr") {
			t.Errorf("%q is read %q, %v", typed, got, err)
		}
	}
}
