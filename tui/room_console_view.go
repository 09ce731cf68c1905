package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/french"
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
func (c *RoomConsole) View() tea.View {
	v := tea.NewView(roomWindow(func(f canvas) window {
		return window{subject: roomPresent(c.state), keys: c.keys(f), asks: c.asked != nil, body: c.draw(f)}
	}, c.canvas()))
	v.AltScreen = true
	v.WindowTitle = wordRoom
	return v
}

// draw puts the state of the room above the present list.
func (c *RoomConsole) draw(f canvas) string {
	head := []string{c.tabs(f)}
	if f.height >= tallHeight-3 {
		head = append(head, "")
	}
	var foot []string
	switch {
	case c.asked != nil:
		foot = wrapText(c.asked.words, f.textWidth(), f.styles.caution)
	case c.fault != "":
		foot = wrapText(faultMark+" "+c.fault, f.textWidth(), f.styles.fault)
	case c.state.Trouble != nil:
		foot = wrapText(faultMark+" "+c.state.Trouble.Error(), f.textWidth(), f.styles.fault)
	}
	f.height -= len(head)
	body := footed(func(f canvas) string { return c.page().view(c.blocks(f), f) }, foot, f)
	return joinLines(append(head, body))
}

// tabs names the lists, and says what the room is doing.
func (c *RoomConsole) tabs(f canvas) string {
	var names []string
	for i, name := range []string{"Cas", "Question", "Salle"} {
		if i == c.pane {
			names = append(names, f.styles.selected.Render(name))
		} else {
			names = append(names, f.styles.dim.Render(name))
		}
	}
	if f.width < 60 {
		names = names[c.pane : c.pane+1]
	}
	return "  " + strings.Join(names, f.styles.rule.Render(" │ ")) + "   " + f.styles.strong.Render(phaseWords[c.state.Phase])
}

func (c *RoomConsole) blocks(f canvas) []block {
	switch {
	case c.helped:
		return roomHelp(c.consoleHelp(), f)
	case c.invite:
		return c.invitation(f)
	case c.pane == paneCases:
		return c.cases(f)
	case c.pane == paneQuestions:
		return c.asks(f)
	}
	return c.live(f)
}

func (c *RoomConsole) cases(f canvas) []block {
	var blocks []block
	for i := range c.guide.Exercises {
		e := &c.guide.Exercises[i]
		b := choice(e.Title, "", roomLead{func() error { return c.room.Choose(e.ID) }, paneQuestions, true}, f)
		if e == c.state.Exercise {
			b.lines[0] += f.styles.accent.Render(" " + recommendedMark)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// asks lists what the room may be asked about the exercise.
func (c *RoomConsole) asks(f canvas) []block {
	if c.state.Exercise == nil {
		return []block{plainText("Choisissez d’abord un cas"+nbsp+": flèche gauche, puis entrée.", f)}
	}
	blocks := []block{heading(c.state.Exercise.Title, f)}
	for _, q := range c.state.Questions {
		b := choice(q.Title, "", roomLead{func() error { return c.room.Ask(q.Fact) }, paneRoom, true}, f)
		if c.state.Question != nil && c.state.Question.Fact == q.Fact {
			b.lines[0] += f.styles.accent.Render(" " + recommendedMark)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// live is what the room is doing: votes stay hidden until they are shown.
func (c *RoomConsole) live(f canvas) []block {
	s := c.state
	var blocks []block
	if c.past.Resumed {
		blocks = append(blocks, note("Atelier repris là où il en était"+nbsp+": "+french.Plural(c.past.Seats, "place connue", "places connues")+".", f))
	}
	if s.Exercise == nil {
		return append(blocks, plainText("Choisissez un cas"+nbsp+": flèche droite, puis entrée.", f))
	}
	if s.Question == nil && s.Map == nil {
		return append(append(blocks, roomStory(s.Exercise, f)...), c.names(f)...)
	}
	blocks = append(blocks, block{lines: wrapText(s.Exercise.Title, f.textWidth(), f.styles.title)})
	if s.Map != nil {
		return append(append(blocks, roomMap(s, f)...), c.names(f)...)
	}
	blocks = append(blocks, block{lines: wrapText(s.Question.Title, f.textWidth(), f.styles.strong)})
	if s.Phase != workshop.Ended {
		blocks = append(blocks, note(c.progress(), f))
	}
	if len(s.Rounds) == 0 {
		return slices.Concat(blocks, c.waiting(f), roomBranches(c.guide, s, f), roomStory(s.Exercise, f), c.names(f))
	}
	if f.height >= tallHeight && s.Phase != workshop.Ended { // a branch stands apart by itself
		blocks = append(blocks, gap())
	}
	blocks = append(blocks, roomOutcome(c.guide, s, f)...)
	blocks = append(blocks, roomEndings(c.guide, s, f)...)
	return append(blocks, c.names(f)...)
}

// waiting is a question whose result is not shown: how many have answered, and
// how those who come late may join.
func (c *RoomConsole) waiting(f canvas) []block {
	s := c.state
	room := max(min(f.textWidth(), 60)-18, 4)
	blocks := []block{{lines: []string{roomGauge(s.Voters, max(s.Present, s.Voters), room, f.styles.accent, f)}}}
	for _, o := range s.Question.Options {
		if f.height >= tallHeight {
			blocks = append(blocks, gap())
		}
		blocks = append(blocks, block{lines: hangText(o.Label, f.textWidth(), f.styles.dim.Render(openMark)+" ", f.styles.text)})
	}
	if len(c.how.Commands) > 0 {
		blocks = append(blocks, gap(), note("Pour rejoindre"+nbsp+": "+c.how.Commands[0]+", code "+c.how.Code, f))
	}
	return blocks
}

// progress says how far the vote is.
func (c *RoomConsole) progress() string {
	round := "1er tour"
	if c.state.Round == 2 {
		round = "2e tour"
	}
	switch c.state.Side {
	case workshop.Majority:
		round = french.Small(roomMajority(c.state)) + ", " + round
	case workshop.Minority:
		round = "avec la deuxième réponse, " + round
	}
	return round + nbsp + ": " + roomVoters(c.state)
}

// names lists the pseudonyms of those present, when some were given.
func (c *RoomConsole) names(f canvas) []block {
	if len(c.state.Names) == 0 {
		return nil
	}
	return section("Pseudonymes", []block{plainText(strings.Join(c.state.Names, ", "), f)}, f)
}
