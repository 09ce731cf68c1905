package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newHelp explains the keys of a screen, and what the program is and is not.
func newHelp(keys []key.Binding) *helpPage {
	h := &helpPage{}
	h.Page, h.verb, h.about = draw.NewPage(false), draw.KeyOpen, "Aide"
	h.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{draw.Heading("Les touches de l’écran précédent", f.Frame)}
		for _, k := range toldOnce(keys) {
			blocks = append(blocks, draw.Fact(k.Key, k.Desc, f.Styles.Text, f.Frame))
		}
		blocks = append(blocks, draw.Note("La souris marche aussi : molette pour défiler, clic pour choisir, Maj et glisser pour copier.", f.Frame))
		blocks = append(blocks, draw.Section("Ce que fait Compromis", helpText(f), f.Frame)...)
		marks := []draw.Block{
			draw.Fact(draw.RecommendedMark, "l’étape recommandée", f.Styles.Text, f.Frame),
			draw.Fact(draw.OpenMark, "une voie encore ouverte", f.Styles.Text, f.Frame),
			draw.Fact(draw.LaterMark, "une voie possible plus tard", f.Styles.Text, f.Frame),
			draw.Fact(draw.ClosedMark, "une voie fermée par vos réponses", f.Styles.Text, f.Frame),
		}
		return append(blocks, draw.Section("Les signes", marks, f.Frame)...)
	}
	return h
}

// helpPage is the help; its type tells that it is open.
type helpPage struct{ reading }

func helpText(f frame) []draw.Block {
	size := f.guide.Size()
	return []draw.Block{
		draw.Plain("Il pose quelques questions simples, puis recommande une seule étape, avec les textes qui la fondent. Il commence par la voie la plus douce et finit par le juge.", f.Frame),
		draw.Gap(),
		draw.Plain("« Je ne sais pas » est toujours permis : le programme dit alors ce que la réponse déciderait et où la trouver.", f.Frame),
		draw.Gap(),
		draw.Plain("Le contenu est daté du "+french.Date(f.guide.Version)+". "+french.Number(size.Paths)+" parcours ont été vérifiés un à un. Un texte marqué "+french.Quote(say.Disputed)+" est à faire confirmer\u00a0; marqué "+french.Quote(say.Unread)+", il est à lire dans son état d’aujourd’hui.", f.Frame),
		draw.Gap(),
		draw.Plain(say.NotAdvice+" "+local(f), f.Frame),
	}
}

// newUnsure tells what an unknown answer would have decided, and where to look.
func newUnsure(fact decision.Fact) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: say.Unsure}
	r.blocks = func(f frame) []draw.Block {
		d := f.guide.Prospect(f.answers, fact)
		blocks := []draw.Block{{Lines: draw.Wrap(d.Question.Title, f.TextWidth(), f.Styles.Title)}}
		if agree(d) {
			blocks = append(blocks, draw.Plain(wordUnsureAgree, f.Frame))
		} else if early(d) {
			blocks = append(blocks, draw.Plain(wordUnsureEarly, f.Frame))
		} else {
			blocks = append(blocks, draw.Plain(wordUnsureDiffer, f.Frame), draw.Gap())
			for _, c := range d.Cases {
				text := say.Value(d.Question, string(c.Value)) + " → " + say.Steps(c.Steps)
				blocks = append(blocks, draw.Block{Lines: draw.Hang(text, f.TextWidth(), "• ", f.Styles.Text)})
			}
		}
		blocks = append(blocks, draw.Section(wordWhereToLook, draw.Text(d.Question.Unsure, f.TextWidth(), f.Styles), f.Frame)...)
		return append(blocks, draw.Gap(), draw.Choice(wordGoOn, "", back{}, f.Frame), draw.Choice("Revenir à la question", "", edit{fact}, f.Frame))
	}
	return r
}

// early says whether every value still leaves too many steps to name.
func early(d decision.Dependence) bool {
	return !slices.ContainsFunc(d.Cases, func(c decision.Lead) bool { return len(c.Steps) <= say.Few })
}

// agree says whether every value leads to the same steps.
func agree(d decision.Dependence) bool {
	for _, c := range d.Cases {
		if len(c.Steps) != len(d.Cases[0].Steps) {
			return false
		}
		for i := range c.Steps {
			if c.Steps[i] != d.Cases[0].Steps[i] {
				return false
			}
		}
	}
	return true
}

