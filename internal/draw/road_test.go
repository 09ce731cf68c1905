package draw

import (
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
)

// TestRoadLine: the road fits whatever width there is, and always says where one is.
func TestRoadLine(t *testing.T) {
	s := StylesFor(true, colorprofile.TrueColor)
	stops := []decision.Stop{
		{Name: "Parler", Standing: decision.Behind}, {Name: "Écrire", Standing: decision.Here}, {Name: "Un tiers"},
		{Name: "Le juge"}, {Name: "Exécuter"},
	}
	all := ansi.Strip(RoadLine(stops, PageWidth, s))
	for _, stop := range stops {
		if !strings.Contains(strings.ReplaceAll(all, "\u00a0", " "), stop.Name) {
			t.Errorf("%s is not on %q", stop.Name, all)
		}
	}
	for width := range PageWidth {
		line := ansi.Strip(RoadLine(stops, width, s))
		if ansi.StringWidth(line) > width {
			t.Errorf("%d cells: %q", width, line)
		}
		if width >= len("Ecrire") && !strings.Contains(line, "Écrire") {
			t.Errorf("%d cells: %q does not say where one is", width, line)
		}
	}
}
