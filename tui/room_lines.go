package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/workshop"
)

// The workshop as plain lines, for a screen reader: the same words as the
// screens, written once, top to bottom.

// lineFrame is how wide lines are laid out: a reader has no width.
func lineFrame(g *decision.Guide) frame {
	return frame{width: pageWidth + gutter + 1, height: tallHeight * 2, styles: noStyles, guide: g}
}

// noStyles is no style at all.
var noStyles = &styles{}

// RoomWalks says whether everyone walks alone.
func RoomWalks(s workshop.State) bool {
	return s.Phase == workshop.Walking || s.Phase == workshop.Mapped
}

// RoomAnswers says whether an answer may be given now.
func RoomAnswers(s workshop.State) bool { return s.Phase == workshop.Voting || RoomWalks(s) }

// RoomStory tells the conflict, in lines.
func RoomStory(s workshop.State) []string {
	if s.Exercise == nil {
		return []string{wordRoomSoon}
	}
	return []string{s.Exercise.Title, s.Exercise.Story.String(), wordRoomPapers + nbsp + ": ", s.Exercise.Documents.String()}
}

// Telling remembers what a reader was told, so that nothing is said twice. The
// zero value has told nothing.
type Telling struct {
	at    moment
	begun bool
}

// News returns what a reader must be told of a state; nothing when only counts
// changed.
func (t *Telling) News(g *decision.Guide, s workshop.State) []string {
	now := momentOf(s)
	if t.begun && now == t.at {
		return nil
	}
	chosen, same := s.Exercise != nil && s.Exercise != t.at.exercise, s.Ballot == t.at.ballot
	t.at, t.begun = now, true
	lines := []string{""}
	if chosen {
		lines = append(lines, RoomStory(s)...)
	}
	seat, f := &RoomSeat{guide: g, state: s}, lineFrame(g)
	switch {
	case s.Phase == workshop.Waiting:
		lines = append(lines, wordRoomWelcome, wordRoomSoon, roomPresent(s))
	case s.Phase == workshop.Story:
	case s.Phase == workshop.Voting && same, s.Phase == workshop.Counted:
		lines = append(lines, seat.notice())
	case s.Phase == workshop.Thinking, s.Phase == workshop.Voting:
		lines = append(append(lines, s.Question.Title, seat.notice()), roomNumbered(s)...)
	case RoomWalks(s) && s.Question != nil:
		lines = append(append(lines, s.Question.Title), roomNumbered(s)...)
	case RoomWalks(s):
		lines = append(lines, trimmed(roomLines(seat.walk(f)))...)
	default:
		lines = append(lines, roomCounts(s)...)
		lines = append(lines, trimmed(roomLines(append(roomBranches(s, f), roomEndings(s, f)...)))...)
	}
	return lines
}

// roomNumbered lists the answers one may give.
func roomNumbered(s workshop.State) []string {
	var lines []string
	for i, o := range s.Question.Options {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, o.Label))
	}
	if RoomWalks(s) {
		lines = append(lines, "0. "+wordUnsure)
	}
	return lines
}

// roomCounts says a result in words: bars say nothing to the ear.
func roomCounts(s workshop.State) []string {
	if s.Question == nil || len(s.Rounds) == 0 {
		return nil
	}
	lines := []string{wordRoomSaid + nbsp + ": " + s.Question.Title}
	for i, o := range s.Question.Options {
		line := fmt.Sprintf("%s"+nbsp+": %d", o.Label, s.Rounds[0][i])
		if len(s.Rounds) > 1 {
			line += fmt.Sprintf(" au premier vote, %d au second", s.Rounds[1][i])
		}
		if o.Value == s.Own && s.Own != "" {
			line += " (votre réponse)"
		}
		lines = append(lines, line)
	}
	return lines
}

// trimmed takes away what only eyes see.
func trimmed(lines []string) []string {
	for i := range lines {
		lines[i] = strings.TrimRight(ansi.Strip(lines[i]), " ")
	}
	return lines
}
