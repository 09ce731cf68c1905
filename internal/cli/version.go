package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"compromis/internal/french"
	"compromis/internal/say"
)

func (p *program) versionCommand() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use: "version [--json]", Short: "la version du programme, la date du contenu et ce qui en a été vérifié",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.version(asJSON) },
	}
	p.flags(cmd).json(&asJSON)
	return cmd
}

// version says how old the content is and what was verified of it, then which program
// it is.
func (p *program) version(asJSON bool) error {
	g, err := p.guide()
	if err != nil {
		return err
	}
	if asJSON {
		return p.wire(g).Version(p.Program)
	}
	size, texts := g.Size(), say.Readings(g)
	if say.Outdated(g) != "" { // the first line told says how many are to be read again
		texts = say.States(g)
	}
	_, err = fmt.Fprintf(p.Out, "Compromis, contenu du %s%s: %s vérifiés, %s, %s au plus%s; %s.\n%s\n",
		french.Date(g.Version), french.NBSP, french.Plural(size.Paths, "chemin", "chemins"), french.Plural(len(g.Steps), "étape", "étapes"),
		french.Plural(size.Longest, "question", "questions"), french.NBSP, texts, say.Built(p.Program))
	if err != nil {
		return fmt.Errorf("write version: %w", err)
	}
	return nil
}
