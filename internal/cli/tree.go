package cli

import (
	"sync"

	"github.com/spf13/cobra"

	"compromis/internal/french"
	"compromis/internal/plain"
)

// settle sets what cobra keeps for the whole process, once: tests run commands
// side by side.
var settle = sync.OnceFunc(func() {
	cobra.MousetrapHelpText = "" // or a double click on Windows is refused, in English
	cobra.EnableCommandSorting = false
})

// tree returns the program with all its commands, in the order of the help.
func (p *program) tree() *cobra.Command {
	settle()
	root := p.rootCommand()
	root.SetGlobalNormalizationFunc(sameName)
	root.AddCommand(
		p.adviseCommand(), p.verifyCommand(), p.watchCommand(), p.pagesCommand(), p.benchCommand(), p.treeCommand(),
		p.casesCommand(), p.claimCommand(), p.letterCommand(), p.handOverCommand(), p.deadlinesCommand(),
		p.exerciseCommand(), p.projectCommand(), p.notesCommand(), p.sessionCommand(), p.workshopCommand(), p.doorCommand(), p.boothCommand(),
		p.schemaCommand(), p.mcpCommand(), p.completionCommand(), p.manCommand(), p.diagnosticCommand(), p.versionCommand(),
	)
	root.SetHelpCommand(p.helpCommand())
	root.SetFlagErrorFunc(flagError)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { p.unheard = p.help(cmd) })
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	unsorted(root)
	return root
}

// unsorted keeps the flags of every command in the order they were added.
func unsorted(cmd *cobra.Command) {
	cmd.Flags().SortFlags = false
	cmd.PersistentFlags().SortFlags = false
	for _, kid := range cmd.Commands() {
		unsorted(kid)
	}
}

// rootOptions are those of the program without a command.
type rootOptions struct {
	linear, version, json bool
	of                    caseRef // the case to open, or none
}

func (p *program) rootCommand() *cobra.Command {
	var o rootOptions
	cmd := &cobra.Command{
		Use: "compromis", Short: "trouver la suite d’un conflit avec un client",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		SilenceUsage: true, SilenceErrors: true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE:              func(*cobra.Command, []string) error { return p.start(o) },
	}
	f := p.flags(cmd)
	f.yes(&o.linear, "--lineaire", "l’entretien et le dossier en lignes simples, pour lecteur d’écran")
	f.caseName(&o.of.name)
	f.secret(&o.of.secret)
	f.yes(&o.version, "--version", "la version du programme, la date du contenu et ce qui en a été vérifié")
	f.yes(&o.json, "--json", "avec --version, répondre en JSON")
	f.set = cmd.PersistentFlags() // these go with every command, before its name or after
	f.folder(&p.folder, "--dossiers", "où sont gardés vos dossiers, ou le serveur d’une équipe (postgres://…) ; d’office, COMPROMIS_DOSSIERS ou votre répertoire personnel")
	f.folders(&p.overlays, "--contenu", "poser ce répertoire de pages sur le contenu ; à répéter, le dernier dessus ; d’office, COMPROMIS_CONTENU")
	f.dayToBe("--aujourdhui", "raisonner à cette date, comme 31/12/2026")
	help := false
	f.yes(&help, "-h --"+helpFlag, "cette aide")
	return cmd
}

// start is the program without a command.
func (p *program) start(o rootOptions) error {
	switch {
	case o.version:
		return p.version(o.json)
	case o.json:
		return usageError("Ajoutez --version à --json, ou écrivez une commande avant.")
	case p.onScreen() && !o.linear && o.of.secret == "":
		return p.openScreen(Opening{Case: o.of.name})
	case p.Poor && !o.linear:
		return p.inLines(o.of)
	}
	return p.interview(o.of)
}

// inLines goes on in plain lines where a screen cannot be shown, and says why.
func (p *program) inLines(of caseRef) error {
	page := plain.NewPage(p.Out)
	page.Say("Cette console n’affiche pas le plein écran" + french.NBSP + ": voici des lignes simples.")
	if err := page.Flush(); err != nil {
		return err
	}
	return p.interview(of)
}
