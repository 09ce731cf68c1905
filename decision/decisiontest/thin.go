package decisiontest

// Tries says whether the trial of that number is done: each of them, or one in
// five under the race detector, which looks for two goroutines on one value and
// not for every path.
func Tries(i int) bool { return !Race || i%5 == 0 }

// Tried is how many of so many trials are done.
func Tried(n int) int {
	if Race {
		return max(n/5, 1)
	}
	return n
}
