package door

import (
	"strings"
	"testing"
)

// TestNoAddressIsNoted: what goes wrong is noted without where participants come
// from, unless it is asked.
func TestNoAddressIsNoted(t *testing.T) {
	for _, addresses := range []bool{false, true} {
		var noted strings.Builder
		NewLog(&noted, addresses).With("remote", "192.0.2.7:1").Error("panic in a session", "remote", "192.0.2.8:1", "panic", "x")
		if !strings.Contains(noted.String(), "panic=x") || strings.Contains(noted.String(), "192.0.2") != addresses {
			t.Errorf("addresses %v: noted %q", addresses, noted.String())
		}
	}
}
