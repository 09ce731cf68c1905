package tui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/french"
)

// The cases of a team are on a server, where nobody has the hand: all may write. What
// others did comes by itself, a moment after; what one is typing stays, and what one
// saved joins it. What cannot be joined is asked about, as two versions of a case are.

// team is what there is to know of a server.
type team struct {
	shared  bool   // the cases are on one
	by      string // who changed the case while it was open
	waiting int    // changes that are on this computer until it answers
	lost    string // why
	shut    string // why nothing of it is saved any more
}

// shared says whether the cases are on a server.
func (m *Model) shared() bool {
	return m.config.Cases != nil && casefile.OnServer(m.config.Cases.Dir())
}

// teamNow is what the screens may say of the server.
func (m *Model) teamNow() team {
	t := m.team
	t.shared = m.shared()
	return t
}

// credited brings who wrote the events of a case.
type credited struct {
	keeper  *keeper
	authors casefile.Authors
}

// credit asks the server who wrote the events of the case.
func (m *Model) credit() tea.Cmd {
	k := m.keeper
	if k == nil || !m.shared() {
		return nil
	}
	return func() tea.Msg { return credited{k, k.authors()} }
}

func (m *Model) credited(c credited) tea.Cmd {
	if c.keeper != m.keeper {
		return nil
	}
	m.authors = c.authors
	return m.refresh()
}

// heard takes what the server says of the case: when others changed it, once all that
// was done here is saved.
func (m *Model) heard(news casefile.News) tea.Cmd {
	was := m.team
	m.team.waiting, m.team.lost, m.team.shut = news.Waiting, news.Lost, news.Shut
	if !news.Changed || m.touched || m.saving || m.parting {
		if was != m.team {
			return m.refresh()
		}
		return nil
	}
	seen, k := m.kase, m.keeper
	m.kase, _ = k.catchUp().Replay(m.guide, m.day())
	m.answers = m.kase.Answers(m.guide, m.config.Today)
	for fact, said := range m.kase.Said {
		m.remembered[fact] = said
	}
	m.again = map[decision.Fact]bool{}
	m.team.by = news.By
	if !seen.Same(m.kase) {
		m.showTeam(news.By)
	}
	if !news.Apart {
		return tea.Batch(m.refresh(), m.credit())
	}
	return tea.Batch(m.refresh(), m.credit(), m.onDisk(func() tea.Msg {
		copies, err := k.versions("")
		return unlocked{k, copies, err}
	}))
}

// showTeam shows the case that another changed. A page that tells the case, or the law,
// is drawn again where one reads it; from elsewhere one comes back to the page of the
// case. What is being typed stays.
func (m *Model) showTeam(by string) {
	switch s := m.screen().(type) {
	case *folder, *form, *writer, *journalPage:
	case alone:
		m.slip(newTeamNotice(by))
	default:
		if r, reads := s.(*reading); !reads || !r.live {
			m.toPage(newTeamNotice(by))
		}
	}
}

// changedBy says in the header that another changed the case, where it is drawn again.
func changedBy(s screen, f frame) string {
	r, reads := s.(*reading)
	if j, journal := s.(*journalPage); journal {
		r, reads = &j.reading, true
	}
	if !reads || !r.live {
		return ""
	}
	return otherTold(f)
}

// otherTold says who changed the case while one had it open; "" when nobody did.
func otherTold(f frame) string {
	if f.team.by == "" {
		return ""
	}
	return "changé par " + french.Shown(f.team.by)
}

func newTeamNotice(by string) *reading {
	return newNotice("Le dossier a changé", french.Shown(by)+" vient de changer ce dossier. Le voici à jour.")
}

// teamTold is what the page of the case says of the server; "" when all is as usual.
func teamTold(f frame) string {
	switch t := f.team; {
	case t.waiting > 0:
		return t.lost + " " + french.Plural(t.waiting, "changement attend", "changements attendent") + " son retour, sur cet ordinateur."
	case t.lost != "" && f.filing == readOnly:
		return t.lost + " Ce que les autres font n’arrive plus."
	case t.lost != "":
		return t.lost + " Ce que les autres font n’arrive plus. Ce que vous faites est gardé ici, et partira à son retour."
	}
	return ""
}

// keptWhere says where the case is.
func keptWhere(f frame) string {
	if f.team.shared {
		return "Enregistré sur le serveur"
	}
	return wordKept
}

// refusedNew takes a new case that a reader may not keep for one that is not kept, and
// says so, once: one may go on to see where it leads.
func (m *Model) refusedNew(err error) bool {
	if dir, _, _ := m.keeper.place(); dir != "" || !m.shared() || !errors.Is(err, casefile.ErrReadOnly) {
		return false
	}
	m.keeper, m.failed, m.example = nil, nil, true
	m.touched, m.parting, m.yielding = false, false, false
	m.stack = append(m.stack, newNotice("Ce conflit n’est pas gardé", "Sur ce serveur, vous lisez les dossiers sans les écrire. Vous pouvez répondre aux questions pour voir l’étape, mais rien n’en restera. Pour garder un dossier, demandez à l’administrateur d’être rédacteur."))
	return true
}

// informs is what the first page ends with.
func informs(f frame) string {
	if f.team.shared {
		return wordShared
	}
	return wordInforms
}

// local says what leaves this computer.
func local(f frame) string {
	if f.team.shared {
		return wordOnServer + " Rien d’autre ne quitte votre ordinateur."
	}
	return wordLocal
}

// storeName is what keeps the cases.
func storeName(shared bool) string {
	if shared {
		return "le serveur des dossiers"
	}
	return "le répertoire des dossiers"
}
