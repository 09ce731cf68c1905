package draw

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
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

// palettes are the sixteen colours of common terminals: of the first PCs, which Linux has
// without a window; of xterm; of the consoles of Windows, the former and the present one.
var palettes = map[string][16]string{
	"VGA":      {"#000000", "#AA0000", "#00AA00", "#AA5500", "#0000AA", "#AA00AA", "#00AAAA", "#AAAAAA", "#555555", "#FF5555", "#55FF55", "#FFFF55", "#5555FF", "#FF55FF", "#55FFFF", "#FFFFFF"},
	"xterm":    {"#000000", "#CD0000", "#00CD00", "#CDCD00", "#0000EE", "#CD00CD", "#00CDCD", "#E5E5E5", "#7F7F7F", "#FF0000", "#00FF00", "#FFFF00", "#5C5CFF", "#FF00FF", "#00FFFF", "#FFFFFF"},
	"console":  {"#000000", "#800000", "#008000", "#808000", "#000080", "#800080", "#008080", "#C0C0C0", "#808080", "#FF0000", "#00FF00", "#FFFF00", "#0000FF", "#FF00FF", "#00FFFF", "#FFFFFF"},
	"Campbell": {"#0C0C0C", "#C50F1F", "#13A10E", "#C19C00", "#0037DA", "#881798", "#3A96DD", "#CCCCCC", "#767676", "#E74856", "#16C60C", "#F9F1A5", "#3B78FF", "#B4009E", "#61D6D6", "#F2F2F2"},
}

// TestLegibleInSixteenColours: what is written is read on the black of a palette, or on its
// white, whether bold makes a colour lighter or not. What is reversed is read as well.
func TestLegibleInSixteenColours(t *testing.T) {
	for name, palette := range palettes {
		for dark, ground := range map[bool]string{true: palette[0], false: palette[15]} {
			s := StylesFor(dark, colorprofile.ANSI)
			for what, ink := range map[string]Ink{
				"dim": s.Dim, "accent": s.Accent, "title": s.Title, "selected": s.Selected, "closed": s.Closed, "caution": s.Caution, "fault": s.Fault,
				"chip": s.Chip, "alarm": s.Alarm, "main": s.Main,
			} {
				none := color.Color(lipgloss.NoColor{})
				if style := ink.Style(); style.GetBackground() != none {
					t.Errorf("%s has a ground of its own", what)
				} else if style.GetForeground() != none {
					n := int(style.GetForeground().(ansi.BasicColor))
					legible(t, fmt.Sprintf("%s, dark %v: %s", name, dark, what), lipgloss.Color(palette[n]), lipgloss.Color(ground))
					if style.GetBold() && n < 8 {
						legible(t, fmt.Sprintf("%s, dark %v: %s in bold", name, dark, what), lipgloss.Color(palette[n+8]), lipgloss.Color(ground))
					}
				}
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