// newMissing says which unknown answers decide, and what each would lead to.
func newMissing() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: say.Missing, aside: true, stage: true}
	r.extra = []shortcut{{key: keyRecap, do: func() action { return open{newRecap()} }}, {key: keyFolder, do: func() action { return open{newFolder()} }}}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{{Lines: draw.Wrap(say.Missing, f.TextWidth(), f.Styles.Title)}, draw.Plain(say.MissingHelp, f.Frame)}
		for _, d := range f.guide.Verdict(f.answers).Depends {
			blocks = append(blocks, draw.Gap(), draw.Heading(d.Question.Title, f.Frame))
			for _, c := range d.Cases {
				blocks = append(blocks, draw.Choice(say.Value(d.Question, string(c.Value)), "→ "+say.Steps(c.Steps), answer{d.Question.Fact, string(c.Value)}, f.Frame))
			}
			blocks = append(blocks, draw.Text(d.Question.Unsure, f.TextWidth(), f.Styles)...)
		}
		return blocks
	}
	return r
}

// newEnd closes the case after an outcome that ends it.
func newEnd(o decision.Outcome) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: wordEnd}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{{Lines: draw.Wrap(wordEnd, f.TextWidth(), f.Styles.Title)}, draw.Plain(o.Label+".", f.Frame)}
		if o.EndNote != "" {
			blocks = append(blocks, draw.Plain(french.Capital(o.EndNote)+".", f.Frame))
		}
		return append(blocks, draw.Gap(), draw.Choice(wordNew, "", begin{}, f.Frame), draw.Choice("Ce n’est pas fini"+french.NBSP+": annuler", "le dossier revient à l’étape d’avant", undo{}, f.Frame), draw.Choice(wordQuitLong, "", quit{}, f.Frame))
	}
	return r
}

// confirm asks once before something is lost. It begins on the answer that loses
// nothing: a key struck once too often never says yes.
type confirm struct {
	about, ask, yes string
	no              string
	asks            func(f frame) string // what it asks, when the case says it; instead of ask
	then            action               // what is done if they may be
	form            *huh.Form
	agreed          bool
}

// newConfirmQuit says what quitting would lose, as it stands now, or asks about
// something else than the case.
func newConfirmQuit(ask string) *confirm {
	return &confirm{about: wordQuitLong, yes: wordYes, no: wordNo, then: quit{sure: true}, asks: func(f frame) string {
		switch {
		case f.filing == saving && f.late:
			return wordQuitHung
		case f.filing == saving:
			return wordQuitSaving
		case f.filing == unsaved:
			return wordQuitFailed
		}
		return ask
	}}
}

func newConfirmBegin(then begin) *confirm {
	then.sure = true
	return &confirm{about: wordNew, ask: wordBeginAsk, yes: wordBeginYes, no: wordNo, then: then}
}

func (c *confirm) subject(frame) string { return c.about }

func (c *confirm) keys(frame) []key.Binding {
	return []key.Binding{draw.KeyConfirm, keyEither, keyBackIn}
}

func (c *confirm) moves(frame) []key.Binding {
	return []key.Binding{draw.KeyYes, keyNo, draw.KeyQuit}
}

func (c *confirm) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, draw.KeyYes):
			return c.then, nil
		case key.Matches(press, keyBackIn, keyNo):
			return back{}, nil
		case key.Matches(press, draw.KeyConfirm):
			if c.agreed {
				return c.then, nil
			}
			return back{}, nil
		}
	}
	if _, ok := msg.(refreshed); ok {
		return nil, c.build(f)
	}
	m, cmd := c.form.Update(msg)
	c.form = m.(*huh.Form)
	return nil, cmd
}

func (c *confirm) build(f frame) tea.Cmd {
	theme := huh.ThemeFunc(func(bool) *huh.Styles { return fieldStyles(f.Styles) })
	field := huh.NewConfirm().Affirmative(c.yes).Negative(c.no).Value(&c.agreed).WithButtonAlignment(0).WithTheme(theme)
	c.form = huh.NewForm(huh.NewGroup(field)).WithTheme(theme).WithKeyMap(fieldKeys()).
		WithShowHelp(false).WithShowErrors(false).WithWidth(f.Width - 2*draw.Gutter)
	return c.form.Init()
}

func (c *confirm) view(f frame) string {
	ask := c.ask
	if c.asks != nil {
		ask = c.asks(f)
	}
	lines := append([]string{""}, draw.Indent(draw.Wrap(ask, f.TextWidth(), f.Styles.Title))...)
	return joinLines(append(append(lines, ""), draw.Indent(splitLines(c.form.View()))...))
}
