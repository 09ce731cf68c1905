// Package casefiletest makes protected cases quick, for tests: what a passphrase
// costs is what most of them wait for.
package casefiletest

import "compromis/internal/casefile/internal/cost"

// Hurry makes the passphrases given from now on cheap, and returns what puts the
// cost back. Call it before anything runs beside.
func Hurry() (restore func()) {
	was := cost.Current
	cost.Current = 1
	return func() { cost.Current = was }
}
