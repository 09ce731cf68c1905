package tui

import (
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"rsc.io/qr"

	"compromis/internal/draw"
)

// roomQuiet is the white border a QR code needs, in its own squares.
const roomQuiet = 2

// qrCode draws a text as a QR code, two squares a character: black on white
// whatever the terminal, or it would not be read. A full block is black on black:
// the one a font draws may leave a gap between two lines. It is nil for a text
// too long.
func qrCode(text string) []string {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return nil
	}
	black, white := lipgloss.Color("#000000"), lipgloss.Color("#FFFFFF")
	ground := lipgloss.NewStyle().Foreground(black)
	mixed, full := draw.InkOf(ground.Background(white)), draw.InkOf(ground.Background(black))
	var lines []string
	for y := -roomQuiet; y < code.Size+roomQuiet; y += 2 {
		var line strings.Builder
		for x := -roomQuiet; x < code.Size+roomQuiet; x++ {
			switch up, down := code.Black(x, y), code.Black(x, y+1); {
			case up && down:
				line.WriteString(full.Render("█"))
			case up:
				line.WriteString(mixed.Render("▀"))
			case down:
				line.WriteString(mixed.Render("▄"))
			default:
				line.WriteString(mixed.Render(" "))
			}
		}
		lines = append(lines, line.String())
	}
	return lines
}

// roomQRWidth is how wide a QR code is drawn.
func roomQRWidth(code []string) int {
	if len(code) == 0 {
		return 0
	}
	return ansi.StringWidth(code[0])
}
