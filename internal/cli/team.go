package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"compromis/internal/casefile"
	"compromis/internal/french"
	"compromis/internal/plain"
)

// serverCommand is what an administrator does, once, to the server of a team.
func (p *program) serverCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "serveur preparer|accorder", Short: "préparer un serveur PostgreSQL pour les dossiers d’une équipe",
		Long: "Une équipe partage ses dossiers sur un serveur PostgreSQL : chacun donne alors --dossiers postgres://compte@machine/base, ou COMPROMIS_DOSSIERS, à la place d’un répertoire. Un administrateur prépare d’abord le serveur. Le mot de passe se met dans le fichier ~/.pgpass, plutôt que dans l’adresse.",
		Args: words(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(p.prepareCommand(), p.grantCommand())
	return cmd
}

// usualFirm is the firm of a server that has one.
const usualFirm = "cabinet"

func (p *program) prepareCommand() *cobra.Command {
	firm := usualFirm
	cmd := &cobra.Command{
		Use: "preparer [adresse] [--cabinet nom]", Short: "préparer une base, ou la mettre à jour",
		Long: "À donner par un administrateur du serveur, une fois, puis après chaque mise à jour de Compromis. La base est créée si elle manque. Recommencer ne change rien. Plusieurs cabinets peuvent être sur un serveur : aucun ne voit les dossiers d’un autre.",
		Args: words(0, 1), ValidArgsFunction: p.inTurn(),
		RunE: func(_ *cobra.Command, args []string) error {
			address, err := p.address(args)
			if err != nil {
				return err
			}
			if err := casefile.Prepare(address, firm); err != nil {
				return failed(err)
			}
			return p.told("Serveur prêt pour le cabinet "+french.Quote(firm)+".",
				"Ajoutez chaque personne"+french.NBSP+": compromis dossiers serveur accorder compte redacteur")
		},
	}
	p.flags(cmd).text(&firm, "--cabinet", "nom", "le cabinet dont les dossiers seront là ; « "+usualFirm+" » d’office")
	return cmd
}

func (p *program) grantCommand() *cobra.Command {
	firm := usualFirm
	var roles []string
	for _, r := range casefile.Roles {
		roles = append(roles, string(r))
	}
	cmd := &cobra.Command{
		Use: "accorder compte lecteur|redacteur|proprietaire|aucun [adresse] [--cabinet nom]", Short: "dire ce qu’une personne peut faire des dossiers",
		Long: "Un lecteur lit. Un rédacteur écrit. Un propriétaire peut aussi supprimer un dossier, et protéger par un mot de passe celui qui ne l’était pas. « aucun » retire tout. Le compte est un compte du serveur PostgreSQL : s’il n’y est pas, il est créé, avec un mot de passe tiré au hasard, montré une fois.",
		Args: words(2, 3), ValidArgsFunction: p.inTurn(nil, fixed(roles...)),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("rôle inconnu", args[1], roles); err != nil {
				return err
			}
			address, err := p.address(args[2:])
			if err != nil {
				return err
			}
			password, err := casefile.Grant(address, firm, args[0], casefile.Role(args[1]))
			if err != nil {
				return failed(err)
			}
			said := "Compte " + french.Quote(french.Shown(args[0])) + ", cabinet " + french.Quote(french.Shown(firm)) + french.NBSP + ": " + args[1] + "."
			if password == "" {
				return p.told(said)
			}
			return p.told(said, "Le compte vient d’être créé. Son mot de passe ne sera plus montré"+french.NBSP+": donnez-le à la personne.", "", password)
		},
	}
	p.flags(cmd).text(&firm, "--cabinet", "nom", "le cabinet ; « "+usualFirm+" » d’office")
	return cmd
}

// oneOf refuses a word that is none of a few.
func oneOf(what, typed string, all []string) error {
	for _, one := range all {
		if typed == one {
			return nil
		}
	}
	return usage(what, typed, all)
}

// address is that of a server: the one typed, or that of the cases.
func (p *program) address(typed []string) (string, error) {
	address := p.folder
	if len(typed) > 0 {
		address = typed[0]
	}
	if address == "" {
		var err error
		if address, err = casefile.DefaultDir(); err != nil {
			return "", failed(err)
		}
	}
	if !casefile.OnServer(address) {
		return "", usageError("Il manque l’adresse du serveur, d’un compte qui l’administre" + french.NBSP + ": postgres://postgres@machine/base.")
	}
	return address, nil
}

// sentLater says that what was just saved is on this computer until the server answers.
func (p *program) sentLater(file casefile.File) {
	if news := file.News(); news.Waiting > 0 {
		fmt.Fprintln(p.Err, waits(news))
	}
}

func waits(news casefile.News) string {
	return news.Lost + " " + french.Plural(news.Waiting, "changement est gardé sur cet ordinateur", "changements sont gardés sur cet ordinateur") + french.NBSP + "; l’envoi se fera de lui-même, ou au prochain « compromis dossiers »."
}

// heard takes what others did to the case on the desk, and what the server says of it,
// once something was saved.
func (d *desk) heard() error {
	news := d.file.News()
	was := d.waiting
	d.waiting = news.Waiting
	if news.Changed {
		_ = d.file.Take("") // a reader catches up all the same
		d.kase, _ = d.file.Case().Replay(d.guide, d.day())
		return plain.Told(french.Shown(news.By) + " a changé ce dossier en même temps que vous. Le voici avec les changements de chacun.")
	}
	switch {
	case news.Waiting > 0 && was == 0:
		return plain.Told(waits(news))
	case news.Waiting == 0 && was > 0:
		return plain.Told("Le serveur répond de nouveau. Tout ce qui attendait y est.")
	}
	return nil
}
