package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/casefile"
	"compromis/internal/french"
)

// A folder may hang: a network share that is gone, a disk that fails. Whatever
// touches it leaves the main loop through onDisk, and after two seconds the
// screen says what one waits for. Quitting then waits for nothing.

// patience is how long the disk may take before one is told.
const patience = 2 * time.Second

// written brings what came of something done on the disk.
type written struct {
	work int
	msg  tea.Msg
}

// overdue says that something done on the disk should be over.
type overdue struct{ work int }

// works are what the disk was asked for and has not answered.
type works struct {
	last    int
	pending map[int]work
}

// work is something asked of a disk.
type work struct {
	papers bool // of the one where papers go, instead of that of the cases
	late   bool // and told
}

// onDisk carries out something that touches the folder of cases, off the main loop.
func (m *Model) onDisk(cmd tea.Cmd) tea.Cmd { return m.started(work{}, cmd) }

// onPapers carries out something that touches the folder where papers go.
func (m *Model) onPapers(cmd tea.Cmd) tea.Cmd { return m.started(work{papers: true}, cmd) }

func (m *Model) started(w work, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	if m.works.pending == nil {
		m.works.pending = map[int]work{}
	}
	m.works.last++
	work := m.works.last
	m.works.pending[work] = w
	return tea.Batch(func() tea.Msg { return written{work, cmd()} }, tea.Tick(patience, func(time.Time) tea.Msg { return overdue{work} }))
}

// written takes note that the disk answered.
func (m *Model) written(w written) tea.Cmd {
	late := m.late()
	delete(m.works.pending, w.work)
	if _, over := w.msg.(tea.QuitMsg); over {
		return tea.Quit
	}
	if w.msg != nil {
		_, cmd := m.Update(w.msg)
		return cmd
	}
	if late {
		return m.refresh()
	}
	return nil
}

// late says whether the folder of cases does not answer.
func (m *Model) late() bool {
	for _, w := range m.works.pending {
		if w.late && !w.papers {
			return true
		}
	}
	return false
}

// overdue tells that the disk does not answer, once for all that waits.
func (m *Model) overdue(o overdue) tea.Cmd {
	w, waits := m.works.pending[o.work]
	if !waits {
		return nil
	}
	told := m.late()
	w.late = true
	m.works.pending[o.work] = w
	if w.papers {
		m.slip(newNotice(wordNotYetExported, "Le répertoire où il va ne répond plus depuis deux secondes"+french.NBSP+": un disque du réseau coupé, une clé retirée peut-être. Vérifiez-le.",
			"Le programme continue d’essayer. Rien n’est perdu"+french.NBSP+": le document reste dans votre dossier."))
		return m.refresh()
	}
	m.parting = false
	if told || m.askingToQuit() { // the question says it
		return m.refresh()
	}
	m.slip(newNotice(french.Capital(storeName(m.shared()))+" ne répond pas", notAnswering(m.config.Cases.Dir()),
		"Le programme continue d’essayer. Ce qui n’est pas encore enregistré reste à l’écran."))
	return m.refresh()
}

// lastMoment is how long a disk that did not answer has once the program has left
// the screen.
const lastMoment = 500 * time.Millisecond

// Close puts the case aside once the program has left the screen, however it did.
// What is not on the disk yet is given one more try, for a moment. It says
// in French what could not be written; "" when nothing is missing.
func (m *Model) Close() string {
	missing := m.filing() == saving || m.filing() == unsaved && m.touched && m.changed
	name, wait := m.kase.ID, patience
	if m.late() {
		wait = lastMoment
	}
	left := m.left()
	if left == nil {
		return ""
	}
	done := make(chan error, 1)
	go func() {
		f, _ := left().(filed)
		done <- f.err
	}()
	select {
	case err := <-done:
		if err == nil {
			return ""
		}
		if !missing {
			return "Ce que vous étiez en train de taper n’a pas pu être gardé."
		}
	case <-time.After(wait):
	}
	if !missing {
		return ""
	}
	return notWritten(name)
}

// notWritten says which changes are lost.
func notWritten(id string) string {
	if id == "" {
		return "Le nouveau dossier n’a pas pu être enregistré" + french.NBSP + ": ses réponses sont perdues."
	}
	return "Les derniers changements du dossier " + french.Quote(id) + " n’ont pas pu être enregistrés. Le reste l’était déjà."
}

func notAnswering(dir string) string {
	if casefile.OnServer(dir) {
		return french.Quote(dir) + " ne répond plus depuis deux secondes" + french.NBSP + ": le réseau coupé, ou le serveur arrêté peut-être."
	}
	return french.Quote(dir) + " ne répond plus depuis deux secondes" + french.NBSP + ": un disque du réseau coupé, une clé retirée peut-être. Vérifiez-le."
}
