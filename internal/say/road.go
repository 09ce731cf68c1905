package say

import (
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// What the last answer did to the ways that were left.

// RoadTitle names the road wherever it is shown.
const RoadTitle = "Le chemin"

// LikelyTitle comes before the way most answers still lead to.
const LikelyTitle = "Voie probable"

// WaysLeft counts the ways that are left, of all of them.
func WaysLeft(n decision.Narrowed) string {
	if n.Last == nil {
		return french.Plural(n.All, "voie", "voies")
	}
	return french.Plural(n.Open, "voie", "voies") + " sur " + french.Number(n.All)
}

// Gone says how many ways the last answer closed or put off; "" before any.
func Gone(n decision.Narrowed) string {
	if n.Last == nil {
		return ""
	}
	said := french.Quote(Reply(*n.Last))
	closed := french.Plural(len(n.Closed), "voie", "voies")
	switch later := french.Number(len(n.Later)); {
	case len(n.Closed) == 0 && len(n.Later) == 0:
		return said + " ne ferme aucune voie"
	case len(n.Later) == 0:
		return said + " ferme " + closed
	case len(n.Closed) == 0:
		return said + " remet à plus tard " + french.Plural(len(n.Later), "voie", "voies")
	default:
		return said + " ferme " + closed + " et en remet " + later + " à plus tard"
	}
}

// GoneFirst is the same, then one of the ways that were closed, and why, on one line.
func GoneFirst(g *decision.Guide, n decision.Narrowed) string {
	said := Gone(n)
	if said == "" || len(n.Closed) == 0 {
		return stopped(said)
	}
	p := n.Closed[told(n)]
	if len(n.Closed) > 1 {
		said += ", dont"
	} else {
		said += french.NBSP + ":"
	}
	said += " " + french.Quote(p.Step.Title)
	if why := WhyGone(g, n, p); why != "" {
		return said + ". " + why
	}
	return stopped(said)
}

// told is the number of the closed way that best shows what the answer did: the
// first that it closed by itself.
func told(n decision.Narrowed) int {
	for i, p := range n.Closed {
		if closes(n, p).Text != "" {
			return i
		}
	}
	return 0
}

// closes is the condition by which the last answer closed a way by itself, with its
// rule, or none.
func closes(n decision.Narrowed, p decision.Place) decision.Reason {
	for _, r := range p.Blocks {
		if r.Fact == n.Last.Question.Fact && p.Before == nil {
			return r
		}
	}
	return decision.Reason{}
}

// WhyGone says why a way was closed, in a sentence, or "" when nothing is to be told.
func WhyGone(g *decision.Guide, n decision.Narrowed, p decision.Place) string {
	if p.Before != nil {
		return french.Quote(p.Before.Title) + " passe avant."
	}
	why := closes(n, p)
	if why.Text == "" && len(p.Blocks) > 0 {
		why = p.Blocks[0]
	}
	if why.Text == "" {
		return ""
	}
	return stopped(french.Capital(agedRule(why.Text, g.Basis(why.Basis))))
}

// stopped ends a sentence, if there is one.
func stopped(s string) string {
	if s == "" || strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}
