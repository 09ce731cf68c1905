package tui

import (
	"fmt"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/say"
)

// newRecommendation returns the heart of the program: what to do now. What
// must be seen in five seconds comes first: the step, what it costs, how long
// it takes, what it is worth, on which text it rests.
func newRecommendation() *reading {
	r := &reading{Page: draw.NewPage(false), blocks: recommendation, verb: draw.KeyOpen, aside: true}
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

func recommendation(f frame) []draw.Block {
	v := f.guide.Verdict(f.answers)
	if v.Step == nil {
		return nil
	}
	var blocks []draw.Block
	if changed := say.Changed(f.guide, f.kase.Former, f.answers); changed != "" {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(changed, f.TextWidth(), f.Styles.Caution)}, draw.Gap())
	}
	if standing := standingBlocks(f); len(standing) > 0 {
		blocks = append(append(blocks, standing...), draw.Gap())
	}
	heading := wordNowDo
	if f.kase.Standing(f.guide, f.today()).Waiting() {
		heading = wordUnderWay
	}
	blocks = append(blocks, draw.Head(f.guide, v.Step, heading, f.Frame)...)
	blocks = append(blocks, stepBody(v.Step, say.Owed(f.guide, f.answers), f)...)
	blocks = append(blocks, draw.Section(say.ReasonsTitle, draw.Reasons(say.Reasons(f.asked, v.Reasons), f.Frame), f.Frame)...)
	return append(blocks, draw.Section(wordMore, more(f), f.Frame)...)
}

// more lists what is one key away.
func more(f frame) []draw.Block {
	closed, later := 0, 0
	for _, p := range f.guide.Places(f.answers) {
		switch p.Standing {
		case decision.Closed:
			closed++
		case decision.Later:
			later++
		}
	}
	item := func(key, text string, s screen) draw.Block { return draw.Choice(key+"  "+text, "", open{s}, f.Frame) }
	return []draw.Block{
		item("s", wordNext, newOutcomes()),
		item("m", wordFolder, newFolder()),
		item("v", fmt.Sprintf("%s (%d fermées, %d plus tard)", wordClosedTitle, closed, later), newClosed()),
		item("c", say.ChangesTitle, newWhatIf()),
		item("f", say.TextsTitle, newBases()),
		item("d", wordCauseOf, newCauseOfCase()),
		item("r", wordRecap, newRecap()),
		draw.Note(say.NotAdvice+" "+say.Content(f.guide), f.Frame),
	}
}

// stepBody is the rest of the page of a step. What the business owes comes
// before how to go about it.
func stepBody(s *decision.Step, owed []say.Part, f frame) []draw.Block {
	width := f.TextWidth()
	var blocks []draw.Block
	if f.Height < draw.TallHeight-4 {
		blocks = append(blocks, draw.Gap(), draw.Plain(s.Summary, f.Frame))
	}
	blocks = append(blocks, draw.Parts(say.Body(f.guide, s, owed, decision.DayOf(f.answers.Today())), f.Frame)...)
	blocks = append(blocks, draw.Section(say.TextsTitle, draw.Citations(f.guide, s.Bases, f.Frame), f.Frame)...)
	var neighbours []draw.Block
	for _, l := range s.Neighbours {
		mark := f.Styles.Accent.Render("•") + " "
		neighbours = append(neighbours, draw.Block{Lines: draw.WrapLine(l, width, mark, "  ", f.Styles), Lead: draw.Follow(l)})
	}
	return append(blocks, draw.Section(say.NeighboursTitle, neighbours, f.Frame)...)
}

// newStepPage returns the page of a step that is not the recommended one.
func newStepPage(id string) *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: "Une autre voie"}
	r.blocks = func(f frame) []draw.Block {
		s := f.guide.Step(id)
		return append(draw.Head(f.guide, s, "", f.Frame), stepBody(s, nil, f)...)
	}
	return r
}
