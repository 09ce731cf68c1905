package cli

import (
	"compromis/decision"
	"compromis/internal/handout"
	"compromis/internal/plain"
	"io"
	"slices"
)

// drawings are the ways to draw the decision diagram, the usual one first:
// plain lines, then the hand-outs.
var drawings = slices.Concat(plain.Drawings, []string{"html", "svg", "md"})

// draw writes the part of the decision diagram the answers lead to.
func draw(out io.Writer, g *decision.Guide, a decision.Answers, format string) error {
	switch format {
	case "html":
		return handout.TreeHTML(out, g, a)
	case "svg":
		return handout.TreeSVG(out, g, a)
	case "md":
		return handout.TreeMarkdown(out, g, a)
	}
	return plain.Draw(out, g, a, format)
}
