package say

import (
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// Due says what is due where one only glances: that it is a usage is told where one
// reads on, and which invoice it is about only when it must be told apart.
func Due(g *decision.Guide, d dossier.Deadline, apart bool) string {
	d.Usage = false
	switch {
	case d.Kind == dossier.DayNoted && d.About != "":
		return french.Shown(d.About)
	case d.Kind != dossier.Recall && !apart:
		d.About = ""
	}
	return Deadline(g, d)
}
