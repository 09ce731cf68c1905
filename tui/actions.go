package tui

import (
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
)

// action is what a screen asks for. The root applies it at once.
type action interface{}

type (
	// begin starts a case, with some answers already given, once confirmed if
	// other answers would be lost.
	begin struct {
		answers []decision.Setting
		sure    bool
	}
	// answer says something about a fact.
	answer struct {
		fact decision.Fact
		said string
	}
	// edit goes to a question of the path, to change its answer.
	edit struct{ fact decision.Fact }
	// happened says what came of the recommended step.
	happened struct{ outcome decision.Outcome }
	// open shows a screen above the present one.
	open struct{ screen screen }
	// resume goes on with the case: the next question, or its end.
	resume struct{}
	// back leaves the present screen.
	back struct{}
	// home goes to the welcome screen; the case is kept.
	home struct{}
	// quit ends the program, once confirmed if answers would be lost.
	quit struct{ sure bool }
)

// apply carries an action out.
func (m *Model) apply(a action) tea.Cmd {
	switch a := a.(type) {
	case begin:
		m.begin(a)
	case answer:
		m.answer(a)
	case edit:
		m.stack = append(m.stack[:1], newQuestion(a.fact, m.prefill(a.fact), m.editing(a.fact)))
	case happened:
		m.happen(a.outcome)
	case open:
		m.stack = append(m.stack, a.screen)
	case resume:
		m.stack = append(m.stack[:1], m.present())
	case back:
		return m.back()
	case home:
		m.stack = m.stack[:1]
	case quit:
		return m.quit(a)
	}
	return m.refresh()
}

// begin starts over with the answers given.
func (m *Model) begin(a begin) {
	if m.changed && !a.sure {
		m.stack = append(m.stack, newConfirmBegin(a))
		return
	}
	m.answers = decision.NewAnswers(m.today)
	m.remembered = map[decision.Fact]string{}
	m.changed = false
	for _, s := range a.answers {
		m.answers = m.answers.With(s.Fact, string(s.Value))
	}
	m.stack = append(m.stack[:1], m.present())
}

// answer takes an answer the screen has checked, and goes to what follows.
func (m *Model) answer(a answer) {
	for _, f := range m.answers.Facts() {
		m.remembered[f], _ = m.answers.Get(f)
	}
	answers, err := m.guide.Answer(m.answers, a.fact, a.said)
	if err != nil {
		return
	}
	again := m.goingAgain(a.fact)
	m.answers, m.changed = answers, true
	m.remembered[a.fact] = a.said
	m.stack = append(m.stack[:1], m.after(a.fact, again))
	if a.said == string(decision.Unknown) {
		m.stack = append(m.stack, newUnsure(a.fact))
	}
}

// after returns the screen that follows the answer to a question: what is
// still to be done; when one went back and goes through the questions again,
// the next of the path even if it is answered, so that one may check it.
func (m *Model) after(f decision.Fact, again bool) screen {
	if !again {
		return m.present()
	}
	path := m.guide.Walk(m.answers).Path
	found := false
	for _, r := range path {
		if found && !r.Deduced {
			return newQuestion(r.Question.Fact, m.prefill(r.Question.Fact), false)
		}
		found = found || r.Question.Fact == f
	}
	return m.present()
}

// present returns where the case stands: the next question, or its end.
func (m *Model) present() screen {
	if next := m.guide.Walk(m.answers).Next; next != nil {
		return newQuestion(next.Fact, m.prefill(next.Fact), false)
	}
	if m.guide.Verdict(m.answers).Step == nil {
		return newMissing()
	}
	return newRecommendation()
}

// prefill returns what was last said about a fact, even if it was dropped.
func (m *Model) prefill(f decision.Fact) string {
	if said, ok := m.answers.Get(f); ok {
		return said
	}
	return m.remembered[f]
}

// editing says whether a question is reached by a jump: it is answered, and
// others after it are too.
func (m *Model) editing(f decision.Fact) bool {
	_, answered := m.answers.Get(f)
	return answered
}

// goingAgain says whether a question that is answered was reached by going back.
func (m *Model) goingAgain(f decision.Fact) bool {
	q, ok := m.screen().(*question)
	return ok && !q.jumped && m.editing(f)
}

// happen changes the facts as the outcome says, and shows what comes next.
func (m *Model) happen(o decision.Outcome) {
	if o.End {
		m.stack = append(m.stack, newEnd(o))
		return
	}
	m.answers, m.changed = m.guide.Apply(m.answers, o), true
	m.stack = append(m.stack[:1], m.present())
}

// back leaves the present screen: for the one below it, or for the question
// before when it is where the case stands.
func (m *Model) back() tea.Cmd {
	here, isQuestion := m.screen().(*question)
	end, isReading := m.screen().(*reading)
	switch {
	case len(m.stack) == 1:
		return m.quit(quit{})
	case isQuestion && here.jumped:
		m.stack = append(m.stack[:1], m.present())
	case isQuestion:
		m.stack = m.before(here.fact)
	case isReading && end.stage:
		m.stack = m.before("")
	default:
		m.stack = m.stack[:len(m.stack)-1]
	}
	return m.refresh()
}

// before returns the stack with the question asked before that fact, or the
// last one. Before the first is the welcome screen.
func (m *Model) before(f decision.Fact) []screen {
	previous := decision.Fact("")
	for _, r := range m.guide.Walk(m.answers).Path {
		if r.Question.Fact == f {
			break
		}
		if !r.Deduced {
			previous = r.Question.Fact
		}
	}
	if previous == "" {
		return m.stack[:1]
	}
	return append(m.stack[:1], newQuestion(previous, m.prefill(previous), false))
}

// quit asks once when answers would be lost.
func (m *Model) quit(a quit) tea.Cmd {
	c, asking := m.screen().(*confirm)
	asking = asking && c.about == wordQuitLong
	if a.sure || asking || !m.changed {
		return tea.Quit
	}
	m.stack = append(m.stack, newConfirmQuit())
	return m.refresh()
}
