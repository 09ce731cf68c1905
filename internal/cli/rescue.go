package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"compromis/internal/casefile"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// rescueOptions are those of dossiers secourir.
type rescueOptions struct {
	file, secret string
	make, delete bool
	sure         bool
	to           target
}

func (p *program) rescueCommand() *cobra.Command {
	var o rescueOptions
	cmd := &cobra.Command{
		Use: "secourir fichier [--creer|-o fichier.txt|--supprimer]", Short: "lire ce qui peut l’être d’un fichier abîmé, mis de côté, et en refaire un dossier",
		Args: words(1, 1), ValidArgsFunction: p.inTurn(offerAside),
		RunE: func(_ *cobra.Command, args []string) error {
			o.file = args[0]
			return p.rescue(o)
		},
	}
	cmd.Long = "La liste des dossiers nomme les fichiers mis de côté. Sans option, la commande montre ce qui s’y lit encore. --creer en fait un dossier ; le fichier reste. -o en écrit tout le texte."
	f := p.flags(cmd)
	f.yes(&o.make, "--creer", "en faire un dossier, avec ce qui a pu être lu")
	f.toFile(&o.to)
	f.yes(&o.delete, "--supprimer", "effacer ce fichier, pour toujours")
	f.yes(&o.sure, "--oui", "ne pas demander de confirmation")
	f.secret(&o.secret)
	return cmd
}

// rescue shows what can be read of a file set aside, or does something of it.
func (p *program) rescue(o rescueOptions) error {
	if o.make && o.delete || o.to.file != "" && (o.make || o.delete) {
		return usageError("Choisissez" + french.NBSP + ": --creer, -o ou --supprimer.")
	}
	s, err := p.store()
	if err != nil {
		return err
	}
	if o.delete {
		return p.deleteAside(s, o)
	}
	r, err := p.rescued(s, o)
	switch {
	case err != nil:
		return err
	case o.to.file != "":
		return p.save(o.to, []byte(r.Text+"\n"))
	case !o.make:
		return p.showRescued(r)
	case !r.Some:
		return failure("Rien ne se lit comme un dossier dans " + french.Quote(r.File) + french.NBSP + ": aucun n’est créé. Pour en garder le texte, ajoutez -o fichier.txt.")
	}
	f, err := s.Recover(r)
	if err != nil {
		return failed(err)
	}
	defer f.Close()
	return p.told("Dossier créé"+french.NBSP+": "+f.Case().ID, say.Rescued(r.Lost),
		"Le fichier "+french.Quote(r.File)+" reste, jusqu’à ce que vous le supprimiez.")
}

// rescued reads a file set aside, with its passphrase when it was protected.
func (p *program) rescued(s casefile.Store, o rescueOptions) (casefile.Rescued, error) {
	secret, err := p.passphrase(o.secret)
	if err != nil {
		return casefile.Rescued{}, err
	}
	r, err := s.Rescue(o.file, secret)
	if errors.Is(err, casefile.ErrPassphrase) && p.Terminal {
		if secret, err = p.askSecret(o.file); err != nil {
			return r, err
		}
		r, err = s.Rescue(o.file, secret)
	}
	return r, asideTrouble(err)
}

// asideTrouble tells an error about a file set aside: a name that is that of none
// is bad input.
func asideTrouble(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, casefile.ErrNotFound):
		return usageError(say.Error(nil, err))
	}
	return failed(err)
}

// showRescued writes what could be read of a file set aside.
func (p *program) showRescued(r casefile.Rescued) error {
	if r.Some {
		g, err := p.guide()
		if err != nil {
			return err
		}
		kase, replay := r.Case.Replay(g, p.day())
		if err := plain.Show(p.Out, g, kase, replay, nil, p.day()); err != nil {
			return err
		}
	}
	page := plain.NewPage(p.Out)
	page.Blank()
	switch {
	case r.Some && p.desk != nil: // which offers what follows
		page.Say(say.Rescued(r.Lost))
		return page.Flush()
	case p.desk != nil:
		page.Say("Rien ne se lit comme un dossier dans " + french.Quote(r.File) + ".")
		return page.Flush()
	case r.Some:
		page.Say(say.Rescued(r.Lost))
		page.Say("Pour en faire un dossier" + french.NBSP + ": compromis dossiers secourir " + r.File + " --creer")
	default:
		page.Say("Rien ne se lit comme un dossier dans " + french.Quote(r.File) + ".")
	}
	page.Say("Pour en garder tout le texte" + french.NBSP + ": compromis dossiers secourir " + r.File + " -o fichier.txt")
	return page.Flush()
}

// deleteAside deletes a file set aside, once the person is sure of it.
func (p *program) deleteAside(s casefile.Store, o rescueOptions) error {
	if !o.sure {
		if err := p.confirm("Effacer pour toujours le fichier " + french.Quote(french.Shown(o.file)) + french.NBSP + "?"); err != nil {
			return err
		}
	}
	if err := s.DeleteAside(o.file); err != nil {
		return asideTrouble(err)
	}
	return p.told("Fichier effacé" + french.NBSP + ": " + o.file)
}

// offerAside offers the files that were set aside.
var offerAside = offering(func(p *program) []string {
	s, err := p.store()
	if err != nil {
		return nil
	}
	all, err := s.List()
	if err != nil {
		return nil
	}
	var names []string
	for _, d := range all.Damaged {
		if d.Aside != "" {
			names = append(names, d.Aside)
		}
	}
	return names
})
