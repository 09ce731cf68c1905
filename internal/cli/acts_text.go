package cli

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// A text that one writes freely, a letter or the facts, is written in the editor of
// the person, as on the full screen, or line by line. Until it joins the case it is a
// draft, at the place of the full screen.

// writing is such a text.
type writing struct {
	place, about string // of its draft
	text         string // as the case has it
	keep         func(dossier.Case, string) dossier.Case
}

// letterPlace begins the place of the draft of a letter.
const letterPlace = "courrier/"

// draftKey is the only field of the draft of a text.
const draftKey = "texte"

// writingOf is the text of a letter, as the case fills it or as it was edited.
func (d *desk) writingOf(l *decision.Letter) writing {
	text := letter.Fill(d.guide, l, d.kase, d.day()).Paper
	if edited := d.kase.Drafts[l.ID]; edited != "" {
		text = paper.Read(edited)
	}
	return writing{letterPlace + l.ID, l.Title, text.Markdown(), func(c dossier.Case, text string) dossier.Case { return withDraft(c, l.ID, text) }}
}

// facts is the story of the person.
func (d *desk) facts() writing {
	return writing{"faits", "Votre récit des faits", d.kase.Facts, func(c dossier.Case, text string) dossier.Case {
		c.Facts = text
		return c
	}}
}

// tellFacts writes the story of the person.
func (d *desk) tellFacts(t *plain.Talk) error { return d.write(t, d.facts()) }

// write asks how to write a text, and keeps it in the case.
func (d *desk) write(t *plain.Talk, w writing) error {
	names, ways := []string{"L’écrire ici, ligne par ligne"}, []func(*plain.Talk, writing, *casefile.Draft) (string, error){d.byLine}
	if d.Edit != nil && d.Terminal {
		names, ways = append(names, "L’écrire dans votre éditeur"), append(ways, d.inEditor)
	}
	names, ways = append(names, "Le prendre dans un fichier de texte"), append(ways, d.fromFile)
	at, ok := t.Pick(w.about, names)
	if !ok {
		return t.Flush()
	}
	draft := d.draftOf(w)
	text, err := ways[at](t, w, &draft)
	if errors.Is(err, errLeft) {
		return d.left(t, draft)
	}
	if err != nil {
		t.Say(french.Capital(err.Error()))
		return d.left(t, draft)
	}
	text = strings.TrimSpace(french.Text(text))
	switch text {
	case "":
		t.Say("Le texte est vide" + french.NBSP + ": le dossier n’a pas changé.")
		return d.left(t, draft)
	case strings.TrimSpace(w.text):
		t.Say("Le texte n’a pas changé.")
	default:
		if err := d.Keep(w.keep(d.kase, text)); err != nil {
			t.Say(say.Error(nil, err))
			d.keepText(t, &draft, text)
			return d.left(t, draft)
		}
		t.Say("Votre texte est gardé dans le dossier " + d.kase.ID + french.NBSP + ": " + w.about + ".")
	}
	if draft.ID != "" {
		_ = d.file.DropDraft(draft.ID) // the case holds it
	}
	return t.Flush()
}

// draftOf is the draft of a text, or a new one that is kept nowhere yet.
func (d *desk) draftOf(w writing) casefile.Draft {
	kept, _ := d.file.Drafts()
	if at := slices.IndexFunc(kept, func(k casefile.Draft) bool { return k.Place == w.place }); at >= 0 {
		return kept[at]
	}
	return casefile.Draft{Place: w.place, About: w.about}
}

// keepText keeps a text as a draft.
func (d *desk) keepText(t *plain.Talk, draft *casefile.Draft, text string) {
	if draft.ID == "" {
		*draft = casefile.NewDraft(draft.Place, draft.About, d.day())
	}
	draft.On, draft.Fields = d.day(), map[string]string{draftKey: text}
	if err := d.file.KeepDraft(*draft); err != nil {
		t.Say(err.Error())
	}
}

// begun is the text of a draft, or that of the case; where it comes from is told.
func begun(t *plain.Talk, w writing, draft casefile.Draft) string {
	if text := draft.Fields[draftKey]; text != "" {
		t.Say("Repris de votre brouillon du " + french.Day(string(draft.On)) + ".")
		return text
	}
	return w.text
}

// fromFile takes the text of a file.
func (d *desk) fromFile(t *plain.Talk, _ writing, _ *casefile.Draft) (string, error) {
	name, ok := t.Ask("Le nom du fichier de texte, Entrée pour le menu")
	if !ok || name == "" || french.Slug(name) == "m" {
		return "", errLeft
	}
	text, err := d.textIn(name)
	if err != nil {
		return "", errors.New(form{}.named(err))
	}
	return text, nil
}

// inEditor hands the terminal over to the editor, and keeps as a draft what is saved
// there.
func (d *desk) inEditor(t *plain.Talk, w writing, draft *casefile.Draft) (string, error) {
	text := begun(t, w, *draft)
	if draft.ID == "" {
		*draft = casefile.NewDraft(w.place, w.about, d.day())
	}
	e := Editing{Text: text, Draft: draft.ID, Place: w.place, About: w.about, On: d.day()}
	e.Dir, e.Case, e.Recipient = d.file.Place()
	e.Keep = func(text string) error {
		k := *draft
		k.On, k.Fields = d.day(), map[string]string{draftKey: text}
		return d.file.KeepDraft(k)
	}
	e.Wait = func() {
		t.Ask("Votre éditeur est revenu aussitôt. S’il est ouvert dans une autre fenêtre, écrivez-y, enregistrez, fermez-le, puis Entrée ici")
	}
	if err := t.Flush(); err != nil {
		return "", err
	}
	edited, err := d.Edit(e)
	d.cleaned(edited, "du texte venu de l’éditeur")
	if edited == text && draft.Fields == nil {
		draft.ID = "" // nothing was kept of it
	}
	if err != nil && (edited == text || !sure(t, french.Capital(err.Error())+" Prendre quand même ce qu’il avait enregistré"+french.NBSP+"?")) {
		return "", err
	}
	return edited, nil
}

