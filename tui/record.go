package tui

import (
	"cmp"
	"errors"
	"maps"

	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// record is the case under way and what keeps it. Saving leaves the main loop:
// one save at a time, the last state always among them.
type record struct {
	kase      dossier.Case
	keeper    *keeper // nil until it is first saved
	version   int     // of the case, one more at each save
	example   bool    // not to be kept
	shelved   bool    // it was opened from its file: its page stands under where it is
	readOnly  bool    // it may not be written here
	elsewhere bool    // because another window has the hand
	watching  bool    // looks whether another window asks for the hand
	yielding  bool    // one does, and gets it once everything is saved
	replaces  bool    // what changed undoes or replaces what was, which is to be kept
	touched   bool    // changed since it was last given to be saved
	saving    bool
	parting   bool // quit once saved
	failed    error
	vault     vault // what is typed and has not joined the case
	team      team  // what the server last said of the case
	authors   casefile.Authors
}

// filing is what the screens say of the file.
type filing int

// The states of the file of a case.
const (
	notKept  filing = iota // an example, or no folder for cases
	kept                   // saved after each answer
	saving                 // what changed last is not on the disk yet
	readOnly               // another window has it
	unsaved                // the last save failed
)

// filed brings what came of a save.
type filed struct {
	keeper *keeper
	id     string
	err    error
	sealed bool // or unsealed: the case itself was not given to be saved
}

// opened brings a case that was asked for.
type opened struct {
	id       string
	file     casefile.File
	versions []casefile.Version // others of the same case
	drafts   []casefile.Draft   // what was being typed
	authors  casefile.Authors   // of its events, in a team
	err      error
}

func (m *Model) filing() filing {
	switch {
	case m.failed != nil:
		return unsaved
	case m.readOnly:
		return readOnly
	case m.example || m.config.Cases == nil:
		return notKept
	case m.touched || m.saving:
		return saving
	}
	return kept
}

// losing says whether leaving the case would lose answers. What is being saved is
// waited for, unless the disk does not answer.
func (m *Model) losing() bool {
	switch m.filing() {
	case kept, readOnly: // nothing is changed where it is only read
		return false
	case saving:
		return m.late()
	}
	return m.changed
}

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
	return m.onDisk(m.saveCmd())
}

func (m *Model) saveCmd() tea.Cmd {
	if m.keeper == nil {
		m.keeper = &keeper{cases: m.config.Cases}
	}
	m.version++
	k, version, c, replaces := m.keeper, m.version, m.kase.Stamp(m.guide, m.day()), m.replaces
	m.replaces = false
	return func() tea.Msg {
		id, err := k.save(version, c, replaces)
		return filed{keeper: k, id: id, err: err}
	}
}

// filed takes note of a save, and starts the next if the case changed
// meanwhile. A save of a case one has left matters only when it failed.
func (m *Model) filed(f filed) tea.Cmd {
	here := f.keeper == m.keeper
	if here && errors.Is(f.err, casefile.ErrApart) { // it is kept; the next news brings what there is to choose
		f.id, f.err = m.kase.ID, nil
	}
	if here {
		m.saving, m.failed = m.saving && f.sealed, f.err
		if f.err == nil {
			m.kase.ID = f.id
		}
	}
	switch {
	case here && m.refusedNew(f.err):
		return m.refresh()
	case f.err != nil:
		m.touched, m.parting, m.yielding = m.touched || here, false, false
		m.stack = append(m.stack, newNotice("Dossier non enregistré", f.err.Error(), "Vos réponses restent à l’écran. Une nouvelle tentative aura lieu au prochain changement."))
		return m.refresh()
	case here && m.parting && !m.touched:
		m.parting = false
		return m.leaving()
	case here && m.yielding && !m.touched:
		return m.yield()
	}
	if here {
		return tea.Batch(m.save(), m.dropSpent(), m.timeDrafts(), m.refresh(), m.watch(), m.credit())
	}
	return tea.Batch(m.save(), m.refresh(), m.watch())
}

// leaving quits once what is being saved is saved; at once when that was asked
// already, or when the disk does not answer.
func (m *Model) leaving() tea.Cmd {
	if m.late() || m.parting {
		return tea.Quit
	}
	if cmd := m.save(); cmd != nil || m.saving {
		m.parting = true
		return cmd
	}
	left := m.left()
	if left == nil {
		return tea.Quit
	}
	return m.onDisk(func() tea.Msg {
		left()
		return tea.QuitMsg{}
	})
}

// leave puts the case under way aside.
func (m *Model) leave() tea.Cmd { return m.onDisk(m.left()) }

// left forgets the case under way, and returns what closes its file. Its last
// changes are saved first, even behind a save that is not over.
func (m *Model) left() tea.Cmd {
	k, drafts, editor := m.keeper, m.vault.left(), m.vault.editor
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
		if editor != nil {
			editor.Close()
		}
		if last != nil {
			if f := last().(filed); f.err != nil {
				maps.DeleteFunc(drafts, func(_ string, d casefile.Draft) bool { return len(d.Fields) == 0 })
				_ = k.drafts(drafts) // the first failure is told
				return f
			}
		}
		if err := k.drafts(drafts); len(drafts) > 0 && err != nil {
			return filed{keeper: k, err: err}
		}
		return nil
	}
}

