package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// slide is one thing to show to a room.
type slide struct {
	kind slideKind
	name string // as the notes call it
	head string // above, in capitals
	say  string // what the trainer says meanwhile
	body func(p *projection, f frame) []draw.Block
}

// slideKind says what Enter does on a slide.
type slideKind int

const (
	plainSlide slideKind = iota
	firstVote
	secondVote
	revealSlide
	lastSlide
)

// slides are all the slides of an exercise, in order. Those after the answer
// are left out as long as it is not revealed: no key leads there.
func slides(e *decision.Exercise, revealed bool, g *decision.Guide) []slide {
	all := []slide{
		{name: "Le titre", head: wordCasePractical, say: "Annoncez le cas et le temps prévu.", body: titleSlide},
		textSlide(wordStory, e.Story, "Laissez lire. Puis faites redire les faits"+french.NBSP+": qui, quoi, depuis quand."),
	}
	if len(e.Documents) > 0 {
		all = append(all, textSlide(wordInHand, e.Documents, "Demandez à quoi servira chaque pièce."))
	}
	all = append(all,
		slide{name: "La question", head: wordBallot, body: ballotSlide, say: "Lisez chaque proposition. Chacun choisit seul, sans parler."},
		slide{kind: firstVote, name: wordFirstVote, head: wordFirstVote, body: firstVoteSlide,
			say: "Comptez les mains, lettre par lettre. Tapez les nombres, séparés par une barre oblique ou un espace, puis Entrée. Ne commentez pas."})
	all = append(all, discussionSlides(e)...)
	all = append(all,
		slide{kind: secondVote, name: wordSecondVote, head: wordSecondVote, body: secondVoteSlide,
			say: "Faites revoter. Demandez à ceux qui ont changé d’avis ce qui les a convaincus."},
		slide{kind: revealSlide, name: wordReveal, head: wordReveal, body: answerSlide, say: "Quand la salle est prête, Entrée révèle l’étape."})
	if revealed {
		all = append(all, afterSlides(e, g)...)
	}
	return all
}

// afterSlides are what comes once the step is revealed.
func afterSlides(e *decision.Exercise, g *decision.Guide) []slide {
	all := []slide{{name: wordBecause, head: wordBecause, body: becauseSlide, say: "Reliez chaque fait du cas à sa condition."}}
	if len(g.Step(e.Step).Bases) > 0 {
		all = append(all, slide{name: wordLegalText, head: wordLegalText, body: legalSlide,
			say: "Dites d’où vient la règle, sa date, et ce qui reste incertain."})
	}
	all = append(all, textSlide(wordPoint, e.Point, "Faites-le redire avec leurs mots."))
	if len(e.Mistake) > 0 {
		all = append(all, textSlide(wordUsualMistake, e.Mistake, "Demandez qui a déjà vu cette erreur, et ce qu’elle a coûté."))
	}
	return append(all, slide{kind: lastSlide, name: wordPlayOver, head: wordPlayOver, body: overSlide,
		say: "Entrée projette le cas suivant. La touche w enregistre le rapport de la séance."})
}

func textSlide(name string, t decision.Text, say string) slide {
	return slide{name: name, head: name, say: say, body: func(_ *projection, f frame) []draw.Block {
		return draw.Text(t, f.TextWidth(), f.Styles)
	}}
}

// discussionSlides ask the questions one by one.
func discussionSlides(e *decision.Exercise) []slide {
	var lines []decision.Line
	for _, b := range e.Discussion {
		lines = append(lines, b.Lines...)
	}
	all := make([]slide, len(lines))
	for i, l := range lines {
		name := wordDiscussion
		if len(lines) > 1 {
			name = fmt.Sprintf("%s, %d sur %d", wordDiscussion, i+1, len(lines))
		}
		all[i] = slide{name: name, head: wordDiscussion, say: "Laissez la salle répondre. Faites parler ceux qui ont choisi autrement.",
			body: func(_ *projection, f frame) []draw.Block {
				return []draw.Block{{Lines: draw.WrapLine(l, f.TextWidth(), "", "", f.Styles)}}
			}}
	}
	return all
}

func titleSlide(p *projection, f frame) []draw.Block {
	return []draw.Block{
		{Lines: draw.Wrap(p.exercise.Title, f.TextWidth(), f.Styles.Title)},
		draw.Plain(clientOf(p.exercise, f), f.Frame),
		draw.Plain(french.Plural(p.exercise.Minutes, "minute", "minutes"), f.Frame),
	}
}

