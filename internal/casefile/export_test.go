package casefile

import "testing"

// Hurry makes passphrases cheap for the length of a test.
func Hurry(t *testing.T) {
	was := work
	work = 1
	t.Cleanup(func() { work = was })
}
