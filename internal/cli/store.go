package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/disk"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"

	"github.com/spf13/cobra"
)

// store opens the folder of the cases.
func (p *program) store() (casefile.Store, error) {
	dir := p.folder
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
func failed(err error) error { return failure(say.Error(nil, err)) }

// caseRef is the case one means: its id, or the name of the client, and the file
// of its passphrase if it was given.
type caseRef struct{ name, secret string }

// named takes the case for the first of the words, unless --dossier gave it, and
// returns the others.
func (of *caseRef) named(words []string) []string {
	if of.name == "" && len(words) > 0 {
		of.name, words = words[0], words[1:]
	}
	return words
}

// onCase returns a command on a case, which its first word names.
func (p *program) onCase(use, summary string, of *caseRef, run func() error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: summary,
		Args: words(1, 1), ValidArgsFunction: p.inTurn(offerCases),
		RunE: func(_ *cobra.Command, args []string) error {
			of.name = args[0]
			return run()
		},
	}
}

// find returns the id of the case one means. A name that is that of no case, or
// of several, is bad input.
func (p *program) find(name string) (casefile.Store, string, error) {
	s, err := p.store()
	if err != nil {
		return nil, "", err
	}
	id, err := s.Find(name)
	var told *casefile.Error
	switch {
	case err == nil:
		return s, id, nil
	case errors.As(err, &told) && (told.Err == nil || errors.Is(err, casefile.ErrNotFound)):
		return nil, "", usageError(say.Error(nil, err))
	}
	return nil, "", failed(err)
}

// opened is a case that a command works on. The one on the desk of an interview
// stays there, open, once the command is done.
type opened struct {
	casefile.File
	desk *desk // nil for a command on its own
}

// Case is the case as it was last read or saved.
func (o opened) Case() dossier.Case {
	if o.desk != nil {
		return o.desk.kase
	}
	return o.File.Case()
}

// save keeps the case as it stands on a day. What replaces what was, rather than
// goes on with it, has the state before it kept.
func (o opened) save(g *decision.Guide, on decision.Day, kase dossier.Case, replaces bool) error {
	keep := o.File.Save
	if replaces {
		keep = o.File.Replace
	}
	if err := keep(kase.Stamp(g, on)); err != nil {
		return failed(err)
	}
	if o.desk != nil {
		o.desk.kase = kase
		o.desk.kase.ID = o.File.Case().ID
		var told plain.Told
		if errors.As(o.desk.heard(), &told) {
			return o.desk.program.told(string(told))
		}
	}
	return nil
}

// Close lets others write the case.
func (o opened) Close() error {
	if o.desk != nil {
		return nil
	}
	return o.File.Close()
}

// openCase opens a case, with its passphrase when it is protected.
func (p *program) openCase(of caseRef) (opened, error) {
	s, id, err := p.find(of.name)
	if err != nil {
		return opened{}, err
	}
	if d := p.desk; d != nil && d.file != nil && d.kase.ID == id {
		return opened{d.file, d}, nil
	}
	secret, err := p.passphrase(of.secret)
	if err != nil {
		return opened{}, err
	}
	f, err := s.Open(id, secret)
	if errors.Is(err, casefile.ErrPassphrase) && secret == "" {
		if !p.Terminal {
			return opened{}, failure(say.Error(nil, err) + " Écrivez-le dans un fichier, puis ajoutez --mot-de-passe-fichier fichier.")
		}
		if secret, err = p.askSecret(id); err != nil {
			return opened{}, err
		}
		f, err = s.Open(id, secret)
	}
	if err != nil {
		return opened{}, failed(err)
	}
	if f.Cleaned() {
		p.dropped = append(p.dropped, "du dossier "+id)
	}
	return opened{f, nil}, nil
}

// maxLine is the longest line read, in bytes.
const maxLine = 64 << 10

// passphrase reads the first line of a file, "" without one.
func (p *program) passphrase(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	f, err := p.open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	line, err := bufio.NewReader(io.LimitReader(f, maxLine)).ReadString('\n')
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", usageError("La première ligne du fichier " + french.Quote(french.Shown(name)) + " est vide. Écrivez-y le mot de passe.")
	}
	if err != nil && err != io.EOF {
		return "", fmt.Errorf("read passphrase: %w", err)
	}
	return line, nil
}

func (p *program) askSecret(id string) (string, error) {
	if p.desk != nil {
		p = p.desk.program // what a command writes in an interview is only shown once it is done
	}
	fmt.Fprint(p.Err, "Mot de passe de "+french.Quote(id)+french.NBSP+": ")
	secret, err := p.Secret()
	fmt.Fprintln(p.Err)
	if err != nil {
		return "", fmt.Errorf("read passphrase: %w", err)
	}
	return secret, nil
}