func ballotSlide(p *projection, f frame) []draw.Block {
	blocks := make([]draw.Block, len(p.play.Proposals))
	for i, id := range p.play.Proposals {
		blocks[i] = draw.Block{Lines: draw.Hang(f.guide.Step(id).Title, f.TextWidth(), f.Styles.Accent.Render(letterOf(i))+"  ", f.Styles.Strong)}
	}
	return blocks
}

// letterOf is the letter of a proposal.
func letterOf(i int) string { return string(rune('A' + i)) }

func answerSlide(p *projection, f frame) []draw.Block {
	if !p.play.Revealed {
		return []draw.Block{{Lines: draw.Wrap(wordRevealAsk, f.TextWidth(), f.Styles.Strong)}}
	}
	step := f.guide.Step(p.exercise.Step)
	var blocks []draw.Block
	for i, id := range p.play.Proposals {
		if id == step.ID {
			blocks = append(blocks, draw.Plain("Proposition "+letterOf(i), f.Frame))
		}
	}
	return append(blocks, draw.Block{Lines: draw.Wrap(step.Title, f.TextWidth(), f.Styles.Title)}, draw.Plain(step.Summary, f.Frame),
		draw.Gap(), roadBlock(step.ID, f))
}

// roadBlock names the phases of the ladder on one line, that of the step in
// front.
func roadBlock(step string, f frame) draw.Block {
	var line decision.Line
	for i, phase := range f.guide.Phases {
		if i > 0 {
			line = append(line, decision.Span{Text: " › "})
		}
		here := slices.Contains(phase.Steps, step)
		line = append(line, decision.Span{Text: strings.ReplaceAll(phase.Name, " ", french.NBSP), Strong: here})
	}
	return draw.Block{Lines: draw.WrapLine(line, f.TextWidth(), "", "", f.Styles)}
}

