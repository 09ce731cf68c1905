package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"compromis/internal/french"
	"compromis/internal/say"
)

// protectOptions are those of dossiers proteger.
type protectOptions struct {
	of    caseRef
	with  string // the file of the new passphrase
	off   bool
	named bool // its client is told in the list
}

func (p *program) protectCommand() *cobra.Command {
	var o protectOptions
	cmd := p.onCase("proteger dossier [--nouveau-mot-de-passe-fichier fichier] [--nom-visible] | --retirer", "chiffrer un dossier avec un mot de passe, ou ne plus le chiffrer", &o.of, func() error { return p.protect(o) })
	cmd.Long = "Le mot de passe est demandé deux fois, sans s’afficher : une phrase entière est le plus sûr. Il n’est gardé nulle part : sans lui, personne ne pourra rouvrir ce dossier. Le fichier prend un nom qui ne dit rien du client. Avec --nom-visible, la liste des dossiers montre quand même le client, écrit en clair dans le fichier."
	f := p.flags(cmd)
	f.file(&o.with, "--nouveau-mot-de-passe-fichier", "lire le mot de passe à donner au dossier dans ce fichier, première ligne")
	f.yes(&o.named, "--nom-visible", "laisser le nom du client en clair, pour la liste")
	f.yes(&o.off, "--retirer", "ne plus protéger le dossier")
	f.secret(&o.of.secret)
	return cmd
}

// protect seals a case with a passphrase, or takes the seal off.
func (p *program) protect(o protectOptions) error {
	if o.off && (o.with != "" || o.named) {
		return usageError("Choisissez" + french.NBSP + ": un nouveau mot de passe, ou --retirer.")
	}
	f, err := p.openCase(o.of)
	if err != nil {
		return err
	}
	defer f.Close()
	secret := ""
	if !o.off {
		if secret, err = p.newSecret(o.with); err != nil {
			return err
		}
	}
	if err := f.Protect(secret, o.named); err != nil {
		return failed(err)
	}
	id := f.File.Case().ID
	if f.desk != nil {
		f.desk.kase.ID = id
	}
	if o.off {
		return p.told("Ce dossier n’est plus protégé" + french.NBSP + ": " + id)
	}
	return p.told("Dossier protégé" + french.NBSP + ": " + id + ". Notez son mot de passe" + french.NBSP + ": sans lui, ce dossier est perdu.")
}

// newSecret reads a passphrase in a file, or asks for it twice.
func (p *program) newSecret(name string) (string, error) {
	switch {
	case name != "":
		return p.passphrase(name)
	case !p.Terminal:
		return "", usageError("Sans terminal, donnez le mot de passe dans un fichier" + french.NBSP + ": --nouveau-mot-de-passe-fichier fichier.")
	}
	out := p.Err
	if p.desk != nil {
		out = p.desk.Err // what a command writes in an interview is only shown once it is done
	}
	var said [2]string
	for i, what := range []string{"Nouveau mot de passe", "Le même, une seconde fois"} {
		fmt.Fprint(out, what+french.NBSP+": ")
		secret, err := p.Secret()
		fmt.Fprintln(out)
		if err != nil {
			return "", fmt.Errorf("read passphrase: %w", err)
		}
		if said[i] = secret; i == 0 && secret != "" {
			told, _ := say.Strength(secret)
			fmt.Fprintln(out, told)
		}
	}
	switch {
	case said[0] == "":
		return "", failure("Rien n’a été tapé" + french.NBSP + ": le dossier reste comme il est.")
	case said[0] != said[1]:
		return "", failure("Les deux mots de passe ne sont pas les mêmes" + french.NBSP + ": le dossier reste comme il est.")
	}
	return said[0], nil
}
