package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file draws where answers lead: each option of a vote, and the two
// branches of a conflict.

// roomOutcome is what the room said; a branch it followed to its end comes
// first, with what to remember of the exercise.
func roomOutcome(g *decision.Guide, s workshop.State, f draw.Frame) []draw.Block {
	branches, tallies := roomBranches(g, s, f), roomTallies(s, f)
	if s.Phase == workshop.Ended && len(branches) > 0 {
		point := still(draw.Section(wordRoomPoint, draw.Text(s.Exercise.Point, f.TextWidth(), f.Styles), f))
		return append(append(branches, point...), draw.Section(wordRoomSaid, tallies, f)...)
	}
	return append(tallies, branches...)
}

// roomEndings says where each answer leads and why: one's own first, whole.
func roomEndings(g *decision.Guide, s workshop.State, f draw.Frame) []draw.Block {
	var own, others []draw.Block
	for _, e := range s.Endings {
		if s.Own != "" && e.Option.Value == s.Own {
			own = append(own, roomEnding(g, e, f)...)
			if e.Step != nil && e.Standing == decision.Recommended {
				own = append(own, draw.Gap())
				own = append(own, roomVerdict(g, e.Step, nil, "", f)...)
			}
			continue
		}
		if len(others) > 0 {
			others = append(others, draw.Gap())
		}
		others = append(others, roomEnding(g, e, f)...)
	}
	return still(append(draw.Section(wordRoomYours, own, f), draw.Section(wordRoomLeads, others, f)...))
}

// roomEnding is an answer, the step it leads to, and what opens or closes it.
func roomEnding(g *decision.Guide, e workshop.Ending, f draw.Frame) []draw.Block {
	blocks := []draw.Block{{Lines: draw.Wrap(e.Option.Label, f.TextWidth(), f.Styles.Strong)}}
	if leads := roomLeads(e); leads != e.Option.Label {
		blocks = append(blocks, draw.Block{Lines: draw.Hang(leads, f.TextWidth(), f.Styles.Accent.Render("→")+" ", f.Styles.Text)})
	}
	if mark, word, look := roomStanding(e, f.Styles); word != "" {
		blocks = append(blocks, draw.Block{Lines: draw.Hang(word, f.TextWidth(), look.Render(mark)+" ", look)})
	}
	for _, b := range draw.Reasons(g.Question, e.Reasons, f) {
		blocks = append(blocks, draw.Block{Lines: b.Lines})
	}
	for _, r := range e.Reasons {
		if b := g.Basis(r.Basis); b != nil && !strings.Contains(r.Text, "(") { // it cites it already
			blocks = append(blocks, draw.Block{Lines: draw.Hang(b.Reference, f.TextWidth(), "  ", f.Styles.Dim)})
		}
	}
	return blocks
}

// roomLeads is where an answer leads, in a line.
func roomLeads(e workshop.Ending) string {
	switch {
	case e.Step != nil:
		return e.Step.Title
	case e.Next != nil:
		return "Il faut d’abord savoir" + nbsp + ": " + e.Next.Title
	}
	return "Une réponse inconnue décide de la suite."
}

// roomStanding says what an ending is worth, with the mark and the look it has
// everywhere.
func roomStanding(e workshop.Ending, s *draw.Styles) (mark, word string, look draw.Ink) {
	switch {
	case e.Step == nil:
	case e.Expected:
		return draw.RecommendedMark, "C’est l’étape attendue.", s.Title
	case e.Before != nil:
		return draw.ClosedMark, "Une autre voie passe toujours avant" + nbsp + ": " + e.Before.Title, s.Caution
	case e.Standing == decision.Later:
		return draw.LaterMark, "Possible plus tard" + nbsp + ": une voie plus douce passe d’abord.", s.Caution
	case e.Standing == decision.Closed && len(e.Reasons) == 0:
		return draw.ClosedMark, "Fermée dans ce cas.", s.Caution
	case e.Standing == decision.Closed:
		return draw.ClosedMark, "Fermée dans ce cas. Ce qui la ferme, et quand elle servirait" + nbsp + ":", s.Caution
	}
	return "", "", s.Text
}

// roomSide is one of the two branches; its ending is nil before it is followed.
type roomSide struct {
	title string
	end   *workshop.Ending
}

// roomMajority names the branch of the answer most gave, or that came first of
// those given as often.
func roomMajority(s workshop.State) string {
	if s.Majority != nil && s.Majority.Tied {
		return wordRoomFirst
	}
	return wordRoomMajority
}

// roomBranches puts the endings of the majority and of the minority side by
// side, once followed.
func roomBranches(g *decision.Guide, s workshop.State, f draw.Frame) []draw.Block {
	var columns [][]draw.Block
	half := f
	sides := []roomSide{{roomMajority(s), s.Majority}, {wordRoomMinority, s.Minority}}
	if s.Majority != nil && s.Minority != nil && f.Width >= draw.WideWidth {
		half.Width = min(f.Width/2, draw.PageWidth)
	}
	if s.Side == workshop.Minority && half.Width == f.Width {
		slices.Reverse(sides) // one under the other: the newest first
	}
	for _, side := range sides {
		if side.end != nil {
			body := append(roomEnding(g, *side.end, half), roomBrief(g, side.end.Step, half)...)
			columns = append(columns, draw.Section(side.title, body, half))
		}
	}
	if half.Width != f.Width {
		return []draw.Block{roomBeside(columns[0], columns[1], half.Width)}
	}
	var blocks []draw.Block
	for _, c := range columns {
		blocks = append(blocks, c...)
	}
	return still(blocks)
}

// roomLabel is the width of the names of what one compares: columns are narrow.
const roomLabel = 8

// roomBrief is what one compares between two endings.
func roomBrief(g *decision.Guide, s *decision.Step, f draw.Frame) []draw.Block {
	if s == nil {
		return nil
	}
	blocks := []draw.Block{
		draw.FactIn(roomLabel, say.CostLabel, s.Brief.Cost, f.Styles.Text, f), draw.FactIn(roomLabel, say.TimeLabel, s.Brief.Time, f.Styles.Text, f),
		draw.FactIn(roomLabel, say.WorthLabel, s.Brief.Worth, f.Styles.Text, f),
	}
	if len(s.Bases) > 0 {
		blocks = append(blocks, draw.MainText(g, roomLabel, s.Bases[0], f))
	}
	return blocks
}

// roomBeside lays two columns side by side.
func roomBeside(left, right []draw.Block, width int) draw.Block {
	a, b := roomLines(left), roomLines(right)
	var lines []string
	for i := range max(len(a), len(b)) {
		line := strings.Repeat(" ", width)
		if i < len(a) {
			line = a[i] + strings.Repeat(" ", max(width-ansi.StringWidth(a[i]), 0))
		}
		if i < len(b) {
			line += b[i]
		}
		lines = append(lines, line)
	}
	return draw.Block{Lines: lines}
}

func roomLines(blocks []draw.Block) []string {
	var lines []string
	for _, b := range blocks {
		lines = append(lines, b.Lines...)
	}
	return lines
}
