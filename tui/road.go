package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// The road at a question: how many ways are left in each phase, and what the last
// answer did. One line under the question, or a panel beside it.

// What the screens of the road say that nothing else does.
const (
	wordLastAnswer  = "Votre dernière réponse"
	wordLikelyLater = "La voie probable sera nommée quand il en restera cinq ou moins."
	wordUnsureTyped = "0\u00a0: je ne sais pas."
	wordLeft        = "Encore possibles"
	wordLeftHelp    = "Vos prochaines réponses diront laquelle."
)

// mostGone is how many of the ways an answer closed are named in the panel.
const mostGone = 4

// roadFoot is the road under a question, below a gap: the counts under their title,
// then what the last answer did. Where there is less room that goes, then the title,
// then all of it.
func roadFoot(n decision.Narrowed, room int, f frame) []string {
	width := f.TextWidth()
	lines := draw.Ruled(say.RoadTitle, say.WaysLeft(n), f.Frame)
	counts := draw.RoadCounts(n.Road, width, f.Styles)
	if counts != "" {
		lines = append(lines, counts)
	}
	full := lines
	if said := strings.TrimSpace(likelyLine(n) + " " + say.GoneFirst(f.guide, n)); said != "" {
		full = append(slices.Clip(lines), draw.Wrap(said, width, f.Styles.Dim)...)
	}
	for _, lines := range [][]string{full, lines, {counts}} {
		if len(lines) < room && counts != "" {
			return draw.Indent(append([]string{""}, lines...))
		}
	}
	return nil
}

// likelyLine names the likely way, once few are left.
func likelyLine(n decision.Narrowed) string {
	if len(n.Likely) == 0 {
		return ""
	}
	return say.LikelyTitle + french.NBSP + ": " + n.Likely[0].Title + "."
}

// roadPanel is the road beside a question.
func roadPanel(n decision.Narrowed, f frame) []string {
	width := f.Width - 4
	left := f.Styles.Dim.Render(say.WaysLeft(n))
	gap := max(width-ansi.StringWidth(say.RoadTitle)-ansi.StringWidth(left), 1)
	lines := []string{f.Styles.Heading.Render(say.RoadTitle) + strings.Repeat(" ", gap) + left, ""}
	airy := f.Height >= 2*len(n.Road)+14
	for i, line := range draw.RoadDots(n.Road, width, f.Styles) {
		if i > 0 && airy {
			lines = append(lines, "")
		}
		lines = append(lines, line)
	}
	lines = append(lines, "")
	likely := likelyLines(n, width, f.Styles)
	lines = append(lines, goneLines(n, f.Height-len(lines)-len(likely)-1, width, f)...)
	lines = append(lines, likely...)
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}

// goneLines tell what the last answer closed, and why, in so many lines; with a gap
// after them.
func goneLines(n decision.Narrowed, room, width int, f frame) []string {
	s := f.Styles
	head := say.Gone(n)
	if head == "" {
		return nil
	}
	lines := []string{s.Heading.Render(wordLastAnswer)}
	shown := n.Closed[:min(len(n.Closed), mostGone)]
	end := "."
	if len(shown) > 0 {
		end = french.NBSP + ":"
	}
	lines = append(lines, draw.Wrap(head+end, width, s.Text)...)
	for i, p := range shown {
		way := draw.Hang(p.Step.Title, width, s.Dim.Render(draw.ClosedMark)+" ", s.Text)
		if why := say.WhyGone(f.guide, n, p); why != "" {
			way = append(way, draw.Hang(why, width, "  ", s.Dim)...)
		}
		if len(lines)+len(way)+1 > room {
			shown = shown[:i]
			break
		}
		lines = append(lines, way...)
	}
	if more := len(n.Closed) - len(shown); more > 0 && len(shown) > 0 {
		lines = append(lines, s.Dim.Render("  et "+french.Plural(more, "autre", "autres")+french.NBSP+": v"))
	}
	return append(lines, "")
}

// likelyLines name the ways left once they are few, the likely one in front; before
// that, they say when they will be.
func likelyLines(n decision.Narrowed, width int, s *draw.Styles) []string {
	if len(n.Likely) == 0 {
		return draw.Wrap(wordLikelyLater, width, s.Dim)
	}
	lines := append([]string{s.Heading.Render(say.LikelyTitle)}, draw.Hang(n.Likely[0].Title, width, s.Accent.Render(draw.RecommendedMark)+" ", s.Selected)...)
	for _, step := range n.Likely[1:] {
		lines = append(lines, draw.Hang(step.Title, width, s.Dim.Render(draw.OpenMark)+" ", s.Text)...)
	}
	return lines
}
