package tui

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/internal/casefile"
	"compromis/internal/desktop"
	"compromis/internal/draw"
	"compromis/internal/french"
)

// A text written in the editor of the user is a draft from the moment it is first
// saved there; it joins the case when the editor ends well.

// DraftText is the only field of such a draft.
const DraftText = "texte"

// composing brings where the draft goes, once the case has a file.
type composing struct {
	compose
	keeper *keeper // nil when nothing is kept
	from   desktop.Origin
}

// composed brings what came of the editor.
type composed struct {
	compose
	keeper *keeper
	draft  casefile.Draft
	edited desktop.Edited
	later  bool // the text stays a draft, for now
}

// followed ends the editing of a text whose editor did not wait: the text is taken,
// or stays a draft.
type followed struct {
	composed
	take bool
}

// compose makes sure that the case has a file, then opens the editor.
func (m *Model) compose(a compose) tea.Cmd {
	if !m.writable() {
		return m.composing(composing{compose: a})
	}
	var save tea.Cmd
	if m.kase.ID == "" { // what is being saved may not be there yet
		save = m.saveCmd()
	}
	k, former := m.keeper, m.vault.editor
	m.vault.editor = nil
	return m.onDisk(func() tea.Msg {
		if former != nil {
			former.Close() // its text is a draft
		}
		c := composing{compose: a, keeper: k}
		if save != nil {
			if f := save().(filed); f.err != nil {
				return f
			}
		}
		c.from.Dir, c.from.Case, c.from.Recipient = k.place()
		return c
	})
}

// composing hands the terminal over to the editor of the user, on the draft if
// there is one.
func (m *Model) composing(c composing) tea.Cmd {
	if c.keeper != nil && c.keeper != m.keeper {
		return nil // the case was left meanwhile
	}
	if c.from.Case != "" {
		m.kase.ID = c.from.Case
	}
	d := draftAt(m.vault.known, c.place)
	text := c.text
	if d.ID != "" {
		text = d.Fields[DraftText]
	} else {
		d = casefile.NewDraft(c.place, c.about, "")
	}
	d.On = m.day()
	c.from.Draft, c.from.Place, c.from.About, c.from.On = d.ID, d.Place, d.About, string(d.On)
	if m.config.Edit == nil {
		return m.composed(composed{compose: c.compose, keeper: c.keeper, draft: d, edited: desktop.Edited{Text: text, Unopened: true}})
	}
	e := desktop.Editing{Text: text, From: c.from, Done: func(e desktop.Edited) tea.Msg {
		return composed{compose: c.compose, keeper: c.keeper, draft: d, edited: e}
	}}
	if k := c.keeper; k != nil {
		e.Keep = func(text string) error {
			return k.drafts(map[string]casefile.Draft{d.ID: saying(d, text)})
		}
	}
	return m.config.Edit(e)
}

// composed takes what came back from the editor, if it ended well, and is
// something new. Otherwise what it saved stays a draft.
func (m *Model) composed(c composed) tea.Cmd {
	before := c.draft.Fields[DraftText]
	if before == "" {
		before = c.text
	}
	text, saved := clean(c.edited.Text), clean(c.edited.Text) != clean(before)
	switch {
	case c.keeper != nil && c.keeper != m.keeper:
		return nil // the case was left meanwhile: the text is a draft of it
	case c.keeper != nil:
		if c.edited.Follow != nil {
			m.vault.editor = c.edited.Follow
		}
		if saved && text != "" {
			m.vault.note(saying(c.draft, c.edited.Text))
			delete(m.vault.pending, c.draft.ID) // the editor saw to it
		}
	}
	switch {
	case c.later:
		return m.refresh()
	case c.edited.Follow != nil:
		return m.apply(open{newFollowing(c)})
	case c.edited.Unopened:
		return m.apply(open{newWriter(c)})
	case c.edited.Failed != nil && saved && text != "":
		return m.apply(open{newSavedAll(c)})
	case c.edited.Failed != nil:
		return m.apply(open{newNotice(wordNotEdited, french.Capital(c.edited.Failed.Error()), c.unchanged)})
	case text == "":
		return m.apply(open{newNotice(wordNotEdited, "Le texte est revenu vide. "+c.unchanged)})
	case text == clean(c.text):
		if len(c.draft.Fields) > 0 || saved {
			m.vault.note(casefile.Draft{ID: c.draft.ID}) // the case holds it
		}
		if _, _, dirty := french.Hidden(c.edited.Text); dirty {
			m.stack = append(m.stack, newCleaned())
		}
		return tea.Batch(m.refresh(), m.writeDrafts())
	}
	return m.apply(c.taken())
}

// clean is a text as a case holds it.
func clean(text string) string { return strings.TrimSpace(french.Text(text)) }

