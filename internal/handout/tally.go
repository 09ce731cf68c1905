package handout

import "compromis/internal/stage"

// tally adds up the votes of a round.
type tally struct{ right, cast int }

// firstVote counts the first vote. Nothing cast means that there was none.
func firstVote(r stage.Round) (t tally) {
	for _, v := range r.Votes {
		t = t.with(v.Before, v.Expected)
	}
	return t
}

// secondVote counts the second vote.
func secondVote(r stage.Round) (t tally) {
	for _, v := range r.Votes {
		t = t.with(v.After, v.Expected)
	}
	return t
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
