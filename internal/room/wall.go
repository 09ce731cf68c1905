package room

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file draws what the whole room reads on the wall: one thing at a time, the
// numbers as each has them on their own screen, and always how to join. Sixty columns
// are enough: the last row reads it once the letters of the terminal are large.

// The keys of a clicker, which the projection has too.
var (
	keyOnward   = draw.Bind("pg suiv", "la suite", "pgdown")
	keyBackward = draw.Bind("pg préc", "revenir", "pgup")
	keyDark     = draw.Bind("b", "écran noir", "b", ".")
)

// onWall says whether the console shows the room, and nothing else.
func (c *Console) onWall() bool {
	return c.pane == paneRoom && c.cover == 0 && !c.helped && !c.private()
}

// wall is what the room is doing: votes stay hidden until they are shown.
func (c *Console) wall(f draw.Frame) []draw.Block {
	s := c.state
	var blocks []draw.Block
	if c.past.Resumed {
		blocks = append(blocks, draw.Note("Atelier repris là où il en était"+french.NBSP+": "+french.Plural(c.past.Seats, "place connue", "places connues")+".", f))
	}
	if s.Exercise == nil && s.Question == nil {
		return append(blocks, draw.Plain("Choisissez un cas"+french.NBSP+": flèche droite, puis entrée.", f))
	}
	if s.Map != nil || s.Question == nil {
		shown := mapOf(s, f)
		switch {
		case s.Map == nil:
			shown = story(s.Exercise, f)
		case s.Phase == workshop.Walking: // where they arrive waits for the map
			shown = []draw.Block{draw.Gap(), draw.Plain(s.OnTheWay(), f)}
		}
		return slices.Concat(blocks, []draw.Block{draw.Note(phaseWords[s.Phase], f)}, shown, kept(s, f), c.names(f))
	}
	blocks = append(blocks, draw.Block{Lines: draw.Wrap(s.Question.Title, f.TextWidth(), f.Styles.Title)}, draw.Note(c.progress(), f))
	if s.Voters > s.Present {
		blocks = append(blocks, draw.Note(wordMany, f))
	}
	if len(s.Rounds) == 0 {
		return slices.Concat(blocks, c.choices(f), branchesOf(c.guide, s, f), story(s.Exercise, f), c.names(f))
	}
	if f.Height >= draw.TallHeight && s.Phase != workshop.Ended { // a branch stands apart by itself
		blocks = append(blocks, draw.Gap())
	}
	blocks = append(blocks, outcome(c.guide, s, f)...)
	blocks = append(blocks, endingsOf(c.guide, s, f)...)
	return append(blocks, c.names(f)...)
}

// choices are the answers one may give, by their numbers, and how many have.
func (c *Console) choices(f draw.Frame) []draw.Block {
	s := c.state
	airy := 2*(len(s.Question.Options)+1)+6 <= f.Height
	var blocks []draw.Block
	add := func(number int, label string) {
		if airy {
			blocks = append(blocks, draw.Gap())
		}
		blocks = append(blocks, draw.Block{Lines: draw.Hang(label, f.TextWidth(), f.Styles.Accent.Render(strconv.Itoa(number))+"   ", f.Styles.Strong)})
	}
	for i, o := range s.Question.Options {
		add(i+1, o.Label)
	}
	if s.Question.Open {
		blocks = append(blocks, draw.Gap(), draw.Note(wordWritten, f))
	}
	add(0, say.Unsure)
	all := max(s.Present, s.Voters)
	count := "  " + french.Plural(s.Voters, "réponse", "réponses") + " sur " + french.Number(all)
	bar := gauge(s.Voters, all, max(min(f.TextWidth(), 60)-ansi.StringWidth(count), 4), f.Styles.Accent, f)
	return append(blocks, draw.Gap(), draw.Block{Lines: []string{bar + f.Styles.Text.Render(count)}})
}

// join is how those who come late may join, on a line or two.
func (c *Console) join(f draw.Frame) []string {
	where := slices.Concat(c.how.Pages, c.how.Commands)
	if len(where) == 0 {
		return nil
	}
	if !f.Roomy() {
		short := strings.TrimSuffix(strings.TrimPrefix(where[0], "http://"), "/")
		return draw.Wrap(short+" · code "+c.how.Code, f.TextWidth(), f.Styles.Dim)
	}
	return draw.Wrap("Pour rejoindre"+french.NBSP+": "+where[0]+", code "+c.how.Code, f.TextWidth(), f.Styles.Dim)
}

// click is what a clicker does: read on, then what comes next; or back.
func (c *Console) click(msg tea.KeyPressMsg) (lead, bool) {
	f := c.canvas().Inner()
	inviting := c.cover == pageInvite
	read := slices.Contains([]workshop.Phase{workshop.Story, workshop.Revealed, workshop.Ended, workshop.Mapped}, c.state.Phase) && c.page().More(c.blocks(f), f)
	if !inviting && (c.pane != paneRoom || c.cover != 0) || key.Matches(msg, keyOnward) && read {
		return lead{}, false
	}
	var do func() error
	switch phase := c.state.Phase; {
	case key.Matches(msg, keyBackward):
		do = map[workshop.Phase]func() error{workshop.Counted: c.room.OpenVote, workshop.Revealed: c.room.Hide, workshop.Mapped: c.room.Hide}[phase]
	case !key.Matches(msg, keyOnward):
	case phase == workshop.Thinking:
		do = c.room.OpenVote
	case phase == workshop.Voting:
		do = c.room.CloseVote
	case phase == workshop.Counted, phase == workshop.Walking:
		do = c.room.Reveal
	case phase == workshop.Revealed && c.state.Round == 1:
		do = c.room.SecondRound
	default:
		do = c.room.Next
	}
	return lead{do: do, then: paneRoom}, do != nil
}
