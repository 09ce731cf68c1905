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

// teamed is the team of a participant, beside their return number.
func (r *Seat) teamed(number string) string {
	if r.state.Teams == 0 {
		return number
	}
	return "équipe" + french.NBSP + french.Number(r.state.Team) + ", " + number
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

// teaming says what the teams are.
func (c *Console) teaming(f draw.Frame) draw.Block {
	if c.state.Teams == 0 {
		return draw.Note("De 2 à 6"+french.NBSP+": autant d’équipes. Chacun en reçoit une, et peut en changer.", f)
	}
	return draw.Note(french.Number(c.state.Teams)+" équipes. De 2 à 6"+french.NBSP+": en changer le nombre. 0"+french.NBSP+": plus d’équipes. Un résultat se montre par équipe quand chacune compte au moins trois réponses.", f)
}
