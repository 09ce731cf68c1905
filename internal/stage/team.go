package stage

import "compromis/internal/french"

// Team is what a team answered in a vote, in counts.
type Team struct {
	Answered int    // how many of it answered
	Right    int    // of them, who was right; where no answer is the right one, or none may be told yet, 0
	Most     string // the answer most of it gave; empty when several were given as often
	Given    int    // by so many
}

// Told says it in a few words; judged says that a right answer may be told.
func (t Team) Told(judged bool) string {
	switch {
	case judged:
		return french.Plural(t.Right, "juste", "justes") + " sur " + french.Number(t.Answered)
	case t.Most == "":
		return french.Plural(t.Answered, "réponse", "réponses") + ", partagées"
	}
	return "«" + french.NBSP + t.Most + french.NBSP + "», " + french.Number(t.Given) + " sur " + french.Number(t.Answered)
}

// TeamName names a team by its number, from 1.
func TeamName(number int) string { return "Équipe" + french.NBSP + french.Number(number) }
