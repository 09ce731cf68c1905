package room

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file draws what a participant sees, moment by moment.

// View draws the moment.
func (r *Seat) View() tea.View {
	v := tea.NewView(window(func(f draw.Frame) draw.Window {
		return draw.Window{Marks: say.Marks(r.guide), Trail: []string{r.subject()}, Fact: r.number(f), Keys: r.keys(f), Asks: r.typing != nil || r.leaving, Body: r.draw(f)}
	}, r.canvas()))
	v.AltScreen = true
	v.WindowTitle = wordTitle
	return v
}

// draw draws the page, and under it what went wrong, what one types or what is
// asked.
func (r *Seat) draw(f draw.Frame) string {
	var foot []string
	switch {
	case r.typing != nil:
		foot = r.typing.foot(f)
		if r.typing.line.Lost() {
			foot = append(foot, draw.Wrap(say.Cleaned("du texte collé"), f.TextWidth(), f.Styles.Caution)...)
		}
	case r.leaving:
		foot = draw.Wrap(wordLeave+french.NBSP+": "+r.state.Return+".", f.TextWidth(), f.Styles.Caution)
	case r.fault != "":
		foot = draw.Wrap(draw.FaultMark+" "+r.fault, f.TextWidth(), f.Styles.Fault)
	}
	if len(foot) == 0 && r.word != "" {
		foot = draw.Wrap(r.word, f.TextWidth(), f.Styles.Dim)
	}
	shown := &r.page
	if r.helped || r.sheet != nil {
		shown = &r.help
	}
	return draw.Footed(func(f draw.Frame) string { return shown.View(r.content(f), f) }, foot, f)
}

// number is the return number, in view at any moment.
func (r *Seat) number(f draw.Frame) string {
	switch {
	case r.state.Return == "":
		return ""
	case f.Roomy():
		return r.state.ReturnLine()
	}
	return "retour " + r.state.Return
}

// subject is what the page is about, after one's team.
func (r *Seat) subject() string {
	about := r.about()
	if r.state.Teams > 0 {
		return "Équipe" + french.NBSP + french.Number(r.state.Team) + " · " + about
	}
	return about
}

func (r *Seat) about() string {
	switch {
	case r.state.Name != "":
		return r.state.Name
	case r.state.Exercise != nil:
		return r.state.Exercise.Title
	}
	return "l’atelier"
}

// blocks is the page of the moment.
func (r *Seat) blocks(f draw.Frame) []draw.Block {
	if r.helped {
		return keysHelp(r.seatHelp(), f)
	}
	if r.sheet != nil {
		return sheetOf(*r.sheet, f)
	}
	s := r.state
	switch s.Phase {
	case workshop.Waiting:
		return r.welcome(f)
	case workshop.Story:
		return append([]draw.Block{draw.Note(wordListen, f)}, story(s.Exercise, f)...)
	case workshop.Walking, workshop.Mapped:
		return r.walk(f)
	case workshop.Revealed, workshop.Ended:
		return r.result(f)
	}
	return append(r.question(f), story(s.Exercise, f)...)
}

// welcome is the page before any case. Who is there, and the return number, show once
// the room has told them.
func (r *Seat) welcome(f draw.Frame) []draw.Block {
	s := r.state
	blocks := []draw.Block{draw.Heading(workshop.WordWelcome, f), draw.Gap(), draw.Plain(workshop.WordSoon, f), draw.Gap()}
	anon := wordAnon
	if s.Nameless {
		anon = wordAnonymous + " " + workshop.WordNameless
	}
	if s.Return == "" {
		return append(blocks, draw.Note(anon, f))
	}
	return append(blocks, draw.Note(s.WhoIsThere(), f), draw.Gap(), draw.Note(anon, f), draw.Gap(), draw.Note(s.ReturnLine()+". "+workshop.ReturnHelp, f))
}

// story is the conflict of the exercise and what one has in hand.
func story(e *decision.Exercise, f draw.Frame) []draw.Block {
	if e == nil {
		return nil
	}
	blocks := draw.Section(e.Title, draw.Text(e.Story, f.TextWidth(), f.Styles), f)
	blocks = append(blocks, draw.Section(workshop.WordPapers, draw.Text(e.Documents, f.TextWidth(), f.Styles), f)...)
	return still(blocks)
}

