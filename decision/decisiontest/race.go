//go:build race

package decisiontest

// Race says that the tests run under the race detector, ten times slower.
const Race = true
