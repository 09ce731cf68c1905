package say

import (
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// MovesLine is a line, after what it is listed by.
type MovesLine struct{ Mark, Text string }

// mostMoves is how many changes of step are told one by one.
const mostMoves = 20

// Moves says what a comparison of two contents found: how many paths lead elsewhere,
// from which step to which, and the answers of one of them.
func Moves(before, after *decision.Guide, c decision.Comparison) []MovesLine {
	total := french.Plural(c.Paths, "parcours comparé", "parcours comparés")
	if len(c.Moves) == 0 {
		return []MovesLine{{Text: total + french.NBSP + ": tous mènent à la même étape."}}
	}
	all := []MovesLine{{Text: total + french.NBSP + "; " + french.Plural(c.Moved(), "ne mène plus", "ne mènent plus") + " à la même étape" + french.NBSP + ":"}}
	for i, m := range c.Moves {
		if i == mostMoves {
			return append(all, MovesLine{Text: "Et " + french.Plural(len(c.Moves)-i, "autre changement", "autres changements") + "."})
		}
		all = append(all,
			MovesLine{"  - ", place(before, m.From) + " → " + place(after, m.To) + french.NBSP + ": " + french.Plural(m.Paths, "parcours", "parcours") + "."},
			MovesLine{"    ", "Par exemple" + french.NBSP + ": " + answered(before, after, m.Example) + "."})
	}
	return all
}

// place names the step a path leads to.
func place(g *decision.Guide, id string) string {
	if s := g.Step(id); s != nil {
		return french.Quote(s.Title)
	}
	return "(réponse qui n’existe pas)"
}

// answered writes answers in words, those of the content that asks them.
func answered(before, after *decision.Guide, answers []decision.Setting) string {
	var words []string
	for _, s := range answers {
		q := after.Question(s.Fact)
		if q == nil || q.Option(s.Value) == nil {
			q = before.Question(s.Fact)
		}
		if q != nil {
			words = append(words, q.Name+french.NBSP+": "+Value(q, string(s.Value)))
		}
	}
	return strings.Join(words, french.NBSP+"; ")
}