// still takes away what blocks do: the room has no other page to go to.
func still(blocks []draw.Block) []draw.Block {
	for i := range blocks {
		blocks[i].Lead = nil
	}
	return blocks
}

// question is what is asked of the whole room, with one's own answer.
func (r *Seat) question(f draw.Frame) []draw.Block {
	q := r.state.Question
	if q == nil {
		return nil
	}
	notice := draw.Note(r.state.Notice(), f)
	if r.state.MaySaySure() {
		notice.Lines = draw.Wrap("C’est noté. "+r.state.AskedSure()+" "+wordSureKeys, f.TextWidth(), f.Styles.Caution)
	}
	blocks := []draw.Block{{Lines: draw.Wrap(q.Title, f.TextWidth(), f.Styles.Title)}, notice}
	if f.Height >= draw.TallHeight {
		blocks = append(blocks, draw.Gap())
	}
	own := r.state.Own
	if own == "" && r.state.Phase != workshop.Voting {
		own = r.state.Before
	}
	if q.Open && own != "" && own != decision.Unknown {
		blocks = append(blocks, draw.Fact("Votre réponse", string(own), f.Styles.Strong, f))
	}
	blocks = append(blocks, r.options(q, string(own), r.state.Phase == workshop.Voting, f)...)
	if r.state.Phase == workshop.Counted {
		blocks = append(blocks, draw.Gap(), draw.Note(r.state.HowMany(), f))
	}
	return blocks
}

// options lists the answers, with their numbers and a mark on one's own; their help
// too, where all of them stay in sight.
func (r *Seat) options(q *workshop.Question, own string, open bool, f draw.Frame) []draw.Block {
	if f.Height >= draw.TallHeight {
		if all := r.optionsWith(q, own, open, true, f); lines(all)+aboveOptions <= f.Height {
			return all
		}
	}
	return r.optionsWith(q, own, open, false, f)
}

// aboveOptions is how many lines stand above the answers, and the hint below.
const aboveOptions = 5

func lines(blocks []draw.Block) (n int) {
	for _, b := range blocks {
		n += len(b.Lines)
	}
	return n
}

func (r *Seat) optionsWith(q *workshop.Question, own string, open, help bool, f draw.Frame) []draw.Block {
	var blocks []draw.Block
	for i, o := range q.Options {
		mark, style := draw.OpenMark, f.Styles.Text
		if string(o.Value) == own && own != "" {
			mark, style = draw.RecommendedMark, f.Styles.Selected
		}
		head := f.Styles.Accent.Render(mark) + " "
		if i < 9 {
			head += f.Styles.Dim.Render(strconv.Itoa(i+1)) + " "
		}
		b := draw.Block{Lines: draw.Hang(o.Label, f.TextWidth(), head, style)}
		if o.Help != "" && help {
			b.Lines = append(b.Lines, draw.Hang(o.Help, f.TextWidth(), "    ", f.Styles.Dim)...)
		}
		if open {
			b.Lead = reply{fact: q.Fact, said: string(o.Value)}
		}
		blocks = append(blocks, b)
	}
	if q.Open && open {
		b := draw.Block{Lines: draw.Hang("Écrire votre réponse", f.TextWidth(), f.Styles.Accent.Render(draw.OpenMark)+" ", f.Styles.Text)}
		b.Lead = reply{fact: q.Fact, words: true}
		blocks = append(blocks, b)
	}
	return append(blocks, r.unsure(q, own, open, f))
}

// unsure is the last answer, which no option counts.
func (r *Seat) unsure(q *workshop.Question, own string, open bool, f draw.Frame) draw.Block {
	mark, style := draw.OpenMark, f.Styles.Text
	if own == string(decision.Unknown) {
		mark, style = draw.RecommendedMark, f.Styles.Selected
	}
	head := f.Styles.Accent.Render(mark) + " "
	if !q.Open { // there, a digit is text
		head += f.Styles.Dim.Render("0") + " "
	}
	b := draw.Block{Lines: draw.Hang(say.Unsure, f.TextWidth(), head, style)}
	if open {
		b.Lead = reply{fact: q.Fact, said: string(decision.Unknown)}
	}
	return b
}

