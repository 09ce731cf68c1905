package room

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file draws the trainer's console.

// phaseWords say what the room is doing.
var phaseWords = map[workshop.Phase]string{
	workshop.Waiting: "choisissez un cas", workshop.Story: "la salle lit l’histoire", workshop.Thinking: "vote à ouvrir",
	workshop.Voting: "VOTE OUVERT", workshop.Counted: "vote fermé, résultat caché", workshop.Revealed: "résultat montré",
	workshop.Ended: "où mène la réponse", workshop.Walking: "chacun avance seul", workshop.Mapped: "carte montrée à tous",
}

// View draws the console.
func (c *Console) View() tea.View {
	v := tea.NewView(window(func(f draw.Frame) draw.Window {
		return draw.Window{Trail: c.trail(), Fact: c.state.WhoIsThere(), Keys: c.keys(f), Asks: c.asked != nil, Body: c.draw(f)}
	}, c.canvas()))
	v.AltScreen = true
	v.WindowTitle = wordTitle
	return v
}

// trail says which of the trainer's two screens it is.
func (c *Console) trail() []string {
	if c.private() {
		return []string{"Régie", "vous seul la voyez"}
	}
	return nil
}

// draw puts the state of the room above the present list.
func (c *Console) draw(f draw.Frame) string {
	head := c.head(f)
	if f.Height >= draw.TallHeight-3 {
		head = append(head, "")
	}
	var foot []string
	switch {
	case c.asked != nil:
		foot = draw.Wrap(c.asked.words, f.TextWidth(), f.Styles.Caution)
	case c.fault != "":
		foot = draw.Wrap(draw.FaultMark+" "+c.fault, f.TextWidth(), f.Styles.Fault)
	case c.state.Trouble != nil:
		foot = draw.Wrap(draw.FaultMark+" "+c.state.Trouble.Error(), f.TextWidth(), f.Styles.Fault)
	}
	f.Height -= len(head)
	body := draw.Footed(func(f draw.Frame) string { return c.page().View(c.blocks(f), f) }, foot, f)
	return strings.Join(append(head, body), "\n")
}

// head is above every list: their names and, while somebody gives wrong codes,
// how many.
func (c *Console) head(f draw.Frame) []string {
	tabs := c.tabs(f)
	if c.wrong == 0 {
		return []string{tabs}
	}
	told := f.Styles.Caution.Render(french.Plural(c.wrong, "code ou numéro faux", "codes ou numéros faux") + " en une minute")
	if ansi.StringWidth(tabs)+3+ansi.StringWidth(told) <= f.Width {
		return []string{tabs + "   " + told}
	}
	return []string{tabs, "  " + told}
}

// tabs names the lists, and says what the room is doing.
func (c *Console) tabs(f draw.Frame) string {
	var names []string
	for i, name := range []string{"Cas", "Question", "Salle"} {
		if i == c.pane {
			names = append(names, f.Styles.Selected.Render(name))
		} else {
			names = append(names, f.Styles.Dim.Render(name))
		}
	}
	if f.Width < 60 {
		names = names[c.pane : c.pane+1]
	}
	return "  " + strings.Join(names, f.Styles.Rule.Render(" │ ")) + "   " + f.Styles.Strong.Render(phaseWords[c.state.Phase])
}

func (c *Console) blocks(f draw.Frame) []draw.Block {
	switch {
	case c.helped:
		return keysHelp(c.consoleHelp(), f)
	case c.cover == pageInvite:
		return c.invitation(f)
	case c.cover == pagePeople:
		return c.people(f)
	case c.pane == paneCases:
		return c.cases(f)
	case c.pane == paneQuestions:
		return c.asks(f)
	}
	if c.private() {
		return c.booth(f)
	}
	return c.live(f)
}

