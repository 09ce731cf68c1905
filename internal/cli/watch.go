package cli

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/disk"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/watch"

	"github.com/spf13/cobra"
)

// watchOptions are those of veille.
type watchOptions struct {
	source string
	state  decision.Day
	prints string
	note   target
	json   bool
}

func (p *program) watchCommand() *cobra.Command {
	var o watchOptions
	cmd := &cobra.Command{
		Use: "veille source [--etat date] [--empreintes fichier] [--noter fichier] [--json]", Short: "comparer les textes que le contenu cite avec un répertoire de textes de loi",
		Long: "La source est un répertoire de textes, comme en ont les copies publiques des codes, en .md ou en .txt" + french.NBSP + ": un fichier par code, dont le nom ou la première ligne est celui du code (code-civil.txt), chaque article sous une ligne « Article … »" + french.NBSP + "; ou un fichier par article (article-1103.txt) dans un répertoire du nom du code, ou dont le nom dit les deux (Code civil - article 1103.txt). La commande dit ce qui a changé depuis notre lecture, et ce qui en dépend" + french.NBSP + ": étapes, courriers, cas pratiques, vos dossiers ouverts. Rien n’est envoyé, et aucune page ne devient « relue ». Elle finit par 0 quand rien n’a changé, par 1 quand un texte est à relire.",
		Args: words(1, 1), ValidArgsFunction: p.inTurn(folders),
		RunE: func(_ *cobra.Command, args []string) error {
			o.source = args[0]
			return p.watch(o)
		},
	}
	f := p.flags(cmd)
	f.date(&o.state, "--etat", "le jour de l’état des textes de la source, si ses fichiers ne le disent pas ou le disent mal")
	f.file(&o.prints, "--empreintes", "comparer avec les empreintes de ce fichier, à la place de celles du contenu")
	f.file(&o.note.file, "--noter", "écrire dans ce fichier les empreintes gardées, et celles des textes que les pages disent lus dans cet état")
	f.yes(&o.note.force, "--force", "remplacer ce fichier s’il existe déjà")
	f.json(&o.json)
	return cmd
}

// watch compares what was read with a source of texts.
func (p *program) watch(o watchOptions) error {
	g, err := p.guide()
	if err != nil {
		return err
	}
	kept, err := p.keptPrints(g, o.prints)
	if err != nil {
		return err
	}
	if o.state > p.day() {
		return usageError("Le " + french.Day(string(o.state)) + " est à venir" + french.NBSP + ": --etat est le jour de l’état des textes de la source. Sans lui, c’est celui que disent ses fichiers.")
	}
	source, err := watch.Read(o.source, slices.Collect(maps.Keys(watch.Index(g))), p.day())
	switch {
	case errors.Is(err, watch.ErrTooMany):
		return usageError("Le répertoire " + french.Quote(french.Shown(o.source)) + " contient trop de fichiers. Donnez celui des textes.")
	case err != nil:
		return usageError("Le répertoire " + french.Quote(french.Shown(o.source)) + " ne se lit pas" + french.NBSP + ": " + disk.Reason(err))
	case len(source.Works) == 0:
		return usageError("Aucun des codes que le contenu cite n’est dans " + french.Quote(french.Shown(o.source)) + "." + leftAside(source) + layouts)
	case o.note.file != "":
		return p.notePrints(o, g, kept, source)
	}
	all := watch.Compare(g, kept, source, o.state)
	open, sealed := p.resting(g)
	if o.json {
		err = p.wire(g).Watch(all, source.Skipped, sealed, open)
	} else {
		page := plain.NewPage(p.Out)
		page.Watch(g, all, watch.Covered(g, kept, source, o.state), func(steps []string) []string {
			cases := open(steps)
			for _, id := range sealed {
				cases = append(cases, id+" (protégé"+french.NBSP+": non lu)")
			}
			return cases
		})
		if said := leftAside(source); said != "" {
			page.Say(strings.TrimSpace(said))
		}
		if len(source.Skipped) > 0 {
			page.Say("Fichiers non lus jusqu’au bout" + french.NBSP + ": " + someFiles(source.Skipped) + ".")
		}
		err = page.Flush()
	}
	if err != nil {
		return err
	}
	again := 0
	for _, f := range all {
		if f.Finding == watch.Changed || f.Finding == watch.Gone {
			again++
		}
	}
	if again > 0 {
		return failure(french.Plural(again, "article est à relire", "articles sont à relire") + ".")
	}
	return nil
}

