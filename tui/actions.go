package tui

import (
	"fmt"
	"maps"

	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// action is what a screen asks for. The root applies it at once. The type is
// sealed: only what is listed under the actions of this file is one.
type action interface{ isAction() }

type (
	// begin starts a case, with some answers already given, once confirmed if
	// other answers would be lost. An example is not kept.
	begin struct {
		answers []decision.Setting
		example bool
		sure    bool
	}
	// answer says something about a fact.
	answer struct {
		fact decision.Fact
		said string
	}
	// edit goes to a question of the path, to change its answer.
	edit struct{ fact decision.Fact }
	// happened says what came of the recommended step, and when.
	happened struct {
		outcome decision.Outcome
		on      decision.Day
		note    string
		sent    dossier.Event // the letter or the call it answers, when the journal lacks it
		seen    *dossier.Case // the case it was typed over; nil when nothing was typed
	}
	// take gives the case other answers, all at once.
	take struct{ answers decision.Answers }
	// amend changes the case, and leaves the present screen.
	amend struct {
		change func(dossier.Case) dossier.Case
		seen   *dossier.Case // the case it was typed over; nil when nothing was typed
		both   bool          // leaves the screen below too
	}
	// tick says that a gesture of a step is done, or no longer.
	tick struct{ step, gesture string }
	// undo takes the last event of the journal back, with what it changed.
	undo struct{}
	// openCase opens a case that was kept.
	openCase struct{ id, passphrase string }
	// keep saves the case under way, when it is an example.
	keep struct{}
	// protect encrypts the file of the case; an empty passphrase undoes it.
	protect struct {
		passphrase string
		named      bool // its client is told in the list
	}
	// erase deletes a case for good.
	erase struct{ id string }
	// open shows a screen above the present one.
	open struct{ screen screen }
	// resume goes on with the case: the next question, or its end.
	resume struct{}
	// back leaves the present screen.
	back struct{}
	// home goes to the welcome screen; the case is kept.
	home struct{}
	// answered says that a screen took an answer: nothing is left to do.
	answered struct{}
	// quit ends the program, once confirmed if answers would be lost.
	quit struct{ sure bool }
)

// Every action there is. A turn, a restingOn, a landOn, a sameSession and a showAside
// never reach the root: the screen that holds the one that asks takes them.
func (alter) isAction()         {}
func (amend) isAction()         {}
func (answer) isAction()        {}
func (answered) isAction()      {}
func (back) isAction()          {}
func (begin) isAction()         {}
func (bringBack) isAction()     {}
func (cleanTries) isAction()    {}
func (compose) isAction()       {}
func (discard) isAction()       {}
func (edit) isAction()          {}
func (erase) isAction()         {}
func (export) isAction()        {}
func (followed) isAction()      {}
func (forget) isAction()        {}
func (happened) isAction()      {}
func (home) isAction()          {}
func (keep) isAction()          {}
func (landOn) isAction()        {}
func (listCases) isAction()     {}
func (listStates) isAction()    {}
func (open) isAction()          {}
func (openAside) isAction()     {}
func (openCase) isAction()      {}
func (peekCases) isAction()     {}
func (protect) isAction()       {}
func (quit) isAction()          {}
func (recoverCase) isAction()   {}
func (replace) isAction()       {}
func (reportSession) isAction() {}
func (restingOn) isAction()     {}
func (resume) isAction()        {}
func (revise) isAction()        {}
func (sameSession) isAction()   {}
func (settle) isAction()        {}
func (showAside) isAction()     {}
func (take) isAction()          {}
func (takeHand) isAction()      {}
func (tick) isAction()          {}
func (turn) isAction()          {}
func (undo) isAction()          {}
func (unlock) isAction()        {}

// lead is the action of what a block leads to: an action as it is, a link to a
// page of the content by opening it.
func lead(to any) action {
	switch to := to.(type) {
	case nil:
		return nil
	case action:
		return to
	case decision.Link:
		switch to.Kind {
		case decision.ToBasis:
			return open{newBasis(to.ID)}
		case decision.ToStep:
			return open{newStepPage(to.ID)}
		case decision.ToCause:
			return open{newCausePage(decision.Value(to.ID))}
		}
	}
	panic(fmt.Sprintf("a block leads to %#v, where nothing stands", to))
}

// apply carries an action out.
func (m *Model) apply(a action) tea.Cmd {
	if m.readOnly && m.changes(a) {
		return m.refuse(a)
	}
	typed := m.typing()
	cmd := m.carryOut(a)
	m.spend(a, typed)
	return cmd
}

func (m *Model) carryOut(a action) tea.Cmd {
	switch a := a.(type) {
	case takeHand:
		return m.takeHand(a)
	case settle:
		return m.settle(a)
	case unlock:
		return m.unlock(a)
	case listStates:
		return m.listStates()
	case bringBack:
		return m.bringBack(a.state)
	case openAside, recoverCase, discard:
		return m.withAside(a)
	case begin:
		return tea.Batch(m.begin(a), m.refresh())
	case answer:
		m.answer(a)
	case edit:
		m.stack = append(m.ground(), newQuestion(a.fact, m.prefill(a.fact), m.editing(a.fact)))
	case happened:
		m.happen(a)
	case take:
		m.take(a)
	case amend:
		m.amend(a)
	case tick:
		m.tick(a)
	case undo:
		m.undo()
	case openCase:
		return m.openCase(a)
	case keep:
		m.example, m.touched = false, true
	case alter, cleanTries, protect, erase, listCases, peekCases:
		return m.withCases(a)
	case export, compose, revise, replace:
		return m.withPapers(a)
	case forget:
		return m.forget(a)
	case followed:
		return m.followed(a)
	case open:
		m.open(a.screen)
	case resume:
		m.stack = append(m.ground(), m.present())
	case back:
		return m.back()
	case reportSession:
		return m.reportSession()
	case home:
		m.stack = m.stack[:1]
	case quit:
		return m.quit(a)
	case answered, nil: // a screen took it, or something outside ended: there is nothing to do
	default:
		panic(fmt.Sprintf("no screen may ask the root for %T", a))
	}
	return tea.Batch(m.refresh(), m.save())
}

// begin starts over with the answers given.
func (m *Model) begin(a begin) tea.Cmd {
	if m.losing() && !a.sure {
		m.stack = append(m.stack, newConfirmBegin(a))
		return nil
	}
	left := m.leave()
	m.example = a.example
	m.answers = decision.NewAnswers(m.config.Today)
	m.remembered, m.again = map[decision.Fact]string{}, map[decision.Fact]bool{}
	m.changed = false
	for _, s := range a.answers {
		m.answers = m.answers.With(s.Fact, string(s.Value))
	}
	m.kase = m.kase.WithAnswers(m.answers)
	m.stack = append(m.ground(), m.present())
	return left
}

// answer takes an answer the screen has checked, and goes to what follows.
func (m *Model) answer(a answer) {
	maps.Copy(m.remembered, m.answers.Said())
	kase, err := m.kase.Answer(m.guide, m.config.Today, a.fact, a.said)
	if err != nil {
		return
	}
	again := m.goingAgain(a.fact)
	m.set(kase)
	m.remembered[a.fact] = a.said
	m.stack = append(m.ground(), m.after(a.fact, again))
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

// ground is what stands under where the case is: the welcome screen, and the page of
// a case that was opened from its file.
func (m *Model) ground() []screen {
	if !m.shelved {
		return m.stack[:1]
	}
	if len(m.stack) > 1 {
		if _, page := m.stack[1].(*folder); page {
			return m.stack[:2]
		}
	}
	return append(m.stack[:1], newFolder())
}

// open shows a screen above the present one. The page of a case that stands under it
// already is not shown twice.
func (m *Model) open(s screen) {
	if _, page := s.(*folder); page && m.shelved {
		m.stack = m.ground()
		return
	}
	m.stack = append(m.stack, s)
}

// toPage shows the page of the case, and other screens above it.
func (m *Model) toPage(above ...screen) {
	m.stack = m.stack[:1]
	if !m.shelved {
		m.stack = append(m.stack, m.present())
	}
	m.stack = append(append(m.stack, newFolder()), above...)
}

// present returns where the case stands: the next question, or its end.
func (m *Model) present() screen {
	for _, d := range m.kase.Derived(m.guide, m.config.Today) {
		if d.Contradicts && !m.again[d.Fact] {
			m.again[d.Fact] = true
			return newQuestion(d.Fact, d.Value, false)
		}
	}
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

// happen writes the outcome in the journal, changes the facts as it says, and
// shows what comes next.
func (m *Model) happen(a happened) {
	step := m.guide.Verdict(m.answers).Step
	if a.seen != nil && step != m.guide.Verdict(a.seen.Answers(m.guide, m.config.Today)).Step {
		m.stack = append(m.stack, newNotice("Une autre étape est recommandée", "L’autre fenêtre a changé ce dossier"+french.NBSP+": cette suite n’est plus celle de l’étape recommandée. Rien n’est noté ; ce que vous avez tapé reste à l’écran."))
		return
	}
	if step == nil {
		return
	}
	if a.sent.Kind != "" {
		m.kase = m.kase.With(a.sent)
	}
	m.set(m.kase.Happened(m.guide, step, a.outcome, a.on, a.note))
	m.stack = append(m.ground(), m.present())
	if a.outcome.End {
		m.stack = append(m.stack, newEnd(a.outcome))
	}
}

// tick marks a gesture of the step. What is ticked in an example is not missed.
func (m *Model) tick(a tick) {
	changed := m.changed
	m.set(m.kase.Tick(a.step, a.gesture))
	m.changed = changed || !m.example
}

// set changes the case, and the answers with it.
func (m *Model) set(c dossier.Case) {
	m.kase, m.answers = c, c.Answers(m.guide, m.config.Today)
	m.changed, m.touched = true, true
}

// undo takes the last event back. Where one stands may change: one stays on the
// journal.
func (m *Model) undo() {
	before, ok := m.kase.Undo()
	if !ok {
		return
	}
	m.set(before)
	m.replaces = true
	if _, asked := m.screen().(*confirm); asked {
		m.stack = m.stack[:len(m.stack)-1]
	}
	if here, ok := m.screen().(*journalPage); ok {
		m.toPage(here)
		return
	}
	m.stack = append(m.ground(), m.present())
}

// amend changes the case, and goes back to the screen below. What was typed over
// the case as it was before another window changed it joins what that one did.
func (m *Model) amend(a amend) {
	if a.seen != nil && !a.seen.Same(m.kase) {
		merged, apart := dossier.Join(*a.seen, a.change(*a.seen), m.kase)
		if len(apart) > 0 {
			m.stack = append(m.stack, newTyped(merged, apart))
			return
		}
		a.change = func(dossier.Case) dossier.Case { return merged }
	}
	m.set(a.change(m.kase))
	m.stack = m.stack[:max(1, len(m.stack)-1)]
	if a.both {
		m.stack = m.stack[:max(1, len(m.stack)-1)]
	}
}

// back leaves the present screen: for the one below it, or for the question
// before when it is where the case stands.
func (m *Model) back() tea.Cmd {
	here, isQuestion := m.screen().(*question)
	end, isReading := m.screen().(interface{ staged() bool })
	switch {
	case len(m.stack) == 1:
		return m.quit(quit{})
	case m.askingToQuit():
		m.parting = false
		m.stack = m.stack[:len(m.stack)-1]
	case isQuestion && here.jumped:
		m.stack = append(m.ground(), m.present())
	case isQuestion:
		m.stack = m.before(here.fact)
	case isReading && end.staged() && !m.shelved:
		m.stack = m.before("")
	default:
		m.stack = m.stack[:len(m.stack)-1]
	}
	return m.refresh()
}

// before returns the stack with the question asked before that fact, or the
// last one. Before the first is the page of the case, or the welcome screen.
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
		return m.ground()
	}
	return append(m.ground(), newQuestion(previous, m.prefill(previous), false))
}

// quit asks once when answers would be lost, or are being saved: then the program
// ends by itself once they are. To quit again is to be sure.
func (m *Model) quit(a quit) tea.Cmd {
	switch {
	case a.sure || m.askingToQuit():
		return m.leaving()
	case m.filing() == saving && !m.late():
		m.stack = append(m.stack, newConfirmQuit(wordQuitAsk))
		return tea.Batch(m.leaving(), m.refresh())
	case m.losing():
		m.stack = append(m.stack, newConfirmQuit(wordQuitAsk))
		return m.refresh()
	case m.practised():
		m.stack = append(m.stack, newConfirmQuit(wordQuitPractised))
		return m.refresh()
	}
	return m.leaving()
}

// practised says whether exercises were done whose result is in no file.
func (m *Model) practised() bool {
	w, ok := m.stack[0].(*welcome)
	return ok && w.practice.unwritten
}

// askingToQuit says whether the question whether to quit is on the screen.
func (m *Model) askingToQuit() bool {
	c, asking := m.screen().(*confirm)
	if asking {
		_, asking = c.then.(quit)
	}
	return asking
}