func (c *Console) cases(f draw.Frame) []draw.Block {
	var blocks []draw.Block
	for i := range c.guide.Exercises {
		e := &c.guide.Exercises[i]
		b := draw.Choice(e.Title, "", lead{do: func() error { return c.room.Choose(e.ID) }, then: paneQuestions, leaves: true}, f)
		if e == c.state.Exercise {
			b.Lines[0] += f.Styles.Accent.Render(" " + draw.RecommendedMark)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// asks lists what the room may be asked about the exercise.
func (c *Console) asks(f draw.Frame) []draw.Block {
	if c.state.Exercise == nil {
		return []draw.Block{draw.Plain("Choisissez d’abord un cas"+french.NBSP+": flèche gauche, puis entrée.", f)}
	}
	blocks := []draw.Block{draw.Heading(c.state.Exercise.Title, f)}
	for _, q := range c.state.Questions {
		b := draw.Choice(q.Title, "", lead{do: func() error { return c.room.Ask(q.Fact) }, then: paneRoom, leaves: true}, f)
		if c.state.Question != nil && c.state.Question.Fact == q.Fact {
			b.Lines[0] += f.Styles.Accent.Render(" " + draw.RecommendedMark)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// live is what the room is doing: votes stay hidden until they are shown.
func (c *Console) live(f draw.Frame) []draw.Block {
	s := c.state
	var blocks []draw.Block
	if c.past.Resumed {
		blocks = append(blocks, draw.Note("Atelier repris là où il en était"+french.NBSP+": "+french.Plural(c.past.Seats, "place connue", "places connues")+".", f))
	}
	if s.Exercise == nil {
		return append(blocks, draw.Plain("Choisissez un cas"+french.NBSP+": flèche droite, puis entrée.", f))
	}
	if s.Question == nil && s.Map == nil {
		return append(append(blocks, story(s.Exercise, f)...), c.names(f)...)
	}
	blocks = append(blocks, draw.Block{Lines: draw.Wrap(s.Exercise.Title, f.TextWidth(), f.Styles.Title)})
	if s.Map != nil {
		return append(append(blocks, mapOf(s, f)...), c.names(f)...)
	}
	blocks = append(blocks, draw.Block{Lines: draw.Wrap(s.Question.Title, f.TextWidth(), f.Styles.Strong)})
	if s.Phase != workshop.Ended {
		blocks = append(blocks, draw.Note(c.progress(), f))
	}
	if s.Voters > s.Present {
		blocks = append(blocks, draw.Note(wordMany, f))
	}
	if len(s.Rounds) == 0 {
		return slices.Concat(blocks, c.waiting(f), branchesOf(c.guide, s, f), story(s.Exercise, f), c.names(f))
	}
	if f.Height >= draw.TallHeight && s.Phase != workshop.Ended { // a branch stands apart by itself
		blocks = append(blocks, draw.Gap())
	}
	blocks = append(blocks, outcome(c.guide, s, f)...)
	blocks = append(blocks, endingsOf(c.guide, s, f)...)
	return append(blocks, c.names(f)...)
}

// waiting is a question whose result is not shown: how many have answered, and
// how those who come late may join.
func (c *Console) waiting(f draw.Frame) []draw.Block {
	s := c.state
	room := max(min(f.TextWidth(), 60)-18, 4)
	blocks := []draw.Block{{Lines: []string{gauge(s.Voters, max(s.Present, s.Voters), room, f.Styles.Accent, f)}}}
	for _, o := range s.Question.Options {
		if f.Height >= draw.TallHeight {
			blocks = append(blocks, draw.Gap())
		}
		blocks = append(blocks, draw.Block{Lines: draw.Hang(o.Label, f.TextWidth(), f.Styles.Dim.Render(draw.OpenMark)+" ", f.Styles.Text)})
	}
	if f.Height >= draw.TallHeight {
		blocks = append(blocks, draw.Gap())
	}
	blocks = append(blocks, draw.Block{Lines: draw.Hang(say.Unsure, f.TextWidth(), f.Styles.Dim.Render(draw.OpenMark)+" ", f.Styles.Dim)})
	if where := slices.Concat(c.how.Pages, c.how.Commands); len(where) > 0 {
		blocks = append(blocks, draw.Gap(), draw.Note("Pour rejoindre"+french.NBSP+": "+where[0]+", code "+c.how.Code, f))
	}
	return blocks
}

// progress says how far the vote is.
func (c *Console) progress() string {
	round := "1er tour"
	if c.state.Round == 2 {
		round = "2e tour"
	}
	switch c.state.Side {
	case workshop.Majority:
		round = french.Small(c.state.Branch(workshop.Majority)) + ", " + round
	case workshop.Minority:
		round = "avec la deuxième réponse, " + round
	}
	return round + french.NBSP + ": " + c.state.HowMany()
}

// names lists the pseudonyms of those present, when some were given.
func (c *Console) names(f draw.Frame) []draw.Block {
	if len(c.state.Names) == 0 {
		return nil
	}
	return draw.Section("Pseudonymes", []draw.Block{draw.Plain(strings.Join(c.state.Names, ", "), f)}, f)
}
