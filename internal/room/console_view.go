package room

import (
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
	v := tea.NewView("")
	v.AltScreen = true
	v.WindowTitle = wordTitle
	if c.dark() {
		return v
	}
	v.SetContent(window(func(f draw.Frame) draw.Window {
		return draw.Window{Marks: say.Marks(c.guide), Trail: c.trail(), Fact: c.state.WhoIsThere(), Keys: c.keys(f), Asks: c.asked != nil || c.writing(), Body: c.draw(f)}
	}, c.canvas()))
	return v
}

// trail says which of the trainer's two screens it is.
func (c *Console) trail() []string {
	if c.private() {
		return []string{"Régie", "vous seul la voyez"}
	}
	if c.onWall() && c.state.Exercise != nil {
		return []string{c.state.Exercise.Title}
	}
	return nil
}

// draw puts the state of the room above the present list.
func (c *Console) draw(f draw.Frame) string {
	head := c.head(f)
	if f.Height >= draw.TallHeight-3 && len(head) > 0 {
		head = append(head, "")
	}
	var foot []string
	switch {
	case c.posing != nil:
		foot = c.posing.foot(f)
		if c.fault != "" {
			foot = append(foot, draw.Wrap(draw.FaultMark+" "+c.fault, f.TextWidth(), f.Styles.Fault)...)
		}
	case c.naming != nil:
		foot = c.naming.foot(f)
	case c.asked != nil:
		foot = draw.Wrap(c.asked.words, f.TextWidth(), f.Styles.Caution)
	case c.fault != "":
		foot = draw.Wrap(draw.FaultMark+" "+c.fault, f.TextWidth(), f.Styles.Fault)
	case c.state.Trouble != nil:
		foot = draw.Wrap(draw.FaultMark+" "+c.state.Trouble.Error(), f.TextWidth(), f.Styles.Fault)
	}
	if c.onWall() {
		foot = append(foot, c.join(f)...)
	}
	f.Height -= len(head)
	body := draw.Footed(func(f draw.Frame) string { return c.page().View(c.blocks(f), f) }, foot, f)
	return strings.Join(append(head, body), "\n")
}

// head is above every list: their names and, while somebody gives wrong codes,
// how many.
func (c *Console) head(f draw.Frame) []string {
	var tabs string
	if !c.onWall() {
		tabs = c.tabs(f)
	}
	switch {
	case tabs == "": // what goes on at the door is not for the room
		return nil
	case c.knocks.wrong == 0:
		return []string{tabs}
	}
	told := f.Styles.Caution.Render(french.Plural(c.knocks.wrong, "code ou numéro faux", "codes ou numéros faux") + " en une minute")
	if c.knocks.guessed {
		return []string{tabs, "  " + told, "  " + f.Styles.Caution.Render(ansi.Truncate(wordGuessed, max(f.Width-2, 0), "…"))}
	}
	if ansi.StringWidth(tabs)+3+ansi.StringWidth(told) <= f.Width {
		return []string{tabs + "   " + told}
	}
	return []string{tabs, "  " + told}
}

// wordGuessed is said while no return number is tried any more.
const wordGuessed = "Quelqu’un devine des numéros de retour" + french.NBSP + ": ils attendent une minute."

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
	return "  " + strings.Join(names, f.Styles.Rule.Render(" │ ")) + "   " + f.Styles.Strong.Render(c.doing())
}

// doing says what the room is doing and, to the trainer alone, that it sees nothing.
func (c *Console) doing() string {
	if c.state.Dark {
		return phaseWords[c.state.Phase] + " · écran noir"
	}
	return phaseWords[c.state.Phase]
}

func (c *Console) blocks(f draw.Frame) []draw.Block {
	switch {
	case c.helped:
		return keysHelp(c.consoleHelp(), f)
	case c.cover == pageInvite:
		return c.invitation(f)
	case c.cover == pagePeople:
		return c.people(f)
	case c.cover == pageWords:
		return c.moderation(f)
	case c.pane == paneCases:
		return c.cases(f)
	case c.pane == paneQuestions:
		return c.asks(f)
	}
	if c.private() {
		return c.booth(f)
	}
	return c.wall(f)
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

// progress says how far the vote is.
func (c *Console) progress() string {
	s := c.state
	if s.Phase == workshop.Ended {
		return phaseWords[s.Phase]
	}
	said := []string{"1er ", "2e "}[max(s.Round-1, 0)]
	if s.Phase == workshop.Revealed {
		said += "vote, "
	}
	said += phaseWords[s.Phase]
	if s.Side != workshop.Told {
		said = s.Branch(s.Side) + ", " + said
	}
	if s.AsksSure {
		said += ", sûr ou pas"
	}
	if len(s.Rounds) == 0 {
		return said // how many is beside the bar
	}
	return said + french.NBSP + ": " + s.HowMany()
}

// names lists the pseudonyms of those present, when some were given.
func (c *Console) names(f draw.Frame) []draw.Block {
	if len(c.state.Names) == 0 {
		return nil
	}
	return draw.Section("Pseudonymes", []draw.Block{draw.Plain(strings.Join(c.state.Names, ", "), f)}, f)
}
