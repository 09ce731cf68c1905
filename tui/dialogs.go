package tui

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newHelp explains the keys of a screen, and what the program is and is not.
func newHelp(keys []key.Binding) *helpPage {
	h := &helpPage{}
	h.page, h.verb, h.about = newPage(false), keyOpen, "Aide"
	h.blocks = func(f frame) []block {
		blocks := []block{heading("Les touches de l’écran précédent", f.canvas)}
		seen := map[string]bool{}
		for _, k := range append(slices.Clip(keys), keyUp, keyDown, keyPageDn, keyPageUp, keyTop, keyBottom, keyHelp) {
			if h := k.Help(); !seen[h.Key] {
				seen[h.Key] = true
				blocks = append(blocks, fact(h.Key, h.Desc, f.styles.text, f.canvas))
			}
		}
		blocks = append(blocks, note("La souris marche aussi : molette pour défiler, clic pour choisir, Maj et glisser pour copier.", f.canvas))
		blocks = append(blocks, section("Ce que fait Compromis", helpText(f), f.canvas)...)
		marks := []block{
			fact(recommendedMark, "l’étape recommandée", f.styles.text, f.canvas),
			fact(openMark, "une voie encore ouverte", f.styles.text, f.canvas),
			fact(laterMark, "une voie possible plus tard", f.styles.text, f.canvas),
			fact(closedMark, "une voie fermée par vos réponses", f.styles.text, f.canvas),
		}
		return append(blocks, section("Les signes", marks, f.canvas)...)
	}
	return h
}

// helpPage is the help; its type tells that it is open.
type helpPage struct{ reading }

func helpText(f frame) []block {
	size := f.guide.Size()
	return []block{
		plainText("Il pose quelques questions simples, puis recommande une seule étape, avec les textes qui la fondent. Il commence par la voie la plus douce et finit par le juge.", f.canvas),
		gap(),
		plainText("« Je ne sais pas » est toujours permis : le programme dit alors ce que la réponse déciderait et où la trouver.", f.canvas),
		gap(),
		plainText("Le contenu est daté du "+french.Date(f.guide.Version)+". "+french.Number(size.Paths)+" parcours ont été vérifiés un à un. Un texte marqué « à confirmer » doit être relu avant d’agir.", f.canvas),
		gap(),
		plainText(wordNotice+" "+wordLocal, f.canvas),
	}
}

// newUnsure tells what an unknown answer would have decided, and where to look.
func newUnsure(fact decision.Fact) *reading {
	r := &reading{page: newPage(true), verb: keyChoose, about: say.Unsure}
	r.blocks = func(f frame) []block {
		d := f.guide.Prospect(f.answers, fact)
		blocks := []block{{lines: wrapText(d.Question.Title, f.textWidth(), f.styles.title)}}
		if agree(d) {
			blocks = append(blocks, plainText(wordUnsureAgree, f.canvas))
		} else if early(d) {
			blocks = append(blocks, plainText(wordUnsureEarly, f.canvas))
		} else {
			blocks = append(blocks, plainText(wordUnsureDiffer, f.canvas), gap())
			for _, c := range d.Cases {
				text := say.Value(d.Question, string(c.Value)) + " → " + waysLeft(c.Steps)
				blocks = append(blocks, block{lines: hangText(text, f.textWidth(), "• ", f.styles.text)})
			}
		}
		blocks = append(blocks, section(wordWhereToLook, textBlocks(d.Question.Unsure, f.textWidth(), f.styles), f.canvas)...)
		return append(blocks, gap(), choice(wordGoOn, "", back{}, f.canvas), choice("Revenir à la question", "", edit{fact}, f.canvas))
	}
	return r
}

// early says whether every value still leaves too many steps to name.
func early(d decision.Dependence) bool {
	return !slices.ContainsFunc(d.Cases, func(c decision.Lead) bool { return len(c.Steps) <= few })
}

// waysLeft tells the steps an answer leaves: a few by name, many by number.
func waysLeft(steps []*decision.Step) string {
	if len(steps) > few {
		return fmt.Sprintf("%d voies restent ouvertes", len(steps))
	}
	return stepNames(steps)
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
	r := &reading{page: newPage(true), verb: keyChoose, about: say.Missing, aside: true, stage: true}
	r.extra = []shortcut{{key: keyRecap, do: func() action { return open{newRecap()} }}, {key: keyFolder, do: func() action { return open{newFolder()} }}}
	r.blocks = func(f frame) []block {
		blocks := []block{{lines: wrapText(say.Missing, f.textWidth(), f.styles.title)}, plainText(say.MissingHelp, f.canvas)}
		for _, d := range f.guide.Verdict(f.answers).Depends {
			blocks = append(blocks, gap(), heading(d.Question.Title, f.canvas))
			for _, c := range d.Cases {
				blocks = append(blocks, choice(say.Value(d.Question, string(c.Value)), "→ "+stepNames(c.Steps), answer{d.Question.Fact, string(c.Value)}, f.canvas))
			}
			blocks = append(blocks, textBlocks(d.Question.Unsure, f.textWidth(), f.styles)...)
		}
		return blocks
	}
	return r
}

// newEnd closes the case after an outcome that ends it.
func newEnd(o decision.Outcome) *reading {
	r := &reading{page: newPage(true), verb: keyChoose, about: wordEnd}
	r.blocks = func(f frame) []block {
		blocks := []block{{lines: wrapText(wordEnd, f.textWidth(), f.styles.title)}, plainText(o.Label+".", f.canvas)}
		if o.EndNote != "" {
			blocks = append(blocks, plainText(french.Capital(o.EndNote)+".", f.canvas))
		}
		return append(blocks, gap(), choice(wordNew, "", begin{}, f.canvas), choice("Ce n’est pas fini"+nbsp+": annuler", "le dossier revient à l’étape d’avant", undo{}, f.canvas), choice(wordQuitLong, "", quit{}, f.canvas))
	}
	return r
}

// confirm asks once before answers are lost.
type confirm struct {
	about, ask, yes string
	no              string
	then            action // what is done if they may be
	form            *huh.Form
	agreed          bool
}

func newConfirmQuit() *confirm {
	return &confirm{about: wordQuitLong, ask: wordQuitAsk, yes: wordYes, no: wordNo, then: quit{sure: true}, agreed: true}
}

func newConfirmBegin(then begin) *confirm {
	then.sure = true
	return &confirm{about: wordNew, ask: wordBeginAsk, yes: wordBeginYes, no: wordNo, then: then, agreed: true}
}

func (c *confirm) subject(frame) string { return c.about }

func (c *confirm) keys(frame) []key.Binding {
	return []key.Binding{keyConfirm, bind("← →", "changer", "left", "right"), keyBackIn}
}

func (c *confirm) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, keyYes):
			return c.then, nil
		case key.Matches(press, keyBackIn, keyNo):
			return back{}, nil
		case key.Matches(press, keyConfirm):
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
	theme := huh.ThemeFunc(func(bool) *huh.Styles { return f.styles.form })
	field := huh.NewConfirm().Affirmative(c.yes).Negative(c.no).Value(&c.agreed).WithButtonAlignment(0).WithTheme(theme)
	c.form = huh.NewForm(huh.NewGroup(field)).WithTheme(theme).WithKeyMap(fieldKeys()).
		WithShowHelp(false).WithShowErrors(false).WithWidth(f.width - 2*gutter)
	return c.form.Init()
}

func (c *confirm) view(f frame) string {
	lines := append([]string{""}, indent(wrapText(c.ask, f.textWidth(), f.styles.title))...)
	return joinLines(append(append(lines, ""), indent(splitLines(c.form.View()))...))
}