// layouts says how the files of a source are named.
const layouts = " Il faut, en .md ou en .txt, un fichier par code (code-civil.txt), ou un fichier par article (article-1103.txt) dans un répertoire du nom du code (code-civil)."

// leftAside says which files of a source may hold a law and cannot be read, or say
// nowhere of which work they are.
func leftAside(s watch.Source) (said string) {
	if len(s.Foreign) > 0 {
		said += " Fichiers non lus, à enregistrer en texte (.txt)" + french.NBSP + ": " + someFiles(s.Foreign) + "."
	}
	if len(s.Unplaced) > 0 {
		said += " Articles dont rien ne dit le code" + french.NBSP + ": " + someFiles(s.Unplaced) + ". Mettez-les dans un répertoire du nom du code, comme code-civil."
	}
	return said
}

// someFiles names the first of some files.
func someFiles(all []string) string {
	var names []string
	for _, name := range all[:min(len(all), 5)] {
		names = append(names, french.Shown(name))
	}
	if len(all) > len(names) {
		names = append(names, "et d’autres")
	}
	return strings.Join(names, ", ")
}

// keptPrints reads the fingerprints of what was read: those of a file, or else of the
// content, then of what is laid over it.
func (p *program) keptPrints(g *decision.Guide, file string) (map[watch.Article]watch.Kept, error) {
	if file == "" {
		return p.laidPrints(g)
	}
	in, err := p.Open(file)
	if err != nil {
		return nil, usageError("Le fichier " + french.Quote(french.Shown(file)) + " ne se lit pas" + french.NBSP + ": " + disk.Reason(err))
	}
	defer in.Close() //nolint:errcheck // only read
	all, err := watch.ReadPrints(in)
	if err != nil {
		return nil, notPrints(file)
	}
	return all, nil
}

func notPrints(file string) error {
	return usageError("Le fichier " + french.Quote(french.Shown(file)) + " n’est pas un fichier d’empreintes. Écrivez-en un avec --noter.")
}

// laidPrints reads the fingerprints of the content that answers. A text that a folder
// brings has one only if the folder does.
func (p *program) laidPrints(g *decision.Guide) (map[watch.Article]watch.Kept, error) {
	kept := map[watch.Article]watch.Kept{}
	if p.Prints == nil {
		return kept, nil
	}
	files, over, err := p.Prints(p.laid())
	if err != nil {
		return nil, contentError{err.Error()}
	}
	for _, f := range files {
		all, err := watch.ReadPrints(bytes.NewReader(f.Text))
		switch {
		case err != nil:
			return nil, notPrints(f.Name)
		case f.Name == "":
			all = watch.Laid(g, all, over)
		}
		maps.Copy(kept, all)
	}
	return kept, nil
}

// notePrints writes in a file the fingerprints of what was read in a source.
func (p *program) notePrints(o watchOptions, g *decision.Guide, kept map[watch.Article]watch.Kept, source watch.Source) error {
	noted := watch.Note(g, kept, source, o.state)
	if noted == 0 {
		return failure("Aucune page ne dit avoir été lue dans l’état de cette source" + french.NBSP + ": rien n’est écrit. Le jour de « Relu le » doit être celui de --etat, ou celui que disent les fichiers.")
	}
	var b bytes.Buffer
	if err := watch.WritePrints(&b, kept); err != nil {
		return fmt.Errorf("write fingerprints: %w", err)
	}
	if err := p.save(o.note, b.Bytes()); err != nil {
		return err
	}
	return p.told(french.Plural(noted, "empreinte notée", "empreintes notées") + ". " + plain.Unread)
}

// resting returns what lists the open cases that are at some of those steps, and the
// protected ones, which do not say their step. A folder of cases that cannot be read
// has none.
func (p *program) resting(g *decision.Guide) (open func(steps []string) []string, sealed []string) {
	at := map[string][]string{}
	if s, err := p.store(); err == nil {
		if all, err := s.Search(casefile.Query{Guide: g, On: p.day()}); err == nil {
			for _, c := range all.Cases {
				switch {
				case c.Closed || c.Archived:
				case c.Protected:
					sealed = append(sealed, c.ID)
				case c.Step != "":
					at[c.Step] = append(at[c.Step], c.ID)
				}
			}
		}
	}
	return func(steps []string) (ids []string) {
		for _, s := range steps {
			ids = append(ids, at[s]...)
		}
		return ids
	}, sealed
}
