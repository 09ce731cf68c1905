package tui

import (
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
)

// One window at a time writes a case. In the others every screen may be read, and
// what would change the case asks first: « prendre la main ». The root is where
// every change passes; it refuses there, once for all screens.
//
// The window that has the hand looks now and then whether another asks for it.
// It saves what it has, lets go, says so, and reads only: what is half typed
// stays on its screen, and it may take the hand back.

// takeHand asks the other window for the hand, then does what was refused.
type takeHand struct{ then action }

// asked brings whether another window asks for the hand.
type asked struct {
	keeper *keeper
	yes    bool
	news   casefile.News
}

// took brings what came of asking for the hand.
type took struct {
	keeper *keeper
	kase   dossier.Case // as the other window left it
	err    error
}

// askedEvery is how often the window that has the hand looks for the others.
const askedEvery = 250 * time.Millisecond

// changes says whether an action changes the case that is open, or opens what does
// nothing else.
func (m *Model) changes(a action) bool {
	switch a := a.(type) {
	case answer, happened, take, amend, tick, undo, protect, compose, revise, settle, bringBack:
		return true
	case erase:
		return a.id == m.kase.ID
	case open:
		_, typed := a.screen.(*form)
		return typed
	case replace:
		_, typed := a.screen.(*form)
		return typed
	}
	return false
}

// refuse shows why a change is not made here, and how to make it.
func (m *Model) refuse(a action) tea.Cmd {
	m.stack = append(m.stack, newHandPage(a))
	return m.refresh()
}

// handPage says that the case is read-only here, and offers to take the hand.
type handPage struct {
	reading
	then    action // what was refused
	waiting bool   // for the other window
}

func newHandPage(then action) *handPage {
	p := &handPage{then: then}
	p.Page, p.verb, p.about = draw.NewPage(true), draw.KeyChoose, wordReadOnly
	p.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{{Lines: draw.Wrap(p.about, f.TextWidth(), f.Styles.Title)}, draw.Gap()}
		if p.waiting {
			return append(blocks, draw.Plain("L’autre fenêtre enregistre, puis rend la main…", f.Frame))
		}
		blocks = append(blocks, draw.Plain(readOnlyBecause(f), f.Frame), draw.Gap())
		if !f.team.shared { // there is no hand to take from anybody
			blocks = append(blocks, takeHandBlock(then, f))
		}
		blocks = append(blocks, draw.Choice("Rester en lecture seule", "rien ne change", back{}, f.Frame))
		if r, ok := then.(revise); ok && r.text != "" { // it is nowhere else
			blocks = append(blocks, draw.Choice("Écrire ce texte dans un fichier", "à côté, sans changer le dossier", r.export(f), f.Frame))
		}
		return blocks
	}
	return p
}

// takeHandBlock leads to taking the hand.
func takeHandBlock(then action, f frame) draw.Block {
	return draw.Choice(wordTakeHand, "l’autre fenêtre enregistre d’abord, puis passe en lecture seule", takeHand{then}, f.Frame)
}

// readOnlyBecause says why the case is not written here.
func readOnlyBecause(f frame) string {
	if f.team.shared {
		return "Vous êtes lecteur des dossiers de ce serveur" + french.NBSP + ": ici, rien n’est changé. Pour écrire, demandez à l’administrateur d’être rédacteur."
	}
	if f.elsewhere {
		return "Ce dossier est ouvert dans une autre fenêtre, qui l’écrit. Ici, rien n’est changé."
	}
	return "Ce dossier ne peut pas être écrit" + french.NBSP + ": ici, rien n’est changé."
}

// takeHand asks for the hand, off the main loop.
func (m *Model) takeHand(a takeHand) tea.Cmd {
	k := m.keeper
	if k == nil || !m.readOnly {
		return nil
	}
	page, ok := m.screen().(*handPage)
	if !ok {
		page = newHandPage(nil)
		m.stack = append(m.stack, page)
	}
	page.then, page.waiting = a.then, true
	return tea.Batch(m.refresh(), m.onDisk(func() tea.Msg {
		kase, err := k.take()
		return took{k, kase, err}
	}))
}