// becauseSlide gives the conditions of the step, each with the fact of the
// story that meets it.
func becauseSlide(p *projection, f frame) []draw.Block {
	var blocks []draw.Block
	told := solution(p.exercise, f)
	for _, why := range say.Reasons(f.guide, say.Asked(f.guide, told), f.guide.Verdict(told).Reasons) {
		b := draw.Block{Lines: draw.Wrap(why.Answer, f.TextWidth(), f.Styles.Strong)}
		if why.Rule != "" {
			b.Lines = append(b.Lines, draw.Wrap(why.Rule, f.TextWidth(), f.Styles.Text)...)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// legalSlide shows the main text of the step, with its dates.
func legalSlide(p *projection, f frame) []draw.Block {
	b := f.guide.Basis(f.guide.Step(p.exercise.Step).Bases[0].Basis)
	blocks := []draw.Block{
		{Lines: append(draw.Wrap(b.Title, f.TextWidth(), f.Styles.Title), draw.Wrap(b.Reference, f.TextWidth(), f.Styles.Strong)...)},
	}
	blocks = append(blocks, draw.Text(b.Summary, f.TextWidth(), f.Styles)...)
	return append(blocks, draw.Plain(say.Provenance(b), f.Frame))
}

func overSlide(p *projection, f frame) []draw.Block {
	blocks := []draw.Block{{Lines: draw.Wrap(p.exercise.Title, f.TextWidth(), f.Styles.Strong)}}
	if next := nextPlay(p.exercise, f.guide); next != nil {
		blocks = append(blocks, draw.Plain(wordNextCase+french.NBSP+": "+next.Title, f.Frame))
	}
	return blocks
}

// nextPlay is the exercise after this one, or nil.
func nextPlay(e *decision.Exercise, g *decision.Guide) *decision.Exercise {
	for i := range g.Exercises[:len(g.Exercises)-1] {
		if g.Exercises[i].ID == e.ID {
			return &g.Exercises[i+1]
		}
	}
	return nil
}

// capitals writes a heading as the back row reads it best, with its accents.
func capitals(s string) string { return strings.ToUpper(s) }

// The room of a slide: short lines, wide margins, so that the back row reads.
const (
	slideWidth  = 60
	slideMargin = 2 // at least, on each side
)

// column is the frame of the text of a slide: its textWidth is what is written.
func (f frame) column() frame {
	f.Width = min(slideWidth, f.Width-2*slideMargin) + draw.Gutter + 1
	return f
}

// view draws the slide, or a black window.
func (p *projection) view(f frame) string {
	if p.play.Black {
		dark := lipgloss.NewStyle().Background(lipgloss.Color("#000000"))
		return strings.Repeat(dark.Render(strings.Repeat(" ", f.Width))+"\n", f.Height-1) + dark.Render(strings.Repeat(" ", f.Width))
	}
	c := f.column()
	head, pages, foot := p.layout(f)
	p.part = min(p.part, len(pages)-1)
	lines := append([]string{}, head...)
	body := pages[p.part]
	above := max((f.Height-len(head)-len(foot)-1-len(body))/2, 0)
	if len(pages) > 1 {
		above = 0
	}
	lines = append(append(lines, make([]string, above)...), body...)
	for len(lines) < f.Height-len(foot)-1 {
		lines = append(lines, "")
	}
	lines = append(lines[:f.Height-len(foot)-1], foot...)
	left := strings.Repeat(" ", (f.Width-c.TextWidth())/2)
	for i, l := range lines {
		if l != "" {
			lines[i] = left + l
		}
	}
	return joinLines(append(lines, p.number(len(pages), f)))
}

// number is the discreet last line: what must never be missed of the content, the screen,
// its part.
func (p *projection) number(parts int, f frame) string {
	text := strconv.Itoa(p.play.Screen + 1)
	if parts > 1 {
		text += "  (" + strconv.Itoa(p.part+1) + "/" + strconv.Itoa(parts) + ")"
	}
	over := strings.Repeat(" ", slideMargin) + draw.Fewest(say.Marks(f.guide), f.Width-ansi.StringWidth(text)-3*slideMargin)
	return f.Styles.Dim.Render(over) + strings.Repeat(" ", max(f.Width-ansi.StringWidth(over+text)-slideMargin, 0)) + f.Styles.Rule.Render(text)
}

// layout lays the present slide out: its heading, its body in as many pages as
// it takes, and what is being typed.
func (p *projection) layout(f frame) (head []string, pages [][]string, foot []string) {
	c := f.column()
	s := p.slide(f.guide)
	title, blocks := s.head, []draw.Block(nil)
	if p.asking {
		title = wordStopAsk
		blocks = []draw.Block{draw.Plain(wordStopHow, c.Frame)}
		if p.unkept != nil {
			blocks = append(blocks, draw.Plain(p.unkept.Error(), c.Frame))
		}
	} else {
		blocks, foot = s.body(p, c), p.foot(s.kind, c)
	}
	head = append(make([]string, f.Height/16), draw.Wrap(capitals(title), c.TextWidth(), c.Styles.Heading)...)
	head = append(head, "")
	room := max(f.Height-len(head)-len(foot)-1, 1)
	return head, paged(blocks, room), foot
}

// paged spaces blocks out as much as the room allows, and cuts them in pages
// when even the tightest layout does not fit.
func paged(blocks []draw.Block, room int) [][]string {
	for _, space := range []struct{ between, within int }{{3, 1}, {2, 1}, {2, 0}, {1, 0}, {0, 0}} {
		if lines := spaced(blocks, space.between, space.within); len(lines) <= room {
			return [][]string{lines}
		}
	}
	var pages [][]string
	var page []string
	turn := func() { pages, page = append(pages, page), nil }
	for _, b := range blocks {
		if len(page) > 0 && (len(page)+1 >= room || len(b.Lines) <= room && len(page)+1+len(b.Lines) > room) {
			turn()
		} else if len(page) > 0 {
			page = append(page, "")
		}
		rest := b.Lines
		for len(page)+len(rest) > room {
			n := room - len(page)
			page, rest = append(page, rest[:n]...), rest[n:]
			turn()
		}
		page = append(page, rest...)
	}
	return append(pages, page)
}

// spaced puts blank lines between the blocks, and between the lines of each.
func spaced(blocks []draw.Block, between, within int) []string {
	var lines []string
	for i, b := range blocks {
		if i > 0 {
			lines = append(lines, make([]string, between)...)
		}
		for j, l := range b.Lines {
			if j > 0 {
				lines = append(lines, make([]string, within)...)
			}
			lines = append(lines, l)
		}
	}
	return lines
}

// foot is what is under the slide: what is being typed, and what is wrong with
// it.
func (p *projection) foot(kind slideKind, f frame) []string {
	width := f.TextWidth()
	switch b, _ := p.voting(kind); {
	case p.early:
		return draw.Wrap(wordTooEarly, width, f.Styles.Dim)
	case p.unkept != nil:
		return draw.Wrap(draw.FaultMark+" "+wordNotFollowed, width, f.Styles.Dim)
	case p.heads != nil:
		return append(draw.Wrap(wordHeads(p.usual, p.why), width, f.Styles.Dim), p.heads.lines(width, f)...)
	case b != nil && b.line.Value()+b.fault != "":
		return b.lines(width, f)
	case p.typed != "":
		return draw.Hang(p.typed, width, f.Styles.Fault.Render(draw.FaultMark)+" ", f.Styles.Caution)
	case p.jump != "":
		return []string{f.Styles.Accent.Render(draw.CursorMark) + " " + f.Styles.Strong.Render(p.jump)}
	}
	return nil
}
