// Package contenttest gives the tests of other packages the real content, read
// once, and the day they are played on.
package contenttest

import (
	"sync"
	"time"

	"compromis/content"
	"compromis/decision"
)

// Today is the day every test is played on.
var Today = time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)

// Load reads the embedded content, once for all tests: nobody may write to it.
var Load = sync.OnceValues(content.Load)

// Guide is the embedded content, for a test, a benchmark or a property.
func Guide(t interface{ Fatal(...any) }) *decision.Guide {
	g, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}
