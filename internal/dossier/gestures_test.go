package dossier_test

import (
	"testing"

	"compromis/internal/dossier"
)

// TestTick: a gesture is ticked in its step alone, twice is not at all, and the case
// it came from stays as it was.
func TestTick(t *testing.T) {
	var c dossier.Case
	once := c.Tick("relancer", "gardez-la-copie")
	if !once.Ticked("relancer", "gardez-la-copie") || once.Ticked("appeler", "gardez-la-copie") || c.Ticked("relancer", "gardez-la-copie") {
		t.Errorf("%v, from %v", once.Gestures, c.Gestures)
	}
	if twice := once.Tick("relancer", "gardez-la-copie"); !twice.Same(c) || !once.Ticked("relancer", "gardez-la-copie") {
		t.Errorf("%v, from %v", twice.Gestures, once.Gestures)
	}
}

// TestTicksAreMerged: two windows that tick each its own have nothing to choose, and
// what one takes back stays taken back.
func TestTicksAreMerged(t *testing.T) {
	base := dossier.Case{}.Tick("relancer", "a")
	mine, theirs := base.Tick("relancer", "a").Tick("relancer", "b"), base.Tick("relancer", "c")
	merged, apart := dossier.Join(base, mine, theirs)
	if len(apart) > 0 || merged.Ticked("relancer", "a") || !merged.Ticked("relancer", "b") || !merged.Ticked("relancer", "c") {
		t.Errorf("%v, %v to choose", merged.Gestures, apart)
	}
	merged, apart = dossier.Merge(mine, theirs)
	if len(apart) > 0 || len(merged.Gestures) != 3 {
		t.Errorf("without the past: %v, %v to choose", merged.Gestures, apart)
	}
}
