package room

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file draws the trainer's private screen, which the room never sees: a console
// whose room shows the votes as they come, who is still thinking, the notes of the
// case and the clock of the session.

// NewBooth returns the private screen of the trainer of a room (see
// [workshop.Room.Booth]). It leads the room as the console does.
func NewBooth(g *decision.Guide, room workshop.Trainer, mail <-chan *workshop.State, how Invitation, now func() time.Time) *Console {
	c := newConsole(g, room, mail, how)
	c.now = now
	c.pane, c.cover = paneRoom, 0
	return c
}

// private says whether the console is the trainer's private screen.
func (c *Console) private() bool { return c.now != nil }

// moment is a part of a session: from when, and what one does.
type moment struct {
	minute int
	what   string
}

// plan is how a session of forty-five minutes goes, as the README tells it.
var plan = []moment{
	{0, "accueil" + french.NBSP + ": chacun rejoint"},
	{5, "un cas" + french.NBSP + ": l’histoire, le vote"},
	{12, "discuter, puis second vote"},
	{18, "la réponse, l’erreur classique"},
	{23, "la majorité, puis la minorité"},
	{30, "un autre cas, chacun seul"},
	{40, "la carte, ce qu’on retient, les fiches"},
}

// booth is the page of the private screen.
func (c *Console) booth(f draw.Frame) []draw.Block {
	if !f.Wide() {
		return slices.Concat(headed(c.clock(false, f)), []draw.Block{draw.Gap()}, c.counts(f), c.present(f), c.notes(f))
	}
	left, right := f.Page(), f
	right.Width = f.Width - left.Width
	return []draw.Block{beside(slices.Concat(headed(c.clock(f.Height >= planHeight, left)), []draw.Block{draw.Gap()}, c.counts(left), c.present(left)), headed(c.notes(right)), left.Width)}
}

// headed is a column without the blank line above its first section.
func headed(column []draw.Block) []draw.Block { return column[min(1, len(column)):] }

// counts is the present vote, as it stands.
func (c *Console) counts(f draw.Frame) []draw.Block {
	s := c.state
	if s.Exercise == nil && s.Question == nil {
		return []draw.Block{draw.Plain("Choisissez un cas"+french.NBSP+": flèche droite, puis entrée.", f)}
	}
	blocks := []draw.Block{draw.Heading(wordOwn, f)}
	if s.Exercise != nil {
		blocks[0] = draw.Heading(s.Exercise.Title, f)
	}
	all := max(s.Present, s.Voters)
	measure := french.Number(s.Voters) + " sur " + french.Number(all)
	if s.Walks() {
		return append(append(blocks, draw.Measured("Chacun avance seul", measure, []draw.Block{draw.Gap()}, f)...), mapOf(s, f)...)
	}
	if s.Question == nil {
		return blocks
	}
	room := max(f.TextWidth()-2, 4)
	body := []draw.Block{
		{Lines: []string{gauge(s.Voters, all, room, f.Styles.Accent, f)}},
		draw.Gap(), {Lines: draw.Wrap(s.Question.Title, f.TextWidth(), f.Styles.Strong)},
	}
	blocks = append(blocks, draw.Measured("Le vote", measure, body, f)...)
	if len(s.Rounds) == 0 {
		return append(blocks, draw.Note(wordFew, f))
	}
	blocks = append(blocks, c.table(f))
	return slices.Concat(blocks, c.words(f), teamsOf(s, f), sureOf(s, f))
}

// wordFew stands for the counts of a vote that few have answered.
const wordFew = "Ce qui est répondu se compte à partir de trois réponses."

// table counts each answer, in one round or two. The right ones are marked.
func (c *Console) table(f draw.Frame) draw.Block {
	s := c.state
	heads := []string{"1er vote", "2e vote"}[:len(s.Rounds)]
	const column = 10
	room := f.TextWidth() - column*len(heads)
	row := func(label string, look draw.Ink, cells []string) string {
		line := look.Render(label) + strings.Repeat(" ", max(room-ansi.StringWidth(label), 1))
		for _, cell := range cells {
			line += strings.Repeat(" ", max(column-ansi.StringWidth(cell), 0)) + look.Render(cell)
		}
		return line
	}
	lines := []string{row("", f.Styles.Dim, heads)}
	for i, o := range s.Question.Options {
		look, mark := f.Styles.Text, ""
		if i < len(s.Endings) && s.Endings[i].Right() {
			look, mark = f.Styles.Title, " "+draw.DoneMark
		}
		var cells []string
		for _, tally := range s.Rounds {
			cells = append(cells, french.Number(tally[i]))
		}
		lines = append(lines, row(draw.Cut(fmt.Sprintf("%d  %s", i+1, o.Label), room-4)+mark, look, cells))
	}
	var cells []string
	for _, n := range s.Unsure {
		cells = append(cells, french.Number(n))
	}
	return draw.Block{Lines: append(lines, row("0  "+say.Unsure, f.Styles.Text, cells))}
}