// took goes on with the case as the other window left it.
func (m *Model) took(t took) tea.Cmd {
	if t.keeper != m.keeper {
		return nil // the case was left meanwhile, and its keeper is closed
	}
	var then action
	if page, ok := m.screen().(*handPage); ok {
		then, m.stack = page.then, m.stack[:len(m.stack)-1]
	}
	if t.err != nil {
		m.elsewhere = errors.Is(t.err, casefile.ErrNoAnswer)
		m.stack = append(m.stack, newNotice(wordReadOnly, t.err.Error()))
		return m.refresh()
	}
	seen := m.kase
	m.kase, _ = t.kase.Replay(m.guide, m.day())
	m.answers = m.kase.Answers(m.guide, m.config.Today)
	m.readOnly, m.elsewhere, m.failed = false, false, nil
	if !seen.Same(m.kase) {
		then = m.showChanged(then)
	}
	if then == nil {
		return tea.Batch(m.refresh(), m.watch())
	}
	return tea.Batch(m.apply(then), m.watch())
}

// showChanged shows the case that another window changed. Only what was typed in
// a form goes on: it knows what it was typed over. A form stays open.
func (m *Model) showChanged(then action) action {
	typed, _ := m.screen().(*form)
	if a, ok := then.(amend); ok && a.seen != nil {
		return then
	}
	m.toPage()
	if typed != nil {
		m.stack = append(m.stack, typed)
	}
	m.stack = append(m.stack, newNotice("Le dossier a changé", "L’autre fenêtre avait changé ce dossier. Le voici à jour, et c’est ici qu’il s’écrit."))
	return nil
}

// watch looks, in a moment, whether another window asks for the hand.
func (m *Model) watch() tea.Cmd {
	if m.watching || m.readOnly && !m.shared() || m.keeper == nil {
		return nil
	}
	m.watching = true
	k := m.keeper
	return tea.Tick(askedEvery, func(time.Time) tea.Msg { return asked{k, k.wanted(), k.news()} })
}

// asked lets go of the hand when another window asks for it.
func (m *Model) asked(a asked) tea.Cmd {
	if a.keeper != m.keeper {
		return nil
	}
	m.watching = false
	if m.shared() {
		return tea.Batch(m.heard(a.news), m.watch())
	}
	if !a.yes || m.failed != nil || m.parting {
		return m.watch()
	}
	m.yielding = true
	return m.yield()
}

// yield lets go of the hand once everything is saved.
func (m *Model) yield() tea.Cmd {
	if cmd := m.save(); cmd != nil || m.saving {
		return cmd
	}
	k, left := m.keeper, m.vault.left()
	m.yielding, m.readOnly, m.elsewhere = false, true, true
	m.vault.pending, m.vault.spent = nil, nil
	m.slip(newYielded())
	return tea.Batch(m.refresh(), m.onDisk(func() tea.Msg {
		_ = k.drafts(left) // what is typed stays on the screen too
		k.yield()
		return nil
	}))
}

// slip shows a screen, under one that has the whole window: a room may see it.
func (m *Model) slip(s screen) {
	last := len(m.stack) - 1
	if _, whole := m.stack[last].(alone); whole {
		m.stack = append(m.stack[:last], s, m.stack[last])
		return
	}
	m.stack = append(m.stack, s)
}

// newYielded says that another window has taken the hand.
func newYielded() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: "Une autre fenêtre a pris la main"}
	r.blocks = func(f frame) []draw.Block {
		return []draw.Block{
			{Lines: draw.Wrap(r.about, f.TextWidth(), f.Styles.Title)}, draw.Gap(),
			draw.Plain("Tout ce qui était fait ici est enregistré. Ce dossier s’écrit maintenant là-bas"+french.NBSP+": ici, il se lit seulement.", f.Frame), draw.Gap(),
			draw.Plain("Ce que vous étiez en train de taper reste à l’écran.", f.Frame), draw.Gap(),
			draw.Choice("Continuer en lecture seule", "", back{}, f.Frame), takeBackBlock(f),
		}
	}
	return r
}

// takeBackBlock leads to taking the hand back.
func takeBackBlock(f frame) draw.Block {
	return draw.Choice("Reprendre la main", "l’autre fenêtre enregistre d’abord, puis passe en lecture seule", replace{newHandPage(nil)}, f.Frame)
}
