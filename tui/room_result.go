package tui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file draws where answers lead: each option of a vote, and the two
// branches of a conflict.

// roomOutcome is what the room said; a branch it followed to its end comes
// first, with what to remember of the exercise.
func roomOutcome(g *decision.Guide, s workshop.State, f canvas) []block {
	branches, tallies := roomBranches(g, s, f), roomTallies(s, f)
	if s.Phase == workshop.Ended && len(branches) > 0 {
		point := still(section(wordRoomPoint, textBlocks(s.Exercise.Point, f.textWidth(), f.styles), f))
		return append(append(branches, point...), section(wordRoomSaid, tallies, f)...)
	}
	return append(tallies, branches...)
}

// roomEndings says where each answer leads and why: one's own first, whole.
func roomEndings(g *decision.Guide, s workshop.State, f canvas) []block {
	var own, others []block
	for _, e := range s.Endings {
		if s.Own != "" && e.Option.Value == s.Own {
			own = append(own, roomEnding(g, e, f)...)
			if e.Step != nil && e.Standing == decision.Recommended {
				own = append(own, gap())
				own = append(own, roomVerdict(g, e.Step, nil, "", f)...)
			}
			continue
		}
		if len(others) > 0 {
			others = append(others, gap())
		}
		others = append(others, roomEnding(g, e, f)...)
	}
	return still(append(section(wordRoomYours, own, f), section(wordRoomLeads, others, f)...))
}

// roomEnding is an answer, the step it leads to, and what opens or closes it.
func roomEnding(g *decision.Guide, e workshop.Ending, f canvas) []block {
	blocks := []block{{lines: wrapText(e.Option.Label, f.textWidth(), f.styles.strong)}}
	if leads := roomLeads(e); leads != e.Option.Label {
		blocks = append(blocks, block{lines: hangText(leads, f.textWidth(), f.styles.accent.Render("→")+" ", f.styles.text)})
	}
	if mark, word, look := roomStanding(e, f.styles); word != "" {
		blocks = append(blocks, block{lines: hangText(word, f.textWidth(), look.Render(mark)+" ", look)})
	}
	for _, b := range reasonBlocks(g.Question, e.Reasons, f) {
		blocks = append(blocks, block{lines: b.lines})
	}
	for _, r := range e.Reasons {
		if b := g.Basis(r.Basis); b != nil && !strings.Contains(r.Text, "(") { // it cites it already
			blocks = append(blocks, block{lines: hangText(b.Reference, f.textWidth(), "  ", f.styles.dim)})
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
func roomStanding(e workshop.Ending, s *styles) (mark, word string, look ink) {
	switch {
	case e.Step == nil:
	case e.Expected:
		return recommendedMark, "C’est l’étape attendue.", s.title
	case e.Before != nil:
		return closedMark, "Une autre voie passe toujours avant" + nbsp + ": " + e.Before.Title, s.caution
	case e.Standing == decision.Later:
		return laterMark, "Possible plus tard" + nbsp + ": une voie plus douce passe d’abord.", s.caution
	case e.Standing == decision.Closed && len(e.Reasons) == 0:
		return closedMark, "Fermée dans ce cas.", s.caution
	case e.Standing == decision.Closed:
		return closedMark, "Fermée dans ce cas. Ce qui la ferme, et quand elle servirait" + nbsp + ":", s.caution
	}
	return "", "", s.text
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
func roomBranches(g *decision.Guide, s workshop.State, f canvas) []block {
	var columns [][]block
	half := f
	sides := []roomSide{{roomMajority(s), s.Majority}, {wordRoomMinority, s.Minority}}
	if s.Majority != nil && s.Minority != nil && f.width >= wideWidth {
		half.width = min(f.width/2, pageWidth)
	}
	if s.Side == workshop.Minority && half.width == f.width {
		slices.Reverse(sides) // one under the other: the newest first
	}
	for _, side := range sides {
		if side.end != nil {
			body := append(roomEnding(g, *side.end, half), roomBrief(g, side.end.Step, half)...)
			columns = append(columns, section(side.title, body, half))
		}
	}
	if half.width != f.width {
		return []block{roomBeside(columns[0], columns[1], half.width)}
	}
	var blocks []block
	for _, c := range columns {
		blocks = append(blocks, c...)
	}
	return still(blocks)
}

// roomLabel is the width of the names of what one compares: columns are narrow.
const roomLabel = 8

// roomBrief is what one compares between two endings.
func roomBrief(g *decision.Guide, s *decision.Step, f canvas) []block {
	if s == nil {
		return nil
	}
	blocks := []block{
		factIn(roomLabel, say.CostLabel, s.Brief.Cost, f.styles.text, f), factIn(roomLabel, say.TimeLabel, s.Brief.Time, f.styles.text, f),
		factIn(roomLabel, say.WorthLabel, s.Brief.Worth, f.styles.text, f),
	}
	if len(s.Bases) > 0 {
		blocks = append(blocks, mainText(g, roomLabel, s.Bases[0], f))
	}
	return blocks
}

// roomBeside lays two columns side by side.
func roomBeside(left, right []block, width int) block {
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
	return block{lines: lines}
}

func roomLines(blocks []block) []string {
	var lines []string
	for _, b := range blocks {
		lines = append(lines, b.lines...)
	}
	return lines
}
