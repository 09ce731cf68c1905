package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
)

// runExport copies cases into an archive.
func runExport(c *call) error {
	switch {
	case !c.has("-o"):
		return usageError("Il manque le nom de l’archive" + nbsp + ": -o fichier.zip.")
	case len(c.args) == 0 && !c.has("--tous"):
		return usageError("Dites quels dossiers exporter, ou --tous.")
	case len(c.args) > 0 && c.has("--tous"):
		return usageError("Donnez des dossiers ou --tous, pas les deux.")
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	var ids []string
	for _, name := range c.args {
		_, id, err := c.find(name)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var archive bytes.Buffer
	if err := s.Export(&archive, slices.Compact(ids)...); err != nil {
		return failed(err)
	}
	return c.save(c.value("-o"), archive.Bytes())
}

// maxArchive is the largest archive read, in bytes.
const maxArchive = 1 << 30

// runImport adds the cases of an archive.
func runImport(c *call) error {
	f, err := c.open(c.args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxArchive+1))
	if err != nil {
		return fmt.Errorf("read archive: %w", err)
	}
	if len(content) > maxArchive {
		return failure("Cette archive dépasse 1" + nbsp + "Gio. Exportez vos dossiers en plusieurs fois.")
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	ids, err := s.Import(bytes.NewReader(content), int64(len(content)))
	for _, id := range ids {
		if err := c.told("Dossier importé" + nbsp + ": " + id); err != nil {
			return err
		}
	}
	if err != nil {
		return failed(err)
	}
	if len(ids) == 0 {
		return c.told("Cette archive ne contient aucun dossier.")
	}
	return nil
}

// stale is a case that need not be kept any longer.
type stale struct {
	dossier.Case
	until decision.Day // the last day it had to be kept
}

// runPurge lists the cases that need not be kept, with why, and deletes them
// with --oui.
func runPurge(c *call) error {
	g, err := c.guide()
	if err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	old, unread, err := c.stale(g, s)
	if err != nil {
		return err
	}
	p := plain.NewPage(c.Out)
	for _, kase := range old {
		verb := "à effacer"
		if c.has("--oui") {
			if err := s.Delete(kase.ID); err != nil {
				return errors.Join(p.Flush(), failed(err))
			}
			verb = "effacé"
		}
		p.Say(kase.ID + nbsp + ": " + verb + ". " + kase.why())
	}
	for _, id := range unread {
		p.Say(id + nbsp + ": protégé ou illisible, laissé comme il est. Ouvrez-le pour en décider.")
	}
	switch {
	case len(old) == 0:
		p.Say("Aucun dossier à effacer" + nbsp + ": tous sont encore utiles, ou sans date connue.")
	case !c.has("--oui"):
		p.Blank()
		p.Say("Rien n’a été effacé. Pour effacer cette liste" + nbsp + ": compromis dossiers purger --oui")
	}
	return p.Flush()
}

// why says why a case need not be kept.
func (s stale) why() string {
	return "Client" + nbsp + ": " + cmp.Or(french.Shown(s.Client.Name), "sans nom") +
		". Le délai pour agir, compté depuis ce qui s’y est passé en dernier, a pris fin le " + french.Day(string(s.until)) + "."
}

// stale returns the cases past their retention, and those that cannot be read
// without their passphrase, or at all.
func (c *call) stale(g *decision.Guide, s *casefile.Store) (old []stale, unread []string, err error) {
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
		if until, ok := kase.KeptUntil(g); ok && until < c.day() {
			old = append(old, stale{kase, until})
		}
	}
	return old, unread, nil
}
