package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"compromis/internal/french"
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
	cmd := p.onCase("proteger dossier [--nouvelle-phrase-fichier fichier] [--nom-visible] | --retirer", "chiffrer un dossier avec une phrase de passe, ou ne plus le chiffrer", &o.of, func() error { return p.protect(o) })
	cmd.Long = "La phrase est demandée deux fois, sans s’afficher. Elle n’est gardée nulle part : sans elle, personne ne pourra rouvrir ce dossier. Le fichier prend un nom qui ne dit rien du client. Avec --nom-visible, la liste des dossiers montre quand même le client, écrit en clair dans le fichier."
	f := p.flags(cmd)
	f.file(&o.with, "--nouvelle-phrase-fichier", "lire la phrase à donner au dossier dans ce fichier, première ligne")
	f.yes(&o.named, "--nom-visible", "laisser le nom du client en clair, pour la liste")
	f.yes(&o.off, "--retirer", "ne plus protéger le dossier")
	f.secret(&o.of.secret)
	return cmd
}

// protect seals a case with a passphrase, or takes the seal off.
func (p *program) protect(o protectOptions) error {
	if o.off && (o.with != "" || o.named) {
		return usageError("Choisissez" + french.NBSP + ": une nouvelle phrase, ou --retirer.")
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
	return p.told("Dossier protégé" + french.NBSP + ": " + id + ". Notez sa phrase de passe" + french.NBSP + ": sans elle, il est perdu.")
}

// newSecret reads a passphrase in a file, or asks for it twice.
func (p *program) newSecret(name string) (string, error) {
	switch {
	case name != "":
		return p.passphrase(name)
	case !p.Terminal:
		return "", usageError("Sans terminal, donnez la phrase de passe dans un fichier" + french.NBSP + ": --nouvelle-phrase-fichier fichier.")
	}
	out := p.Err
	if p.desk != nil {
		out = p.desk.Err // what a command writes in an interview is only shown once it is done
	}
	var said [2]string
	for i, what := range []string{"Nouvelle phrase de passe", "La même, une seconde fois"} {
		fmt.Fprint(out, what+french.NBSP+": ")
		secret, err := p.Secret()
		fmt.Fprintln(out)
		if err != nil {
			return "", fmt.Errorf("read passphrase: %w", err)
		}
		said[i] = secret
	}
	switch {
	case said[0] == "":
		return "", failure("Rien n’a été tapé" + french.NBSP + ": le dossier reste comme il est.")
	case said[0] != said[1]:
		return "", failure("Les deux phrases ne sont pas les mêmes" + french.NBSP + ": le dossier reste comme il est.")
	}
	return said[0], nil
}
