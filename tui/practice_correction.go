package tui

import (
	"slices"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/say"
)

// newCorrection says whether an attempt is right, where it left the way, and
// what there is to remember.
func (p *practice) newCorrection(e *decision.Exercise, a attempt) *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyChoose, about: wordCorrection}
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
	r.blocks = func(f frame) []draw.Block {
		blocks := judged(e, a, f)
		blocks = append(blocks, partingBlocks(e, a, f)...)
		if title, made := mistake(e, a); made {
			blocks = append(blocks, draw.Section(title, draw.Text(e.Mistake, f.TextWidth(), f.Styles), f.Frame)...)
		}
		blocks = append(blocks, draw.Section(wordPoint, draw.Text(e.Point, f.TextWidth(), f.Styles), f.Frame)...)
		blocks = append(blocks, draw.Section(wordDiscussion, draw.Text(e.Discussion, f.TextWidth(), f.Styles), f.Frame)...)
		follows := wordSeriesOver
		if next := p.next(e, f); next != nil {
			follows = next.Title
		}
		return append(blocks, draw.Section(wordAndNow, []draw.Block{
			draw.Choice(keyNextCase.Help().Key+"  "+wordNextCase, follows, turn(onward), f.Frame),
			draw.Choice(keyAgain.Help().Key+"  "+wordAgain, "", again, f.Frame),
			draw.Choice(keyResult.Help().Key+"  "+wordResult, "", result, f.Frame),
		}, f.Frame)...)
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
func judged(e *decision.Exercise, a attempt, f frame) []draw.Block {
	verdict := draw.Block{Lines: draw.Wrap(draw.RecommendedMark+" "+wordRight, f.TextWidth(), f.Styles.Title)}
	if !a.right(e) {
		verdict.Lines = draw.Wrap(draw.ClosedMark+" "+wordWrong, f.TextWidth(), f.Styles.Caution.Bold())
	}
	yours := draw.Fact("Votre étape", wordNoStep, f.Styles.Strong, f.Frame)
	if a.step != nil {
		yours = draw.Fact("Votre étape", a.step.Title, f.Styles.Strong, f.Frame)
		yours.Lead = decision.Link{Kind: decision.ToStep, ID: a.step.ID}
	}
	blocks := []draw.Block{verdict, draw.Plain(e.Title, f.Frame), draw.Gap(), yours}
	if a.right(e) {
		return blocks
	}
	expected := draw.Fact("Étape attendue", f.guide.Step(e.Step).Title, f.Styles.Strong, f.Frame)
	expected.Lead = decision.Link{Kind: decision.ToStep, ID: e.Step}
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
func partingBlocks(e *decision.Exercise, a attempt, f frame) []draw.Block {
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
	blocks := []draw.Block{
		draw.Plain(p.question.Title, f.Frame), draw.Fact(yours, p.yours, f.Styles.Strong, f.Frame), draw.Fact("Le cas dit", p.best, f.Styles.Strong, f.Frame),
	}
	if !slices.ContainsFunc(p.why, func(r decision.Reason) bool { return r.Text != "" }) {
		blocks = append(blocks, draw.Text(p.question.Why, f.TextWidth(), f.Styles)...)
	}
	return draw.Section(title, append(blocks, draw.Reasons(f.asked, p.why, f.Frame)...), f.Frame)
}
