package tui

import (
	"io"

	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
)

// newHandOver asks who receives the file: not everybody may read everything.
func newHandOver() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyOpen, about: wordHandOver, live: true}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{{Lines: draw.Wrap("À qui remettez-vous ce dossier"+french.NBSP+"?", f.TextWidth(), f.Styles.Title)}, draw.Gap()}
		for _, v := range versions {
			blocks = append(blocks, draw.Choice(v.to, v.why, open{newVersion(v)}, f.Frame))
		}
		told := "Raconter les faits, avec vos mots"
		if f.kase.Facts != "" {
			told = "Reprendre votre récit des faits"
		}
		return append(blocks, draw.Gap(), draw.Choice(told, "les deux versions commencent par là", tellFacts(f), f.Frame))
	}
	return r
}

// version is what one kind of reader receives.
type version struct {
	reader  letter.Reader
	to, why string
	what    string // above it
}

var versions = []version{
	{
		letter.Mediator, "Un médiateur ou un conciliateur", "ce que l’autre partie peut lire aussi",
		"Sans vos notes, vos réponses, les délais pour agir ni l’étape conseillée. Relisez-le en pensant que votre client le lira.",
	},
	{
		letter.Lawyer, "Votre avocat", "tout le dossier, confidentiel",
		"Tout y est" + french.NBSP + ": vos notes, vos réponses, les délais et les textes. Ne le remettez à personne d’autre.",
	},
}

// tellFacts opens the story of the person in the editor.
func tellFacts(f frame) action {
	return compose{"faits", "Votre récit des faits", f.kase.Facts, "Votre récit n’a pas changé.", func(text string) revise {
		return revise{change: func(c dossier.Case) dossier.Case {
			c.Facts = text
			return c
		}, name: "recit", text: text}
	}}
}

// newVersion shows the file one hands over to a reader, and writes it, with the
// calendar of what is due for one's own lawyer.
func newVersion(v version) *document {
	d := newDocument(v.to, "dossier-pour-"+string(v.reader), func(f frame) paper.Paper {
		return letter.HandOver(f.guide, f.kase, f.today(), v.reader)
	})
	d.acts = append(d.acts, act{key: keyFacts, do: tellFacts})
	d.above = func(f frame) []draw.Block {
		return []draw.Block{draw.Gap(), {Lines: draw.Wrap(v.what, f.TextWidth(), f.Styles.Text)}, draw.Gap()}
	}
	if v.reader != letter.Lawyer {
		return d
	}
	d.acts = append(d.acts, act{key: keyCalendar, do: func(f frame) action {
		agenda := letter.Calendar(f.guide, f.kase, f.today())
		if agenda == nil {
			return open{newNotice("Aucune échéance", "Ce dossier n’a pas encore d’échéance"+french.NBSP+": il n’y a pas d’agenda à écrire. Ajoutez une facture, ou notez ce qui s’est passé.")}
		}
		return export{
			name: fileName("ics", "echeances", f.kase.Client.Name, string(f.today())),
			write: func(w io.Writer) error {
				_, err := w.Write(agenda)
				return err
			},
		}
	}})
	return d
}
