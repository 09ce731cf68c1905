package decision

// nearestFact returns the fact a misspelt one most likely meant, or "".
func (g *Guide) nearestFact(f Fact) string {
	names := make([]string, len(g.Questions))
	for i, q := range g.Questions {
		names[i] = string(q.Fact)
	}
	return Nearest(string(f), names)
}

func (g *Guide) nearestValue(q *Question, said string) string {
	names := make([]string, len(q.Options))
	for i, o := range q.Options {
		names[i] = string(o.Value)
	}
	return Nearest(said, names)
}

// Nearest returns the name closest to the one given by edit distance, or ""
// when none is close: when more than a third of its letters, plus one, would
// have to change.
func Nearest(name string, names []string) string {
	best, least := "", len([]rune(name))/3+2
	for _, n := range names {
		if d := distance([]rune(name), []rune(n)); d < least {
			best, least = n, d
		}
	}
	return best
}

// distance is the Levenshtein distance.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		previous := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := previous
			if x != y {
				cost = 1 + min(previous, row[j], row[j+1])
			}
			previous, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
