package french_test

import (
	"testing"

	"compromis/internal/french"
)

// TestAddressLines cuts an address where an envelope does, and back.
func TestAddressLines(t *testing.T) {
	for typed, want := range map[string]string{
		"":                                  "",
		"12 rue des Lilas, 69001 Lyon":      "12 rue des Lilas\n69001 Lyon",
		"12, rue des Lilas, 69001 Lyon":     "12, rue des Lilas\n69001 Lyon",
		"4 bis, quai Sud,13000 Marseille":   "4 bis, quai Sud\n13000 Marseille",
		"Bât. B, 2, quai Sud, 13000 Arles ": "Bât. B\n2, quai Sud\n13000 Arles",
	} {
		got := french.AddressLines(typed)
		if got != want {
			t.Errorf("%q gives %q, want %q", typed, got, want)
		}
		if again := french.AddressLines(french.AddressLine(got)); again != got {
			t.Errorf("%q does not come back, but %q", got, again)
		}
	}
}
