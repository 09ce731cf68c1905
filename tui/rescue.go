package tui

import (
	"errors"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/casefile"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// A file that could not be read is set aside. From the list of cases one opens
// it: what it still says is shown, and one may make a case of that, keep its text,
// or remove it.

type (
	// openAside reads a file that was set aside, off the main loop.
	openAside struct{ name, passphrase string }
	// recoverCase makes a case of what could be read.
	recoverCase struct{ rescued casefile.Rescued }
	// discard deletes a file that was set aside.
	discard struct{ name string }
)

// salvaged brings what could be read of a file set aside.
type salvaged struct {
	name    string
	rescued casefile.Rescued
	err     error
}

// withAside carries out what needs a file that was set aside.
func (m *Model) withAside(a action) tea.Cmd {
	cases := m.config.Cases
	if cases == nil {
		return nil
	}
	switch a := a.(type) {
	case openAside:
		if _, asked := m.screen().(*form); asked { // for its passphrase
			m.stack = m.stack[:len(m.stack)-1]
		}
		return m.onDisk(func() tea.Msg {
			r, err := cases.Rescue(a.name, a.passphrase)
			return salvaged{a.name, r, err}
		})
	case recoverCase:
		if m.opening {
			return nil
		}
		m.opening = true
		return tea.Batch(m.save(), m.onDisk(func() tea.Msg {
			file, err := cases.Recover(a.rescued)
			return opened{file: file, err: err}
		}))
	case discard:
		m.stack = append(m.stack[:1], newCases())
		return tea.Batch(m.refresh(), m.onDisk(func() tea.Msg {
			if err := cases.DeleteAside(a.name); err != nil {
				return listed{err: err}
			}
			return m.list()
		}))
	}
	return nil
}

// salvaged shows what could be read, or asks for the passphrase.
func (m *Model) salvaged(s salvaged) tea.Cmd {
	wrong := errors.Is(s.err, casefile.ErrWrongPassphrase)
	if wrong || errors.Is(s.err, casefile.ErrPassphrase) {
		ask := &form{about: "Fichier protégé", intro: "Ce fichier est chiffré. Sans son mot de passe, rien ne s’y lit."}
		if wrong {
			ask.fault = "Ce mot de passe n’est pas le bon."
		}
		ask.entries = []entry{{key: "mot", label: "Mot de passe", secret: true, needed: true}}
		ask.submit = func(said map[string]string) action { return openAside{s.name, said["mot"]} }
		m.stack = append(m.stack, ask)
		return m.refresh()
	}
	m.stack = append(m.stack, newRescue(s))
	return m.refresh()
}

// mostShown is how much of the text of a file is on the screen, in bytes.
const mostShown = 20_000

// newRescue shows what could be read of a file set aside.
func newRescue(s salvaged) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: "Un fichier abîmé"}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{{Lines: draw.Wrap(s.name, f.TextWidth(), f.Styles.Title)}}
		switch {
		case s.err != nil:
			blocks = append(blocks, draw.Plain(s.err.Error(), f.Frame), draw.Gap())
		case s.rescued.Some:
			blocks = append(blocks, draw.Plain(say.Rescued(s.rescued.Lost), f.Frame), draw.Gap(),
				draw.Choice("En faire un dossier", "avec ce qui a pu être lu\u00a0; le fichier reste", recoverCase{s.rescued}, f.Frame))
		default:
			blocks = append(blocks, draw.Plain("Rien ne s’y lit comme un dossier.", f.Frame), draw.Gap())
		}
		if s.rescued.Text != "" {
			blocks = append(blocks, draw.Choice("Exporter le texte", "tout ce que le fichier contient, dans un fichier .txt", textOf(s), f.Frame))
		}
		ask := &confirm{about: "Supprimer", ask: "Supprimer ce fichier" + french.NBSP + "? Rien ne pourra le rendre.", yes: "Oui, supprimer", no: "Non, garder", then: discard{s.name}}
		blocks = append(blocks, draw.Choice("Supprimer ce fichier", "pour toujours", open{ask}, f.Frame))
		if s.rescued.Some {
			blocks = append(blocks, holdings(s.rescued.Case, f)...)
		}
		return append(blocks, draw.Section("Le texte du fichier", textBlocks(s.rescued.Text, f), f.Frame)...)
	}
	return r
}

// textOf writes the text of a file set aside beside the other papers.
func textOf(s salvaged) export {
	name, _, _ := strings.Cut(s.name, ".")
	return export{name: fileName("txt", name, "texte"), write: func(w io.Writer) error {
		_, err := io.WriteString(w, s.rescued.Text+"\n")
		return err
	}}
}

// textBlocks show the beginning of a text, line by line.
func textBlocks(text string, f frame) []draw.Block {
	shown := french.Text(strings.ToValidUTF8(text[:min(len(text), mostShown)], ""))
	var blocks []draw.Block
	for line := range strings.Lines(shown) {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(strings.TrimRight(line, "\n"), f.TextWidth(), f.Styles.Dim)})
	}
	if len(text) > mostShown {
		blocks = append(blocks, draw.Note("La suite est dans le texte exporté.", f.Frame))
	}
	return blocks
}
