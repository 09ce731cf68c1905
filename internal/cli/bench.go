package cli

import (
	"bufio"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/workbench"
)

// benchCommand follows a folder of pages while one edits them.
func (p *program) benchCommand() *cobra.Command {
	linear := false
	cmd := &cobra.Command{
		Use: "etabli répertoire [--lineaire]", Short: "voir ses pages pendant qu’on les écrit : les erreurs, la page, ce qu’elle change",
		Long: "Modifiez les pages dans l’éditeur de votre choix : à chaque enregistrement, l’établi dit ce qui ne va pas, fichier et ligne, montre la page comme elle sera lue, combien de parcours y passent, et ce que la séance a changé aux étapes recommandées.",
		Args: words(1, 1), ValidArgsFunction: p.inTurn(folders),
		RunE: func(_ *cobra.Command, args []string) error { return p.bench(args[0], linear) },
	}
	p.flags(cmd).yes(&linear, "--lineaire", "en lignes simples, à mesure ; Entrée pour finir")
	return cmd
}

// bench opens the workbench, on a screen or in lines.
func (p *program) bench(dir string, linear bool) error {
	if !workbench.There(dir) {
		return failure("Le répertoire " + french.Quote(french.Shown(dir)) + " ne s’ouvre pas. Commencez-y une page" + french.NBSP + ": compromis cas nouveau mon-cas --dans " + french.Shown(dir))
	}
	if p.Terminal && p.Bench != nil && !linear {
		if err := p.Bench(dir); err != nil {
			return failure(err.Error())
		}
		return nil
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var failed error
	tell := func(s workbench.State) {
		page := plain.NewPage(p.Out)
		for _, line := range s.Lines() {
			for part := range strings.SplitSeq(line, "\n") {
				page.Item(part[:len(part)-len(strings.TrimLeft(part, " "))], strings.TrimLeft(part, " "))
			}
		}
		page.Blank()
		if failed = page.Flush(); failed != nil {
			stop()
		}
	}
	b := workbench.New(dir)
	tell(b.Look(p.now())) // at once, however soon the input ends
	if failed != nil {
		return failed
	}
	go func() { // whoever presses Enter is done
		bufio.NewReader(p.In).ReadString('\n') //nolint:errcheck // the end of the input is an end too
		stop()
	}()
	workbench.Follow(ctx, b, p.now, tell)
	return failed
}
