package web

import (
	"slices"

	"compromis/internal/workshop"
)

// talliesOf is the result of a vote that is shown.
func talliesOf(s workshop.State) []bar {
	if len(s.Rounds) == 0 {
		return nil
	}
	var bars []bar
	for i, c := range choices(s.Question, string(s.Own)) {
		b := bar{Number: c.Number, Label: c.Label, Mine: c.Mine}
		for _, e := range s.Endings {
			if e.Right() && string(e.Option.Value) == c.Value {
				b.Right, b.Told = true, e.Reading == workshop.Faithful
			}
		}
		if c.Unsure && slices.Max(s.Unsure) == 0 {
			continue
		}
		given := func(round int) int {
			if c.Unsure {
				return s.Unsure[round]
			}
			return s.Rounds[round][i]
		}
		for round := range s.Rounds {
			one := count{N: given(round), All: s.Cast[round]}
			if len(s.Rounds) > 1 {
				one.Name = []string{"1er vote", "2e vote"}[round]
			}
			b.Counts = append(b.Counts, one)
		}
		if len(s.Rounds) > 1 {
			b.Shifted = shifted(given(1) - given(0))
		}
		bars = append(bars, b)
	}
	return bars
}

// shifted says how many more, or fewer, chose an answer the second time.
func shifted(by int) string {
	switch {
	case by > 0:
		return "▲ " + itoa(by) + " de plus"
	case by < 0:
		return "▼ " + itoa(-by) + " de moins"
	}
	return "autant"
}
