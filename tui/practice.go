package tui

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// practice is where one learns: fictional conflicts, answered fact by fact or
// by their step, then corrected. It lends its screens answers of its own, so
// that the case under way is never touched. It stays as it is while one goes
// elsewhere.
type practice struct {
	nest
	exercise  *decision.Exercise // the one under way
	answers   decision.Answers
	series    map[string]attempt // by exercise; the last attempt of each
	unwritten bool               // the series changed since it was last put in a file
}

// attempt is what one made of an exercise.
type attempt struct {
	step    *decision.Step   // nil when the answers leave several
	answers decision.Answers // what was answered; the step alone when direct
	direct  bool             // the step was chosen without answering
	tries   int
}

// right says whether an attempt reached the step of its exercise.
func (a attempt) right(e *decision.Exercise) bool { return a.step != nil && a.step.ID == e.Step }

func newPractice() *practice {
	p := &practice{series: map[string]attempt{}}
	list := newFinder(wordPractice, wordPracticeHelp, p.items)
	list.extra = []shortcut{{key: keyResult, do: doing(func(frame) { p.push(p.newResult()) })}}
	p.stack = []screen{list}
	return p
}

// lent is the frame of an exercise: its answers, and no room for the ladder,
// which would tell the step.
func (p *practice) lent(f frame) frame {
	if p.answers.Today().IsZero() {
		p.answers = decision.NewAnswers(f.answers.Today())
	}
	lent := *f.matter
	lent.answers, lent.walked, lent.narrowed, lent.drafts, lent.blind = p.answers, nil, nil, nil, true
	f.matter = &lent
	f.Width = min(f.Width, draw.WideWidth-1)
	return f
}

func (p *practice) subject(f frame) string { return p.nest.subject(p.lent(f)) }

func (p *practice) measure(f frame) string { return p.nest.measure(p.lent(f)) }

func (p *practice) view(f frame) string { return p.nest.view(p.lent(f)) }

func (p *practice) moves(f frame) []key.Binding { return p.nest.moves(p.lent(f)) }

// keys are those of the screen; a question has the story in the place of what
// is about the case under way.
func (p *practice) keys(f frame) []key.Binding {
	keys := p.nest.keys(p.lent(f))
	if _, asking := p.top().(*question); !asking {
		return keys
	}
	keys = slices.Clone(keys)
	for i, k := range keys {
		switch k.Help().Key {
		case keyRecap.Help().Key:
			keys[i] = keyStory
		case keyRecapIn.Help().Key:
			keys[i] = keyStoryIn
		}
	}
	return slices.DeleteFunc(keys, func(k key.Binding) bool { return k.Help().Key == keyFolder.Help().Key })
}

func (p *practice) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	f = p.lent(f)
	q, asking := p.top().(*question)
	if press, ok := msg.(tea.KeyPressMsg); ok && asking {
		if !q.list && key.Matches(press, keyStoryIn) || q.list && key.Matches(press, keyStory) {
			p.push(p.newStory(f))
			return nil, p.refresh(f)
		}
	}
	asked, cmd := p.nest.update(msg, f)
	switch a := asked.(type) {
	case answer:
		return answered{}, tea.Batch(cmd, p.answer(a, f))
	case open:
		if asking {
			return nil, cmd // it is about the case under way
		}
	}
	return asked, cmd
}

// answer takes an answer, and asks the next question of the path, or corrects.
// The question behind keeps what was said.
func (p *practice) answer(a answer, f frame) tea.Cmd {
	answers, err := f.guide.Answer(p.answers, a.fact, a.said)
	if err != nil {
		return nil
	}
	p.answers = answers
	p.stack[len(p.stack)-1] = newQuestion(a.fact, a.said, false)
	w := f.guide.Walk(answers)
	here := slices.IndexFunc(w.Path, func(r decision.Reply) bool { return r.Question.Fact == a.fact })
	ahead := slices.IndexFunc(w.Path[here+1:], func(r decision.Reply) bool { return !r.Deduced })
	switch {
	case ahead >= 0:
		return p.ask(w.Path[here+1+ahead].Question.Fact, f)
	case w.Next != nil:
		return p.ask(w.Next.Fact, f)
	}
	p.correct(attempt{step: f.guide.Verdict(answers).Step, answers: answers})
	return p.refresh(p.lent(f))
}

// ask shows a question. A story gives no date to the day: its options come first.
func (p *practice) ask(fact decision.Fact, f frame) tea.Cmd {
	f = p.lent(f)
	said, _ := p.answers.Get(fact)
	q := newQuestion(fact, said, false)
	p.push(q)
	cmd := p.refresh(f)
	if !q.list && said == "" && f.guide.Question(fact).Kind == decision.Date {
		cmd = tea.Batch(cmd, q.swap(f))
	}
	return cmd
}

// items are the exercises.
func (p *practice) items(f frame) []item {
	items := make([]item, len(f.guide.Exercises))
	for i := range f.guide.Exercises {
		e := &f.guide.Exercises[i]
		help := clientOf(e, f) + " · " + french.Plural(e.Minutes, "minute", "minutes") + " · " + p.state(e)
		items[i] = item{draw.Choice(e.Title, help, turning(func(f frame) { p.begin(e, f) }), f.Frame), e.Title + " " + help}
	}
	return items
}

