package tui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newRecommendation returns the heart of the program: what to do now. What
// must be seen in five seconds comes first: the step, what it costs, how long
// it takes, what it is worth, on which text it rests.
func newRecommendation() *reading {
	r := &reading{page: newPage(false), blocks: recommendation, verb: keyOpen, aside: true}
	r.about, r.stage = "Votre étape", true
	r.extra = []shortcut{
		{key: keyOutcomes, do: func() action { return open{newOutcomes()} }},
		{key: keyFolder, do: func() action { return open{newFolder()} }},
		{key: keyClosed, do: func() action { return open{newClosed()} }},
		{key: keyChanges, do: func() action { return open{newWhatIf()} }},
		{key: keyBases, do: func() action { return open{newBases()} }},
		{key: keyCause, do: func() action { return open{newCauseOfCase()} }},
		{key: keyRecap, do: func() action { return open{newRecap()} }},
		{key: keyMap, do: func() action { return open{newMap()} }},
	}
	return r
}

func recommendation(f frame) []block {
	v := f.guide.Verdict(f.answers)
	if v.Step == nil {
		return nil
	}
	var blocks []block
	if changed := say.Changed(f.guide, f.kase.Former, f.answers); changed != "" {
		blocks = append(blocks, block{lines: wrapText(changed, f.textWidth(), f.styles.caution)}, gap())
	}
	blocks = append(blocks, essential(f.guide, v.Step, wordNowDo, f.canvas)...)
	blocks = append(blocks, stepBody(v.Step, say.Owed(f.guide, f.answers), f)...)
	blocks = append(blocks, section(say.ReasonsTitle, reasonBlocks(f.asked, v.Reasons, f.canvas), f.canvas)...)
	return append(blocks, section(wordMore, more(f), f.canvas)...)
}

// more lists what is one key away.
func more(f frame) []block {
	closed, later := 0, 0
	for _, p := range f.guide.Places(f.answers) {
		switch p.Standing {
		case decision.Closed:
			closed++
		case decision.Later:
			later++
		}
	}
	item := func(key, text string, s screen) block { return choice(key+"  "+text, "", open{s}, f.canvas) }
	return []block{
		item("s", wordNext, newOutcomes()),
		item("m", wordFolder, newFolder()),
		item("v", fmt.Sprintf("%s (%d fermées, %d plus tard)", wordClosedTitle, closed, later), newClosed()),
		item("c", wordChanges, newWhatIf()),
		item("f", say.TextsTitle, newBases()),
		item("d", wordCauseOf, newCauseOfCase()),
		item("r", wordRecap, newRecap()),
		note(wordNotice+" Droit au "+french.Date(f.guide.Version)+".", f.canvas),
	}
}

// essential is the top of a step: what one must see at once.
func essential(g *decision.Guide, s *decision.Step, above string, f canvas) []block {
	width := f.textWidth() - 2
	bar := f.styles.accent.Render(barMark) + " "
	var head []string
	if above != "" && f.height >= tallHeight-4 {
		head = append(head, bar+f.styles.dim.Render(above))
	}
	for _, l := range wrapText(s.Title, width, f.styles.title) {
		head = append(head, bar+l)
	}
	if f.height >= tallHeight-4 {
		for _, l := range wrapText(s.Summary, width, f.styles.text) {
			head = append(head, bar+l)
		}
	}
	blocks := []block{{lines: head}}
	if f.height >= tallHeight-4 {
		blocks = append(blocks, gap())
	}
	blocks = append(blocks,
		fact(say.CostLabel, s.Brief.Cost, f.styles.strong, f), fact(say.TimeLabel, s.Brief.Time, f.styles.strong, f),
		fact(say.WorthLabel, s.Brief.Worth, f.styles.strong, f))
	if len(s.Bases) > 0 {
		blocks = append(blocks, mainText(g, labelWidth, s.Bases[0], f))
	}
	return append(blocks, fact(say.StarterLabel, s.Brief.Initiative, f.styles.text, f),
		fact(say.PrivacyLabel, s.Brief.Privacy, f.styles.text, f))
}

// labelWidth aligns what is said of a step, nameWidth the answers.
const (
	labelWidth = 17
	nameWidth  = 20
)

// fact is a label and what is said of it, aligned; on narrow screens the label
// takes less room.
func fact(name, text string, style ink, f canvas) block {
	return factIn(labelWidth, name, text, style, f)
}

