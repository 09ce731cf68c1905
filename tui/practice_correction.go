package tui

import (
	"slices"

	"compromis/decision"
	"compromis/internal/say"
)

// newCorrection says whether an attempt is right, where it left the way, and
// what there is to remember.
func (p *practice) newCorrection(e *decision.Exercise, a attempt) *reading {
	r := &reading{page: newPage(false), verb: keyChoose, about: wordCorrection}
	onward := func(f frame) action {
		p.onward(e, f)
		return nil
	}
	again := turning(func(f frame) { p.begin(e, f) })
	result := turning(func(frame) { p.push(p.newResult()) })
	r.extra = []shortcut{
		{key: keyNextCase, do: func() action { return turn(onward) }},
		{key: keyAgain, do: func() action { return again }},
		{key: keyResult, do: func() action { return result }},
	}
	r.blocks = func(f frame) []block {
		blocks := judged(e, a, f)
		blocks = append(blocks, partingBlocks(e, a, f)...)
		if title, made := mistake(e, a); made {
			blocks = append(blocks, section(title, textBlocks(e.Mistake, f.textWidth(), f.styles), f.canvas)...)
		}
		blocks = append(blocks, section(wordPoint, textBlocks(e.Point, f.textWidth(), f.styles), f.canvas)...)
		blocks = append(blocks, section(wordDiscussion, textBlocks(e.Discussion, f.textWidth(), f.styles), f.canvas)...)
		follows := wordSeriesOver
		if next := p.next(e, f); next != nil {
			follows = next.Title
		}
		return append(blocks, section(wordAndNow, []block{
			choice(keyNextCase.Help().Key+"  "+wordNextCase, follows, turn(onward), f.canvas),
			choice(keyAgain.Help().Key+"  "+wordAgain, "", again, f.canvas),
			choice(keyResult.Help().Key+"  "+wordResult, "", result, f.canvas),
		}, f.canvas)...)
	}
	return r
}

// mistake says whether the usual mistake may be the one that was made. Some
// lead to no step in particular: any wrong one may come from them.
func mistake(e *decision.Exercise, a attempt) (title string, made bool) {
	if e.WrongStep == "" {
		return wordMistake, !a.right(e)
	}
	return wordMistakeMade, a.step != nil && a.step.ID == e.WrongStep
}

// onward starts the next exercise left to do, or ends the series on its result.
func (p *practice) onward(e *decision.Exercise, f frame) {
	if next := p.next(e, f); next != nil {
		p.begin(next, f)
		return
	}
	p.after(p.newResult())
}

// judged says whether the step is right, and shows both.
func judged(e *decision.Exercise, a attempt, f frame) []block {
	verdict := block{lines: wrapText(recommendedMark+" "+wordRight, f.textWidth(), f.styles.title)}
	if !a.right(e) {
		verdict.lines = wrapText(closedMark+" "+wordWrong, f.textWidth(), f.styles.caution.bold())
	}
	yours := fact("Votre étape", wordNoStep, f.styles.strong, f.canvas)
	if a.step != nil {
		yours = fact("Votre étape", a.step.Title, f.styles.strong, f.canvas)
		yours.do = decision.Link{Kind: decision.ToStep, ID: a.step.ID}
	}
	blocks := []block{verdict, plainText(e.Title, f.canvas), gap(), yours}
	if a.right(e) {
		return blocks
	}
	expected := fact("Étape attendue", f.guide.Step(e.Step).Title, f.styles.strong, f.canvas)
	expected.do = decision.Link{Kind: decision.ToStep, ID: e.Step}
	return append(blocks, expected)
}

// parting is the first answer where two ways part.
type parting struct {
	question    *decision.Question
	yours, best string
	why         []decision.Reason
}

// parts finds where an attempt left the way of its exercise; false when it
// never did. A step chosen without answering stands for the nearest answers
// that lead to it.
func parts(e *decision.Exercise, a attempt, f frame) (parting, bool) {
	key, mine := solution(e, f), a.answers
	if a.direct {
		routes := f.guide.Toward(key, a.step.ID)
		if len(routes) == 0 {
			return parting{}, false
		}
		mine = taking(f.guide, key, routes[0])
	}
	best := f.guide.Walk(key).Path
	for i, r := range f.guide.Walk(mine).Path {
		if i >= len(best) || r.Question.Fact != best[i].Question.Fact {
			break
		}
		if r.Value != best[i].Value {
			why := swing(f.guide, mine, key, []decision.Fact{r.Question.Fact})
			return parting{r.Question, say.Reply(r), say.Reply(best[i]), why}, true
		}
	}
	return parting{}, false
}

// partingBlocks tells where the ways part, and the rule that makes it matter.
func partingBlocks(e *decision.Exercise, a attempt, f frame) []block {
	p, found := parts(e, a, f)
	if !found {
		return nil
	}
	title, yours := wordParting, "Vous"
	switch {
	case a.right(e):
		title = wordPartingRight
	case a.direct:
		title, yours = wordPartingStep, "Il faudrait"
	}
	blocks := []block{
		plainText(p.question.Title, f.canvas), fact(yours, p.yours, f.styles.strong, f.canvas), fact("Le cas dit", p.best, f.styles.strong, f.canvas),
	}
	if !slices.ContainsFunc(p.why, func(r decision.Reason) bool { return r.Text != "" }) {
		blocks = append(blocks, textBlocks(p.question.Why, f.textWidth(), f.styles)...)
	}
	return section(title, append(blocks, reasonBlocks(f.asked, p.why, f.canvas)...), f.canvas)
}
