package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/stage"
)

// ballot is one of the two votes: what is typed, and what was counted.
type ballot struct {
	typed string
	fault string // what is wrong with it
}

// voting returns the ballot of a slide, and where its votes go; nil when the
// slide asks for no vote.
func (p *projection) voting(kind slideKind) (*ballot, *[]int) {
	switch kind {
	case firstVote:
		return &p.ballots[0], &p.play.Before
	case secondVote:
		return &p.ballots[1], &p.play.After
	}
	return nil, nil
}

// count takes the votes typed, or says what is wrong and keeps them.
func (p *projection) count(b *ballot, votes *[]int) (changed bool) {
	read, err := stage.ParseVotes(b.typed, len(p.play.Proposals))
	if err != nil {
		b.fault = err.Error()
		return false
	}
	*votes, *b = read, ballot{}
	return true
}

// foot is what is under the slide: what is being typed, and what is wrong with
// it.
func (p *projection) foot(kind slideKind, f frame) []string {
	width := f.TextWidth()
	switch b, _ := p.voting(kind); {
	case p.unkept != nil:
		return draw.Wrap(draw.FaultMark+" "+wordNotFollowed, width, f.Styles.Dim)
	case b != nil && (b.typed != "" || b.fault != ""):
		lines := draw.Hang(typedEnd(b.typed, width-4), width, f.Styles.Accent.Render(draw.CursorMark)+" ", f.Styles.Strong)
		if b.fault != "" {
			lines = append(lines, draw.Hang(b.fault, width, f.Styles.Fault.Render(draw.FaultMark)+" ", f.Styles.Caution)...)
		}
		return lines
	case p.jump != "":
		return []string{f.Styles.Accent.Render(draw.CursorMark) + " " + f.Styles.Strong.Render(p.jump)}
	}
	return nil
}

// typedEnd is the end of what is typed, where one types.
func typedEnd(typed string, width int) string {
	shown := french.Shown(typed)
	if w := ansi.StringWidth(shown); w > width {
		shown = "…" + ansi.TruncateLeft(shown, w-width+1, "")
	}
	return shown + "_"
}

func firstVoteSlide(p *projection, f frame) []draw.Block {
	if len(p.play.Before) == 0 {
		return append([]draw.Block{draw.Plain(wordNoVote, f.Frame)}, tallBlocks(f, ballotSlide(p, f))...)
	}
	return p.histograms(f, p.play.Before)
}

// secondVoteSlide puts both votes side by side.
func secondVoteSlide(p *projection, f frame) []draw.Block {
	switch {
	case len(p.play.After) == 0:
		return append([]draw.Block{draw.Plain(wordNoVote, f.Frame)}, tallBlocks(f, ballotSlide(p, f))...)
	case len(p.play.Before) == 0:
		return p.histograms(f, p.play.After)
	}
	return p.histograms(f, p.play.Before, p.play.After)
}

// tallBlocks are blocks shown only where there is room for them.
func tallBlocks(f frame, blocks []draw.Block) []draw.Block {
	if f.Height < draw.TallHeight-4 {
		return nil
	}
	return blocks
}

// letterRoom is the width of the letter of a proposal.
const letterRoom = 3

// histograms draws a bar a proposal for each vote, side by side, with the shift
// when there are two.
func (p *projection) histograms(f frame, votes ...[]int) []draw.Block {
	most := 1
	for _, v := range votes {
		most = max(most, slices.Max(v))
	}
	shiftRoom := 0
	if len(votes) > 1 {
		shiftRoom = len(fmt.Sprintf("%+d", most)) + 1
	}
	room := (f.TextWidth() - letterRoom - shiftRoom) / len(votes)
	var blocks []draw.Block
	if len(votes) > 1 {
		names := cell(f.Styles.Dim.Render(wordBefore1), room) + cell(f.Styles.Dim.Render(wordAfter2), room)
		blocks = append(blocks, draw.Block{Lines: []string{strings.Repeat(" ", letterRoom) + strings.TrimRight(names, " ")}})
	}
	for i, id := range p.play.Proposals {
		bars := ""
		for _, v := range votes {
			bars += cell(voteBar(v[i], most, room, f.Styles), room)
		}
		if len(votes) > 1 {
			bars += f.Styles.Strong.Render(voteShift(votes[0][i], votes[1][i]))
		}
		blocks = append(blocks, proposal(letterOf(i), f.guide.Step(id).Title, bars, f))
	}
	return blocks
}

// proposal is a step with its bars under it; on a low screen the letter alone.
func proposal(letter, title, bars string, f frame) draw.Block {
	mark := f.Styles.Accent.Render(letter) + "  "
	if f.Height < draw.TallHeight-4 {
		return draw.Block{Lines: []string{mark + bars}}
	}
	name := ansi.Truncate(title, f.TextWidth()-letterRoom, "…")
	return draw.Block{Lines: []string{mark + f.Styles.Text.Render(name), strings.Repeat(" ", letterRoom) + bars}}
}

// voteBar is a bar as long as its share of the room, and its number.
func voteBar(n, most, room int, s *draw.Styles) string {
	number := fmt.Sprint(n)
	if n == 0 {
		return s.Strong.Render(number)
	}
	full, _ := draw.Bar(n, most, max(room-len(fmt.Sprint(most))-3, 1))
	return s.Accent.Render(full) + " " + s.Strong.Render(number)
}

// cell gives a text a width.
func cell(text string, width int) string {
	return text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
}

// voteShift is how a proposal moved from a vote to the next: "+4", "-2", "=".
func voteShift(before, after int) string {
	if before == after {
		return "="
	}
	return strings.Replace(fmt.Sprintf("%+d", after-before), "-", "−", 1)
}
