package cli

import (
	"errors"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// The versions one may keep whole.
const (
	keepCase = "dossier"
	keepCopy = "copie"
)

// mergeOptions are those of dossiers fusionner.
type mergeOptions struct {
	of     caseRef
	keep   string
	copies []int // the points where the copy is kept, from 1
}

func (p *program) mergeCommand() *cobra.Command {
	var o mergeOptions
	cmd := p.onCase("fusionner dossier [--garder dossier|copie] [--copie numéro]…", "réunir les versions d’un dossier en une seule", &o.of, func() error { return p.merge(o) })
	cmd.Long = "Ce que dit une seule version est gardé. Là où deux versions disent autre chose, choisissez avec --garder, pour tout, ou avec --copie, point par point, d’après les numéros de « dossiers versions ». Rien n’est effacé : les copies sont mises de côté."
	f := p.flags(cmd)
	f.choice(&o.keep, "--garder", "version", "la version à garder partout où elles diffèrent", fixed(keepCase, keepCopy))
	many(f, &o.copies, "--copie", kind{name: "numéro"}, "garder la copie à ce point, et le dossier aux autres ; à répéter", func(typed string) (int, error) { return readWhole(typed, 1) })
	f.secret(&o.of.secret)
	return cmd
}

// merging is a case, its versions, and what became of them together.
type merging struct {
	guide  *decision.Guide
	file   opened
	copies []casefile.Version
	left   int // versions that are for the next time
	kase   dossier.Case
	apart  []dossier.Difference
}

// mergingOf opens a case and reads its versions. The file is to be closed.
func (p *program) mergingOf(of caseRef) (m merging, err error) {
	if m.guide, err = p.guide(); err != nil {
		return m, err
	}
	secret, err := p.passphrase(of.secret)
	if err != nil {
		return m, err
	}
	if m.file, err = p.openCase(of); err != nil {
		return m, err
	}
	all, err := m.file.Versions(secret)
	if i := slices.IndexFunc(all, casefile.Version.Locked); err == nil && i >= 0 && p.Terminal {
		if secret, err = p.askSecret(all[i].Name); err == nil {
			all, err = m.file.Versions(secret)
		}
	}
	if err != nil {
		m.file.Close() //nolint:errcheck // read only
		return m, failed(err)
	}
	m.kase, _ = m.file.Case().Replay(m.guide, p.day())
	for _, v := range all {
		if v.Err != nil {
			m.file.Close() //nolint:errcheck // read only
			return m, failed(v.Err)
		}
		if len(m.apart) > 0 {
			break // one at a time: the numbers are those of one copy
		}
		theirs, _ := v.Case.Replay(m.guide, p.day())
		m.kase, m.apart = dossier.Merge(m.kase, theirs)
		m.copies = append(m.copies, v)
	}
	m.left = len(all) - len(m.copies)
	return m, nil
}

// write writes the versions of a case, and what sets them apart.
func (m merging) write(page *plain.Page) {
	id := m.file.Case().ID
	if len(m.copies) == 0 {
		page.Say("Le dossier " + french.Quote(id) + " n’a qu’une version.")
		return
	}
	page.Say("Le dossier " + french.Quote(id) + " a d’autres versions" + french.NBSP + ":")
	for _, v := range m.copies {
		page.Item("  - ", v.Name)
	}
	page.Blank()
	if len(m.apart) == 0 {
		page.Say("Elles se réunissent sans rien perdre" + french.NBSP + ": compromis dossiers fusionner " + id)
		return
	}
	page.Say("Elles diffèrent sur " + french.Plural(len(m.apart), "point", "points") + ". Le reste se réunit sans rien perdre.")
	for i, d := range m.apart {
		page.Heading(strconv.Itoa(i+1) + ". " + say.Field(m.guide, d.Path))
		one, other := say.FieldValues(m.guide, d)
		page.Item("  dossier"+french.NBSP+": ", one)
		page.Item("  copie"+french.NBSP+":   ", other)
	}
	page.Blank()
	page.Say("Pour choisir" + french.NBSP + ": compromis dossiers fusionner " + id + " --garder dossier, ou --garder copie, ou --copie 1")
}

// merge makes one case of its versions.
func (p *program) merge(o mergeOptions) error {
	if o.keep != "" && len(o.copies) > 0 {
		return usageError("Choisissez" + french.NBSP + ": --garder pour tous les points, ou --copie pour quelques-uns.")
	}
	if o.keep != "" && o.keep != keepCase && o.keep != keepCopy {
		return usage("version inconnue", o.keep, []string{keepCase, keepCopy})
	}
	m, err := p.mergingOf(o.of)
	if err != nil {
		return err
	}
	defer m.file.Close()
	id := m.file.Case().ID
	switch {
	case len(m.copies) == 0:
		return p.told("Le dossier " + french.Quote(id) + " n’a qu’une version" + french.NBSP + ": rien à réunir.")
	case len(m.apart) > 0 && o.keep == "" && len(o.copies) == 0:
		return failure("Les versions de " + french.Quote(id) + " diffèrent" + french.NBSP + ": rien n’a été changé. Regardez-les avec « compromis dossiers versions " + id + " », puis choisissez avec --garder ou --copie.")
	}
	for _, n := range o.copies {
		if n > len(m.apart) {
			return wrongFlag("--copie", errors.New("Il y a "+french.Plural(len(m.apart), "point", "points")+" à choisir."))
		}
	}
	for i, d := range m.apart {
		m.kase = d.In(m.kase, o.keep == keepCopy || slices.Contains(o.copies, i+1))
	}
	if err := m.file.save(m.guide, p.day(), m.kase, true); err != nil {
		return err
	}
	if err := m.file.PutAside(m.copies); err != nil {
		return failed(err)
	}
	s, err := p.store()
	if err != nil {
		return err
	}
	title, told := say.VersionsJoined(m.left, casefile.OnServer(s.Dir()))
	told = title + " du dossier " + french.Quote(id) + ". " + told
	if m.left > 0 {
		told += " Pour voir la suite" + french.NBSP + ": compromis dossiers versions " + id
	}
	return p.told(told)
}
