package tui

import (
	"fmt"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
)

// ladderPanel shows the phases of the ladder, with how many ways are left in each
// and, under them, those that are: one sees the way narrowing.
func ladderPanel(f frame) []string {
	road := f.guide.Road(f.answers)
	var places []decision.Place
	open := 0
	for _, stretch := range road {
		places = append(places, stretch.Places...)
		open += stretch.Open
	}
	lines := []string{f.Styles.Heading.Render(panelTitle(places, open, f)), ""}
	room := f.Height - len(lines) - len(road)
	shown := narrowed(road, room)
	airy := len(shown)+len(road)-1 <= room
	for i, stretch := range road {
		if i > 0 && airy {
			lines = append(lines, "")
		}
		lines = append(lines, stretchLine(stretch, f))
		for _, p := range stretch.Places {
			if shown[p.Step.ID] {
				lines = append(lines, rungLine(p, f))
			}
		}
	}
	return lines
}

// stretchLine names a phase, with how many of its ways are left.
func stretchLine(s decision.Stretch, f frame) string {
	if len(f.answers.Said()) == 0 {
		return f.Styles.Strong.Render(s.Name) + " " + f.Styles.Dim.Render(french.Number(len(s.Places)))
	}
	count := fmt.Sprintf("%d sur %d", s.Open, len(s.Places))
	if s.Open == 0 {
		return f.Styles.Dim.Render(s.Name + " " + count)
	}
	return f.Styles.Strong.Render(s.Name) + " " + f.Styles.Dim.Render(count)
}

func panelTitle(places []decision.Place, open int, f frame) string {
	if len(f.answers.Said()) == 0 {
		return french.Plural(len(places), "voie", "voies") + ", de l’urgence au juge"
	}
	for _, p := range places {
		if p.Standing == decision.Recommended {
			return "Les " + french.Plural(len(places), "voie", "voies") + ", la vôtre en premier plan"
		}
	}
	return countOpen(open, len(places))
}

// narrowed returns the steps that fit, by id: the recommended one, then those
// still open, then those possible later, taken in turn from each phase so that
// none hides the others.
func narrowed(road []decision.Stretch, room int) map[string]bool {
	kept := map[string]bool{}
	for _, standing := range []decision.Standing{decision.Recommended, decision.Open, decision.Later} {
		for turn, before := 0, -1; before != len(kept); turn++ {
			before = len(kept)
			for _, stretch := range road {
				if id := nth(stretch, standing, turn); id != "" && len(kept) < room {
					kept[id] = true
				}
			}
		}
	}
	return kept
}

// nth returns the step of a phase that is the nth, from 0, to stand so, or "".
func nth(stretch decision.Stretch, standing decision.Standing, n int) string {
	for _, p := range stretch.Places {
		if p.Standing != standing {
			continue
		}
		if n == 0 {
			return p.Step.ID
		}
		n--
	}
	return ""
}

func rungLine(p decision.Place, f frame) string {
	title := draw.Cut(p.Step.Title, f.Width-5)
	switch p.Standing {
	case decision.Recommended:
		return f.Styles.Selected.Render(draw.RecommendedMark + " " + title)
	case decision.Later:
		return f.Styles.Dim.Render(draw.LaterMark) + " " + title
	default:
		return f.Styles.Accent.Render(draw.OpenMark) + " " + title
	}
}
