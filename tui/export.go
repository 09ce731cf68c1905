package tui

import (
	"io"
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// What a paper asks for, applied by [Model.withPapers].
type (
	// export writes a document in a file.
	export struct {
		name   string
		write  func(io.Writer) error
		blanks []string         // what is left to fill in
		fill   []draw.Block     // where
		remark string           // what the format could not keep
		sent   *decision.Letter // whose leaving one may write in the journal; nil for what is not sent
		asked  bool             // the present screen asked whether to: it is left
	}
	// compose opens a text in the editor of the user, and keeps what comes back.
	compose struct {
		place, about string // of its draft
		text         string
		unchanged    string // what is said when nothing comes back
		keep         func(text string) revise
	}
	// revise changes the case, and stays on the present screen.
	revise struct {
		change func(dossier.Case) dossier.Case
		name   string // of the file its text may go to, without its ending
		text   string // what was written in the editor, and is nowhere else yet
		draft  string // the draft that it was, if so
		leave  bool   // leaves the present screen, which asked
		dirty  bool   // signs of it were not text, which is told
	}
	// replace shows a screen in the place of the present one.
	replace struct{ screen screen }
)

// arrived brings what there is to do once something outside has ended.
type arrived struct{ do action }

// withPapers carries out what a paper asks for.
func (m *Model) withPapers(a action) tea.Cmd {
	switch a := a.(type) {
	case export:
		if a.asked {
			m.stack = m.stack[:len(m.stack)-1]
		}
		return tea.Batch(m.refresh(), m.export(a))
	case compose:
		return m.compose(a)
	case revise:
		m.set(a.change(m.kase))
		if a.leave {
			m.stack = m.stack[:len(m.stack)-1]
		}
		if a.dirty {
			m.stack = append(m.stack, newCleaned())
		}
	case replace:
		m.stack[len(m.stack)-1] = a.screen
	}
	return tea.Batch(m.refresh(), m.save())
}

// newCleaned tells that what came from the editor held signs that are not text.
func newCleaned() *reading {
	return newNotice("Votre texte est gardé", say.Cleaned("du texte venu de l’éditeur"))
}

// export writes the document off the main loop, then says where it is.
func (m *Model) export(a export) tea.Cmd {
	put := m.config.Export
	if put == nil {
		return m.apply(open{newNotice(wordNotExported, "Cette fenêtre ne peut pas créer de fichier.")})
	}
	return m.onPapers(func() tea.Msg {
		where, err := put(a.name, a.write)
		if err != nil {
			return arrived{open{newNotice(wordNotExported, err.Error(), "Rien n’est perdu"+french.NBSP+": le document reste dans votre dossier.")}}
		}
		return arrived{open{newExported(where, a)}}
	})
}

// newExported says where a document was written, and offers to note that it
// left. It has not: one goes on first.
func newExported(where string, a export) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: "Document enregistré"}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{
			{Lines: draw.Wrap(r.about, f.TextWidth(), f.Styles.Title)}, draw.Gap(),
			{Lines: draw.Wrap(where, f.TextWidth(), f.Styles.Strong)}, draw.Gap(),
			draw.Note(wordNothingSent, f.Frame), draw.Gap(), draw.Choice("Continuer", "", back{}, f.Frame),
		}
		if a.remark != "" {
			blocks = slices.Insert(blocks, 3, draw.Gap(), draw.Note(a.remark, f.Frame))
		}
		if told := say.Blanks(a.blanks); told != "" {
			blocks = slices.Insert(blocks, 3, draw.Gap(), draw.Block{Lines: draw.Wrap(told, f.TextWidth(), f.Styles.Caution)})
		}
		if a.sent != nil {
			blocks = append(blocks, draw.Choice("Noter l’envoi dans le journal", "une fois qu’il est parti", replace{newLeft(a.sent)}, f.Frame))
		}
		return append(blocks, a.fill...)
	}
	return r
}

// draft keeps the text of a letter edited by hand, or drops it when empty.
func draft(letter, text string) revise {
	return revise{name: letter, text: text, change: func(c dossier.Case) dossier.Case {
		c.Drafts = maps.Clone(c.Drafts)
		if c.Drafts == nil {
			c.Drafts = map[string]string{}
		}
		if c.Drafts[letter] = text; text == "" {
			delete(c.Drafts, letter)
		}
		return c
	}}
}

// export writes the text of a draft in a file, as it was written.
func (r revise) export(f frame) export {
	return export{name: fileName("md", r.name, f.kase.Client.Name, string(f.today())), write: func(w io.Writer) error {
		_, err := io.WriteString(w, r.text+"\n")
		return err
	}}
}

// maxName keeps the name of a file short enough for every system, in bytes.
const maxName = 100

// fileName makes the name of a file from words: "relance-1-dupont-2026-11-23.pdf".
func fileName(ext string, parts ...string) string {
	name := french.Slug(strings.Join(parts, "-"))
	return strings.Trim(name[:min(len(name), maxName)], "-") + "." + ext
}
