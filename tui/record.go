package tui

import (
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// record is the case under way and what keeps it. Saving leaves the main loop:
// one save at a time, the last state always among them.
type record struct {
	kase     dossier.Case
	keeper   *keeper // nil until it is first saved
	version  int     // of the case, one more at each save
	example  bool    // not to be kept
	readOnly bool    // another window writes it
	touched  bool    // changed since it was last given to be saved
	saving   bool
	parting  bool // quit once saved
	failed   error
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

// filed brings what came of a save.
type filed struct {
	keeper *keeper
	id     string
	err    error
}

// opened brings a case that was asked for.
type opened struct {
	id   string
	file *casefile.File
	err  error
}

func (m *Model) filing() filing {
	switch {
	case m.failed != nil:
		return unsaved
	case m.readOnly:
		return readOnly
	case m.example || m.config.Cases == nil:
		return notKept
	}
	return kept
}

// losing says whether leaving the case would lose answers.
func (m *Model) losing() bool { return m.changed && m.filing() != kept }

// writable says whether changes are to be saved.
func (m *Model) writable() bool {
	return m.config.Cases != nil && !m.example && !m.readOnly && m.guide != nil
}

// save gives the case to be saved, if it changed and nothing else is being saved.
func (m *Model) save() tea.Cmd {
	if !m.touched || m.saving || !m.writable() {
		return nil
	}
	m.touched, m.saving = false, true
	return m.saveCmd()
}

func (m *Model) saveCmd() tea.Cmd {
	if m.keeper == nil {
		m.keeper = &keeper{cases: m.config.Cases}
	}
	m.version++
	k, version, c := m.keeper, m.version, m.kase.Stamp(m.guide, m.day())
	return func() tea.Msg {
		id, err := k.save(version, c)
		return filed{k, id, err}
	}
}

// filed takes note of a save, and starts the next if the case changed
// meanwhile. A save of a case one has left matters only when it failed.
func (m *Model) filed(f filed) tea.Cmd {
	here := f.keeper == m.keeper
	if here {
		m.saving, m.failed = false, f.err
		if f.err == nil {
			m.kase.ID = f.id
		}
	}
	switch {
	case f.err != nil:
		m.touched, m.parting = m.touched || here, false
		m.stack = append(m.stack, newNotice("Dossier non enregistré", f.err.Error(), "Vos réponses restent à l’écran. Une nouvelle tentative aura lieu au prochain changement."))
		return m.refresh()
	case here && m.parting && !m.touched:
		return m.leaving()
	}
	return tea.Batch(m.save(), m.refresh())
}

// leaving quits once what is being saved is saved.
func (m *Model) leaving() tea.Cmd {
	if cmd := m.save(); cmd != nil || m.saving {
		m.parting = true
		return cmd
	}
	return tea.Sequence(m.leave(), tea.Quit)
}

// leave puts the case under way aside. Its last changes are saved first, even
// behind a save that is not over.
func (m *Model) leave() tea.Cmd {
	k := m.keeper
	var last tea.Cmd
	if (m.touched || m.saving) && m.writable() {
		last = m.saveCmd() // the save under way may come after the file is closed
		k = m.keeper
	}
	m.record = record{}
	if k == nil {
		return nil
	}
	return func() tea.Msg {
		defer k.close()
		if last != nil {
			if f := last().(filed); f.err != nil {
				return f
			}
		}
		return nil
	}
}

// openCase opens a case that was kept, once the one under way is put aside.
func (m *Model) openCase(a openCase) tea.Cmd {
	cases := m.config.Cases
	switch {
	case cases == nil:
		return nil
	case m.keeper != nil && a.id == m.kase.ID: // this window has it
		m.stack = append(m.stack[:1], m.present(), newFolder())
		return m.refresh()
	}
	return tea.Sequence(m.save(), func() tea.Msg {
		id, err := cases.Find(a.id)
		if err != nil {
			return opened{err: err}
		}
		file, err := cases.Open(id, a.passphrase)
		return opened{id, file, err}
	})
}

// opened puts a case in the place of the one under way, read with today's
// content: what changed is said.
func (m *Model) opened(o opened) tea.Cmd {
	if o.err != nil {
		m.stack = append(m.stack, refusal(o))
		return m.refresh()
	}
	left := m.leave()
	was := o.file.Case()
	kase, replay := was.Replay(m.guide, m.day())
	m.record = record{kase: kase, readOnly: o.file.ReadOnly(), keeper: &keeper{cases: m.config.Cases, file: o.file}}
	m.answers = kase.Answers(m.guide, m.config.Today)
	m.remembered, m.again, m.changed = map[decision.Fact]string{}, map[decision.Fact]bool{}, false
	for fact, said := range was.Said {
		m.remembered[fact] = said
	}
	m.stack = append(m.stack[:1], m.present(), newFolder())
	if replay.Changed || len(replay.Asked) > 0 {
		m.touched = true
		m.stack = append(m.stack, newReplay(replay))
	}
	return tea.Batch(left, m.refresh(), m.save())
}

// withCases carries out what needs the folder of cases, off the main loop.
func (m *Model) withCases(a action) tea.Cmd {
	cases, k := m.config.Cases, m.keeper
	if cases == nil {
		return nil
	}
	switch a := a.(type) {
	case protect:
		m.stack = m.stack[:len(m.stack)-1]
		if k == nil || m.filing() != kept {
			return m.refresh()
		}
		return tea.Sequence(m.save(), func() tea.Msg {
			id, err := k.protect(a.passphrase)
			return filed{k, id, err}
		})
	case erase:
		left := m.leave()
		m.answers, m.changed = decision.NewAnswers(m.config.Today), false
		m.stack = []screen{m.stack[0], newCases()}
		return tea.Sequence(left, func() tea.Msg {
			if err := cases.Delete(a.id); err != nil {
				return listed{err: err}
			}
			return m.list()
		})
	}
	return m.list
}

// list reads the list of cases, as they are today.
func (m *Model) list() tea.Msg {
	all, err := m.config.Cases.ListOn(m.guide, m.day())
	return listed{all, err}
}

// day is today.
func (m *Model) day() decision.Day { return decision.DayOf(m.config.Today) }
