package decision

import (
	"slices"
	"time"
)

// Source is where a legal text was read.
type Source string

// The sources of a text. A mirror is a copy that somebody else keeps: it may be
// late, and nothing in it says so.
const (
	Official      Source = "officielle"     // the site that publishes it
	Mirror        Source = "miroir"         // copies, and nothing else
	CheckedMirror Source = "miroir recoupé" // a copy, and another source that agrees
	Told          Source = "commentaires"   // not read: told by others
)

// Sources are all of them, the best first.
var Sources = []Source{Official, CheckedMirror, Mirror, Told}

// Age is what the reading of a legal text is worth on a day.
type Age int

// The ages of a reading.
const (
	Fresh Age = iota
	Old       // it was read too long ago
	Ended     // the version that was read has come to its end
)

// readingMonths is how long the reading of a text is good for.
const readingMonths = 12

// AgeOn says what the reading of a text is worth on a day. A court decision does
// not age, nor does a text whose reading has no day.
func (b *LegalBasis) AgeOn(on time.Time) Age {
	switch {
	case !b.Until.IsZero() && DayOf(on) > DayOf(b.Until):
		return Ended
	case b.Ruling() || b.ReadOn.IsZero():
		return Fresh
	case DayOf(on) > DayOf(b.ReadOn.AddDate(0, readingMonths, 0)):
		return Old
	}
	return Fresh
}

// AsOf returns the guide as it is to be told on a day: each text knows what its
// reading is still worth. It shares all the rest with the guide it comes from.
func (g *Guide) AsOf(on time.Time) *Guide {
	told := *g
	told.Bases = slices.Clone(g.Bases)
	for i := range told.Bases {
		told.Bases[i].Age = told.Bases[i].AgeOn(on)
	}
	return &told
}