// factIn is a fact whose name takes that width.
func factIn(width int, name, text string, style ink, f canvas) block {
	return block{lines: hangText(text, f.textWidth(), label(name, width, f), style)}
}

func label(name string, width int, f canvas) string {
	room := ansi.StringWidth(name) + 2
	if f.width >= 50 {
		room = max(room, width)
	}
	return f.styles.dim.Render(name) + strings.Repeat(" ", room-ansi.StringWidth(name))
}

// mainText is the text a step rests on, after a name of that width: one may open
// it.
func mainText(g *decision.Guide, width int, c decision.Citation, f canvas) block {
	to := decision.Link{Kind: decision.ToBasis, ID: c.Basis}
	text := decision.Line{{Text: c.Label, Link: to}}
	if mark := say.Mark(g.Basis(c.Basis)); mark != "" {
		text = append(text, decision.Span{Text: " (" + mark + ")"})
	}
	if c.Note != "" && f.height >= tallHeight-4 {
		text = append(text, decision.Span{Text: ", " + c.Note})
	}
	mark := label(say.TextLabel, width, f)
	rest := strings.Repeat(" ", ansi.StringWidth(mark))
	return block{lines: wrapLine(text, f.textWidth(), mark, rest, f.styles), do: follow(text)}
}

// stepBody is the rest of the page of a step. What the business owes comes
// before how to go about it.
func stepBody(s *decision.Step, owed []say.Part, f frame) []block {
	width := f.textWidth()
	var blocks []block
	if f.height < tallHeight-4 {
		blocks = append(blocks, gap(), plainText(s.Summary, f.canvas))
	}
	parts := append([]say.Part{{Title: say.WhyNowTitle, Text: s.WhyNow}}, owed...)
	parts = append(parts,
		say.Part{Title: say.LimitsTitle, Text: say.Limits(f.guide, s.ID, decision.DayOf(f.answers.Today()))},
		say.Part{Title: say.HowToTitle, Text: s.HowTo}, say.Part{Title: say.DocumentsTitle, Text: s.Documents}, say.Part{Title: say.PitfallsTitle, Text: s.Pitfalls})
	for _, part := range parts {
		blocks = append(blocks, section(part.Title, textBlocks(part.Text, width, f.styles), f.canvas)...)
	}
	blocks = append(blocks, section(say.TextsTitle, citationBlocks(f.guide, s.Bases, f.canvas), f.canvas)...)
	var neighbours []block
	for _, l := range s.Neighbours {
		mark := f.styles.accent.Render("•") + " "
		neighbours = append(neighbours, block{lines: wrapLine(l, width, mark, "  ", f.styles), do: follow(l)})
	}
	return append(blocks, section(say.NeighboursTitle, neighbours, f.canvas)...)
}

// citationBlocks lists legal bases one may open.
func citationBlocks(g *decision.Guide, all []decision.Citation, f canvas) []block {
	var blocks []block
	for _, c := range all {
		label := c.Label
		if mark := say.Mark(g.Basis(c.Basis)); mark != "" {
			label += " (" + mark + ")"
		}
		blocks = append(blocks, choice(label, c.Note, decision.Link{Kind: decision.ToBasis, ID: c.Basis}, f))
	}
	return blocks
}

// reasonBlocks lists conditions with the answers that meet them, or do not; asked
// gives the question about a fact, in the words of the case.
func reasonBlocks(asked func(decision.Fact) *decision.Question, reasons []decision.Reason, f canvas) []block {
	var blocks []block
	for _, r := range reasons {
		q := asked(r.Fact)
		text := q.Name + nbsp + ": " + say.Value(q, string(r.Value))
		b := block{lines: hangText(text, f.textWidth(), f.styles.accent.Render("•")+" ", f.styles.text)}
		if r.Text != "" {
			b.lines = append(b.lines, hangText(r.Text, f.textWidth(), "  ", f.styles.dim)...)
		}
		if r.Basis != "" {
			b.do = decision.Link{Kind: decision.ToBasis, ID: r.Basis}
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// newStepPage returns the page of a step that is not the recommended one.
func newStepPage(id string) *reading {
	r := &reading{page: newPage(false), verb: keyOpen, about: "Une autre voie"}
	r.blocks = func(f frame) []block {
		s := f.guide.Step(id)
		return append(essential(f.guide, s, "", f.canvas), stepBody(s, nil, f)...)
	}
	return r
}
