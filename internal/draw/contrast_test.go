package draw

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
)

// grounds are the backgrounds of common terminals: the program keeps theirs.
var grounds = map[bool][]string{
	true:  {"#000000", "#16161E", "#1E1E2E", "#282C34", "#002B36", "#2E3440"},
	false: {"#FFFFFF", "#FAFAFA", "#FDF6E3", "#EFF1F5", "#EEE8D5", "#F2F2F2"},
}

// TestLegible computes, from the theme, the contrast of everything that is read on
// everything it stands on: 4.5 at least, the level AA of WCAG 2.2 (1.4.3).
func TestLegible(t *testing.T) {
	for _, colours := range []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256} {
		for _, dark := range []bool{true, false} {
			s := StylesFor(dark, colours)
			voices := map[string]Ink{
				"dim": s.Dim, "accent": s.Accent, "title": s.Title, "selected": s.Selected, "closed": s.Closed, "caution": s.Caution, "fault": s.Fault,
			}
			for name, ink := range voices {
				for _, ground := range grounds[dark] {
					legible(t, fmt.Sprintf("%v, dark %v: %s on %s", colours, dark, name, ground), ink.Style().GetForeground(), lipgloss.Color(ground))
				}
				for under, surface := range map[string]Ink{"picked": s.Picked, "sheet": s.Sheet} {
					legible(t, fmt.Sprintf("%v, dark %v: %s on %s", colours, dark, name, under), ink.Style().GetForeground(), surface.Style().GetBackground())
				}
			}
			for name, ink := range map[string]Ink{"chip": s.Chip, "alarm": s.Alarm, "main": s.Main, "picked": s.Picked, "sheet": s.Sheet, "filled": s.Filled} {
				legible(t, fmt.Sprintf("%v, dark %v: %s", colours, dark, name), ink.Style().GetForeground(), ink.Style().GetBackground())
			}
		}
	}
}

func legible(t *testing.T, what string, text, ground color.Color) {
	t.Helper()
	if got := contrast(text, ground); got < 4.5 {
		t.Errorf("%s: %.2f", what, got)
	}
}

// contrast is that of two colours, from 1 to 21. Source: WCAG 2.2, « contrast
// ratio » and « relative luminance ».
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	linear := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

// TestFewColours: without colours nothing has one, and brackets stand in the place
// of surfaces.
func TestFewColours(t *testing.T) {
	none := lipgloss.NoColor{}
	for _, colours := range []colorprofile.Profile{colorprofile.Ascii, colorprofile.NoTTY} {
		s := StylesFor(true, colours)
		if !s.Bare {
			t.Errorf("%v: surfaces are counted on", colours)
		}
		for name, ink := range map[string]Ink{"sheet": s.Sheet, "picked": s.Picked, "filled": s.Filled, "main": s.Main} {
			if ink.Style().GetBackground() != color.Color(none) {
				t.Errorf("%v: %s has a ground", colours, name)
			}
		}
	}
	if s := StylesFor(true, colorprofile.ANSI); !s.Bare {
		t.Error("sixteen colours have no surface")
	}
}
