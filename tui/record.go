package tui

import (
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/casefile"
)

// record is the case under way and the file it is kept in. Saving leaves the
// main loop: one at a time, in order, the last state always among them.
type record struct {
	kase    decision.Case
	file    *casefile.File // nil until it is first saved
	example bool           // not to be kept
	touched bool           // changed since it was last given to be saved
	saving  bool
	parting bool // quit once saved
	failed  error
}

// filing is what the screens say of the file.
type filing int

// The states of the file of a case.
const (
	notKept  filing = iota // an example, or no folder for cases
	kept                   // saved after each answer
	readOnly               // another window has it
	unsaved                // the last save failed
)

// filed brings what came of a save or of an opening.
type filed struct {
	file   *casefile.File
	opened bool
	id     string // of a case that could not be opened
	err    error
}

func (m *Model) filing() filing {
	switch {
	case m.failed != nil:
		return unsaved
	case m.file != nil && m.file.ReadOnly():
		return readOnly
	case m.example || m.config.Cases == nil:
		return notKept
	}
	return kept
}

// losing says whether leaving the case would lose answers.
func (m *Model) losing() bool { return m.changed && m.filing() != kept }

// save gives the case to be saved, if it changed and nothing else is being saved.
func (m *Model) save() tea.Cmd {
	if !m.touched || m.saving || m.config.Cases == nil || m.example || m.filing() == readOnly || m.guide == nil {
		return nil
	}
	m.touched, m.saving = false, true
	c := m.guide.Stamp(m.kase, m.day())
	file, cases := m.file, m.config.Cases
	return func() tea.Msg {
		if file == nil {
			created, err := cases.Create(c)
			return filed{file: created, err: err}
		}
		return filed{file: file, err: file.Save(c)}
	}
}

// filed takes note of a save, and starts the next if the case changed meanwhile.
func (m *Model) filed(f filed) tea.Cmd {
	if f.opened {
		return m.opened(f)
	}
	m.saving, m.failed = false, f.err
	if f.file != nil {
		m.file = f.file
		m.kase.ID = f.file.Case().ID
	}
	if f.err != nil {
		m.touched, m.parting = true, false
		m.stack = append(m.stack, newNotice("Dossier non enregistré", f.err.Error(), "Vos réponses restent à l’écran. Une nouvelle tentative aura lieu au prochain changement."))
		return m.refresh()
	}
	if m.parting && !m.touched {
		return m.leaving()
	}
	return tea.Batch(m.save(), m.refresh())
}

// leaving quits once what is being saved is saved.
func (m *Model) leaving() tea.Cmd {
	cmd := m.save()
	if cmd == nil && !m.saving {
		m.leave()
		return tea.Quit
	}
	m.parting = true
	return cmd
}

// leave puts the case under way aside.
func (m *Model) leave() {
	if m.file != nil {
		m.file.Close() //nolint:errcheck // everything acknowledged is on disk
	}
	m.record = record{}
}

// openCase opens a case that was kept.
func (m *Model) openCase(a openCase) tea.Cmd {
	cases := m.config.Cases
	if cases == nil {
		return nil
	}
	return func() tea.Msg {
		id, err := cases.Find(a.id)
		if err != nil {
			return filed{opened: true, err: err}
		}
		file, err := cases.Open(id, a.passphrase)
		return filed{file: file, opened: true, id: id, err: err}
	}
}

// opened puts a case in the place of the one under way, read with today's
// content: what changed is said.
func (m *Model) opened(f filed) tea.Cmd {
	if f.err != nil {
		m.stack = append(m.stack, refusal(f))
		return m.refresh()
	}
	m.leave()
	was := f.file.Case()
	kase, replay := m.guide.Replay(was, m.day())
	m.record = record{kase: kase, file: f.file}
	m.answers = kase.Answers(m.config.Today)
	m.remembered, m.changed = map[decision.Fact]string{}, false
	for fact, said := range was.Said {
		m.remembered[fact] = said
	}
	m.stack = append(m.stack[:1], m.present(), newFolder())
	if replay.Changed || len(replay.Asked) > 0 {
		m.touched = true
		m.stack = append(m.stack, newReplay(replay))
	}
	return tea.Batch(m.refresh(), m.save())
}

// withCases carries out what needs the folder of cases, off the main loop.
func (m *Model) withCases(a action) tea.Cmd {
	cases, file := m.config.Cases, m.file
	if cases == nil {
		return nil
	}
	switch a := a.(type) {
	case protect:
		m.stack = m.stack[:len(m.stack)-1]
		return tea.Sequence(m.save(), func() tea.Msg {
			return filed{file: file, err: file.Protect(a.passphrase)}
		})
	case erase:
		m.leave()
		m.answers, m.changed = decision.NewAnswers(m.config.Today), false
		m.stack = []screen{m.stack[0], newCases()}
		return func() tea.Msg {
			if err := cases.Delete(a.id); err != nil {
				return listed{err: err}
			}
			return list(cases)
		}
	}
	return func() tea.Msg { return list(cases) }
}

func list(cases *casefile.Store) tea.Msg {
	all, err := cases.List()
	return listed{all, err}
}

// day is today.
func (m *Model) day() decision.Day { return decision.DayOf(m.config.Today) }
