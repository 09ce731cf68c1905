package tui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// versionsPage shows two versions of a case side by side, where they say two
// things, and asks which to keep: field by field, or one of them whole. Nothing
// changes before one has chosen, and what is not kept is put aside.
type versionsPage struct {
	reading
	merged     dossier.Case
	apart      []dossier.Difference
	second     []bool // for each difference, the second version is kept
	one, other string // what the versions are called
	done       func(dossier.Case) action
}

// newTyped asks between what was typed here and what another window wrote in the
// same place.
func newTyped(merged dossier.Case, apart []dossier.Difference) *versionsPage {
	p := newVersionsPage(merged, apart, "ce que vous venez de taper", "l’autre fenêtre")
	p.about = "L’autre fenêtre a changé la même chose"
	p.done = func(c dossier.Case) action {
		return amend{change: func(dossier.Case) dossier.Case { return c }, both: true}
	}
	return p
}

// newVersions asks between a case and the copies of it that a shared folder made.
func newVersions(merged dossier.Case, apart []dossier.Difference, copies []casefile.Version, left int) *versionsPage {
	p := newVersionsPage(merged, apart, "ce dossier", "la copie")
	p.about = "Deux versions de ce dossier"
	p.done = func(c dossier.Case) action { return settle{c, copies, left} }
	return p
}

func newVersionsPage(merged dossier.Case, apart []dossier.Difference, one, other string) *versionsPage {
	p := &versionsPage{merged: merged, apart: apart, second: make([]bool, len(apart)), one: one, other: other}
	p.Page, p.verb, p.blocks = draw.NewPage(true), draw.KeyChoose, p.lines
	return p
}

func (p *versionsPage) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	asked, cmd := p.reading.update(msg, f)
	if t, ok := asked.(turn); ok {
		asked, p.stale = t(f), true
	}
	return asked, cmd
}

func (p *versionsPage) lines(f frame) []draw.Block {
	blocks := []draw.Block{
		{Lines: draw.Wrap(p.about, f.TextWidth(), f.Styles.Title)},
		draw.Plain("Tout ce qui pouvait se réunir l’est. Restent "+french.Plural(len(p.apart), "point", "points")+" à choisir. Rien n’est effacé"+french.NBSP+": ce que vous ne gardez pas est mis de côté.", f.Frame), draw.Gap(),
	}
	for i, d := range p.apart {
		one, other := say.FieldValues(f.guide, d)
		blocks = append(blocks, draw.Heading(say.Field(f.guide, d.Path), f.Frame), p.choice(i, false, p.one, one, f), p.choice(i, true, p.other, other, f), draw.Gap())
	}
	if len(p.apart) > 1 {
		blocks = append(blocks, draw.Choice("Partout, "+p.one, "", p.all(false), f.Frame), draw.Choice("Partout, "+p.other, "", p.all(true), f.Frame), draw.Gap())
	}
	return append(blocks, draw.Choice("Garder ces choix", "le dossier est enregistré ainsi", p.done(p.chosen()), f.Frame), draw.Choice("Plus tard", "rien ne change", back{}, f.Frame))
}

// choice is what one version says of a field.
func (p *versionsPage) choice(i int, second bool, who, said string, f frame) draw.Block {
	mark := "( ) "
	if p.second[i] == second {
		mark = "(•) "
	}
	return draw.Choice(mark+french.Capital(who), said, turning(func(frame) { p.second[i] = second }), f.Frame)
}

// all keeps one version everywhere.
func (p *versionsPage) all(second bool) turn {
	return turning(func(frame) {
		for i := range p.second {
			p.second[i] = second
		}
	})
}

// chosen is the case as one chose it.
func (p *versionsPage) chosen() dossier.Case {
	c := p.merged
	for i, d := range p.apart {
		c = d.In(c, p.second[i])
	}
	return c
}

// settle makes one case of the versions there were.
type settle struct {
	kase   dossier.Case
	copies []casefile.Version
	left   int // versions that are for the next time
}

// settle saves the case made of several versions, then puts the copies aside.
func (m *Model) settle(s settle) tea.Cmd {
	m.set(s.kase)
	m.replaces = true
	m.toPage(newSettled(s, m.shared()))
	if m.keeper == nil || !m.writable() {
		return m.refresh()
	}
	m.touched, m.saving = false, true
	save, k := m.saveCmd(), m.keeper
	return tea.Batch(m.refresh(), m.onDisk(func() tea.Msg {
		f := save().(filed)
		if f.err == nil {
			f.err = k.putAside(s.copies)
		}
		return f
	}))
}

// newSettled says that some versions have become one.
func newSettled(s settle, onServer bool) *reading {
	by := "faites par un répertoire partagé"
	if onServer {
		by = "enregistrées par plusieurs personnes à la fois"
	}
	title, told := say.VersionsJoined(s.left, onServer)
	text := "Ce dossier avait " + strconv.Itoa(len(s.copies)+1) + " versions, " + by + ". Elles n’en font plus qu’une. "
	if s.left > 0 {
		text = "Deux versions n’en font plus qu’une. Pour les autres, rouvrez le dossier. "
	}
	return newNotice(title, text+told)
}

// unlock reads the versions of the case again, with a passphrase.
type unlock struct{ passphrase string }

// unlocked brings them.
type unlocked struct {
	keeper *keeper
	copies []casefile.Version
	err    error
}

// newUnlock asks for the passphrase of a copy.
func newUnlock(v casefile.Version) *form {
	ask := &form{about: "Copie protégée", intro: v.Err.Error()}
	ask.entries = []entry{{key: "mot", label: "Mot de passe de la copie", secret: true, needed: true}}
	ask.submit = func(said map[string]string) action { return unlock{said["mot"]} }
	return ask
}

// unlock leaves the form, and reads the versions off the main loop.
func (m *Model) unlock(a unlock) tea.Cmd {
	m.stack = m.stack[:len(m.stack)-1]
	k := m.keeper
	if k == nil {
		return m.refresh()
	}
	return tea.Batch(m.refresh(), m.onDisk(func() tea.Msg {
		copies, err := k.versions(a.passphrase)
		return unlocked{k, copies, err}
	}))
}

func (m *Model) unlocked(u unlocked) tea.Cmd {
	switch {
	case u.keeper != m.keeper:
		return nil
	case u.err != nil:
		m.stack = append(m.stack, newNotice("Les copies de ce dossier ne se lisent pas", u.err.Error()))
		return m.refresh()
	}
	return m.versioned(u.copies)
}

// versioned brings the versions of a case together: at once when nothing is lost,
// or else once one has chosen.
func (m *Model) versioned(copies []casefile.Version) tea.Cmd {
	var sound []casefile.Version
	left := 0
	merged, apart := m.kase, []dossier.Difference(nil)
	for _, v := range copies {
		if v.Locked() {
			m.stack = append(m.stack, newUnlock(v))
			continue
		}
		if v.Err != nil {
			m.stack = append(m.stack, newNotice("Une copie de ce dossier ne se lit pas", v.Err.Error()))
			continue
		}
		if len(apart) > 0 {
			left++
			continue // one at a time: the next is asked about when the case is opened again
		}
		sound = append(sound, v)
		theirs, _ := v.Case.Replay(m.guide, m.day())
		merged, apart = dossier.Merge(merged, theirs)
	}
	switch {
	case len(sound) == 0:
		return m.refresh()
	case len(apart) > 0:
		m.stack = append(m.stack, newVersions(merged, apart, sound, left))
		return m.refresh()
	}
	return m.settle(settle{merged, sound, left})
}
