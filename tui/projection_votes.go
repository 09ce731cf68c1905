package tui

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/stage"
)

// ballot is one of the two votes, as it is typed.
type ballot struct {
	line  draw.Line
	fault string // what is wrong with it
	asked string // the votes that were more than the room has, once it was said
}

// newBallot returns an empty one. It takes 60 characters: a paste is not a vote.
func newBallot() ballot { return ballot{line: draw.NewLine(60)} }

// lines are what is typed, and what is wrong with it.
func (b *ballot) lines(width int, f frame) []string {
	lines := []string{f.Styles.Accent.Render(draw.CursorMark) + " " + b.line.View(width-2, f.Styles.Strong, f.Styles)}
	if b.fault != "" {
		lines = append(lines, draw.Hang(b.fault, width, f.Styles.Fault.Render(draw.FaultMark)+" ", f.Styles.Caution)...)
	}
	return lines
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

// vote takes a key or a paste where votes or the count of the room are typed, and says
// whether it did. Once something is typed, what moves in a line does so there, and a
// space separates two votes; the other keys that go through the slides always do, those
// of a remote control first.
func (p *projection) vote(msg tea.Msg, f frame) bool {
	b, _ := p.voting(p.slide(f.guide).kind)
	if p.heads != nil {
		b = p.heads
	}
	if b == nil {
		return false
	}
	was := b.line.Value()
	if press, ok := msg.(tea.KeyPressMsg); ok && key.Matches(press, keyOnward, keyBackward, keyFirst, keyLast) &&
		(was == "" || !key.Matches(press, keyInVotes, keySeparate)) {
		return false
	}
	if b.line.Update(msg); b.line.Value() != was {
		b.fault = ""
	}
	return true
}

// separates says whether a key stands between two votes: some of those keys do something
// else where nothing is typed.
func (p *projection) separates(msg tea.KeyPressMsg, f frame) bool {
	b, _ := p.voting(p.slide(f.guide).kind)
	return b != nil && b.line.Value() != "" && msg.Text != "" && strings.Contains(stage.VoteMarks, msg.Text)
}

// left says what was typed on the slide one leaves and is not counted: it waits there.
func (p *projection) left(f frame) string {
	if b, _ := p.voting(p.slide(f.guide).kind); b != nil && b.line.Value() != "" {
		return wordUncounted(b.line.Value())
	}
	return ""
}

// count takes the votes typed, or says what is wrong and keeps them. It asks how many the
// room has when nobody said it, or when what was said does not go with them.
func (p *projection) count(b *ballot, votes *[]int, f frame) (changed bool) {
	read, err := stage.ParseVotes(b.line.Value(), len(p.play.Proposals))
	if err != nil {
		b.fault = err.Error()
		return false
	}
	said, cast := p.play.Present, total(read)
	if b.moreThan(said, cast) {
		return false
	}
	switch asVoted := len(*votes) > 0 && total(*votes) == said; {
	case cast > said || asVoted && cast != said:
		p.askHeads(cast, wordAsVoted)
		if said > 0 {
			p.say(0, f)
		}
	case 2*cast < said:
		p.askHeads(said, wordAsBefore)
	}
	*votes, *b = read, newBallot()
	return true
}

// askHeads asks how many the room has; Enter alone answers the usual number, 0 for none.
func (p *projection) askHeads(usual int, why string) {
	asked := newBallot()
	p.heads, p.usual, p.why = &asked, usual, why
}

// say keeps how many the room has, 0 when it is not known any more.
func (p *projection) say(present int, f frame) {
	p.play.Headcount = stage.Headcount{Present: present}
	if f.stage != nil {
		p.play.Counted = f.stage.Now()
	}
}

// votesAgain says whether votes are typed where the room is counted, by who has just seen
// a slip in them, and takes them as such.
func (p *projection) votesAgain(b *ballot) bool {
	if _, err := stage.ParseVotes(p.heads.line.Value(), len(p.play.Proposals)); err != nil {
		return false
	}
	*b, p.heads = *p.heads, nil
	return true
}

// countHeads takes how many the room has, where so many voted: the usual number when
// nothing is typed. Else it says what is wrong.
func (p *projection) countHeads(cast int, f frame) (changed bool) {
	present := p.usual
	if typed := p.heads.line.Value(); typed != "" {
		var err error
		if present, err = stage.ParsePresent(typed); err != nil {
			p.heads.fault = err.Error()
			return false
		}
		if p.heads.moreThan(present, cast) {
			return false
		}
	}
	if p.heads = nil; present > 0 {
		p.say(present, f)
	}
	return true
}

// moreThan says, once for what is typed, that there are more votes than people.
func (b *ballot) moreThan(present, cast int) bool {
	if present == 0 || cast <= present || b.asked == b.line.Value() {
		return false
	}
	b.asked = b.line.Value()
	b.fault = french.Plural(cast, "vote", "votes") + ", pour " + french.Plural(present, "personne", "personnes") + ". Corrigez, ou Entrée encore pour garder."
	return true
}

func total(votes []int) (all int) {
	for _, n := range votes {
		all += n
	}
	return all
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
	if !f.Airy() {
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
	if !f.Airy() {
		return draw.Block{Lines: []string{mark + bars}}
	}
	name := draw.Cut(title, f.TextWidth()-letterRoom)
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
