package tui

import (
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/french"
)

// ladderPanel shows every step, the open ones and those the answers closed, so
// that one sees the way narrowing.
func ladderPanel(f frame) string {
	places := f.guide.Places(f.answers)
	open := 0
	for _, p := range places {
		if p.Standing == decision.Open || p.Standing == decision.Recommended {
			open++
		}
	}
	lines := []string{f.styles.heading.Render(panelTitle(places, open, f)), ""}
	room := f.height - len(lines)
	if len(places) > room {
		places = narrowed(places, room)
	}
	for _, p := range places {
		lines = append(lines, rungLine(p, f))
	}
	border := f.styles.rule.Render("│") + " "
	for i := range lines {
		lines[i] = border + lines[i]
	}
	for len(lines) < f.height {
		lines = append(lines, border)
	}
	return joinLines(lines[:f.height])
}

func panelTitle(places []decision.Place, open int, f frame) string {
	if f.answers.Len() == 0 {
		return french.Plural(len(places), "voie", "voies") + ", de l’urgence au juge"
	}
	for _, p := range places {
		if p.Standing == decision.Recommended {
			return "Les " + french.Plural(len(places), "voie", "voies") + ", la vôtre en premier plan"
		}
	}
	return countOpen(open, len(places))
}

// narrowed keeps the places that fit: the closed ones go first.
func narrowed(places []decision.Place, room int) []decision.Place {
	var kept []decision.Place
	spare := room
	for _, p := range places {
		if p.Standing != decision.Closed {
			spare--
		}
	}
	for _, p := range places {
		if p.Standing == decision.Closed {
			if spare <= 0 {
				continue
			}
			spare--
		}
		kept = append(kept, p)
	}
	return kept[:min(len(kept), room)]
}

func rungLine(p decision.Place, f frame) string {
	title := ansi.Truncate(p.Step.Title, f.width-5, "…")
	switch p.Standing {
	case decision.Recommended:
		return f.styles.selected.Render(recommendedMark + " " + title)
	case decision.Open:
		return f.styles.accent.Render(openMark) + " " + title
	case decision.Later:
		return f.styles.dim.Render(laterMark) + " " + title
	default:
		return f.styles.closed.Render(closedMark + " " + title)
	}
}
