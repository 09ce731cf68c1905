package plain

import (
	"compromis/decision"
	"compromis/internal/french"
)

// The commands that only make sense in full screen.
const (
	viewProject = "projeter" // an exercise, in front of a room
	viewNotes   = "notes"    // what the trainer reads meanwhile
)

// runView is a view asked for where there is no screen.
func runView(*call) error {
	return usageError("La projection et les notes demandent un vrai terminal. Pour lire un cas en lignes simples, écrivez" + nbsp + ": compromis cas nom")
}

// runExercises lists the exercises.
func runExercises(c *call) error {
	g, err := c.guide()
	if err != nil {
		return err
	}
	rows := [][]string{{"Cas", "Titre", "Client", "Durée"}}
	for _, e := range g.Exercises {
		rows = append(rows, []string{e.ID, e.Title, clientOf(g, e), french.Plural(e.Minutes, "minute", "minutes")})
	}
	p := newPage(c.Out, lineWidth)
	p.columns(rows)
	return wrote(p)
}

// clientOf says the kind of client of an exercise.
func clientOf(g *decision.Guide, e decision.Exercise) string {
	for _, s := range e.Answers {
		if s.Fact == decision.FactClient {
			return label(g.Question(s.Fact), s.Value)
		}
	}
	return "—"
}

// exerciseNames are the ids of the exercises.
func exerciseNames(g *decision.Guide) []string {
	var ids []string
	for _, e := range g.Exercises {
		ids = append(ids, e.ID)
	}
	return ids
}
