package draw

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/french"
)

// The road is drawn alike everywhere: the phases of the ladder, from talk to
// enforcement, and where one is among them.

// RoadLine is the road on one line, from the step that is to be done (see
// [decision.Guide.Stops]): « ✓ Parler ── ● Écrire ── ○ Un tiers ». It fits the
// width: the links shorten first, then only the place one is at is named, with its
// number: « Écrire · 2 sur 5 ». With no place to name, it is empty.
func RoadLine(stops []decision.Stop, width int, s *Styles) string {
	for _, link := range []string{" ── ", " ─ "} {
		if line := stopsLine(stops, link, s); ansi.StringWidth(line) <= width {
			return line
		}
	}
	return RoadPlace(stops, width, s)
}

// RoadPlace is the road where there is no room for it: « Écrire · 2 sur 5 ».
func RoadPlace(stops []decision.Stop, width int, s *Styles) string {
	for i, stop := range stops {
		if stop.Standing != decision.Here {
			continue
		}
		place := fmt.Sprintf(" · %d sur %d", i+1, len(stops))
		if ansi.StringWidth(stop.Name+place) > width {
			place = ""
		}
		return s.Selected.Render(ansi.Truncate(stop.Name, width, "…")) + s.Dim.Render(place)
	}
	return ""
}

func stopsLine(stops []decision.Stop, link string, s *Styles) string {
	drawn := make([]string, len(stops))
	for i, stop := range stops {
		name := strings.ReplaceAll(stop.Name, " ", french.NBSP)
		switch stop.Standing {
		case decision.Here:
			drawn[i] = s.Selected.Render(RecommendedMark + " " + name)
		case decision.Behind:
			drawn[i] = s.Accent.Render(DoneMark) + " " + s.Dim.Render(name)
		case decision.Skipped:
			drawn[i] = s.Dim.Render(LaterMark + " " + name)
		case decision.Ahead:
			drawn[i] = s.Dim.Render(OpenMark + " " + name)
		}
	}
	return strings.Join(drawn, s.Rule.Render(link))
}
