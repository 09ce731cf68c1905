package tui

import (
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
)

// What one does with a case from the list, without opening it.

// alter changes a case that is in the list, and comes back to it.
type alter struct {
	id     string
	change func(dossier.Case) dossier.Case
}

// cleanTries deletes tries, and comes back to the list.
type cleanTries struct{ ids []string }

// newCaseActs is what one can do with a case of the list.
func newCaseActs(s casefile.Summary, f frame) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: calledOf(s)}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{{Lines: draw.Wrap(calledOf(s), f.TextWidth(), f.Styles.Title)}, draw.Gap(), draw.Choice("Ouvrir", "", openCase{id: s.ID}, f.Frame)}
		if s.Protected {
			return append(blocks, draw.Gap(), draw.Note("Le reste se fait une fois ce dossier ouvert, avec son mot de passe.", f.Frame))
		}
		return append(blocks,
			draw.Choice("Renommer", "le nom du client, et ce qui est en cause", open{newRename(s)}, f.Frame),
			archiveBlock(s.Archived, alter{s.ID, func(c dossier.Case) dossier.Case { c.Archived = !s.Archived; return c }}, f),
			deleteBlock(newErase(s), f))
	}
	return r
}

// renaming is the form of another case than the one under way: that one may be read
// only.
type renaming struct{ *form }

// newRename asks what a case is called: who the client is, and what it is about.
func newRename(s casefile.Summary) renaming {
	r := &form{about: "Renommer", intro: "Le nom du client remplit aussi les courriers."}
	r.entries = []entry{
		{key: "client", label: "Nom du client", value: s.Client},
		{key: "objet", label: "Commande ou travail en cause", value: s.Subject, help: "facultatif"},
	}
	r.submit = func(said map[string]string) action {
		return alter{s.ID, func(c dossier.Case) dossier.Case {
			c.Client.Name, c.Subject = said["client"], said["objet"]
			return c
		}}
	}
	return renaming{r}
}

// newErase asks before a case of the list is erased.
func newErase(s casefile.Summary) *confirm {
	c := newDelete(dossier.Case{ID: s.ID})
	c.ask = "Supprimer " + french.Quote(calledOf(s)) + french.NBSP + "? Rien ne pourra le rendre."
	return c
}

// cleanTitle is the line that erases tries.
func cleanTitle(n int) string {
	if n == 1 {
		return "Effacer cet essai…"
	}
	return "Effacer ces " + french.Number(n) + " essais…"
}

// newConfirmClean says how many tries go.
func newConfirmClean(ids []string) *confirm {
	ask, yes := "Effacer cet essai"+french.NBSP+"? Il n’a ni nom de client, ni étape.", "Oui, l’effacer"
	if len(ids) > 1 {
		n := french.Number(len(ids))
		ask, yes = "Effacer ces "+n+" essais"+french.NBSP+"? Ils n’ont ni nom de client, ni étape. Rien ne pourra les rendre.", "Oui, effacer les "+n
	}
	return &confirm{about: "Effacer les essais", ask: ask, yes: yes, no: "Non, garder", then: cleanTries{ids}}
}

// withList carries out what changes other cases than the one under way, off the main
// loop, and comes back to the list.
func (m *Model) withList(a action) tea.Cmd {
	if m.config.Cases == nil {
		return nil
	}
	m.backToList()
	switch a := a.(type) {
	case alter:
		if m.keeper != nil && a.id == m.kase.ID { // once it is kept, the list is read again
			if m.readOnly {
				return m.refuse(a)
			}
			m.set(a.change(m.kase))
			return tea.Batch(m.refresh(), m.save())
		}
		return tea.Batch(m.refresh(), m.onDisk(func() tea.Msg { return m.told(m.altered(a)) }))
	case cleanTries:
		return tea.Batch(m.refresh(), m.onDisk(func() tea.Msg { return m.told(m.cleaned(a)) }))
	case erase:
		return tea.Batch(m.refresh(), m.onDisk(func() tea.Msg { return m.told(m.config.Cases.Delete(a.id)) }))
	}
	return nil
}

// backToList leaves what stands above the list.
func (m *Model) backToList() {
	for i, s := range m.stack {
		if _, list := s.(*cases); list {
			m.stack = m.stack[:i+1]
			return
		}
	}
	m.stack = append(m.stack[:1], newCases())
}

// listDone brings the list once something was done to it, and why it was not.
type listDone struct {
	all listed
	err error
}

func (m *Model) told(err error) tea.Msg {
	all, _ := m.list().(listed)
	return listDone{all, err}
}

// listDone shows the list as it is now, and says what was not done.
func (m *Model) listDone(d listDone) tea.Cmd {
	cmd := m.listed(d.all)
	if d.err == nil {
		return cmd
	}
	m.slip(newNotice("Ce n’est pas fait", d.err.Error()))
	return tea.Batch(cmd, m.refresh())
}

// altered changes a case on the disk.
func (m *Model) altered(a alter) error {
	f, err := m.config.Cases.Open(a.id, "")
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // saved already, or told
	if f.ReadOnly() {
		return errors.New("Ce dossier est ouvert dans une autre fenêtre, ou ne peut pas être écrit" + french.NBSP + ": il reste comme il était.")
	}
	return f.Save(a.change(f.Case()).Stamp(m.guide, m.day()))
}

// cleaned deletes the tries that still are.
func (m *Model) cleaned(a cleanTries) error {
	all, err := m.config.Cases.Search(m.query(""))
	for _, s := range all.Cases {
		if s.Group() == casefile.Try && slices.Contains(a.ids, s.ID) {
			err = errors.Join(err, m.config.Cases.Delete(s.ID))
		}
	}
	return err
}
