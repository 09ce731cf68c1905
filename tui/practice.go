package tui

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// practice is where one learns: fictional conflicts, answered fact by fact or
// by their step, then corrected. It lends its screens answers of its own, so
// that the case under way is never touched. It stays as it is while one goes
// elsewhere.
type practice struct {
	nest
	exercise *decision.Exercise // the one under way
	answers  decision.Answers
	series   map[string]attempt // by exercise; the last attempt of each
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
	lent.answers, lent.walked = p.answers, nil
	f.matter = &lent
	f.Width = min(f.Width, draw.WideWidth-1)
	return f
}

func (p *practice) subject(f frame) string { return p.nest.subject(p.lent(f)) }

func (p *practice) view(f frame) string { return p.nest.view(p.lent(f)) }

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
		if key.Matches(press, keyStoryIn) || q.list && key.Matches(press, keyStory) {
			p.push(p.newStory(f))
			return nil, p.refresh(f)
		}
	}
	asked, cmd := p.nest.update(msg, f)
	switch a := asked.(type) {
	case answer:
		return nil, tea.Batch(cmd, p.answer(a, f))
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
	return with(decision.NewAnswers(f.answers.Today()), e.Answers)
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
