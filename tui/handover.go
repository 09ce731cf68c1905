package tui

import (
	"io"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
)

// newHandOver shows the file one hands over to somebody who helps or decides,
// and writes it, with the calendar of what is due.
func newHandOver() *document {
	d := newDocument(wordHandOver, "dossier", func(f frame) paper.Paper {
		return letter.HandOver(f.guide, f.kase, f.today())
	})
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
	d.above = func(f frame) []draw.Block {
		var blocks []draw.Block
		for _, use := range handOverUses {
			blocks = append(blocks, draw.Fact(use.to, use.why, f.Styles.Text, f.Frame))
		}
		return append(append([]draw.Block{draw.Gap()}, blocks...), draw.Gap())
	}
	return d
}

// handOverUses say what the file is for, by who receives it.
var handOverUses = []struct{ to, why string }{
	{"Médiateur", "pour comprendre le conflit avant la première réunion\u00a0; retirez ce que le client ne doit pas lire."},
	{"Conciliateur", "pour exposer les faits et donner les coordonnées des deux parties."},
	{"Avocat", "pour décider vite\u00a0: les faits, les dates, les sommes et les textes sont réunis."},
	{"Échéances", "pour ne rien oublier\u00a0: le fichier .ics s’ouvre dans la plupart des agendas."},
}
