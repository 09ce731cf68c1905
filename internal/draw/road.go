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
		return s.Selected.Render(Cut(stop.Name, width)) + s.Dim.Render(place)
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

// RoadCounts is the road on one line, with how many ways are left in each phase:
// « Urgences 3 ─ Parler 3 ─ Écrire 4 ». Where that is too wide, the phases with none
// left go; then there is no line, "".
func RoadCounts(road []decision.Stretch, width int, s *Styles) string {
	if line := countsLine(road, true, s); ansi.StringWidth(line) <= width {
		return line
	}
	if line := countsLine(road, false, s); ansi.StringWidth(line) <= width {
		return line
	}
	return ""
}

func countsLine(road []decision.Stretch, empty bool, s *Styles) string {
	var drawn []string
	for _, stretch := range road {
		if stretch.Open > 0 || empty {
			drawn = append(drawn, stretchName(stretch, s)+" "+s.Dim.Render(french.Number(stretch.Open)))
		}
	}
	return strings.Join(drawn, s.Rule.Render(" ─ "))
}

// stretchName names a phase, in front when ways are left in it.
func stretchName(stretch decision.Stretch, s *Styles) string {
	look := s.Strong
	if stretch.Open == 0 {
		look = s.Dim
	}
	return look.Render(strings.ReplaceAll(stretch.Name, " ", french.NBSP))
}

// RoadDots is the road as a panel, a line a phase: a dot for each of its ways, those
// left first, and how many.
func RoadDots(road []decision.Stretch, width int, s *Styles) []string {
	names, dots := 0, 0
	for _, stretch := range road {
		names = max(names, ansi.StringWidth(stretch.Name)+2)
		dots = max(dots, len(stretch.Places))
	}
	lines := make([]string, len(road))
	for i, stretch := range road {
		count := fmt.Sprintf("%d sur %d", stretch.Open, len(stretch.Places))
		name := stretchName(stretch, s)
		line := name + strings.Repeat(" ", names-ansi.StringWidth(name))
		if names+dots+1+len("99 sur 99") <= width {
			line += s.Accent.Render(strings.Repeat(RecommendedMark, stretch.Open)) +
				s.Dim.Render(strings.Repeat(OpenMark, len(stretch.Places)-stretch.Open))
		}
		gap := max(width-ansi.StringWidth(line)-len(count), 1)
		lines[i] = line + strings.Repeat(" ", gap) + s.Dim.Render(count)
	}
	return lines
}
