package room

import (
	tea "charm.land/bubbletea/v2"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/workshop"
)

// This file is the teams of a room, on its screens.

// changeTeam goes to the next team.
func (r *Seat) changeTeam() tea.Cmd {
	room, seat, next := r.room, r.seat, r.state.Team%r.state.Teams+1
	return r.errands.send(errand{keyTeam.Help(), func() tea.Msg { return done{room.JoinTeam(seat, next)} }})
}

// teamsOf is what each team answered.
func teamsOf(s workshop.State, f draw.Frame) []draw.Block {
	var blocks []draw.Block
	for _, line := range s.TeamLines() {
		blocks = append(blocks, draw.Plain(line, f))
	}
	return draw.Section(workshop.WordTeams, blocks, f)
}

// teams is what a digit asks of the list of people: so many teams, or none.
func (c *Console) teams(number int) lead {
	return lead{do: func() error { return c.room.SetTeams(number) }, then: c.pane, stays: true}
}

// teaming says what the teams are, and what makes them.
func (c *Console) teaming() string {
	if c.state.Teams == 0 {
		return "2 à 6" + french.NBSP + ": autant d’équipes."
	}
	return french.Number(c.state.Teams) + " équipes" + french.NBSP + "; 2 à 6 en change le nombre, 0 n’en fait plus. Leurs résultats se montrent dès trois réponses dans chacune" + french.NBSP + "; " + workshop.WordUnanimous
}
