package room

import (
	"errors"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/workshop"
)

// This file draws who is in the room, and who left, for the trainer. It may be
// projected: no return number shows.

// people lists the seats. Enter on one nobody is in says whether it counts; on one
// with a pseudonym, whether the room may see it.
func (c *Console) people(f draw.Frame) []draw.Block {
	roll := c.state.Roll
	if len(roll) == 0 {
		return []draw.Block{draw.Plain("Personne n’est encore venu.", f)}
	}
	names := wordNames
	if c.state.Nameless {
		names = wordNoNames
	}
	blocks := []draw.Block{draw.Heading(headcount(roll), f), draw.Note(wordPeople, f), draw.Note(names+" "+c.teaming(), f)}
	if c.state.Teams > 0 {
		blocks = append(blocks, draw.Plain(c.state.TeamSizes(), f))
	}
	if f.Airy() {
		blocks = append(blocks, draw.Gap())
	}
	for _, a := range roll {
		blocks = append(blocks, c.attendee(a, f))
	}
	return blocks
}

const (
	wordPeople  = "Entrée" + french.NBSP + ": montrer un pseudonyme à la salle, ou le cacher" + french.NBSP + "; sur une place vide, mettre ses réponses de côté, ou les compter de nouveau."
	wordNoName  = "Mettez-vous sur une place qui a un pseudonyme" + french.NBSP + ": e le récrit."
	wordNames   = "n" + french.NBSP + ": interdire les pseudonymes."
	wordNoNames = "Pseudonymes interdits dans cette séance" + french.NBSP + "; n les permet."
)

// attendee is a seat, in a line.
func (c *Console) attendee(a workshop.Attendee, f draw.Frame) draw.Block {
	mark, style := draw.DoneMark, f.Styles.Text
	switch {
	case a.Aside:
		mark, style = draw.ClosedMark, f.Styles.Dim
	case a.Presence != workshop.Here:
		mark, style = draw.OpenMark, f.Styles.Dim
	}
	said := []string{c.called(a)}
	if a.Team > 0 {
		said = append(said, "équipe"+french.NBSP+french.Number(a.Team))
	}
	said = append(said, presenceWords[a.Presence], french.Plural(a.Answers, "réponse", "réponses"))
	if a.Aside {
		said = append(said, "mises de côté")
	}
	switch {
	case a.NameShown:
		said = append(said, "pseudonyme montré")
	case a.Unread() && c.private():
		said = append(said, "pseudonyme à relire")
	}
	return draw.Block{
		Lines: draw.Hang(strings.Join(said, ", "), f.TextWidth(), f.Styles.Accent.Render(mark)+" ", style),
		Lead:  lead{do: func() error { return c.change(a) }, then: c.pane, stays: true, seat: a.Seat},
	}
}

// renaming begins another pseudonym for the seat one is on, or says why not.
func (c *Console) renaming() (*typing, string) {
	f := c.canvas().Inner()
	on, _ := c.page().On(c.blocks(f)).(lead)
	i := slices.IndexFunc(c.state.Roll, func(a workshop.Attendee) bool { return a.Seat == on.seat })
	switch {
	case i < 0 || c.state.Roll[i].Name == "":
		return nil, wordNoName
	case c.unread(c.state.Roll[i]):
		return nil, errUnread.Error()
	}
	a := c.state.Roll[i]
	return newTyping("Son pseudonyme", 40, a.Name, func(name string) tea.Cmd { // the room keeps less
		return c.lead(lead{do: func() error { return c.room.NameSeat(a.Seat, a.Name, name) }, then: c.pane, stays: true})
	}), ""
}

// nameSeat takes a key of the pseudonym being typed.
func (c *Console) nameSeat(msg tea.KeyPressMsg) tea.Cmd {
	t := c.naming
	switch {
	case key.Matches(msg, draw.KeyLeave, draw.KeyCtrlC):
		c.naming = nil
	case key.Matches(msg, draw.KeyConfirm):
		c.naming = nil
		if name := strings.TrimSpace(t.line.Value()); name != "" {
			return t.done(name)
		}
	default:
		t.line.Update(msg)
	}
	return nil
}

// unread says whether a pseudonym may not show on this screen: nobody has read it
// again, and the room sees the console.
func (c *Console) unread(a workshop.Attendee) bool {
	return a.Name != "" && !a.NameShown && !c.private()
}

// called is how a seat is called on this screen.
func (c *Console) called(a workshop.Attendee) string {
	if !c.unread(a) {
		return a.Called()
	}
	return workshop.Attendee{Seat: a.Seat}.Called() + ", pseudonyme à relire dans la régie"
}

var errUnread = errors.New("Relisez d’abord ce pseudonyme dans la régie" + french.NBSP + ": compromis regie, dans une autre fenêtre.")

// change is what Enter does to a seat.
func (c *Console) change(a workshop.Attendee) error {
	switch {
	case a.Presence == workshop.Here && c.unread(a):
		return errUnread
	case a.Presence == workshop.Here && a.Name != "":
		return c.room.ShowName(a.Seat, a.Name, !a.NameShown)
	case a.Aside:
		return c.room.Recall(a.Seat)
	}
	return c.room.SetAside(a.Seat)
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
