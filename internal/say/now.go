package say

import (
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// The headings of where a case stands, when there is something else than its step to
// see to.
const (
	WaitingTitle = "En attente de sa réponse"
	OverTitle    = "Son délai est passé"
)

// InShort is a step in a sentence, with what is claimed of the client when it is known.
func InShort(g *decision.Guide, s *decision.Step, c dossier.Case, on decision.Day) string {
	told := s.Summary
	if claim := c.Claim(g, on); claim.Total > 0 && c.Owing(g, on) {
		told += " Somme réclamée" + french.NBSP + ": " + french.Cents(claim.Total) + "."
	}
	return told
}

// Awaits names what the client has to answer, and since when: « Mise en demeure,
// le 27/11/2026 ».
func Awaits(g *decision.Guide, s dossier.Standing) string {
	d := s.Awaited
	told := s.Step.Title
	if l, known := limitOf(g, *d); known {
		told = Event(g, dossier.EventKind(l.Acts[0]))
	} else if d.About != "" {
		told = french.Shown(d.About)
	}
	return told + ", le " + french.Day(string(d.Since))
}

// AwaitedUntil says how long there is nothing to do, and what comes then.
func AwaitedUntil(s dossier.Standing, on decision.Day) string {
	d := s.Awaited
	told := "Il a jusqu’au " + french.Day(string(d.On)) + ", " + InDays(d.On, on) + ". D’ici là, ne relancez pas ; surveillez les autres dates."
	if s.Then != nil {
		told += " Puis, sans réponse" + french.NBSP + ": " + french.Small(s.Then.Title) + "."
	}
	return told
}

// Recalled says when one is reminded of a step; "" when no reminder was asked for.
func Recalled(all []dossier.Deadline, s *decision.Step, on decision.Day) string {
	for _, d := range all {
		if d.Kind == dossier.Recall && d.Step == s.ID {
			return "Rappel demandé pour le " + french.Day(string(d.On)) + ", " + InDays(d.On, on) + "."
		}
	}
	return ""
}