// present says who answered, who is still thinking, and who left.
func (c *Console) present(f draw.Frame) []draw.Block {
	var here, gone []string
	for _, a := range c.state.Roll {
		switch {
		case a.Aside:
		case a.Presence != workshop.Here:
			gone = append(gone, a.Called())
		case a.Answered:
			here = append(here, f.Styles.Accent.Render(draw.DoneMark)+" "+f.Styles.Text.Render(reviewed(a)))
		default:
			here = append(here, f.Styles.Dim.Render("… "+reviewed(a)))
		}
	}
	var body []draw.Block
	if len(here) > 0 {
		body = append(body, draw.Block{Lines: inColumns(here, f)})
	}
	if len(gone) > 0 {
		body = append(body, draw.Note(french.Plural(len(gone), "absent", "absents")+french.NBSP+": "+strings.Join(gone, ", ")+".", f))
	}
	return draw.Section("Les présents", body, f)
}

// reviewed is how a seat is called, and that its pseudonym is still to be read again.
func reviewed(a workshop.Attendee) string {
	if a.Unread() {
		return a.Called() + " (à relire)"
	}
	return a.Called()
}

// inColumns lays short texts in columns as wide as the widest, row by row.
func inColumns(all []string, f draw.Frame) []string {
	nameWidth := 0
	for _, text := range all {
		nameWidth = max(nameWidth, ansi.StringWidth(text)+2)
	}
	nameWidth = min(nameWidth, f.TextWidth())
	columns := max(f.TextWidth()/max(nameWidth, 1), 1)
	var lines []string
	for i, text := range all {
		if i%columns == 0 {
			lines = append(lines, "")
		}
		text = ansi.Truncate(text, nameWidth-1, "…")
		lines[len(lines)-1] += text + strings.Repeat(" ", nameWidth-ansi.StringWidth(text))
	}
	return lines
}

// notes are what the page of the case says to the trainer.
func (c *Console) notes(f draw.Frame) []draw.Block {
	e := c.state.Exercise
	if e == nil {
		return nil
	}
	text := func(t decision.Text) []draw.Block { return still(draw.Text(t, f.TextWidth(), f.Styles)) }
	step := c.guide.Step(e.Step)
	expected := []draw.Block{{Lines: draw.Hang(step.Title, f.TextWidth(), f.Styles.Accent.Render(draw.DoneMark)+" ", f.Styles.Strong)}}
	if len(step.Bases) > 0 {
		if b := c.guide.Basis(step.Bases[0].Basis); b != nil {
			expected = append(expected, draw.Block{Lines: draw.Hang(say.Named(b), f.TextWidth(), "  ", f.Styles.Dim)})
		}
	}
	if q := c.state.Question; q != nil && q.About != nil {
		expected = append(expected, c.told(q, f)...)
	}
	blocks := draw.Section("Étape attendue", expected, f)
	blocks = append(blocks, draw.Section("L’erreur classique", text(e.Mistake), f)...)
	blocks = append(blocks, draw.Section(workshop.WordPoint, text(e.Point), f)...)
	return append(blocks, draw.Section("À discuter", text(e.Discussion), f)...)
}

// told is what the story says of a fact the room is asked.
func (c *Console) told(q *workshop.Question, f draw.Frame) []draw.Block {
	for _, set := range c.state.Exercise.Answers {
		if set.Fact != q.Fact {
			continue
		}
		for _, o := range q.Options {
			if o.Value == set.Value {
				return []draw.Block{draw.Gap(), {Lines: draw.Wrap("L’histoire dit"+french.NBSP+": "+o.Label, f.TextWidth(), f.Styles.Text)}}
			}
		}
	}
	return nil
}

// planHeight is from where the private screen has room for the whole plan above the votes.
const planHeight = 28

// clock says how long the session has lasted, and what its plan has for then: it comes
// first, since one looks at it all along. Where there is no room for the whole of it, it is
// the present moment and the next.
func (c *Console) clock(whole bool, f draw.Frame) []draw.Block {
	minutes := int(c.now().Sub(c.past.Began).Minutes())
	at := 0
	for i, m := range plan {
		if m.minute <= minutes {
			at = i
		}
	}
	var lines []string
	from, to := 0, len(plan)
	if !whole {
		from, to = at, min(at+2, len(plan))
	}
	for i, m := range plan {
		if i < from || i >= to {
			continue
		}
		mark, look := draw.OpenMark, f.Styles.Dim
		switch {
		case i < at:
			mark = draw.DoneMark
		case i == at:
			mark, look = draw.FocusMark, f.Styles.Strong
		}
		lines = append(lines, draw.Hang(m.what, f.TextWidth(), look.Render(fmt.Sprintf("%s %2d  ", mark, m.minute)), look)...)
	}
	return draw.Measured("La séance", french.Plural(minutes, "minute", "minutes"), []draw.Block{{Lines: lines}}, f)
}