// clientOf is the kind of client of an exercise.
func clientOf(e *decision.Exercise, f frame) string {
	if said, ok := solution(e, f).Get(decision.FactClient); ok {
		return say.Value(f.guide.Question(decision.FactClient), said)
	}
	return wordNoClient
}

// solution are the answers the story of an exercise gives.
func solution(e *decision.Exercise, f frame) decision.Answers {
	return say.Given(decision.NewAnswers(f.answers.Today()), e.Answers)
}

// state says in a word what became of an exercise.
func (p *practice) state(e *decision.Exercise) string {
	a, done := p.series[e.ID]
	switch {
	case !done:
		return "à faire"
	case a.right(e):
		return "juste" + when(a.tries > 1, fmt.Sprintf(" (essai %d)", a.tries))
	}
	return "faux" + when(a.tries > 1, fmt.Sprintf(" (essai %d)", a.tries))
}

// begin starts an exercise on its story.
func (p *practice) begin(e *decision.Exercise, f frame) {
	p.exercise, p.answers = e, decision.NewAnswers(f.answers.Today())
	p.after(p.newStage(e, f))
}

// correct ends the exercise with its correction, and counts it in the series.
func (p *practice) correct(a attempt) {
	a.tries = p.series[p.exercise.ID].tries + 1
	p.series[p.exercise.ID] = a
	p.unwritten = true
	p.after(p.newCorrection(p.exercise, a))
}

// next is the exercise that comes after one: the first left to do, if any.
func (p *practice) next(e *decision.Exercise, f frame) *decision.Exercise {
	all := f.guide.Exercises
	at := slices.IndexFunc(all, func(o decision.Exercise) bool { return o.ID == e.ID })
	for i := range all {
		o := &all[(at+1+i)%len(all)]
		if _, done := p.series[o.ID]; !done {
			return o
		}
	}
	return nil
}

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
		mine = say.Taking(f.guide, key, routes[0])
	}
	best := f.guide.Walk(key).Path
	for i, r := range f.guide.Walk(mine).Path {
		if i >= len(best) || r.Question.Fact != best[i].Question.Fact {
			break
		}
		if r.Value != best[i].Value {
			why := say.Swing(f.guide, mine, key, []decision.Fact{r.Question.Fact})
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
	return draw.Section(title, append(blocks, draw.Reasons(say.Reasons(f.guide, f.asked, p.why), f.Frame)...), f.Frame)
}

// newResult is what came of the series so far, which one may write in a file.
func (p *practice) newResult() *document {
	d := newDocument(wordResult, "exercices", p.result)
	for i, format := range paper.Formats() {
		d.acts[i].do = func(f frame) action {
			p.unwritten = false // whether that succeeds is told
			return export{
				name:   fileName(format.Name, d.name, string(f.today())),
				write:  func(w io.Writer) error { return paper.Write(w, format.Name, p.result(f)) },
				remark: paper.Remark(format.Name, p.result(f)),
			}
		}
	}
	d.extra = []shortcut{{key: keyNewSeries, do: doing(func(frame) { p.push(p.newForget()) })}}
	return d
}

// newForget asks before the series is forgotten.
func (p *practice) newForget() *confirm {
	forget := turning(func(frame) {
		clear(p.series)
		p.unwritten = false
		p.stack = p.stack[:1]
	})
	return &confirm{about: wordNewSeries, ask: wordNewSeriesAsk, yes: wordNewSeriesYes, no: wordNewSeriesNo, then: forget}
}

// result tells the series: each exercise right or wrong, each point of law met
// or missed.
func (p *practice) result(f frame) paper.Paper {
	var cases, missed, seen, left []decision.Line
	right := 0
	for i := range f.guide.Exercises {
		e := &f.guide.Exercises[i]
		a, done := p.series[e.ID]
		point := paper.Labelled(e.Title, strings.ReplaceAll(e.Point.String(), "\n", " "))
		switch {
		case !done:
			left = append(left, paper.Words(e.Title))
			continue
		case a.right(e):
			right++
			seen = append(seen, point)
		default:
			missed = append(missed, point)
		}
		cases = append(cases, p.line(e, a, f))
	}
	var told paper.Paper
	told.Title(1, "S’exercer"+french.NBSP+": résultat du "+french.Date(f.answers.Today()))
	told.Paragraph(paper.Words(french.Plural(len(cases), "cas fait", "cas faits") + ", " + french.Plural(right, "juste", "justes") + "."))
	for _, part := range []struct {
		title string
		lines []decision.Line
	}{{"Cas par cas", cases}, {"Points manqués", missed}, {"Points vus", seen}, {"Restent à faire", left}} {
		told.Part(2, part.title, paper.List(decision.Bullets, part.lines...))
	}
	return told
}

// line tells an exercise: right or wrong, and the steps.
func (p *practice) line(e *decision.Exercise, a attempt, f frame) decision.Line {
	yours, expected := wordNoStep, f.guide.Step(e.Step).Title
	if a.step != nil {
		yours = a.step.Title
	}
	steps := "Votre étape" + french.NBSP + ": " + yours + ". Étape attendue" + french.NBSP + ": " + expected + "."
	if a.right(e) {
		steps = "Étape" + french.NBSP + ": " + expected + "."
	}
	return decision.Line{{Text: e.Title + french.NBSP + ": "}, {Text: p.state(e), Strong: true}, {Text: ". " + steps}}
}
