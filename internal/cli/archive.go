package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"

	"github.com/spf13/cobra"
)

// exportOptions are those of dossiers exporter.
type exportOptions struct {
	names []string
	all   bool
	to    target
}

func (p *program) exportCommand() *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use: "exporter [dossier…|--tous] -o fichier.zip", Short: "copier des dossiers dans une archive",
		Args: words(0, math.MaxInt), ValidArgsFunction: p.completion(offerCases),
		RunE: func(_ *cobra.Command, args []string) error {
			o.names = args
			return p.export(o)
		},
	}
	f := p.flags(cmd)
	f.yes(&o.all, "--tous", "tous les dossiers, archivés compris")
	f.toFile(&o.to)
	return cmd
}

// export copies cases into an archive.
func (p *program) export(o exportOptions) error {
	switch {
	case o.to.file == "":
		return usageError("Il manque le nom de l’archive" + french.NBSP + ": -o fichier.zip.")
	case o.to.out() && p.Terminal:
		return usageError("Une archive ne se lit pas dans le terminal. Donnez -o fichier.zip.")
	case len(o.names) == 0 && !o.all:
		return usageError("Dites quels dossiers exporter, ou --tous.")
	case len(o.names) > 0 && o.all:
		return usageError("Donnez des dossiers ou --tous, pas les deux.")
	}
	s, err := p.store()
	if err != nil {
		return err
	}
	var ids []string
	for _, name := range o.names {
		_, id, err := p.find(name)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	err = p.stream(o.to, func(w io.Writer) error { return s.Export(w, ids...) })
	if err != nil || !o.all {
		return err
	}
	return leftOut(s)
}

// leftOut tells that cases could not be read where they are, and so are in no archive of
// all cases.
func leftOut(s casefile.Store) error {
	all, err := s.List()
	if err != nil {
		return failed(err)
	}
	n := len(slices.DeleteFunc(all.Damaged, func(d casefile.Damaged) bool { return d.Aside != "" }))
	if n == 0 {
		return nil
	}
	return failure("L’archive est écrite, mais il y manque " + french.Plural(n, "dossier qui ne se lit pas", "dossiers qui ne se lisent pas") + ". Voyez pourquoi" + french.NBSP + ": compromis dossiers")
}

// maxPiped is the largest archive read that is no file, in bytes: it is in memory.
const maxPiped = 32 << 20

func (p *program) importCommand() *cobra.Command {
	return &cobra.Command{
		Use: "importer fichier.zip", Short: "reprendre les dossiers d’une archive, sans rien remplacer",
		Args: words(1, 1), ValidArgsFunction: p.inTurn(files),
		RunE: func(_ *cobra.Command, args []string) error { return p.restore(args[0]) },
	}
}

// restore adds the cases of an archive.
func (p *program) restore(name string) error {
	f, err := p.open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	archive, size, err := archiveIn(f)
	if err != nil {
		return err
	}
	s, err := p.store()
	if err != nil {
		return err
	}
	ids, cleaned, err := s.Import(archive, size)
	for _, id := range ids {
		if err := p.told("Dossier importé" + french.NBSP + ": " + id); err != nil {
			return err
		}
	}
	if err != nil {
		return failed(err)
	}
	for _, id := range cleaned {
		p.dropped = append(p.dropped, "du dossier "+id)
	}
	if len(ids) == 0 {
		return p.told("Cette archive ne contient aucun dossier.")
	}
	return nil
}

// archiveIn is an archive as it stands in its file, or in memory when it comes by a
// pipe.
func archiveIn(f io.Reader) (io.ReaderAt, int64, error) {
	if file, ok := f.(interface {
		io.ReaderAt
		Stat() (fs.FileInfo, error)
	}); ok {
		if info, err := file.Stat(); err == nil && info.Mode().IsRegular() {
			return file, info.Size(), nil
		}
	}
	content, err := io.ReadAll(io.LimitReader(f, maxPiped+1))
	if err != nil {
		return nil, 0, fmt.Errorf("read archive: %w", err)
	}
	if len(content) > maxPiped {
		return nil, 0, failure("Cette archive dépasse 32" + french.NBSP + "Mo, et ne vient pas d’un fichier. Écrivez-la dans un fichier, puis recommencez.")
	}
	return bytes.NewReader(content), int64(len(content)), nil
}

// stale is a case that need not be kept any longer.
type stale struct {
	dossier.Case
	until decision.Day // the last day it had to be kept
}

func (p *program) purgeCommand() *cobra.Command {
	sure := false
	cmd := &cobra.Command{
		Use: "purger [--oui]", Short: "les dossiers que plus rien n’oblige à garder ; --oui les efface",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.purge(sure) },
	}
	p.flags(cmd).yes(&sure, "--oui", "effacer les dossiers de la liste, pour toujours")
	return cmd
}

// purge lists the cases that need not be kept, with why, and deletes them once
// the person is sure.
func (p *program) purge(sure bool) error {
	g, err := p.guide()
	if err != nil {
		return err
	}
	s, err := p.store()
	if err != nil {
		return err
	}
	old, unread, err := p.stale(g, s)
	if err != nil {
		return err
	}
	page := plain.NewPage(p.Out)
	for _, kase := range old {
		verb := "à effacer"
		if sure {
			if err := s.Delete(kase.ID); err != nil {
				return errors.Join(page.Flush(), failed(err))
			}
			verb = "effacé"
		}
		page.Say(kase.ID + french.NBSP + ": " + verb + ". " + kase.why())
	}
	for _, id := range unread {
		page.Say(id + french.NBSP + ": protégé ou illisible, laissé comme il est. Ouvrez-le pour en décider.")
	}
	switch {
	case len(old) == 0:
		page.Say("Aucun dossier à effacer" + french.NBSP + ": tous sont encore utiles, ou sans date connue.")
	case !sure:
		page.Blank()
		page.Say("Rien n’a été effacé. Pour effacer cette liste" + french.NBSP + ": compromis dossiers purger --oui")
	}
	return page.Flush()
}

// why says why a case need not be kept.
func (s stale) why() string {
	return "Client" + french.NBSP + ": " + cmp.Or(french.Shown(s.Client.Name), "sans nom") +
		". Le délai pour agir, compté depuis ce qui s’y est passé en dernier, a pris fin le " + french.Day(string(s.until)) + "."
}

// stale returns the cases past their retention, and those that cannot be read
// without their passphrase, or at all.
func (p *program) stale(g *decision.Guide, s casefile.Store) (old []stale, unread []string, err error) {
	all, err := s.List()
	if err != nil {
		return nil, nil, failed(err)
	}
	for _, line := range all.Cases {
		f, err := s.Open(line.ID, "")
		if err != nil {
			unread = append(unread, line.ID)
			continue
		}
		kase := f.Case()
		f.Close()
		if until, ok := kase.KeptUntil(g); ok && until < p.day() {
			old = append(old, stale{kase, until})
		}
	}
	return old, unread, nil
}
