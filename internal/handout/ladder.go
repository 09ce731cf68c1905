package handout

import (
	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// Ladder is the whole ladder on one page: every step, stage by stage, with what it
// costs and how long it takes.
func Ladder(g *decision.Guide) (d paper.Paper) {
	d.OnePage = true
	steps := 0
	var rows [][]decision.Line
	for _, stretch := range g.Road(decision.NewAnswers(g.Version)) {
		rows = append(rows, []decision.Line{paper.Bold(stretch.Name)})
		for _, p := range stretch.Places {
			rows = append(rows, []decision.Line{paper.Words(p.Step.Title), paper.Words(p.Step.Brief.Cost), paper.Words(p.Step.Brief.Time)})
			steps++
		}
	}
	d.Title(1, "L’échelle sur une page"+french.NBSP+": "+french.Plural(steps, "étape", "étapes")+", stade par stade")
	d.Text(paper.Paragraphs("Le compromis d’abord, le juge en dernier" + french.NBSP + ": à chaque conflit, une seule étape, la première dont les conditions tiennent. " +
		say.Content(g) + " " + say.NotAdvice + " " + say.CheckFirst))
	d.Grid([]string{"Étape", say.CostLabel, say.TimeLabel}, rows...)
	return d
}
