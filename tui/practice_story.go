package tui

import (
	"fmt"
	"slices"

	"compromis/decision"
	"compromis/internal/french"
)

// newStage tells the story of an exercise, alone on its screen. Enter goes on
// from anywhere in it.
func (p *practice) newStage(e *decision.Exercise, f frame) *reading {
	r := &reading{page: newPage(false), verb: keyGoOn, about: place(e, f)}
	documents := turning(func(frame) { p.push(p.newDocuments(e, r.about)) })
	reading := func(frame) bool { return r.cursor < 0 } // not on the line that says so
	r.extra = []shortcut{{key: keyGoOn, do: func() action { return documents }, only: reading}}
	r.blocks = func(f frame) []block {
		return append(storyBlocks(e, f), gap(), choice(wordSeeDocuments, "", documents, f.canvas))
	}
	return r
}

// place says which exercise it is among all.
func place(e *decision.Exercise, f frame) string {
	at := slices.IndexFunc(f.guide.Exercises, func(o decision.Exercise) bool { return o.ID == e.ID })
	return fmt.Sprintf("Cas %d sur %d", at+1, len(f.guide.Exercises))
}

func storyBlocks(e *decision.Exercise, f frame) []block {
	title := block{lines: wrapText(e.Title, f.textWidth(), f.styles.title)}
	return append([]block{title, gap()}, textBlocks(e.Story, f.textWidth(), f.styles)...)
}

// newDocuments lists what one has in hand, and asks how to answer.
func (p *practice) newDocuments(e *decision.Exercise, about string) *reading {
	r := &reading{page: newPage(true), verb: keyChoose, about: about}
	answer := turning(func(f frame) { p.ask(f.guide.Walk(decision.NewAnswers(f.answers.Today())).Next.Fact, f) })
	choose := turning(func(frame) { p.push(newStepFinder(about, wordChooseStep, p.choose)) })
	r.blocks = func(f frame) []block {
		blocks := []block{{lines: wrapText(wordInHand, f.textWidth(), f.styles.title)}}
		blocks = append(blocks, textBlocks(e.Documents, f.textWidth(), f.styles)...)
		steps := french.Plural(len(f.guide.Places(f.answers)), "voie", "voies") + " de l’échelle"
		return append(blocks, gap(), heading(wordYourTurn, f.canvas),
			choice(wordByFacts, wordByFactsHelp, answer, f.canvas), choice(wordByStep, "une des "+steps, choose, f.canvas))
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
	return &reading{page: newPage(false), verb: keyOpen, about: place(e, f), blocks: func(f frame) []block {
		return append(storyBlocks(e, f), section(wordInHand, textBlocks(e.Documents, f.textWidth(), f.styles), f.canvas)...)
	}}
}
