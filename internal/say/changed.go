package say

import (
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// Changed says that answers are recommended another step than an older content
// recommended, and why; nothing when they are not, or when the older step is
// gone.
func Changed(g *decision.Guide, former dossier.Conclusion, a decision.Answers) string {
	before, v := g.Step(former.Step), g.Verdict(a)
	if v.Step == nil || before == nil || before == v.Step {
		return ""
	}
	told := "Votre recommandation a changé" + french.NBSP + ": de " + french.Quote(before.Title) + " (le " + french.Day(string(former.On)) + ") à " +
		french.Quote(v.Step.Title)
	var why []string
	for _, w := range Reasons(g, Asked(g, a), v.Reasons) {
		why = append(why, w.Answer)
	}
	if len(why) > 0 {
		told += ", parce que" + french.NBSP + ": " + strings.Join(why, french.NBSP+"; ")
	}
	return told + "."
}

// OtherContent says that a case was followed with another content than the one that
// answers now: what was laid over the program's own is not the same.
func OtherContent(g *decision.Guide, then dossier.Conclusion) string {
	was, now := "le contenu du programme", "le contenu du programme"
	if then.Over != "" {
		was = "un contenu modifié (" + french.Line(then.Over) + ")"
	}
	switch over := Over(g); {
	case then.Over != "" && then.Over == g.Over.Name:
		now = "ce contenu, dont des pages ont changé depuis,"
	case over != "":
		now = "un contenu modifié (" + french.Line(g.Over.Name) + ")"
	}
	return "Ce dossier a été suivi avec " + was + french.NBSP + "; c’est " + now + " qui répond maintenant. Rien de ce que vous avez dit ou noté n’est perdu."
}

// MoreAsked is said of a case whose recommendation waits for questions that an
// older content did not ask.
const MoreAsked = "Le contenu est plus complet" + french.NBSP + ": de nouvelles questions vous sont posées avant de recommander. Rien de ce que vous avez dit n’est perdu."