// look reads a case with today's content. What the content no longer knows is
// left out of it, and told by the [dossier.Replay].
func (p *program) look(of caseRef) (*decision.Guide, dossier.Case, dossier.Replay, error) {
	g, err := p.guide()
	if err != nil {
		return nil, dossier.Case{}, dossier.Replay{}, err
	}
	f, err := p.openCase(of)
	if err != nil {
		return nil, dossier.Case{}, dossier.Replay{}, err
	}
	defer f.Close()
	kase, replay := f.Case().Replay(g, p.day())
	return g, kase, replay, nil
}

// change saves a case changed by edit, and returns it as it was saved.
func (p *program) change(of caseRef, edit func(dossier.Case) (dossier.Case, error)) (dossier.Case, error) {
	return p.rewrite(of, false, edit)
}

// rewrite is change; what replaces what was has the state before it kept.
func (p *program) rewrite(of caseRef, replaces bool, edit func(dossier.Case) (dossier.Case, error)) (dossier.Case, error) {
	g, err := p.guide()
	if err != nil {
		return dossier.Case{}, err
	}
	f, err := p.openCase(of)
	if err != nil {
		return dossier.Case{}, err
	}
	defer f.Close()
	kase, err := edit(f.Case())
	if err != nil {
		return dossier.Case{}, err
	}
	if err := f.save(g, p.day(), kase, replaces); err != nil {
		return dossier.Case{}, err
	}
	if f.desk == nil {
		p.sentLater(f.File)
	}
	return f.Case(), nil
}

// confirm asks before what cannot be undone.
func (p *program) confirm(question string) error {
	if !p.Terminal {
		return usageError("Sans terminal, rien n’est effacé sans --oui. Ajoutez-le si vous êtes sûr de vous.")
	}
	return p.sure(question, "Rien n’a été effacé.")
}

// agreed asks before what one may regret; without a terminal, a flag agrees. nothing
// is what is said when one does not.
func (p *program) agreed(why, question, flag, nothing string) error {
	if !p.Terminal || p.desk != nil {
		return failure(why + " Pour passer outre" + french.NBSP + ": " + flag + ". " + nothing)
	}
	fmt.Fprintln(p.Err, why)
	return p.sure(question, nothing)
}

// sure asks for a yes.
func (p *program) sure(question, nothing string) error {
	fmt.Fprint(p.Err, question+" Tapez oui, puis Entrée"+french.NBSP+": ")
	typed, err := p.line()
	if err != nil && err != io.EOF {
		return fmt.Errorf("read confirmation: %w", err)
	}
	if french.Slug(typed) != "oui" {
		return failure(nothing)
	}
	return nil
}

// line reads a line that was typed, and nothing of what follows: it is for whoever
// reads next.
func (p *program) line() (string, error) {
	var typed []byte
	for one := make([]byte, 1); len(typed) < maxLine; {
		n, err := p.In.Read(one)
		if n > 0 && one[0] == '\n' {
			break
		}
		if typed = append(typed, one[:n]...); err != nil {
			return string(typed), err
		}
	}
	return string(typed), nil
}

// save writes a whole file, never over another unless told to, and nothing but an
// ordinary file even so.
func (p *program) save(to target, content []byte) error {
	return p.stream(to, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// stream is save for what is not in memory.
func (p *program) stream(to target, write func(io.Writer) error) error {
	if to.out() {
		if err := write(p.document); err != nil {
			return fmt.Errorf("write: %w", err)
		}
		return nil
	}
	shown := french.Quote(french.Shown(to.file))
	err := p.Write(to.file, write, to.force)
	var told *casefile.Error
	switch {
	case errors.As(err, &told):
		return failed(told)
	case errors.Is(err, disk.ErrLink):
		return failure(shown + " est un lien" + french.NBSP + ": rien n’est écrit à travers lui. Donnez le nom du fichier où il mène, ou un autre nom.")
	case errors.Is(err, disk.ErrDevice):
		return failure(shown + " n’est pas un fichier ordinaire" + french.NBSP + ": rien n’y est écrit. Donnez un autre nom, ou -o - pour écrire sur la sortie.")
	case errors.Is(err, disk.ErrFolder):
		return failure(shown + " est un répertoire. Donnez le nom d’un fichier.")
	case errors.Is(err, fs.ErrExist):
		return failure("Le fichier " + shown + " existe déjà, et reste comme il est. Donnez un autre nom, ou ajoutez --force pour le remplacer.")
	case errors.Is(err, fs.ErrNotExist):
		return failure("Le fichier " + shown + " ne s’écrit pas" + french.NBSP + ": le répertoire " + french.Quote(french.Shown(filepath.Dir(to.file))) + " n’existe pas. Créez-le, puis recommencez.")
	case err != nil:
		return failure("Le fichier " + shown + " ne s’écrit pas" + french.NBSP + ": " + disk.Reason(err))
	}
	fmt.Fprintln(p.Err, "Écrit"+french.NBSP+": "+french.Shown(to.file))
	return nil
}

// told writes lines to Out.
func (p *program) told(lines ...string) error {
	if _, err := io.WriteString(p.Out, strings.Join(lines, "\n")+"\n"); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
