package room

import (
	"fmt"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/workshop"
)

// wordOwn is the heading of a question put before any case.
const wordOwn = "Question du formateur"

// This file draws what a room adds to its exercises: words, and whether one is sure.

// wordsOf lists the answers to an open question that the trainer accepted.
func wordsOf(s workshop.State, f draw.Frame) []draw.Block {
	if s.Question == nil || !s.Question.Open {
		return nil
	}
	var blocks []draw.Block
	for _, p := range s.Written() {
		words := []draw.Block{draw.Note(workshop.WordToCome, f)}
		if len(p.Words) > 0 {
			words = nil
		}
		for _, one := range p.Words {
			words = append(words, draw.Block{Lines: draw.Hang(one, f.TextWidth(), f.Styles.Accent.Render("•")+" ", f.Styles.Strong)})
		}
		if len(s.Said)+len(s.SaidBefore) == 0 {
			return words
		}
		blocks = append(blocks, draw.Section(p.Title, words, f)...)
	}
	return blocks
}

// sureOf is the table of who was right, and sure of it, round by round.
func sureOf(s workshop.State, f draw.Frame) []draw.Block {
	var blocks []draw.Block
	for i, c := range s.Confidences {
		if c.Said() == 0 {
			continue // it was not asked then
		}
		name := ""
		if len(s.Confidences) > 1 {
			name = []string{"1er vote", "2e vote"}[min(i, 1)]
		}
		row := func(name string, sure, unsure any) string { return fmt.Sprintf("%-10s%8v%10v", name, sure, unsure) }
		blocks = append(blocks, draw.Block{Lines: []string{
			f.Styles.Dim.Render(row(name, "sûr", "pas sûr")),
			f.Styles.Text.Render(row("juste", c.RightSure, c.RightUnsure)),
			f.Styles.Text.Render(row("faux", c.WrongSure, c.WrongUnsure)),
		}})
		if c.WrongSure > 0 {
			blocks = append(blocks, draw.Note(french.Plural(c.WrongSure, "réponse fausse et sûre", "réponses fausses et sûres")+french.NBSP+": c’est ce qui se travaille d’abord.", f))
		}
	}
	return draw.Section(workshop.WordSure, blocks, f)
}

// wordWritten is what the wall says of an open question.
const wordWritten = "Chacun répond en quelques mots, sur son écran. Les réponses se montrent une fois relues, sans nom."

// words tells the private screen how many answers wait to be read again.
func (c *Console) words(f draw.Frame) []draw.Block {
	waiting := 0
	for _, w := range c.state.Words {
		if !w.Shown {
			waiting++
		}
	}
	if waiting == 0 {
		return nil
	}
	return []draw.Block{draw.Gap(), draw.Note(french.Plural(waiting, "réponse à relire", "réponses à relire")+french.NBSP+": v.", f)}
}

const wordUnread = "La salle voit cet écran" + french.NBSP + ": relisez dans la régie, une autre fenêtre que l’on ne projette pas. Tapez-y compromis regie."

// moderation lists the answers to an open question: Enter on one shows it to the room
// at the reveal, or takes it away.
func (c *Console) moderation(f draw.Frame) []draw.Block {
	if !c.private() && len(c.state.Words) > 0 {
		return append([]draw.Block{{Lines: draw.Wrap(wordUnread, f.TextWidth(), f.Styles.Text)}}, c.words(f)...)
	}
	var blocks []draw.Block
	if len(c.state.Words) == 0 {
		return append(blocks, draw.Plain("Aucune réponse à relire. Posez d’abord une question ouverte"+french.NBSP+": e, puis aucune réponse proposée.", f))
	}
	blocks = append(blocks, draw.Note("● se montrera à la salle, ○ non.", f))
	ballot := c.state.Ballot
	for _, w := range c.state.Words {
		mark, style := draw.OpenMark, f.Styles.Text
		if w.Shown {
			mark, style = draw.RecommendedMark, f.Styles.Strong
		}
		blocks = append(blocks, draw.Block{
			Lines: draw.Hang(w.Text, f.TextWidth(), f.Styles.Accent.Render(mark)+" ", style),
			Lead:  lead{do: func() error { return c.room.Accept(w.Seat, ballot, w.Text, !w.Shown) }, then: c.pane, stays: true, seat: w.Seat},
		})
	}
	return blocks
}
