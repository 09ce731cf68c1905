package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// store opens the folder of the cases.
func (c *call) store() (*casefile.Store, error) {
	dir := c.value("--dossiers")
	if dir == "" {
		var err error
		if dir, err = casefile.DefaultDir(); err != nil {
			return nil, failed(err)
		}
	}
	s, err := casefile.OpenStore(dir)
	if err != nil {
		return nil, failed(err)
	}
	return s, nil
}

// failed puts an error of package casefile, which is in French, on one line.
func failed(err error) error { return failure(french.Error(nil, err)) }

// find returns the id of the case one means. A name that is that of no case, or
// of several, is bad input.
func (c *call) find(name string) (*casefile.Store, string, error) {
	s, err := c.store()
	if err != nil {
		return nil, "", err
	}
	id, err := s.Find(name)
	var told *casefile.Error
	switch {
	case err == nil:
		return s, id, nil
	case errors.As(err, &told) && (told.Err == nil || errors.Is(err, casefile.ErrNotFound)):
		return nil, "", usageError(french.Error(nil, err))
	}
	return nil, "", failed(err)
}

// openCase opens a case, with its passphrase when it is protected.
func (c *call) openCase(name string) (*casefile.File, error) {
	s, id, err := c.find(name)
	if err != nil {
		return nil, err
	}
	secret, err := c.passphrase()
	if err != nil {
		return nil, err
	}
	f, err := s.Open(id, secret)
	if errors.Is(err, casefile.ErrPassphrase) && secret == "" {
		if !c.Terminal {
			return nil, failure(french.Error(nil, err) + " Écrivez-la dans un fichier, puis ajoutez --mot-de-passe-fichier fichier.")
		}
		if secret, err = c.askSecret(id); err != nil {
			return nil, err
		}
		f, err = s.Open(id, secret)
	}
	if err != nil {
		return nil, failed(err)
	}
	return f, nil
}

// passphrase reads the first line of the file given, "" when none is.
func (c *call) passphrase() (string, error) {
	if !c.has("--mot-de-passe-fichier") {
		return "", nil
	}
	name := c.value("--mot-de-passe-fichier")
	f, err := c.open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	line, err := bufio.NewReader(io.LimitReader(f, maxLine)).ReadString('\n')
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", usageError("La première ligne du fichier " + french.Quote(french.Shown(name)) + " est vide. Écrivez-y la phrase de passe.")
	}
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("read passphrase: %w", err)
	}
	return line, nil
}

func (c *call) askSecret(id string) (string, error) {
	fmt.Fprint(c.Err, "Phrase de passe de "+french.Quote(id)+nbsp+": ")
	secret, err := c.Secret()
	fmt.Fprintln(c.Err)
	if err != nil {
		return "", fmt.Errorf("read passphrase: %w", err)
	}
	return secret, nil
}

// look reads a case with today's content. What the content no longer knows is
// left out of it, and told by the [dossier.Replay].
func (c *call) look(name string) (*decision.Guide, dossier.Case, dossier.Replay, error) {
	g, err := c.guide()
	if err != nil {
		return nil, dossier.Case{}, dossier.Replay{}, err
	}
	f, err := c.openCase(name)
	if err != nil {
		return nil, dossier.Case{}, dossier.Replay{}, err
	}
	defer f.Close()
	kase, replay := f.Case().Replay(g, c.day())
	return g, kase, replay, nil
}

// change saves a case changed by edit, and returns it as it was saved.
func (c *call) change(name string, edit func(dossier.Case) (dossier.Case, error)) (dossier.Case, error) {
	g, err := c.guide()
	if err != nil {
		return dossier.Case{}, err
	}
	f, err := c.openCase(name)
	if err != nil {
		return dossier.Case{}, err
	}
	defer f.Close()
	kase, err := edit(f.Case())
	if err != nil {
		return dossier.Case{}, err
	}
	if err := f.Save(kase.Stamp(g, c.day())); err != nil {
		return dossier.Case{}, failed(err)
	}
	return f.Case(), nil
}

// confirm asks before what cannot be undone.
func (c *call) confirm(question string) error {
	switch {
	case c.has("--oui"):
		return nil
	case !c.Terminal:
		return usageError("Sans terminal, rien n’est effacé sans --oui. Ajoutez-le si vous êtes sûr de vous.")
	}
	fmt.Fprint(c.Err, question+" Tapez oui, puis Entrée"+nbsp+": ")
	typed, err := bufio.NewReader(io.LimitReader(c.In, maxLine)).ReadString('\n')
	if err != nil && err != io.EOF {
		return fmt.Errorf("read confirmation: %w", err)
	}
	if french.Slug(typed) != "oui" {
		return failure("Rien n’a été effacé.")
	}
	return nil
}

// save writes a whole file, never over another unless told to.
func (c *call) save(name string, content []byte) error {
	shown := french.Quote(french.Shown(name))
	err := c.Write(name, content, c.has("--force"))
	switch {
	case errors.Is(err, fs.ErrExist):
		return failure("Le fichier " + shown + " existe déjà, et reste comme il est. Donnez un autre nom, ou ajoutez --force pour le remplacer.")
	case err != nil:
		return failure("Le fichier " + shown + " ne s’écrit pas. Vérifiez le chemin, vos droits et la place libre. (" + french.Error(nil, err) + ")")
	}
	fmt.Fprintln(c.Err, "Écrit"+nbsp+": "+french.Shown(name))
	return nil
}

// told writes lines to Out.
func (c *call) told(lines ...string) error {
	if _, err := io.WriteString(c.Out, strings.Join(lines, "\n")+"\n"); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
