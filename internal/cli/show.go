package cli

import (
	"github.com/spf13/cobra"

	"compromis/internal/plain"
)

// showOptions are those of dossiers ouvrir.
type showOptions struct {
	of   caseRef
	json bool
}

func (p *program) showCommand() *cobra.Command {
	var o showOptions
	cmd := p.onCase("ouvrir dossier [--json]", "ouvrir un dossier en plein écran, ou l’afficher", &o.of, func() error { return p.show(o) })
	cmd.Long = "Le dossier s’affiche en lignes simples sans terminal, et avec --json ou --mot-de-passe-fichier."
	f := p.flags(cmd)
	f.json(&o.json)
	f.secret(&o.of.secret)
	return cmd
}

// show opens a case on the screen, or writes it.
func (p *program) show(o showOptions) error {
	switch asScreen := !o.json && o.of.secret == ""; {
	case asScreen && p.onScreen():
		return p.openScreen(Opening{Case: o.of.name})
	case asScreen && p.Poor:
		return p.inLines(o.of)
	}
	g, err := p.guide()
	if err != nil {
		return err
	}
	f, err := p.openCase(o.of)
	if err != nil {
		return err
	}
	defer f.Close()
	kase, replay := f.Case().Replay(g, p.day())
	authors := f.Authors().Of(kase)
	if o.json {
		return p.wire(g).Case(kase, authors, replay.Asked)
	}
	return plain.Show(p.Out, g, kase, replay, authors, p.day())
}