// result is what the room said, then where one's own answer leads.
func (r *Seat) result(f draw.Frame) []draw.Block {
	s := r.state
	if s.Question == nil {
		return append(branchesOf(r.guide, s, f), story(s.Exercise, f)...)
	}
	blocks := []draw.Block{{Lines: draw.Wrap(s.Question.Title, f.TextWidth(), f.Styles.Title)}}
	if s.Own == "" {
		blocks = append(blocks, draw.Note(wordNone, f))
	}
	if s.Discusses() {
		blocks = append(blocks, draw.Note(s.Discuss(), f))
	}
	blocks = append(blocks, outcome(r.guide, s, f)...)
	return append(blocks, endingsOf(r.guide, s, f)...)
}

// walk is one's own way through the conflict.
func (r *Seat) walk(f draw.Frame) []draw.Block {
	s := r.state
	var where []draw.Block
	if s.Phase == workshop.Mapped {
		where = slices.Concat([]draw.Block{draw.Gap(), draw.Heading(workshop.WordWhere, f)}, mapOf(s, f), kept(s, f))
	}
	if q := r.asked(); q != nil {
		blocks := []draw.Block{{Lines: draw.Wrap(q.Title, f.TextWidth(), f.Styles.Title)}, draw.Note(wordWalk, f)}
		blocks = append(blocks, r.options(q, r.saidBefore(q.Fact), true, f)...)
		return append(append(blocks, where...), story(s.Exercise, f)...)
	}
	if len(where) > 0 {
		where = append(where[1:], draw.Gap())
	}
	return append(append(where, r.arrival(f)...), draw.Section(wordPath, r.path(f), f)...)
}

// saidBefore is what one answered to a question already on the path.
func (r *Seat) saidBefore(f decision.Fact) string {
	for _, p := range r.state.Walk.Path {
		if p.Question.Fact == f {
			return string(p.Value)
		}
	}
	return ""
}

// arrival is the step one's own answers lead to, and its legal basis.
func (r *Seat) arrival(f draw.Frame) []draw.Block {
	v := r.state.Verdict
	if v.Step == nil {
		blocks := []draw.Block{draw.Heading(say.Missing, f), draw.Plain(say.MissingHelp, f)}
		for _, d := range v.Depends {
			blocks = append(blocks, draw.Block{
				Lines: draw.Hang(d.Question.Title, f.TextWidth(), f.Styles.Accent.Render("•")+" ", f.Styles.Text),
				Lead:  reply{fact: d.Question.Fact, back: true},
			})
		}
		return blocks
	}
	blocks := verdictOf(r.guide, v.Step, v.Reasons, workshop.WordArrived, f)
	if e := r.state.Exercise; r.state.Phase == workshop.Mapped && v.Step.ID != e.Step {
		blocks = append([]draw.Block{draw.Fact("Étape attendue", r.guide.Step(e.Step).Title, f.Styles.Strong, f), draw.Gap()}, blocks...)
	}
	return blocks
}

// verdictOf is a step, why it comes, and the texts it rests on.
func verdictOf(g *decision.Guide, s *decision.Step, reasons []decision.Reason, above string, f draw.Frame) []draw.Block {
	blocks := draw.Head(g, s, above, f)
	blocks = append(blocks, draw.Section(say.ReasonsTitle, draw.Reasons(say.Reasons(g, g.Question, reasons), f), f)...)
	var bases []draw.Block
	for _, c := range s.Bases {
		if b := g.Basis(c.Basis); b != nil {
			lines := draw.Hang(say.Named(b), f.TextWidth(), f.Styles.Accent.Render("•")+" ", f.Styles.Strong)
			bases = append(bases, draw.Block{Lines: append(lines, draw.Hang(b.Summary.String(), f.TextWidth(), "  ", f.Styles.Text)...)})
		}
	}
	return still(append(blocks, draw.Section(say.TextsTitle, bases, f)...))
}

// path lists one's own answers: choosing one goes back to it.
func (r *Seat) path(f draw.Frame) []draw.Block {
	var blocks []draw.Block
	for _, p := range r.state.Walk.Path {
		b := draw.Said(p, say.Reply(p), nil, f)
		if !p.Deduced {
			b.Lead = reply{fact: p.Question.Fact, back: true}
		}
		blocks = append(blocks, b)
	}
	return blocks
}
