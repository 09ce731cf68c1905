package say_test

import (
	"testing"

	"compromis/internal/say"
)

// TestStrength never says less of a passphrase that another begins with, and finds
// a sentence enough, a word or a repeated sign not.
func TestStrength(t *testing.T) {
	for passphrase, enough := range map[string]bool{
		"": false, "Azerty1!": false, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": false, "abababababababababababab": false,
		"correct cheval": false, "le facteur passe à midi": true, "Été : trois merles, un figuier": true,
	} {
		if told, is := say.Strength(passphrase); is != enough {
			t.Errorf("%q: %s", passphrase, told)
		}
	}
}
