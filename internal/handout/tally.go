package handout

import (
	"math"

	"compromis/internal/stage"
)

// tally adds up the votes of a round.
type tally struct{ right, cast int }

// firstVote counts the first vote, « je ne sais pas » among those who were not
// right. Nothing cast means that there was none.
func firstVote(r stage.Round) tally {
	t := tally{cast: r.Unsure.Before}
	for _, v := range r.Votes {
		t = t.with(v.Before, v.Expected)
	}
	return t
}

// secondVote counts the second vote.
func secondVote(r stage.Round) tally {
	t := tally{cast: r.Unsure.After}
	for _, v := range r.Votes {
		t = t.with(v.After, v.Expected)
	}
	return t
}

// gain is the normalised gain, in hundredths: how much of what the room had left
// to gain it gained, (after − before) / (1 − before). It is how physics teachers
// compare classes that do not begin level: R. R. Hake, « Interactive-engagement
// versus traditional methods », American Journal of Physics 66, 64 (1998). ok is
// false when everybody was right from the start: nothing was left to gain.
func gain(before, after tally) (hundredths int, ok bool) {
	if before.cast == 0 || after.cast == 0 || before.right == before.cast {
		return 0, false
	}
	b, a := float64(before.right)/float64(before.cast), float64(after.right)/float64(after.cast)
	return int(math.Round(100 * (a - b) / (1 - b))), true
}

func (t tally) with(votes int, expected bool) tally {
	t.cast += votes
	if expected {
		t.right += votes
	}
	return t
}

func (t tally) plus(u tally) tally { return tally{t.right + u.right, t.cast + u.cast} }

// percent returns the share of right votes, rounded. It is 0 when none was
// cast.
func (t tally) percent() int {
	if t.cast <= 0 {
		return 0
	}
	return (200*t.right + t.cast) / (2 * t.cast)
}