// openCase opens a case that was kept, once the one under way is put aside.
func (m *Model) openCase(a openCase) tea.Cmd {
	cases := m.config.Cases
	switch {
	case cases == nil || m.opening: // twice, and the second would only read
		return nil
	case m.keeper != nil && a.id == m.kase.ID: // this window has it
		m.shelved = true
		m.toPage()
		return m.refresh()
	}
	m.opening = true
	return tea.Batch(m.save(), m.onDisk(func() tea.Msg {
		id, err := cases.Find(a.id)
		if err != nil {
			return opened{err: err}
		}
		file, err := cases.Open(id, a.passphrase)
		if err != nil {
			return opened{id: id, err: err}
		}
		o := opened{id: id, file: file, authors: file.Authors()}
		if !file.ReadOnly() {
			o.versions, o.err = file.Versions(a.passphrase)
			var err error
			o.drafts, err = file.Drafts()
			o.err = cmp.Or(o.err, err)
		}
		return o
	}))
}

// opened puts a case in the place of the one under way, read with today's
// content: what changed is said.
func (m *Model) opened(o opened) tea.Cmd {
	m.opening = false
	if o.file == nil {
		m.stack = append(m.stack, refusal(o))
		return m.refresh()
	}
	left := m.leave()
	was := o.file.Case()
	kase, replay := was.Replay(m.guide, m.day())
	m.record = record{kase: kase, shelved: true, readOnly: o.file.ReadOnly(), elsewhere: o.file.Elsewhere(), keeper: &keeper{cases: m.config.Cases, file: o.file}}
	m.vault.known, m.authors = o.drafts, o.authors
	m.answers = kase.Answers(m.guide, m.config.Today)
	m.remembered, m.again, m.changed = map[decision.Fact]string{}, map[decision.Fact]bool{}, false
	for fact, said := range was.Said {
		m.remembered[fact] = said
	}
	m.toPage()
	if replay.Changed || len(replay.Asked) > 0 || replay.Other {
		m.touched = true
	}
	if replay.Changed || len(replay.Asked) > 0 {
		m.stack = append(m.stack, newReplay(replay))
	}
	if replay.Other {
		m.stack = append(m.stack, newNotice("Un autre contenu répond", say.OtherContent(m.guide, replay.Then)))
	}
	if o.file.Cleaned() {
		m.stack = append(m.stack, newNotice("Ce dossier ne contenait pas que du texte", say.Cleaned("de ce dossier"), "Relisez-le avant d’envoyer un courrier."))
	}
	if o.err != nil && o.file.News().Lost == "" { // the page of the case says that the server is silent
		m.stack = append(m.stack, newNotice("Ce qui accompagne ce dossier ne se lit pas", o.err.Error()))
	}
	return tea.Batch(left, m.refresh(), m.versioned(o.versions), m.save(), m.watch())
}

// withCases carries out what needs the folder of cases, off the main loop.
func (m *Model) withCases(a action) tea.Cmd {
	cases, k := m.config.Cases, m.keeper
	if cases == nil {
		return nil
	}
	switch a := a.(type) {
	case alter, cleanTries:
		return m.withList(a)
	case peekCases: // nobody waits for it
		return m.list
	case listCases:
		return m.onDisk(func() tea.Msg { return m.search(a.words) })
	case protect:
		m.stack = m.stack[:len(m.stack)-1]
		if k == nil || !m.writable() || m.failed != nil {
			return m.refresh()
		}
		return tea.Batch(m.save(), m.onDisk(func() tea.Msg {
			id, err := k.protect(a.passphrase, a.named)
			return filed{k, id, err, true}
		}))
	case erase:
		if k == nil || a.id != m.kase.ID {
			return m.withList(a)
		}
		left := m.left()
		m.answers, m.changed = decision.NewAnswers(m.config.Today), false
		m.stack = []screen{m.stack[0], newCases()}
		return tea.Batch(m.refresh(), m.onDisk(func() tea.Msg {
			if left != nil {
				left()
			}
			if err := cases.Delete(a.id); err != nil {
				return listed{err: err}
			}
			return m.list()
		}))
	}
	return m.onDisk(m.list)
}

// list reads the list of cases, as they are today.
func (m *Model) list() tea.Msg { return m.search("") }

// search reads the list of the cases that hold some words.
func (m *Model) search(words string) tea.Msg {
	all, err := m.config.Cases.Search(m.query(words))
	return listed{all: all, words: words, err: err, mine: m.config.Cases.Business(all)}
}

func (m *Model) query(words string) casefile.Query {
	where := func(o dossier.Outlook) string { return say.Where(m.guide, o) }
	return casefile.Query{Guide: m.guide, On: m.day(), Words: words, Where: where, Most: mostRows}
}

// listed gives the list to every screen that shows it.
func (m *Model) listed(all listed) tea.Cmd {
	m.mine = all.mine
	var cmds []tea.Cmd
	for _, s := range m.stack {
		switch s.(type) {
		case *welcome, *cases:
			if do, _ := s.update(all, m.frame().of(s)); do != nil {
				cmds = append(cmds, m.apply(do))
			}
		}
	}
	return tea.Batch(cmds...)
}

// day is today.
func (m *Model) day() decision.Day { return decision.DayOf(m.config.Today) }
