package french_test

import (
	"testing"

	"golang.org/x/text/encoding/charmap"

	"compromis/internal/french"
)

// TestWestern: each byte is the letter that a complete library reads.
func TestWestern(t *testing.T) {
	for i := range 256 {
		source := string([]byte{byte(i)})
		want, err := charmap.Windows1252.NewDecoder().String(source)
		if got := french.Western(source); err != nil || got != want {
			t.Errorf("%#x: %q, want %q, %v", i, got, want, err)
		}
	}
}
