package tui

import (
	"fmt"
	"slices"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
)

// newStage tells the story of an exercise, alone on its screen. Enter goes on
// from anywhere in it.
func (p *practice) newStage(e *decision.Exercise, f frame) *reading {
	r := &reading{Page: draw.NewPage(false), verb: keyGoOn, about: place(e, f)}
	documents := turning(func(frame) { p.push(p.newDocuments(e, r.about)) })
	reading := func(frame) bool { return !r.Chosen() } // not on the line that says so
	r.extra = []shortcut{{key: keyGoOn, do: func() action { return documents }, only: reading}}
	r.blocks = func(f frame) []draw.Block {
		return append(storyBlocks(e, f), draw.Gap(), draw.Choice(wordSeeDocuments, "", documents, f.Frame))
	}
	return r
}

// place says which exercise it is among all.
func place(e *decision.Exercise, f frame) string {
	at := slices.IndexFunc(f.guide.Exercises, func(o decision.Exercise) bool { return o.ID == e.ID })
	return fmt.Sprintf("Cas %d sur %d", at+1, len(f.guide.Exercises))
}

func storyBlocks(e *decision.Exercise, f frame) []draw.Block {
	title := draw.Block{Lines: draw.Wrap(e.Title, f.TextWidth(), f.Styles.Title)}
	return append([]draw.Block{title, draw.Gap()}, draw.Text(e.Story, f.TextWidth(), f.Styles)...)
}

// newDocuments lists what one has in hand, and asks how to answer.
func (p *practice) newDocuments(e *decision.Exercise, about string) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: about}
	answer := turning(func(f frame) { p.ask(f.guide.Walk(decision.NewAnswers(f.answers.Today())).Next.Fact, f) })
	choose := turning(func(frame) { p.push(newStepFinder(about, wordChooseStep, p.choose)) })
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{{Lines: draw.Wrap(wordInHand, f.TextWidth(), f.Styles.Title)}}
		blocks = append(blocks, draw.Text(e.Documents, f.TextWidth(), f.Styles)...)
		steps := french.Plural(len(f.guide.Places(f.answers)), "voie", "voies") + " de l’échelle"
		return append(blocks, draw.Gap(), draw.Heading(wordYourTurn, f.Frame),
			draw.Choice(wordByFacts, wordByFactsHelp, answer, f.Frame), draw.Choice(wordByStep, "une des "+steps, choose, f.Frame))
	}
	return r
}

// choose answers the exercise with a step.
func (p *practice) choose(s *decision.Step) action {
	return turning(func(f frame) { p.correct(attempt{step: s, direct: true}) })
}

// newStory is the story again, with the documents, for one who is answering.
func (p *practice) newStory(f frame) *reading {
	e := p.exercise
	return &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: place(e, f), blocks: func(f frame) []draw.Block {
		return append(storyBlocks(e, f), draw.Section(wordInHand, draw.Text(e.Documents, f.TextWidth(), f.Styles), f.Frame)...)
	}}
}