// saying is a draft with what the editor saved.
func saying(d casefile.Draft, text string) casefile.Draft {
	d.Fields = map[string]string{DraftText: text}
	return d
}

// taken puts the text in the case.
func (c composed) taken() revise {
	r := c.keep(clean(c.edited.Text))
	r.leave = c.edited.Failed != nil || c.edited.Unopened // the screen that asked
	_, _, r.dirty = french.Hidden(c.edited.Text)
	if c.keeper != nil {
		r.draft = c.draft.ID
	}
	return r
}

// newSavedAll tells that an editor failed, and that what it had saved is not lost.
func newSavedAll(c composed) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: "L’éditeur n’a pas bien fini"}
	r.blocks = func(f frame) []draw.Block {
		told, later := "Ce qu’il avait enregistré est là, entier.", draw.Choice("Écrire ce texte dans un fichier", "à côté, sans changer le dossier", c.taken().export(f), f.Frame)
		if c.keeper != nil && c.edited.Kept {
			told, later = "Ce qu’il avait enregistré est gardé, comme brouillon.", draw.Choice("Le laisser en brouillon", "il vous sera proposé la prochaine fois", back{}, f.Frame)
		}
		return []draw.Block{
			{Lines: draw.Wrap(r.about, f.TextWidth(), f.Styles.Title)}, draw.Gap(), draw.Plain(french.Capital(c.edited.Failed.Error()), f.Frame),
			draw.Plain(told, f.Frame), draw.Gap(), draw.Note(excerpt(c.edited.Text, 3*f.TextWidth()), f.Frame), draw.Gap(),
			draw.Choice("Prendre ce texte", "il remplace celui du dossier", c.taken(), f.Frame), later,
		}
	}
	return r
}

// following is the screen of a text whose editor went into a window of its own.
type following struct {
	reading
	composed
	turn bool // a timer runs
}

// followPace is how often one sees what the editor saved.
const followPace = 500 * time.Millisecond

// followTime says that it is time to look.
type followTime struct{}

func newFollowing(c composed) *following {
	p := &following{composed: c}
	p.Page, p.verb, p.reading.about = draw.NewPage(true), draw.KeyChoose, "L’éditeur n’a pas attendu"
	p.blocks = func(f frame) []draw.Block {
		state := "Rien n’y est encore enregistré."
		text, changed := c.edited.Follow.Text()
		if changed {
			state = "Repris jusqu’ici" + french.NBSP + ": " + french.Plural(len(strings.Fields(text)), "mot", "mots") + "."
		}
		blocks := []draw.Block{
			{Lines: draw.Wrap(p.reading.about, f.TextWidth(), f.Styles.Title)}, draw.Gap(),
			draw.Plain("Il est revenu aussitôt. S’il est ouvert dans une autre fenêtre, écrivez-y"+french.NBSP+": ce que vous y enregistrez est repris ici.", f.Frame),
			{Lines: draw.Wrap(state, f.TextWidth(), f.Styles.Strong)}, draw.Gap(),
			draw.Choice("J’ai fini", "le texte enregistré entre dans le dossier ; fermez l’éditeur d’abord", followed{c, true}, f.Frame),
		}
		if c.keeper != nil {
			blocks = append(blocks, draw.Choice("Laisser en brouillon", "il vous sera proposé la prochaine fois", followed{c, false}, f.Frame))
		}
		return append(blocks, draw.Gap(), draw.Note("Pour qu’il attende la prochaine fois, ajoutez --wait à $EDITOR, comme dans EDITOR='code --wait'.", f.Frame))
	}
	return p
}

func (p *following) keys(f frame) []key.Binding { return []key.Binding{draw.KeyChoose, draw.KeyBack} }

func (p *following) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	var next tea.Cmd
	switch msg := msg.(type) {
	case followTime:
		p.turn, p.stale = false, true
	case tea.KeyPressMsg:
		if key.Matches(msg, draw.KeyBack) {
			return followed{p.composed, p.keeper == nil}, nil
		}
		if key.Matches(msg, keyHome) {
			return nil, nil // the editor first
		}
	}
	if !p.turn {
		p.turn, next = true, tea.Tick(followPace, func(time.Time) tea.Msg { return followTime{} })
	}
	asked, cmd := p.reading.update(msg, f)
	return asked, tea.Batch(cmd, next)
}

// followed takes the text for good, off the main loop.
func (m *Model) followed(a followed) tea.Cmd {
	if _, here := m.screen().(*following); here {
		m.stack = m.stack[:len(m.stack)-1]
	}
	m.vault.editor = nil
	return tea.Batch(m.refresh(), m.onDisk(func() tea.Msg {
		c := a.composed
		c.edited, c.later = c.edited.Follow.Close(), !a.take
		return c
	}))
}