// byLine goes through a text line by line, then takes what follows it.
func (d *desk) byLine(t *plain.Talk, w writing, draft *casefile.Draft) (string, error) {
	lines := linesOf(begun(t, w, *draft))
	if len(lines) > 0 {
		t.Say("Entrée garde la ligne, un texte la remplace, un tiret la retire, + devant un texte l’ajoute après elle, r revient à la ligne d’avant, un point termine, m revient au menu.")
	}
	for at := nextLine(lines, -1); at < len(lines); {
		line := parted(lines[at])
		t.Say("Ligne " + french.Number(said(lines[:at+1])) + " sur " + french.Number(said(lines)) + french.NBSP + ": " + plain.Whole(line.words))
		typed, ok := t.Read()
		switch {
		case !ok || typed != "" && french.Slug(typed) == "m":
			return "", errLeft
		case typed == ".":
			return strings.Join(lines, "\n"), nil
		case typed == "":
			at = nextLine(lines, at)
			continue
		case french.Slug(typed) == "r":
			at = previousLine(lines, at)
			continue
		case typed == "-":
			lines = slices.Delete(lines, at, at+1)
			at = nextLine(lines, at-1)
		case strings.HasPrefix(typed, "+"):
			lines = slices.Insert(lines, at+1, line.after(strings.TrimSpace(typed[1:]))...)
			at = nextLine(lines, at)
		default:
			line.words = typed
			lines[at] = line.String()
			at = nextLine(lines, at)
		}
		d.keepText(t, draft, strings.Join(lines, "\n"))
	}
	for {
		typed, ok := t.Ask("Un paragraphe de plus, ou Entrée pour finir")
		switch {
		case !ok || typed != "" && french.Slug(typed) == "m":
			return "", errLeft
		case typed == "" || typed == ".":
			return strings.Join(lines, "\n"), nil
		case len(lines) > 0:
			lines = append(lines, "")
		}
		lines = append(lines, typed)
		d.keepText(t, draft, strings.Join(lines, "\n"))
	}
}

// linesOf are the lines of a text: none when it is blank.
func linesOf(text string) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return strings.Split(strings.TrimRight(text, "\n"), "\n")
}

// said is how many lines say something.
func said(lines []string) (n int) {
	for at := nextLine(lines, -1); at < len(lines); at = nextLine(lines, at) {
		n++
	}
	return n
}

// nextLine is the line after another that says something.
func nextLine(lines []string, at int) int {
	for at++; at < len(lines) && strings.TrimSpace(lines[at]) == ""; at++ {
	}
	return at
}

// previousLine is the line before another that says something; the same when it is
// the first.
func previousLine(lines []string, at int) int {
	for i := at - 1; i >= 0; i-- {
		if strings.TrimSpace(lines[i]) != "" {
			return i
		}
	}
	return at
}

// marked is a line of a text of papers: its words, and the marks around them, which
// one does not read.
type marked struct{ lead, words, tail string }

// leads is the mark of a line of an address, of a list or of a title.
var leads = regexp.MustCompile(`^(> |- |#{1,3} |\d+\. )`)

// parted takes the marks off a line: that of a list, of an address, of bold, and the
// two blanks that keep the next line under it.
func parted(line string) (m marked) {
	m.words = strings.TrimRight(line, " ")
	m.tail = line[len(m.words):]
	if at := leads.FindStringIndex(m.words); at != nil {
		m.lead, m.words = m.words[:at[1]], m.words[at[1]:]
	}
	const bold = "**"
	if inside, found := strings.CutPrefix(m.words, bold); found && strings.HasSuffix(inside, bold) && strings.Count(inside, bold) == 1 {
		m.lead, m.words, m.tail = m.lead+bold, strings.TrimSuffix(inside, bold), bold+m.tail
	}
	return m
}

func (m marked) String() string { return m.lead + m.words + m.tail }

// read shows a paper that a command writes, without the marks that one does not read.
func (d *desk) read(t *plain.Talk, words ...string) error {
	out, err := d.command(words...)
	if err != nil {
		t.Say(form{}.named(err))
		return t.Flush()
	}
	var b strings.Builder
	page := plain.NewPage(d.wide(&b))
	for line := range strings.Lines(out) {
		m := parted(strings.TrimRight(line, "\n"))
		lead := m.lead
		if strings.ContainsAny(lead, ">#*") {
			lead = "" // one does not read it
		}
		page.Item(lead, strings.ReplaceAll(m.words, "**", ""))
	}
	if err := page.Flush(); err != nil {
		return err
	}
	t.Blank()
	t.Show(b.String())
	return t.Flush()
}

// after are the lines that put a text after this one: in the same list, or in a
// paragraph of its own.
func (m marked) after(text string) []string {
	if m.lead == "- " {
		return []string{m.lead + text}
	}
	return []string{"", text}
}
