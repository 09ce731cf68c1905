package room

import (
	"strings"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/workshop"
)

// This file draws who is in the room, and who left, for the trainer. It may be
// projected: no return number shows.

// people lists the seats; Enter on one nobody is in says whether it counts.
func (c *Console) people(f draw.Frame) []draw.Block {
	roll := c.state.Roll
	if len(roll) == 0 {
		return []draw.Block{draw.Plain("Personne n’est encore venu.", f)}
	}
	blocks := []draw.Block{draw.Heading(headcount(roll), f), draw.Note(wordPeople, f)}
	for _, a := range roll {
		blocks = append(blocks, c.attendee(a, f))
	}
	return blocks
}

const wordPeople = "Les réponses de qui est parti comptent encore. Entrée les met de côté, si cette personne vote d’une autre place, ou les compte de nouveau. Elles comptent dès qu’elle revient."

// attendee is a seat, in a line.
func (c *Console) attendee(a workshop.Attendee, f draw.Frame) draw.Block {
	mark, style := draw.DoneMark, f.Styles.Text
	switch {
	case a.Aside:
		mark, style = draw.ClosedMark, f.Styles.Dim
	case a.Presence != workshop.Here:
		mark, style = draw.OpenMark, f.Styles.Dim
	}
	said := []string{a.Called(), presenceWords[a.Presence], french.Plural(a.Answers, "réponse", "réponses")}
	if a.Aside {
		said = append(said, "mises de côté")
	}
	change := c.room.SetAside
	if a.Aside {
		change = c.room.Recall
	}
	return draw.Block{
		Lines: draw.Hang(strings.Join(said, ", "), f.TextWidth(), f.Styles.Accent.Render(mark)+" ", style),
		Lead:  lead{do: func() error { return change(a.Seat) }, then: c.pane, stays: true},
	}
}

var presenceWords = map[workshop.Presence]string{
	workshop.Here: "présent", workshop.Away: "parti", workshop.Absent: "pas revenu",
}

// headcount says how many are there, gone, not come back and set aside.
func headcount(roll []workshop.Attendee) string {
	var here, away, absent, aside int
	for _, a := range roll {
		switch {
		case a.Aside:
			aside++
		case a.Presence == workshop.Here:
			here++
		case a.Presence == workshop.Away:
			away++
		default:
			absent++
		}
	}
	said := []string{french.Plural(here, "présent", "présents")}
	for _, more := range []struct {
		n         int
		one, many string
	}{{away, "parti", "partis"}, {absent, "pas revenu", "pas revenus"}, {aside, "place mise de côté", "places mises de côté"}} {
		if more.n > 0 {
			said = append(said, french.Plural(more.n, more.one, more.many))
		}
	}
	return strings.Join(said, ", ")
}
