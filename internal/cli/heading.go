package cli

import (
	"fmt"
	"strings"

	"compromis/internal/french"
	"compromis/internal/stage"
)

// heading returns what heads the reports of this trainer. It is asked once, on a
// terminal, then kept; again has it asked anew.
func (p *program) heading(again bool) stage.Settings {
	if p.Settings == "" {
		return stage.Settings{}
	}
	kept, known := stage.ReadSettings(p.Settings)
	if known && !again || !p.Terminal {
		return kept
	}
	usual := french.NBSP + "vide"
	if known {
		usual = french.NBSP + "ce qui est entre crochets, ou vide"
	}
	fmt.Fprintf(p.Err, "L’en-tête du compte rendu, demandé une fois, puis gardé. Entrée seule%slaisser%s.\n", french.NBSP+": ", usual)
	for _, line := range []struct {
		name string
		into *string
	}{
		{"Formateur ou formatrice", &kept.Trainer}, {"Organisme", &kept.Organisation}, {"Lieu", &kept.Place}, {"Titre de la séance", &kept.Title},
	} {
		typed, ok := p.asked(line.name, *line.into)
		if !ok {
			return kept
		}
		*line.into = typed
	}
	objectives, ok := p.objectives(kept.Objectives)
	if !ok {
		return kept
	}
	kept.Objectives = objectives
	if err := kept.Write(p.Settings); err != nil {
		fmt.Fprintln(p.Err, err)
	}
	return kept
}

// asked asks for a line, in place of the one kept; ok is false when the person leaves.
func (p *program) asked(name, kept string) (typed string, ok bool) {
	if kept != "" {
		name += " [" + kept + "]"
	}
	fmt.Fprint(p.Err, name+french.NBSP+": ")
	typed, err := p.line()
	if typed = strings.TrimSpace(typed); typed == "" {
		return kept, err == nil
	}
	return typed, err == nil
}

// objectives asks for those of the trainer, until an empty line.
func (p *program) objectives(kept []string) (own []string, ok bool) {
	for {
		usual := ""
		if len(own) < len(kept) {
			usual = kept[len(own)]
		}
		typed, ok := p.asked(fmt.Sprintf("Objectif %d, ou rien pour finir", len(own)+1), usual)
		if !ok || typed == "" {
			return own, ok
		}
		own = append(own, typed)
	}
}
